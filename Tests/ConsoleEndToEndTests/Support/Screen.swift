/// The rows of a terminal's screen, with the cell in which each character stands.
struct Screen: CustomStringConvertible {
    let rows: [String]

    init(text: String) {
        rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var description: String { rows.joined(separator: "\n") }

    func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

    /// The first row that contains a text.
    func row(containing text: String) -> String? { rows.first { $0.contains(text) } }

    /// The cells that a text takes in a row; `nil` when it is not there.
    static func cells(of text: String, in row: String) -> Range<Int>? {
        guard let range = row.firstRange(of: text) else { return nil }
        let start = width(of: row[..<range.lowerBound])
        return start..<start + width(of: row[range])
    }

    /// What stands in a cell; `nil` beyond the end, empty for the right half of a wide character.
    static func character(inCell cell: Int, of row: String) -> String? {
        var position = 0
        for character in row {
            let width = width(of: String(character)[...])
            if cell == position { return String(character) }
            if cell < position + width { return "" }
            position += width
        }
        return nil
    }

    static func width(of text: Substring) -> Int {
        text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
    }

    /// Hangul and the other wide characters that the tests show.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60:
            true
        default: false
        }
    }
}
