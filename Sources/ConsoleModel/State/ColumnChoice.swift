/// What was chosen of a column: `name`, `-name` where it is hidden, `name:24` where it is 24 cells
/// wide.
struct ColumnChoice: Sendable, Hashable {
    /// The widths that can be chosen, in cells.
    static let widths = 3...200

    let name: String
    var isShown = true
    /// `nil` for a width that follows from what the column shows.
    var width: Int?

    init(_ name: String, isShown: Bool, width: Int?) {
        (self.name, self.isShown, self.width) = (name, isShown, width)
    }

    /// Reads a choice; a width that makes no sense is none.
    init(_ text: String) {
        isShown = !text.hasPrefix("-")
        let parts = text.drop { $0 == "-" }.split(separator: ":", maxSplits: 1)
        name = parts.first.map(String.init) ?? ""
        width = parts.dropFirst().first.flatMap { Int($0) }.flatMap {
            Self.widths.contains($0) ? $0 : nil
        }
    }

    /// The choice as it is kept.
    var text: String { (isShown ? "" : "-") + name + (width.map { ":\($0)" } ?? "") }
}

extension Array {
    /// The columns as they were chosen.
    ///
    /// Marks stay in front; what the choice does not know comes last.
    func arranged<ID: ChoosableColumn>(by choice: [String]) -> [TableColumn<ID>]
    where Element == TableColumn<ID> {
        guard !choice.isEmpty else { return filter(\.isUsual) }
        let places = Dictionary(
            choice.enumerated().map { offset, text in
                let choice = ColumnChoice(text)
                return (choice.name, (place: offset, choice: choice))
            },
            uniquingKeysWith: { first, _ in first }
        )
        let shown = filter {
            !$0.id.isMark
                && ($0.id.isKept || places[$0.id.rawValue]?.choice.isShown ?? $0.isUsual)
        }
        let sorted = shown.enumerated().sorted { one, other in
            let place = { (column: TableColumn<ID>) in
                places[column.id.rawValue]?.place ?? choice.count
            }
            let keys = (place(one.element), place(other.element))
            return keys.0 == keys.1 ? one.offset < other.offset : keys.0 < keys.1
        }
        return filter(\.id.isMark)
            + sorted.map { _, column in
                var column = column
                column.chosen = places[column.id.rawValue]?.choice.width
                return column
            }
    }

    /// The columns as they can be chosen, each with how wide it is in `table`.
    func offered<ID: ChoosableColumn>(
        in table: TableLayout<ID>,
        title: (ID) -> String
    ) -> ColumnChooser.Offer where Element == TableColumn<ID> {
        let entries = filter { !$0.id.isMark }.map { column in
            ColumnChooser.Entry(
                name: column.id.rawValue,
                title: title(column.id),
                isKept: column.id.isKept,
                usualWidth: table.slots.first { $0.id == column.id }?.width ?? column.least,
                least: column.least,
                priority: column.priority,
                isShown: column.isUsual
            )
        }
        let ofMarks = filter(\.id.isMark).reduce(0) { $0 + $1.least + TableLayout<ID>.gap }
        return ColumnChooser.Offer(entries: entries, room: table.width - ofMarks)
    }
}
