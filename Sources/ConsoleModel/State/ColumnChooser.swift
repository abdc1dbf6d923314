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

extension Array {
    /// The columns as they were chosen: names in order, hidden ones behind a `-`.
    ///
    /// Marks stay in front; what the choice does not know comes last.
    func arranged<ID: ChoosableColumn>(by choice: [String]) -> [TableColumn<ID>]
    where Element == TableColumn<ID> {
        guard !choice.isEmpty else { return self }
        let places = Dictionary(
            choice.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let shown = filter {
            !$0.id.isMark && ($0.id.isKept || places["-\($0.id.rawValue)"] == nil)
        }
        let sorted = shown.enumerated().sorted { one, other in
            let place = { (column: TableColumn<ID>) in
                places[column.id.rawValue] ?? places["-\(column.id.rawValue)"] ?? choice.count
            }
            let keys = (place(one.element), place(other.element))
            return keys.0 == keys.1 ? one.offset < other.offset : keys.0 < keys.1
        }
        return filter(\.id.isMark) + sorted.map(\.element)
    }
}

/// The dialog in which the columns of a list are chosen.
struct ColumnChooser: Sendable {
    struct Entry: Sendable, Hashable {
        let name: String
        let title: String
        let isKept: Bool
        var isShown = true
    }

    /// What a key leads to.
    enum Outcome {
        case close
        /// Keep these; empty for the usual ones.
        case keep([String])
    }

    let list: ColumnedList
    private let usual: [Entry]
    private(set) var entries: [Entry]
    private(set) var selected = 0

    /// Creates the dialog.
    ///
    /// - Parameters:
    ///   - list: The list.
    ///   - usual: Its columns as they are without a choice.
    ///   - choice: What was chosen before.
    init(_ list: ColumnedList, usual: [Entry], choice: [String]) {
        self.list = list
        self.usual = usual
        let known = choice.compactMap { name -> Entry? in
            let isHidden = name.hasPrefix("-")
            let wanted = isHidden ? String(name.dropFirst()) : name
            guard var entry = usual.first(where: { $0.name == wanted }) else { return nil }
            entry.isShown = !isHidden || entry.isKept
            return entry
        }
        entries = known + usual.filter { entry in !known.contains { $0.name == entry.name } }
    }

    /// The names to keep.
    private var choice: [String] {
        entries == usual ? [] : entries.map { ($0.isShown ? "" : "-") + $0.name }
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
        case .character("0"): entries = usual
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

    private mutating func move(_ distance: Int) {
        let target = selected + distance
        guard entries.indices.contains(target) else { return }
        entries.swapAt(selected, target)
        selected = target
    }

    /// The dialog as it is drawn.
    func dialog(_ phrases: Phrases) -> Dialog {
        var dialog = Dialog(
            title: phrases.pick("열 고르기", "Columns"),
            body: [
                phrases.pick(
                    "스페이스 보이기/숨기기 · Shift-↑↓나 J K 옮기기 · 0 처음대로 · Enter 적용",
                    "Space shows or hides · Shift-↑↓ or J K move · 0 restores · Enter keeps"
                )
            ],
            choices: entries.map { entry in
                let box = entry.isKept ? "[=]" : entry.isShown ? "[x]" : "[ ]"
                return Dialog.Choice(text: "\(box) \(entry.title)", outcome: .close)
            },
            isNumbered: false
        )
        dialog.select(selected)
        return dialog
    }
}
