extension StyledLine {
    /// The cells that the line takes.
    var width: Int { reduce(0) { $0 + DisplayText.width(of: $1.text) } }

    /// The line cut or filled to exactly `width` cells.
    func fitted(to width: Int) -> StyledLine {
        let own = self.width
        if own <= width {
            return own == width ? self : self + [Span(String(repeating: " ", count: width - own))]
        }
        var result: StyledLine = []
        var room = width
        let mark = DisplayText.width(of: "…")
        for span in self {
            let spanWidth = DisplayText.width(of: span.text)
            // The last span that fits must leave a cell for the ellipsis.
            if spanWidth + mark <= room {
                result.append(span)
                room -= spanWidth
                continue
            }
            let text = DisplayText.clipped(span.text + "  ", to: room)
            result.append(Span(DisplayText.padded(text, to: room), span.style))
            break
        }
        return result
    }
}

/// A value with what differs from another one marked.
enum DifferingValue {
    /// Splits `value` into what it shares with `other` at both ends and what it does not.
    ///
    /// Where the value is too long for `width`, its beginning gives way, so that the difference is
    /// in sight.
    static func spans(
        _ value: String,
        against other: String,
        width: Int
    ) -> StyledLine {
        let mine = Array(value)
        let theirs = Array(other)
        let shortest = min(mine.count, theirs.count)
        var head = 0
        while head < shortest && mine[head] == theirs[head] { head += 1 }
        var tail = 0
        while tail < shortest - head
            && mine[mine.count - 1 - tail] == theirs[theirs.count - 1 - tail]
        {
            tail += 1
        }
        let start = firstVisible(of: mine, head: head, width: width)
        let lead = (start > 0 ? "…" : "") + String(mine[start..<head])
        return [
            Span(lead),
            Span(
                String(mine[head..<(mine.count - tail)]),
                Style(.difference, isBold: true, isUnderlined: true)
            ),
            Span(String(mine[(mine.count - tail)...])),
        ]
        .filter { !$0.text.isEmpty }
    }

    private static func firstVisible(of value: [Character], head: Int, width: Int) -> Int {
        let total = value.reduce(0) { $0 + DisplayText.width(of: $1) }
        guard total > width else { return 0 }
        var leading = value[..<head].reduce(0) { $0 + DisplayText.width(of: $1) }
        var start = 0
        while start < head && leading > width / 3 {
            leading -= DisplayText.width(of: value[start])
            start += 1
        }
        return start
    }
}
