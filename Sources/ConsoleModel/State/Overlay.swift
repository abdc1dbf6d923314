import MatchingCore
import SyncInterfaces

/// What lies over a screen and takes all keys.
enum Overlay: Sendable {
    case dialog(Dialog)
    case prompt(Prompt)
    case palette(Palette)
    case columns(ColumnChooser)
}

/// A question with choices; the first one does nothing and is where the cursor starts.
struct Dialog: Sendable {
    /// What a choice leads to.
    enum Outcome: Sendable, Hashable {
        case close
        case act(ConsoleEffect)
        case typeReason(CancellationID)
        case typeReasonOfMarked
        case chooseLine(CancellationID)
        case typePeriod([AccountID])
        /// A line was chosen; how many units is asked next where that is open.
        case line(CancellationID, LineChoice)
        /// Sort the visible list so, by the order's name.
        case sort(String)
    }

    struct Choice: Sendable, Hashable {
        let text: String
        let outcome: Outcome
    }

    let title: String
    /// What would happen, one clean paragraph each.
    let body: [String]
    let choices: [Choice]
    /// Whether choices are chosen by their numbers too.
    let isNumbered: Bool
    var selected = 0

    init(title: String, body: [String], choices: [Choice], isNumbered: Bool = true) {
        self.isNumbered = isNumbered
        self.title = title
        self.body = body
        self.choices = choices
    }

    /// Takes a key in.
    ///
    /// - Returns: What was chosen; `nil` while nothing was.
    mutating func handle(_ key: Key) -> Outcome? {
        switch key.latinEquivalent {
        case .down, .right, .tab, .character("j"), .character("l"): move(1)
        case .up, .left, .backTab, .character("k"), .character("h"): move(-1)
        case .home, .character("g"): selected = 0
        case .end, .character("G"): selected = choices.count - 1
        case .pageDown: selected = min(choices.count - 1, selected + 5)
        case .pageUp: selected = max(0, selected - 5)
        case .escape, .character("q"), .character("n"): return .close
        case .enter: return choices[selected].outcome
        // Only a plain question has a "yes".
        case .character("y") where choices.count == 2: return choices[1].outcome
        case .character(let digit):
            if let number = digit.wholeNumberValue, choices.indices.contains(number) {
                selected = number
            }
        case .control, .backspace, .delete, .shifted, .function: break
        }
        return nil
    }

    /// Selects a choice by its place, as a click does.
    mutating func select(_ index: Int) {
        if choices.indices.contains(index) { selected = index }
    }

    private mutating func move(_ distance: Int) {
        selected = (selected + distance + choices.count) % choices.count
    }
}
