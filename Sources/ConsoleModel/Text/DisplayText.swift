/// Text measured in cells of the terminal, cut and filled so that columns line up.
///
/// Foreign text goes through ``sanitized(_:)`` first; the other functions take its result.
package enum DisplayText {
    /// Where a text stands in a field that is wider.
    package enum Alignment: Sendable, Hashable {
        case left
        case right
    }

    /// Returns the cells that a character takes: 0, 1 or 2.
    ///
    /// 0 for what cannot be drawn by itself: control characters and lone combining marks.
    /// Ambiguous characters take 1.
    package static func width(of character: Character) -> Int {
        if let ascii = character.asciiValue { return (0x20..<0x7F).contains(ascii) ? 1 : 0 }
        var cells = 0
        for scalar in character.unicodeScalars { cells += DisplayWidthTable.width(of: scalar) }
        return min(cells, 2)
    }

    /// Returns the cells that a text takes on one line: the sum of its characters' widths.
    package static func width(of text: some StringProtocol) -> Int {
        if isPrintableASCII(text) { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    /// Returns what a name is put in order by: figures, Latin letters, then Hangul, as Korean
    /// spreadsheets have them; without regard to case.
    package static func collated(_ name: String) -> String { name.lowercased() }

    /// Returns the beginning of a text that fits into `width` cells, with `ellipsis` where it was cut.
    ///
    /// A text that fits is returned as it is. A wide character is never halved, so that the result
    /// can be one cell narrower than asked. Where not even the ellipsis fits, it is left out.
    package static func clipped(
        _ text: String,
        to width: Int,
        ellipsis: String = "…"
    ) -> String {
        guard Self.width(of: text) > width else { return text }
        let room = width - Self.width(of: ellipsis)
        return room < 0 ? prefix(of: text, cells: width) : prefix(of: text, cells: room) + ellipsis
    }

    /// Fills a text with spaces up to `width` cells; a longer one is returned as it is.
    package static func padded(
        _ text: String,
        to width: Int,
        alignment: Alignment = .left
    ) -> String {
        let missing = width - Self.width(of: text)
        guard missing > 0 else { return text }
        let blanks = String(repeating: " ", count: missing)
        return alignment == .left ? text + blanks : blanks + text
    }

    /// Clips or fills a text to exactly `width` cells, as a column of a table needs it.
    package static func fitted(
        _ text: String,
        to width: Int,
        alignment: Alignment = .left
    ) -> String {
        padded(clipped(text, to: width), to: width, alignment: alignment)
    }

    /// The first of `texts`, from the longest to the least, that has room; `nil` where none has.
    static func first(of texts: some Sequence<String>, within width: Int) -> String? {
        texts.first { self.width(of: $0) <= width }
    }

    /// Breaks a text into lines of at most `width` cells; at least one line.
    ///
    /// Lines break at spaces, and the spaces at a break go; a word longer than a line is broken
    /// where the line is full. Widths below 2 count as 2, because a wide character needs them.
    package static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines = LineBreaker(width: max(width, 2))
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            lines.append(word)
        }
        return lines.finish()
    }

    static func isPrintableASCII(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func prefix(of text: String, cells: Int) -> String {
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            used += width(of: text[end])
            guard used <= cells else { break }
            end = text.index(after: end)
        }
        return String(text[..<end])
    }
}

/// Fills lines with words.
private struct LineBreaker {
    let width: Int
    private var lines: [String] = []
    private var line = ""
    private var lineWidth = 0
    /// Nothing stands on the line yet, so that the next word needs no space before it.
    private var isAtStart = true

    init(width: Int) { self.width = width }

    mutating func append(_ word: Substring) {
        let wordWidth = DisplayText.width(of: word)
        if !isAtStart && lineWidth + 1 + wordWidth <= width {
            line += " "
            line += word
            lineWidth += 1 + wordWidth
            return
        }
        if !isAtStart { breakLine() }
        guard !word.isEmpty || lines.isEmpty else { return }
        isAtStart = false
        guard wordWidth > width else {
            line += word
            lineWidth += wordWidth
            return
        }
        appendBroken(word)
    }

    mutating func finish() -> [String] {
        if !isAtStart || lines.isEmpty { breakLine() }
        return lines
    }

    private mutating func appendBroken(_ word: Substring) {
        for character in word {
            let cells = DisplayText.width(of: character)
            if lineWidth + cells > width {
                breakLine()
                isAtStart = false
            }
            line.append(character)
            lineWidth += cells
        }
    }

    private mutating func breakLine() {
        lines.append(line)
        line = ""
        lineWidth = 0
        isAtStart = true
    }
}
