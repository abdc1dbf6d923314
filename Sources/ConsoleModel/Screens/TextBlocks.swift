/// Pieces that texts of a width are made of.
struct TextBlocks {
    let width: Int

    func section(_ title: String) -> [StyledLine] {
        [[], [Span(" " + title, Style(.header, isBold: true))]]
    }

    func paragraph(_ text: String, _ style: Style = Style()) -> [StyledLine] {
        DisplayText.wrapped(DisplayText.sanitized(text), to: width - 2).map {
            [Span(" " + $0, style)]
        }
    }

    /// Pieces that stay whole, as many on a line as have room.
    func flow(_ pieces: [Span]) -> [StyledLine] {
        pieces.reduce(into: [[]]) { lines, piece in
            let last = lines[lines.count - 1]
            let gap = Span(last.isEmpty ? " " : "  ")
            if !last.isEmpty, last.width + gap.text.count + [piece].width > width - 1 {
                lines.append([Span(" "), piece])
            } else {
                lines[lines.count - 1] = last + [gap, piece]
            }
        }
    }

    /// A label with a text that is wrapped beside it.
    func hanging(_ label: String, _ text: String, _ style: Style = Style()) -> [StyledLine] {
        let indent = DisplayText.width(of: label) + 2
        let text = DisplayText.sanitized(text)
        return DisplayText.wrapped(text, to: max(8, width - indent - 2)).enumerated().map {
            let head = $0.offset == 0 ? label : String(repeating: " ", count: indent - 2)
            return [Span(" \(head)  ", Style(.secondary)), Span($0.element, style)]
        }
    }

    /// Labels with their texts, the texts under one another.
    func facts(_ facts: [(label: String, text: Span)]) -> [StyledLine] {
        let labelWidth = min(width / 3, facts.map { DisplayText.width(of: $0.label) }.max() ?? 0)
        return facts.flatMap { fact in
            hanging(
                DisplayText.fitted(fact.label, to: labelWidth),
                fact.text.text,
                fact.text.style
            )
        }
    }
}
