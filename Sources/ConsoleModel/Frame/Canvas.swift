/// Draws into a ``Frame`` and keeps its promise: no half of a wide character is ever left over.
///
/// Everything is clipped to the screen and to the given limits. Texts are expected to be clean
/// already (``DisplayText/sanitized(_:)``); nothing is cleaned here, as it is the hottest place.
struct Canvas {
    private(set) var frame: Frame
    /// Whether signs, lines and bars are drawn with ASCII; see ``PlainCharacters``.
    let usesASCII: Bool

    init(size: Size, usesASCII: Bool) {
        frame = Frame(size: size)
        self.usesASCII = usesASCII
    }

    var bounds: Rect { Rect(frame.size) }

    /// Stands for text that does not fit.
    private var ellipsis: Glyph { drawn("…") }

    mutating func placeCaret(row: Int, column: Int) {
        guard (0..<frame.size.rows).contains(row), (0..<frame.size.columns).contains(column)
        else { return }
        frame.caret = Frame.Position(row: row, column: column)
    }

    /// Writes `text` into the first row of `area`; ends with an ellipsis where it does not fit.
    ///
    /// - Returns: The column after the last one written, in screen columns.
    @discardableResult
    mutating func write(_ text: String, in area: Rect, _ style: Style = Style()) -> Int {
        let limit = min(area.endColumn, frame.size.columns)
        let start = max(0, area.column)
        guard area.rows > 0, (0..<frame.size.rows).contains(area.row), start < limit
        else { return area.column }
        let rowStart = area.row * frame.size.columns
        mendLeft(of: rowStart + start, column: start)
        var column = start
        var isCut = false
        // Each scalar that takes room begins a character, as the text is clean.
        for scalar in text.unicodeScalars {
            let width = DisplayWidthTable.width(of: scalar)
            guard width > 0 else {
                if column > start { add(scalar, before: rowStart + column) }
                continue
            }
            guard column + width <= limit else {
                isCut = true
                break
            }
            frame.cells[rowStart + column] = Cell(
                drawn(scalar),
                width: UInt8(width),
                style: style
            )
            if width == 2 {
                frame.cells[rowStart + column + 1] = Cell(Glyph(" "), width: 0, style: style)
            }
            column += width
        }
        if isCut { column = cut(rowStart: rowStart, from: start, limit: limit, at: column, style) }
        mendRight(of: rowStart + column, column: column)
        return column
    }

    /// Writes `text` so that it ends with the row; a text that does not fit is cut at its end.
    mutating func writeRight(_ text: String, in area: Rect, _ style: Style = Style()) {
        let width = DisplayText.width(of: text)
        var part = area
        if width < area.columns {
            part = Rect(
                row: area.row,
                column: area.endColumn - width,
                columns: width,
                rows: area.rows
            )
        }
        write(text, in: part, style)
    }

    /// Fills `area` with one narrow character.
    mutating func fill(_ area: Rect, with base: Unicode.Scalar = " ", _ style: Style = Style()) {
        let columns = max(0, area.column)..<max(0, area.column, min(area.endColumn, size.columns))
        let rows = max(0, area.row)..<max(0, area.row, min(area.endRow, size.rows))
        guard !columns.isEmpty else { return }
        let cell = Cell(drawn(base), width: 1, style: style)
        for row in rows {
            let rowStart = row * size.columns
            mendLeft(of: rowStart + columns.lowerBound, column: columns.lowerBound)
            for column in columns { frame.cells[rowStart + column] = cell }
            mendRight(of: rowStart + columns.upperBound, column: columns.upperBound)
        }
    }

    /// Reverses the cells of `area`, as the selected row is shown.
    mutating func select(_ area: Rect) {
        if !area.isEmpty, (0..<size.rows).contains(area.row),
            (0..<size.columns).contains(area.column)
        {
            frame.focus = Frame.Position(row: area.row, column: area.column)
        }
        for row in max(0, area.row)..<max(0, area.row, min(area.endRow, size.rows)) {
            for column in max(
                0,
                area.column
            )..<max(0, area.column, min(area.endColumn, size.columns)) {
                frame.cells[row * size.columns + column].style.isSelected = true
            }
        }
    }

    /// A horizontal line through the first row of `area`.
    mutating func rule(in area: Rect) {
        fill(area.line(0), with: "─", Style(.border))
    }

    private var size: Size { frame.size }

    private func drawn(_ base: Unicode.Scalar) -> Glyph {
        Glyph(usesASCII ? PlainCharacters.equivalent(of: base) : base)
    }

    /// Puts a mark on the character that ends before a cell.
    private mutating func add(_ mark: Unicode.Scalar, before index: Int) {
        guard [.nonspacingMark, .enclosingMark].contains(mark.properties.generalCategory) else {
            return
        }
        let isWide = frame.cells[index - 1].width == 0
        frame.cells[index - (isWide ? 2 : 1)].glyph.add(mark)
    }

    /// Puts an ellipsis after the last character that leaves room for it.
    private mutating func cut(
        rowStart: Int,
        from start: Int,
        limit: Int,
        at column: Int,
        _ style: Style
    ) -> Int {
        var position = min(column, limit - 1)
        if position > start && frame.cells[rowStart + position].width == 0 && column == limit {
            position -= 1
        }
        for place in position..<limit {
            frame.cells[rowStart + place] = Cell(Glyph(" "), width: 1, style: style)
        }
        frame.cells[rowStart + position] = Cell(ellipsis, width: 1, style: style)
        return limit
    }

    private mutating func mendLeft(of index: Int, column: Int) {
        guard column > 0, column < size.columns, frame.cells[index].width == 0 else { return }
        frame.cells[index - 1] = Cell(Glyph(" "), width: 1, style: frame.cells[index - 1].style)
    }

    private mutating func mendRight(of index: Int, column: Int) {
        guard column < size.columns, frame.cells[index].width == 0 else { return }
        frame.cells[index] = Cell(Glyph(" "), width: 1, style: frame.cells[index].style)
    }
}
