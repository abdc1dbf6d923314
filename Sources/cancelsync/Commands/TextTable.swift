import ConsoleModel

/// Rows of text in columns that line up, also with double-width letters.
struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    /// Starts a table with these column titles.
    init(_ header: [String]) { self.header = header }

    /// Adds a row; foreign text is cleaned for the terminal here.
    mutating func add(_ cells: [String]) { rows.append(cells.map { DisplayText.sanitized($0) }) }

    /// The lines of the table, header first, without trailing spaces.
    var lines: [String] {
        let all = [header] + rows
        let widths = header.indices.map { column in
            all.map { DisplayText.width(of: $0[column]) }.max() ?? 0
        }
        return all.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                guard column < row.count - 1 else { break }
                line += String(
                    repeating: " ",
                    count: widths[column] - DisplayText.width(of: cell) + 2
                )
            }
            return line
        }
    }
}
