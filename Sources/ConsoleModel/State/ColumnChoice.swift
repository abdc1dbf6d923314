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

    /// What was chosen of each column; the first where one is named twice.
    static func byName(_ choice: [String]) -> [String: ColumnChoice] {
        Dictionary(
            choice.map { ColumnChoice($0) }.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The columns in the order of a choice.
    ///
    /// One that it does not know stays behind the one that it usually follows, or in front.
    static func arrange<Column>(
        _ usual: [Column],
        by choice: [String],
        name: (Column) -> String
    ) -> [Column] {
        let names = choice.map { ColumnChoice($0).name }
        var place = -1
        let places = usual.enumerated().map { offset, column in
            place = names.firstIndex(of: name(column)) ?? place
            return (place, offset)
        }
        return places.sorted(by: <).map { usual[$0.1] }
    }
}

extension Array {
    /// The columns as they were chosen.
    ///
    /// Marks stay in front; what the choice does not know stays behind what it usually follows.
    func arranged<ID: ChoosableColumn>(by choice: [String]) -> [TableColumn<ID>]
    where Element == TableColumn<ID> {
        guard !choice.isEmpty else { return filter(\.isUsual) }
        let choices = ColumnChoice.byName(choice)
        let shown = ColumnChoice.arrange(filter { !$0.id.isMark }, by: choice, name: \.id.rawValue)
            .filter { $0.id.isKept || choices[$0.id.rawValue]?.isShown ?? $0.isUsual }
        return filter(\.id.isMark)
            + shown.map { column in
                var column = column
                column.chosen = choices[column.id.rawValue]?.width
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
