import ConsoleModel

/// Rows of text in columns that line up, also with double-width letters.
///
/// A long list is taken out page by page: the columns keep the widths that they had, and grow.
struct TextTable {
    private var widths: [Int]
    private var rows: [[String]]
    private let mostCells: Int
    private let kept: Set<Int>

    private static let gap = 2

    /// Starts a table without a header, whose lines are as long as they are.
    init() {
        widths = []
        rows = []
        mostCells = .max
        kept = []
    }

    /// Starts a table with these columns.
    ///
    /// On a terminal its lines keep to the width, by cutting what is long; the numbers of orders
    /// are the last to be cut.
    init(_ columns: [ListColumn], _ phrases: Phrases) {
        widths = []
        rows = []
        mostCells = Environment.screenSize?.columns ?? .max
        kept = Set(
            columns.indices.filter { [.orderNumber, .number].contains(columns[$0]) }
        )
        add(columns.map(phrases.title))
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
        let fitted = ColumnWidths.fitted(widths, to: mostCells, gap: Self.gap, keeping: kept)
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
