import ConsoleModel
import MatchingCore
import Testing

@Suite("Widths in cells")
struct DisplayWidthTests {
    @Test(
        "One cell",
        arguments: [
            "a", "~", " ", "é", "e\u{301}", "·", "…", "▶", "①", "₩", "ﾡ", "ｱ", "α", "Я", "─", "█",
            "❤", "→", "©", "\u{FFFD}", "\u{2421}", "ก", "א",
        ] as [Character]
    )
    func narrow(_ character: Character) { #expect(DisplayText.width(of: character) == 1) }

    @Test(
        "Two cells",
        arguments: [
            "가", "힣", "ㄱ", "ㅎ", "\u{1100}", "漢", "あ", "ア", "Ａ", "￦", "（", "\u{3000}", "😀", "⌚",
            "⏰", "✅", "⭐", "🇰🇷", "👨‍👩‍👧", "👍🏽", "\u{20000}", "\u{1112}\u{1161}\u{11AB}", "\u{2E80}", "㈜",
            "㎏",
            "\u{A4C6}", "\u{FE30}", "\u{1F6DC}",
        ] as [Character]
    )
    func wide(_ character: Character) { #expect(DisplayText.width(of: character) == 2) }

    @Test(
        "No cell by itself",
        arguments: [
            "\u{0}", "\t", "\n", "\r\n", "\u{1B}", "\u{7F}", "\u{9B}", "\u{301}", "\u{1161}",
            "\u{11FF}", "\u{D7B0}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{FE0F}", "\u{FEFF}",
            "\u{20DD}", "\u{AD}", "\u{E0041}", "\u{302A}", "\u{3099}",
        ] as [Character]
    )
    func undrawable(_ character: Character) { #expect(DisplayText.width(of: character) == 0) }

    @Test("Every composed syllable takes two cells")
    func syllables() {
        let narrow = (0xAC00...0xD7A3).compactMap { Unicode.Scalar(UInt32($0)) }
            .filter { DisplayText.width(of: Character($0)) != 2 }
        #expect(narrow.isEmpty)
    }

    @Test("Every Han ideograph of the first plane takes two cells")
    func ideographs() {
        let narrow = (0x4E00...0x9FFF).compactMap { Unicode.Scalar(UInt32($0)) }
            .filter { DisplayText.width(of: Character($0)) != 2 }
        #expect(narrow.isEmpty)
    }

    @Test("Every printable ASCII character takes one cell")
    func ascii() {
        let others = (0x20...0x7E).map { Character(Unicode.Scalar(UInt8($0))) }
            .filter { DisplayText.width(of: $0) != 1 }
        #expect(others.isEmpty)
    }

    @Test("A text is as wide as its characters together", arguments: UInt64(0)..<200)
    func sum(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let cells = text.map { DisplayText.width(of: $0) }.reduce(0, +)
        #expect(DisplayText.width(of: text) == cells)
    }

    @Test(
        "The width of mixed text",
        arguments: zip(["", "주문번호 A-1", "쿠팡(Coupang)", "a가ㄱ", "₩1,000"], [0, 12, 13, 5, 6])
    )
    func mixed(text: String, width: Int) { #expect(DisplayText.width(of: text) == width) }
}
