/// A part of the screen, in cells from 0; empty when it has no columns or no rows.
struct Rect: Sendable, Hashable {
    var row: Int
    var column: Int
    var columns: Int
    var rows: Int

    init(row: Int, column: Int, columns: Int, rows: Int) {
        self.row = row
        self.column = column
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    init(_ size: Size) {
        self.init(row: 0, column: 0, columns: size.columns, rows: size.rows)
    }

    var isEmpty: Bool { columns == 0 || rows == 0 }
    var endColumn: Int { column + columns }
    var endRow: Int { row + rows }

    /// Cuts `count` rows off the top, fewer when there are not that many.
    mutating func takeTop(_ count: Int) -> Rect {
        let taken = min(max(0, count), rows)
        let part = Rect(row: row, column: column, columns: columns, rows: taken)
        self = Rect(row: row + taken, column: column, columns: columns, rows: rows - taken)
        return part
    }

    /// Cuts `count` rows off the bottom, fewer when there are not that many.
    mutating func takeBottom(_ count: Int) -> Rect {
        let taken = min(max(0, count), rows)
        rows -= taken
        return Rect(row: row + rows, column: column, columns: columns, rows: taken)
    }

    /// Cuts `count` columns off the right, fewer when there are not that many.
    mutating func takeRight(_ count: Int) -> Rect {
        let taken = min(max(0, count), columns)
        columns -= taken
        return Rect(row: row, column: column + columns, columns: taken, rows: rows)
    }

    /// The part without its first `count` columns.
    func dropping(_ count: Int) -> Rect {
        Rect(row: row, column: column + count, columns: columns - count, rows: rows)
    }

    /// One row of the part, from 0; empty outside.
    func line(_ index: Int) -> Rect {
        let exists = (0..<rows).contains(index)
        return Rect(row: row + index, column: column, columns: columns, rows: exists ? 1 : 0)
    }

    /// The part without a margin of `count` columns at each side.
    func insetColumns(_ count: Int) -> Rect {
        Rect(row: row, column: column + count, columns: columns - 2 * count, rows: rows)
    }
}
