/// A question in a box in the middle of the screen.
struct DialogView {
    let dialog: Dialog

    func draw(on canvas: inout Canvas) {
        let layout = DialogLayout(dialog, size: canvas.frame.size)
        canvas.drawBox(layout.box, title: dialog.title)
        for (offset, line) in layout.body.enumerated() {
            canvas.write(line, in: layout.bodyArea.line(offset))
        }
        drawChoices(on: &canvas, layout)
    }

    private func drawChoices(on canvas: inout Canvas, _ layout: DialogLayout) {
        let (area, first) = (layout.choices, layout.firstChoice)
        for (offset, choice) in dialog.choices.dropFirst(first).prefix(area.rows).enumerated() {
            let index = first + offset
            let line = area.line(offset)
            let number = index < 10 && dialog.isNumbered ? "\(index)" : " "
            canvas.write("\(number)  \(choice.text)", in: line)
            if index == dialog.selected { canvas.select(line) }
        }
        let offset = dialog.choices.count - first
        if let reason = dialog.reason, offset < area.rows {
            draw(reason, on: &canvas, in: area.line(offset))
        }
    }

    private func draw(_ reason: Dialog.ReasonField, on canvas: inout Canvas, in line: Rect) {
        let label = "\(dialog.choices.count)  \(reason.label)"
        let width = DisplayText.width(of: label)
        let rest = line.dropping(width + 1)
        canvas.write(label, in: line)
        if dialog.isTyping {
            canvas.select(Rect(row: line.row, column: line.column, columns: width, rows: line.rows))
        }
        if reason.input.isEmpty { canvas.write("  " + reason.hint, in: rest, Style(.secondary)) }
        if dialog.isTyping {
            canvas.write(reason.input, in: rest)
        } else if !reason.input.isEmpty {
            canvas.write(reason.input.text, in: rest)
        }
    }
}

/// Where the parts of a dialog lie.
struct DialogLayout {
    let box: Rect
    /// The lines of the body that have room.
    let body: [String]
    let bodyArea: Rect
    let choices: Rect
    /// The first choice that is visible.
    let firstChoice: Int

    init(_ dialog: Dialog, size: Size) {
        let inner = min(max(20, Self.wantedWidth(of: dialog)), size.columns - 4)
        var lines = dialog.body.flatMap { DisplayText.wrapped($0, to: inner) }
        let choiceRows = min(dialog.rowCount, max(1, size.rows - 4))
        if let subject = dialog.subject, lines.count > size.rows - 3 - choiceRows {
            lines = ([subject] + dialog.body.filter { $0 != subject })
                .flatMap { DisplayText.wrapped($0, to: inner) }
        }
        let bodyRows = min(lines.count, max(0, size.rows - 3 - choiceRows))
        box = Rect(
            row: max(0, (size.rows - choiceRows - bodyRows - 3) / 2),
            column: max(0, (size.columns - inner - 4) / 2),
            columns: inner + 4,
            rows: min(size.rows, choiceRows + bodyRows + 3)
        )
        body = lines.cut(to: bodyRows, width: inner)
        var rest = Rect(
            row: box.row + 1,
            column: box.column + 2,
            columns: inner,
            rows: box.rows - 2
        )
        bodyArea = rest.takeTop(bodyRows)
        _ = rest.takeTop(rest.rows > choiceRows ? 1 : 0)
        choices = rest
        firstChoice = max(0, dialog.selected - rest.rows + 1)
    }

    private static func wantedWidth(of dialog: Dialog) -> Int {
        let room = String(repeating: " ", count: 40)
        let texts =
            dialog.body + dialog.choices.map { "   \($0.text)" } + [dialog.title + "    "]
            + (dialog.reason.map { ["   \($0.label)" + room] } ?? [])
        return min(72, texts.map { DisplayText.width(of: $0) }.max() ?? 0)
    }
}

extension [String] {
    /// The first lines, the last of them with an ellipsis where there are more.
    fileprivate func cut(to count: Int, width: Int) -> [String] {
        guard self.count > count, count > 0 else { return Array(prefix(count)) }
        let last = self[count - 1]
        let clipped = DisplayText.clipped(last, to: width - 1)
        return prefix(count - 1) + [clipped == last ? last + "…" : clipped]
    }
}
