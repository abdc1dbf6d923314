/// A piece of text with one style.
struct Span: Sendable, Hashable {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = Style()) {
        self.text = text
        self.style = style
    }
}

/// One line of spans, clean and laid out for a width.
typealias StyledLine = [Span]

/// Lines that are higher than the screen, and how far they are scrolled.
struct ScrollingText: Sendable, Hashable {
    private(set) var lines: [StyledLine] = []
    private(set) var top = 0

    /// Shows other lines; stays where it is as far as they reach.
    mutating func show(_ lines: [StyledLine], height: Int) {
        self.lines = lines
        scroll(to: top, height: height)
    }

    mutating func scroll(to line: Int, height: Int) {
        top = min(max(0, line), max(0, lines.count - max(1, height)))
    }

    mutating func scroll(_ movement: Movement, height: Int) {
        let target = movement.target(from: top, page: height, count: lines.count)
        scroll(to: target, height: height)
    }

    /// Lines below those on a screen of `height` rows.
    func countBelow(height: Int) -> Int { max(0, lines.count - top - height) }
}
