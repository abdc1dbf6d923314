import ConsoleModel

/// Rows of text in columns that line up, also with double-width letters.
///
/// A long list is taken out page by page: the columns keep the widths that they had, and grow.
struct TextTable {
    private var widths: [Int]
    private var rows: [[String]]

    /// Starts a table with these column titles; none for a table without a header.
    init(_ header: [String]) {
        widths = []
        rows = []
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
        return rows.map { line(of: $0) }
    }

    private func line(of row: [String]) -> String {
        var line = ""
        var gap = 0
        for (column, cell) in row.enumerated() {
            if !cell.isEmpty {
                line += String(repeating: " ", count: gap) + cell
                gap = 0
            }
            gap += widths[column] - DisplayText.width(of: cell) + 2
        }
        return line
    }
}
