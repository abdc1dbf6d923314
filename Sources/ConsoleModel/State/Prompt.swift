import MatchingCore
import SyncInterfaces

/// A line of text that is asked for at the bottom of the screen.
struct Prompt: Sendable {
    enum Purpose: Sendable, Hashable {
        /// Filters the accounts; the filter before, to go back to.
        case filterAccounts(before: String)
        /// Finds rows of a list by a filter.
        case find(FilteredList)
        case dismissalReason(CancellationID)
        case dismissalReasonOfMarked([MarkedCancellation])
        /// How many units of a line, at most `most`.
        case units(CancellationID, LineChoice, most: Int)
        /// From when to when accounts are to be read.
        case period([AccountID])
        /// A whole tracking or order number; the visible page takes it.
        case lookUpParcel
        /// A match rule to be tried on an account's cancellations.
        case rule(AccountID)

        /// The lines that the prompt takes; a filter has one for help.
        var rowCount: Int { isFilter ? 2 : 1 }

        /// Whether the text is a filter, which is completed and may have errors.
        var isFilter: Bool { list != nil }

        /// The list that the text filters; `nil` for what is no filter.
        var list: FilteredList? {
            switch self {
            case .filterAccounts: .accounts
            case .find(let list): list
            case .dismissalReason, .dismissalReasonOfMarked, .units, .period, .lookUpParcel, .rule:
                nil
            }
        }
    }

    /// Candidates that take each other's place with each Tab.
    struct Cycle: Sendable, Hashable {
        let candidates: [String]
        /// Where the candidate begins.
        let start: Int
        var index: Int
    }

    let purpose: Purpose
    private(set) var input: TextInput
    private(set) var cycle: Cycle?
    /// Why the text was not taken; shown until it changes.
    private(set) var refusal: FilterError?
    /// Which earlier text stands in the prompt, and what was typed before it; `nil` for none.
    private var recalled: (index: Int, typed: String)?

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        input = TextInput(text)
    }

    /// Takes a key that edits the text.
    mutating func handle(_ key: Key) {
        recalled = nil
        cycle = nil
        refusal = nil
        _ = input.handle(key)
    }

    mutating func insert(_ text: String) {
        recalled = nil
        cycle = nil
        refusal = nil
        input.insert(text)
    }

    /// Puts an earlier text in the place of what was typed, or a later one, down to what was typed.
    ///
    /// - Parameters:
    ///   - step: 1 for the next earlier one, -1 for the next later one.
    ///   - texts: What was typed earlier, the latest first.
    mutating func recall(_ step: Int, _ texts: [String]) {
        let typed = recalled?.typed ?? input.text
        let others = texts.filter { $0 != typed }
        let index = (recalled?.index ?? -1) + step
        guard index >= -1, index < others.count else { return }
        input = TextInput(index < 0 ? typed : others[index])
        recalled = index < 0 ? nil : (index, typed)
        cycle = nil
        refusal = nil
    }

    /// Puts the next candidate, or the one before, in the place of what the caret stands in.
    mutating func complete(_ distance: Int, _ words: [FilterVocabulary]) {
        guard purpose.isFilter else { return }
        refusal = nil
        if var cycle {
            let count = cycle.candidates.count
            cycle.index = (cycle.index + distance + count) % count
            put(cycle)
            return
        }
        let completion = FilterCompletion(input.characters, caret: input.caret, anyOf: words)
        guard !completion.candidates.isEmpty else { return }
        input.placeCaret(at: completion.range.upperBound)
        put(
            Cycle(
                candidates: completion.candidates,
                start: completion.range.lowerBound,
                index: distance > 0 ? 0 : completion.candidates.count - 1
            )
        )
    }

    private mutating func put(_ cycle: Cycle) {
        input.replace(from: cycle.start, with: cycle.candidates[cycle.index])
        // A single candidate is taken; Tab goes on from behind it.
        self.cycle = cycle.candidates.count > 1 ? cycle : nil
    }

    /// Puts the caret where something is to be mended.
    mutating func placeCaret(at offset: Int) { input.placeCaret(at: offset) }

    /// The filter that was typed.
    ///
    /// - Throws: ``FilterError`` for what is none, or none yet.
    func filter(_ words: FilterVocabulary) throws(FilterError) -> RowFilter {
        try FilterParser(words).filter(input.text)
    }

    /// Keeps the text with what is wrong with it, the caret where that is.
    mutating func refuse(_ error: FilterError) {
        refusal = error
        input.placeCaret(at: error.range.upperBound)
    }
}
