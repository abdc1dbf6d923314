extension Frame {
    /// The rows as they look on a terminal, as text that people can review and tests can compare.
    ///
    /// Each row begins with `>` where it has selected cells, else with a blank, and ends with `|`;
    /// a last line says where the caret is, when it is shown.
    package var text: String {
        var lines: [String] = []
        for row in 0..<max(0, size.rows) {
            let cells = self[row: row]
            let mark = cells.contains { $0.style.isSelected } ? ">" : " "
            let text = String(cells.filter { $0.width > 0 }.map(\.glyph.character))
            lines.append(mark + text + "|")
        }
        if let caret { lines.append("caret \(caret.row):\(caret.column)") }
        return lines.joined(separator: "\n") + "\n"
    }
}
