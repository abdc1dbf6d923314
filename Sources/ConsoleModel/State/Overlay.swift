import MatchingCore
import SyncInterfaces

/// What lies over a screen and takes all keys.
enum Overlay: Sendable {
    case dialog(Dialog)
    case prompt(Prompt)
    case palette(Palette)
    case columns(ColumnChooser)
}

/// A question with choices; the first one changes nothing and is where the cursor starts.
///
/// Where a reason can be given, the row after the choices is typed into. Enter there ends the typing and
/// leads back to the choices: what changes something is done by a choice of its own alone.
struct Dialog: Sendable {
    /// What a choice leads to.
    enum Outcome: Sendable, Hashable {
        case close
        /// Leave the screen under the question.
        case leave
        case act(ConsoleEffect)
        case typeReason(CancellationID)
        case typeReasonOfMarked([MarkedCancellation])
        case chooseLine(CancellationID)
        case typePeriod([AccountID])
        /// A line was chosen; how many units is asked next where that is open.
        case line(CancellationID, LineChoice)
        /// Sort the visible list so, by the order's name.
        case sort(String)
    }

    /// What is under way that a question is about; the question goes when that has ended.
    enum Concern: Sendable, Hashable {
        case ownResync
        case resync(ResyncRequestID)
    }

    struct Choice: Sendable, Hashable {
        let text: String
        let outcome: Outcome
    }

    /// A line for a reason that may stay empty.
    struct ReasonField: Sendable {
        let label: String
        let hint: String
        fileprivate(set) var input = TextInput()

        init(_ phrases: Phrases) {
            label = phrases.pick("사유:", "Reason:")
            hint = phrases.pick("없어도 됩니다", "may be left out")
        }
    }

    let title: String
    /// What would happen, one clean paragraph each.
    var body: [String]
    let choices: [Choice]
    /// Whether choices are chosen by their numbers too.
    let isNumbered: Bool
    private(set) var reason: ReasonField?
    /// The paragraph of ``body`` that says which ones it is about; it stands first where not all fit.
    private(set) var subject: String?
    let concern: Concern?
    /// What is asked about marked cancellations; the question tells what becomes of them meanwhile.
    var marked: MarkedQuestion?
    private(set) var selected = 0
    /// The choice that was selected before the reason.
    private var selectedBefore = 0
    /// The digits that have come one after the other; more than one of them are no choice.
    private var number = ""

    init(
        title: String,
        body: [String],
        choices: [Choice],
        isNumbered: Bool = true,
        reason: ReasonField? = nil,
        concern: Concern? = nil
    ) {
        self.isNumbered = isNumbered
        self.reason = reason
        self.concern = concern
        self.title = title
        self.body = body
        self.choices = choices
    }

    /// The same question, which is about what this paragraph of ``body`` names.
    func naming(_ subject: String) -> Dialog {
        var copy = self
        copy.subject = subject
        return copy
    }

    /// The same question in the words of `other`, with what was selected and typed so far.
    func reworded(as other: Dialog) -> Dialog {
        var copy = other
        copy.selected = selected
        copy.selectedBefore = selectedBefore
        copy.number = number
        if let input = reason?.input { copy.reason?.input = input }
        return copy
    }

    /// How many rows can be selected.
    var rowCount: Int { choices.count + (reason == nil ? 0 : 1) }

    /// Whether keys go into the reason.
    var isTyping: Bool { reason != nil && selected == choices.count }

    /// Takes a key in.
    ///
    /// - Returns: What was chosen; `nil` while nothing was.
    mutating func handle(_ key: Key) -> Outcome? {
        if isTyping { return type(key) }
        if takesIntoNumber(key) { return nil }
        switch key.latinEquivalent {
        case .down, .right, .tab, .character("j"), .character("l"): move(1)
        case .up, .left, .backTab, .character("k"), .character("h"): move(-1)
        case .home, .character("g"): select(0)
        case .end, .character("G"): select(rowCount - 1)
        case .pageDown: select(min(rowCount - 1, selected + 5))
        case .pageUp: select(max(0, selected - 5))
        case .escape, .character("q"), .character("n"): return .close
        case .enter: return outcome(of: selected)
        // Only a plain question has a "yes".
        case .character("y") where choices.count == 2: return outcome(of: 1)
        case .character(let digit):
            guard let index = digit.wholeNumberValue else { break }
            select(index)
            number = String(digit)
        case .control, .backspace, .delete, .shifted, .function: break
        }
        return nil
    }

    /// Selects a choice by its place, as a click does.
    mutating func select(_ index: Int) {
        number = ""
        guard (0..<rowCount).contains(index) else { return }
        if !isTyping { selectedBefore = selected }
        selected = index
    }

    /// Forgets a number that was scanned while the question was open, and where it has led.
    ///
    /// A scanner ends with Enter, often with two; so the choice that does nothing is selected then.
    ///
    /// - Returns: The number; `nil` where none was scanned, and Enter chooses.
    mutating func dropNumber() -> String? {
        // A digit may have led into the reason, with the others following there.
        let scanned = isTyping ? number + (reason?.input.trimmed ?? "") : number
        guard isTyping ? scanned.isScannedNumber : scanned.count > 1 else { return nil }
        if isTyping { reason?.input = TextInput() }
        select(0)
        return scanned
    }

    /// Whether a key is part of a number that is being scanned, and stands for no choice.
    private mutating func takesIntoNumber(_ key: Key) -> Bool {
        guard case .character(let character) = key,
            number.count > 1 || !number.isEmpty && character.wholeNumberValue != nil
        else {
            number = ""
            return false
        }
        let longer = number + String(character)
        select(0)
        number = String(longer.prefix(TextInput.longest))
        return true
    }

    /// Takes text that was pasted; only a reason takes it.
    mutating func insert(_ text: String) {
        if isTyping { reason?.input.insert(text) }
    }

    private mutating func type(_ key: Key) -> Outcome? {
        switch key {
        case .escape: return .close
        case .enter: select(choiceAfterTyping)
        case .down, .tab: move(1)
        case .up, .backTab: move(-1)
        default: _ = reason?.input.handle(key)
        }
        return nil
    }

    /// The only act where a reason for it was typed, else the choice from which one came.
    private var choiceAfterTyping: Int {
        let isReasonGiven = reason.map { !$0.input.trimmed.isEmpty } ?? false
        return isReasonGiven && choices.count == 2 ? 1 : selectedBefore
    }

    /// What a choice leads to, an act with the reason that was typed.
    private func outcome(of index: Int) -> Outcome {
        let outcome = choices[index].outcome
        guard case .act(let effect) = outcome, let text = reason?.input.trimmed, !text.isEmpty
        else { return outcome }
        return .act(effect.giving(text))
    }

    private mutating func move(_ distance: Int) {
        select((selected + distance + rowCount) % rowCount)
    }
}

extension String {
    /// Whether it is nothing but digits, as many as order and tracking numbers have.
    var isScannedNumber: Bool {
        count >= 8 && allSatisfy { $0.wholeNumberValue != nil || $0 == "-" }
    }
}
