/// The palette in a box at the middle of the screen: what was typed, and what can be run.
struct PaletteView {
    let palette: Palette
    let console: Console

    private var phrases: Phrases { console.phrases }

    func draw(on canvas: inout Canvas) {
        let place = PaletteLayout(size: canvas.frame.size, entryCount: palette.entries.count)
        let title = phrases.pick("명령 · Enter 실행 · Esc 닫기", "Commands · Enter runs · Esc closes")
        canvas.drawBox(place.box, title: title)
        drawInput(on: &canvas, in: place.input)
        let found = palette.found
        if found.isEmpty {
            let text = phrases.pick("그런 명령이 없습니다.", "No such command.")
            canvas.write(text, in: place.list, Style(.secondary))
        }
        let first = place.first(selected: palette.selected)
        for (offset, entry) in found.dropFirst(first).prefix(place.list.rows).enumerated() {
            let line = place.list.line(offset)
            draw(entry, on: &canvas, in: line)
            if first + offset == palette.selected { canvas.select(line) }
        }
    }

    private func drawInput(on canvas: inout Canvas, in area: Rect) {
        let end = canvas.write(": ", in: area, Style(.key, isBold: true))
        let field = Rect(
            row: area.row,
            column: end,
            columns: area.endColumn - end,
            rows: area.rows
        )
        canvas.write(palette.input, in: field)
    }

    private func draw(_ entry: Palette.Entry, on canvas: inout Canvas, in line: Rect) {
        let language = phrases.language
        let obstacle = console.obstacle(to: entry)
        let keyWidth = min(12, line.columns / 4)
        let title = entry.title.text(in: language)
        var titleWidth = min(20, line.columns / 3)
        let keys = entry.keys.map { $0.name(in: language) }.joined(separator: " ")
        var rest = line
        canvas.write(
            DisplayText.fitted(keys, to: keyWidth) + " ",
            in: rest,
            Style(obstacle == nil ? .key : .secondary)
        )
        rest = rest.dropping(keyWidth + 1)
        if let obstacle, DisplayText.width(of: obstacle) + titleWidth + 3 > rest.columns {
            // Words need the room more than a straight edge.
            titleWidth = min(titleWidth, DisplayText.width(of: title))
        }
        canvas.write(
            DisplayText.fitted(title, to: titleWidth) + " ",
            in: rest,
            Style(obstacle == nil ? .text : .secondary, isBold: obstacle == nil)
        )
        rest = rest.dropping(titleWidth + 1)
        let about =
            obstacle.map { "✖ " + Self.obstacle($0, within: rest.columns - 2, phrases) }
            ?? entry.action.help.text(in: language)
        canvas.write(about, in: rest, Style(obstacle == nil ? .secondary : .attention))
    }

    /// Why not, as far as it has room.
    ///
    /// A sentence that is cut can say the opposite, as Korean says last that something is not so. Enter
    /// says all of it.
    private static func obstacle(_ text: String, within width: Int, _ phrases: Phrases) -> String {
        let first = text.firstRange(of: ". ").map { String(text[..<$0.lowerBound]) + "." }
        return DisplayText.first(of: [text, first ?? text], within: width)
            ?? phrases.pick("지금 안 됨", "not now")
    }
}

/// Where the parts of the palette lie.
struct PaletteLayout: Sendable, Hashable {
    let box: Rect
    let input: Rect
    let list: Rect

    init(size: Size, entryCount: Int) {
        let columns = min(96, max(4, size.columns - 2))
        let rows = min(entryCount + 3, min(24, size.rows - 2))
        box = Rect(
            row: max(0, (size.rows - rows) / 3),
            column: max(0, (size.columns - columns) / 2),
            columns: columns,
            rows: rows
        )
        var rest = Rect(
            row: box.row + 1,
            column: box.column + 2,
            columns: columns - 4,
            rows: rows - 2
        )
        input = rest.takeTop(1)
        list = rest
    }

    /// The first entry that is visible.
    func first(selected: Int) -> Int { max(0, selected - max(1, list.rows) + 1) }
}
