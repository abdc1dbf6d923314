/// A column that operators can move, and hide unless it says what a row is.
protocol ChoosableColumn: RawRepresentable<String>, Hashable, Sendable {
    /// Whether it has a name by which it could be chosen; marks have none.
    var isMark: Bool { get }
    /// Whether it cannot be hidden.
    var isKept: Bool { get }
}

/// A list whose columns are chosen; also the name by which the choice is kept.
enum ColumnedList: String, Sendable, Hashable {
    case accounts, cancellations, orders, activity
    case pullList = "pull-list"
}

/// The dialog in which the columns of a list are chosen.
struct ColumnChooser: Sendable {
    struct Entry: Sendable, Hashable {
        let name: String
        let title: String
        let isKept: Bool
        /// The cells that it has now, or would have.
        let usualWidth: Int
        /// The cells without which it is not shown.
        let least: Int
        /// The lowest is shown first.
        let priority: Int
        var isShown: Bool
        /// The cells that were chosen for it.
        var width: Int?
    }

    /// The columns of a list that can be chosen, and the cells that they share.
    struct Offer: Sendable {
        /// As they are without a choice; empty where none can be chosen.
        var entries: [Entry] = []
        var room = 0
    }

    /// What a key leads to.
    enum Outcome {
        case close
        /// Keep these; empty for the usual ones.
        case keep([String])
    }

    let list: ColumnedList
    private let usual: [Entry]
    private let room: Int
    /// What was chosen before.
    private var former: [String]
    private(set) var entries: [Entry]
    private(set) var selected = 0

    /// Creates the dialog.
    ///
    /// - Parameters:
    ///   - list: The list.
    ///   - offer: Its columns.
    ///   - choice: What was chosen before.
    init(_ list: ColumnedList, _ offer: Offer, choice: [String]) {
        self.list = list
        usual = offer.entries
        room = offer.room
        let choices = ColumnChoice.byName(choice)
        entries = ColumnChoice.arrange(usual, by: choice, name: \.name).map { entry in
            guard let choice = choices[entry.name] else { return entry }
            var entry = entry
            entry.isShown = choice.isShown || entry.isKept
            entry.width = choice.width
            return entry
        }
        former = choice
    }

    /// The names to keep; what was chosen of columns that are not offered stays as it was.
    private var choice: [String] {
        let names = entries.map(\.name)
        let others = former.enumerated().filter { !names.contains(ColumnChoice($0.element).name) }
        guard entries != usual || !others.isEmpty else { return [] }
        var kept = entries.filter(isChosen).map {
            ColumnChoice($0.name, isShown: $0.isShown, width: $0.width).text
        }
        for (offset, text) in others {
            let before = former[..<offset].last.map { ColumnChoice($0).name }
            let place = kept.firstIndex { ColumnChoice($0).name == before }
            kept.insert(text, at: place.map { $0 + 1 } ?? 0)
        }
        return kept
    }

    /// Whether anything was chosen of a column; one that only had no place on this screen may still
    /// come on a wider one.
    private func isChosen(_ entry: Entry) -> Bool {
        if entry.isShown || entry.width != nil { return true }
        return usual.contains { $0.name == entry.name && $0.isShown }
            || former.contains { ColumnChoice($0).name == entry.name }
    }

    /// Takes a key in; `nil` while the dialog goes on.
    mutating func handle(_ key: Key) -> Outcome? {
        switch key.latinEquivalent {
        case .down, .character("j"): select(selected + 1)
        case .up, .character("k"): select(selected - 1)
        case .home, .character("g"): select(0)
        case .end, .character("G"): select(entries.count - 1)
        case .character(" "): toggle()
        case .character("J"), .right, .character("l"), .shifted(.down), .shifted(.right): move(1)
        case .character("K"), .left, .character("h"), .shifted(.up), .shifted(.left): move(-1)
        case .character("+"), .character(">"), .character("="): widen(2)
        case .character("-"), .character("<"): widen(-2)
        case .character("w"): entries[selected].width = nil
        case .character("0"): (entries, former) = (usual, [])
        case .enter: return .keep(choice)
        case .escape, .character("q"): return .close
        case .pageDown, .pageUp, .tab, .backTab, .character, .control, .backspace, .delete,
            .function:
            break
        }
        return nil
    }

    mutating func select(_ index: Int) { selected = min(max(0, index), entries.count - 1) }

    /// The cells of a row, from its start, in which its box stands.
    static let box = 3..<6

    /// Shows or hides the selected column.
    mutating func toggle() {
        guard !entries[selected].isKept else { return }
        entries[selected].isShown.toggle()
    }

    private mutating func widen(_ cells: Int) {
        let widths = ColumnChoice.widths
        let wanted = (entries[selected].width ?? entries[selected].usualWidth) + cells
        entries[selected].width = min(max(widths.lowerBound, wanted), widths.upperBound)
    }

    private mutating func move(_ distance: Int) {
        let target = selected + distance
        guard entries.indices.contains(target) else { return }
        entries.swapAt(selected, target)
        selected = target
    }

    /// The names of the columns that have room in the list as it would be.
    private var namesWithRoom: Set<String> {
        let columns = entries.filter(\.isShown).map { entry in
            TableColumn(
                id: entry.name,
                least: entry.least,
                most: entry.least,
                priority: entry.priority,
                chosen: entry.width
            )
        }
        return Set(TableLayout(columns, width: room).slots.map(\.id))
    }

    /// The dialog as it is drawn.
    func dialog(_ phrases: Phrases) -> Dialog {
        let names = namesWithRoom
        var dialog = Dialog(
            title: phrases.pick("열 고르기", "Columns"),
            body: [
                phrases.pick(
                    "스페이스 보이기/숨기기 · Shift-↑↓나 J K 옮기기 · + - 너비",
                    "Space shows or hides · Shift-↑↓ or J K move · + - width"
                ),
                phrases.pick(
                    "w 너비 자동 · 0 처음대로 · Enter 적용",
                    "w automatic width · 0 restores · Enter keeps"
                ),
            ],
            choices: entries.map { entry in
                let box = entry.isKept ? "[=]" : entry.isShown ? "[x]" : "[ ]"
                let width = entry.width.map { phrases.pick(" · 너비 \($0)", " · width \($0)") } ?? ""
                let isCrowdedOut = entry.isShown && !names.contains(entry.name)
                let room = isCrowdedOut ? phrases.pick(" · 자리 없음", " · no room") : ""
                return Dialog.Choice(text: "\(box) \(entry.title)\(width)\(room)", outcome: .close)
            },
            isNumbered: false
        )
        dialog.select(selected)
        return dialog
    }
}
