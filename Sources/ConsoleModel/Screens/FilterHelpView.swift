/// The line under a filter that is being typed: what could stand at the caret, or what is wrong.
struct FilterHelpView {
    let prompt: Prompt
    let phrases: Phrases
    let words: [FilterVocabulary]

    /// Draws the line.
    ///
    /// - Parameters:
    ///   - canvas: What to draw on.
    ///   - area: The line.
    ///   - text: Where the text is.
    func draw(on canvas: inout Canvas, in area: Rect, under text: Rect) {
        canvas.fill(area)
        if let error = prompt.refusal ?? mistakeElsewhere {
            draw(error, on: &canvas, in: area, under: text)
        } else {
            drawCandidates(on: &canvas, in: area.insetColumns(1))
        }
    }

    /// What is wrong where the caret is not: there one is still writing.
    private var mistakeElsewhere: FilterError? {
        guard prompt.cycle == nil, let error = FilterParser.mistake(in: prompt.input.text, words)
        else { return nil }
        let isHere =
            error.range.lowerBound <= prompt.input.caret
            && prompt.input.caret <= error.range.upperBound
        return isHere ? nil : error
    }

    private func draw(
        _ error: FilterError,
        on canvas: inout Canvas,
        in area: Rect,
        under text: Rect
    ) {
        let characters = prompt.input.characters
        let first = prompt.input.visible(in: text.columns - 1).start
        func column(of position: Int) -> Int {
            let shown = characters[min(first, position)..<min(position, characters.count)]
            return text.column + shown.reduce(0) { $0 + DisplayText.width(of: $1) }
        }
        let start = column(of: error.range.lowerBound)
        let count = max(1, column(of: error.range.upperBound) - start)
        let sentence = phrases.line(for: error)
        let style = Style(.problem, isBold: true)
        let carets = String(repeating: "^", count: count)
        let behind = start + count + 1
        let width = DisplayText.width(of: sentence)
        canvas.write(carets, in: area.from(start), style)
        if behind + width <= area.endColumn {
            canvas.write(sentence, in: area.from(behind), style)
        } else if width + 1 <= start {
            canvas.write(sentence, in: area.from(start - width - 1), style)
        } else {
            // Too long for the line: it stands over what is typed.
            let lines = DisplayText.wrapped(sentence, to: area.columns - 2)
            for (index, line) in lines.enumerated() {
                var place = area
                place.row = text.row - lines.count + index
                canvas.fill(place)
                canvas.write(line, in: place.insetColumns(1), style)
            }
        }
    }

    private func drawCandidates(on canvas: inout Canvas, in area: Rect) {
        let candidates = prompt.cycle?.candidates ?? freshCandidates
        let chosen = prompt.cycle?.index ?? 0
        // The chosen one stays in sight.
        var first = 0
        while first < chosen, width(candidates[first...chosen]) > area.columns { first += 1 }
        var rest = area
        for (index, candidate) in candidates.enumerated().dropFirst(first) {
            guard DisplayText.width(of: candidate) <= rest.columns else { break }
            let isChosen = prompt.cycle?.index == index
            let style = Style(isChosen ? .key : .secondary, isBold: isChosen)
            let end = canvas.write(candidate, in: rest, style)
            rest = area.from(end + 2)
        }
    }

    private var freshCandidates: [String] {
        FilterCompletion(prompt.input.characters, caret: prompt.input.caret, anyOf: words)
            .candidates
    }

    private func width(_ texts: ArraySlice<String>) -> Int {
        texts.reduce(0) { $0 + DisplayText.width(of: $1) + 2 }
    }
}

extension Rect {
    /// The part of the area from `column` on.
    fileprivate func from(_ column: Int) -> Rect {
        Rect(row: row, column: column, columns: max(0, endColumn - column), rows: rows)
    }
}
