extension Canvas {
    /// Writes a line that is being typed, the part around its caret where it does not fit, and
    /// places the terminal's caret in it.
    ///
    /// - Returns: The column after the text.
    @discardableResult
    mutating func write(_ input: TextInput, in area: Rect) -> Int {
        guard area.columns > 1 else { return area.column }
        let (text, caret, _) = input.visible(in: area.columns - 1)
        let end = write(text, in: area, Style(.text, isBold: true))
        placeCaret(row: area.row, column: area.column + caret)
        return end
    }
}

extension TextInput {
    /// The part of the text around the caret that fits, with the character under the caret, the
    /// caret's column in it, and the first character of it.
    func visible(in width: Int) -> (text: String, caret: Int, start: Int) {
        var start = 0
        var column = characters[..<caret].reduce(0) { $0 + DisplayText.width(of: $1) }
        // Behind the text the caret takes a cell as well.
        let cellsUnderCaret =
            caret < characters.count ? DisplayText.width(of: characters[caret]) : 1
        while column + cellsUnderCaret > width && start < caret {
            column -= DisplayText.width(of: characters[start])
            start += 1
        }
        var text = ""
        var used = 0
        for character in characters[start...] {
            used += DisplayText.width(of: character)
            if used > width { break }
            text.append(character)
        }
        return (text, column, start)
    }
}
