/// A question in a box in the middle of the screen.
struct DialogView {
    let dialog: Dialog

    func draw(on canvas: inout Canvas) {
        let bounds = canvas.bounds
        let inner = min(max(20, wantedWidth), bounds.columns - 4)
        let body = dialog.body.flatMap { DisplayText.wrapped($0, to: inner) }
        let choiceRows = min(dialog.choices.count, max(1, bounds.rows - 4))
        let bodyRows = min(body.count, max(0, bounds.rows - 3 - choiceRows))
        let box = Rect(
            row: max(0, (bounds.rows - choiceRows - bodyRows - 3) / 2),
            column: max(0, (bounds.columns - inner - 4) / 2),
            columns: inner + 4,
            rows: min(bounds.rows, choiceRows + bodyRows + 3)
        )
        drawBorder(on: &canvas, in: box)
        var rest = Rect(
            row: box.row + 1,
            column: box.column + 2,
            columns: inner,
            rows: box.rows - 2
        )
        for line in body.prefix(bodyRows) { canvas.write(line, in: rest.takeTop(1)) }
        _ = rest.takeTop(rest.rows > choiceRows ? 1 : 0)
        drawChoices(on: &canvas, in: rest)
    }

    private var wantedWidth: Int {
        let texts = dialog.body + dialog.choices.map { "   \($0.text)" } + [dialog.title + "    "]
        return min(72, texts.map { DisplayText.width(of: $0) }.max() ?? 0)
    }

    private func drawBorder(on canvas: inout Canvas, in box: Rect) {
        canvas.fill(box)
        let style = Style(.border)
        let bottom = box.line(box.rows - 1)
        canvas.fill(box.line(0), with: "─", style)
        canvas.fill(bottom, with: "─", style)
        for row in 1..<max(1, box.rows - 1) {
            var line = box.line(row)
            canvas.fill(line.takeRight(1), with: "│", style)
            line.columns = 1
            canvas.fill(line, with: "│", style)
        }
        drawCorners(on: &canvas, top: box.line(0), bottom: bottom)
        let titleArea = box.line(0).insetColumns(2)
        canvas.write(" \(dialog.title) ", in: titleArea, Style(.title, isBold: true))
    }

    private func drawCorners(on canvas: inout Canvas, top: Rect, bottom: Rect) {
        let corners: [Character] = ["┌", "┐", "└", "┘"]
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
            canvas.fill(corner, with: corners[index], Style(.border))
        }
    }

    private func drawChoices(on canvas: inout Canvas, in area: Rect) {
        let first = max(0, dialog.selected - area.rows + 1)
        for (offset, choice) in dialog.choices.dropFirst(first).prefix(area.rows).enumerated() {
            let index = first + offset
            let line = area.line(offset)
            let number = index < 10 ? "\(index)" : " "
            canvas.write("\(number)  \(choice.text)", in: line)
            if index == dialog.selected { canvas.select(line) }
        }
    }
}
