/// A size of the terminal or of a part of it, in cells.
package struct Size: Sendable, Hashable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

/// One position of the screen.
package struct Cell: Sendable, Hashable {
    /// What stands here; a blank for an empty cell and for the right half of a wide character.
    package var glyph: Glyph
    /// Cells that ``glyph`` takes: 1 or 2; 0 for the right half of a wide character.
    package var width: UInt8
    package var style: Style

    package init(_ glyph: Glyph, width: UInt8, style: Style) {
        self.glyph = glyph
        self.width = width
        self.style = style
    }

    /// An empty cell.
    package static var blank: Cell { Cell(Glyph(" "), width: 1, style: Style()) }
}

/// A whole screen: what the terminal is to show, cell by cell.
///
/// A wide character is always followed by its right half in the same row; the last column never
/// holds half of one. Only printable text gets in.
package struct Frame: Sendable, Hashable {
    package let size: Size
    /// Row by row, `size.rows * size.columns` cells.
    package var cells: [Cell]
    /// Where the caret stands while text is typed; `nil` hides it.
    package var caret: Position?
    /// Where the terminal's cursor is left, hidden, while no text is typed; `nil` leaves it alone.
    ///
    /// It is where something is selected, so that screen readers find it.
    package var focus: Position?

    /// A cell of the screen, from 0.
    package struct Position: Sendable, Hashable {
        package var row: Int
        package var column: Int

        package init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    /// Creates an empty screen.
    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: max(0, size.columns) * max(0, size.rows))
    }

    /// The cells of one row.
    package subscript(row row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }
}
