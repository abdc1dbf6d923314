extension Canvas {
    /// Draws an empty box with a title in its border.
    mutating func drawBox(_ box: Rect, title: String) {
        fill(box)
        let style = Style(.border)
        let bottom = box.line(box.rows - 1)
        fill(box.line(0), with: "─", style)
        fill(bottom, with: "─", style)
        for row in 1..<max(1, box.rows - 1) {
            var line = box.line(row)
            fill(line.takeRight(1), with: "│", style)
            line.columns = 1
            fill(line, with: "│", style)
        }
        drawCorners(top: box.line(0), bottom: bottom)
        write(" \(title) ", in: box.line(0).insetColumns(2), Style(.title, isBold: true))
    }

    private mutating func drawCorners(top: Rect, bottom: Rect) {
        let corners: [Unicode.Scalar] = ["┌", "┐", "└", "┘"]
        for (index, line) in [top, top, bottom, bottom].enumerated() {
            var part = line
            let corner =
                index % 2 == 1
                ? part.takeRight(1)
                : Rect(
                    row: line.row,
                    column: line.column,
                    columns: 1,
                    rows: line.rows
                )
            fill(corner, with: corners[index], Style(.border))
        }
    }
}
