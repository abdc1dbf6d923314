import ConsoleModel

/// Rows of text in columns that line up, also with double-width letters.
///
/// A long list is taken out page by page: the columns keep the widths that they had, and grow.
struct TextTable {
    private var widths: [Int]
    private var rows: [[String]]
    private let mostCells: Int

    private static let gap = 2

    /// Starts a table.
    ///
    /// - Parameters:
    ///   - header: The columns' titles; none for a table without a header.
    ///   - mostCells: The width that lines keep to, by cutting what is long in the widest columns;
    ///     `nil` where lines may be as long as they are.
    init(_ header: [String], mostCells: Int? = nil) {
        widths = []
        rows = []
        self.mostCells = mostCells ?? .max
        if !header.isEmpty { add(header) }
    }

    /// Adds a row; foreign text is cleaned for the terminal here.
    mutating func add(_ cells: [String]) {
        let cells = cells.map { DisplayText.sanitized($0) }
        for (column, cell) in cells.enumerated() {
            let width = DisplayText.width(of: cell)
            if column < widths.count {
                widths[column] = max(widths[column], width)
            } else {
                widths.append(width)
            }
        }
        rows.append(cells)
    }

    /// The rows since the last call, without trailing spaces.
    mutating func takeLines() -> [String] {
        defer { rows.removeAll(keepingCapacity: true) }
        let fitted = ColumnWidths.fitted(widths, to: mostCells, gap: Self.gap)
        return rows.map { line(of: $0, in: fitted) }
    }

    private func line(of row: [String], in widths: [Int]) -> String {
        var line = ""
        var gap = 0
        for (width, cell) in zip(widths, row) {
            let cell = DisplayText.clipped(cell, to: width).withoutTrailingSpaces
            if !cell.isEmpty {
                line += String(repeating: " ", count: gap) + cell
                gap = 0
            }
            gap += width - DisplayText.width(of: cell) + Self.gap
        }
        return line
    }
}
