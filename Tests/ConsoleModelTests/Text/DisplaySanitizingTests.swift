import ConsoleModel
import MatchingCore
import Testing

@Suite("Foreign text on its way to the screen")
struct DisplaySanitizingTests {
    @Test(
        "Text that can be drawn stays as it is",
        arguments: [
            "", "ABC-123", "나이키 에어맥스 270 (블랙/260)", "漢字", "café ₩1,000 → ①", "e\u{301}",
            "한\u{3000}글",
            "😀", "ｱｲｳ", "ㄱㄴㄷ", "‘따옴표’ “quotes” – 1~2",
        ]
    )
    func kept(_ text: String) {
        #expect(Array(DisplayText.sanitized(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(
        "What commands a terminal is shown instead",
        arguments: zip(
            [
                "\u{1B}[2J", "a\u{7}b", "a\u{8}", "\u{0}", "\u{7F}", "\u{9B}31m",
                "\u{1B}]52;c;x\u{7}",
                "abc\u{202E}def", "\u{2066}a\u{2069}", "\u{200F}x", "\u{61C}",
            ],
            [
                "␛[2J", "a␇b", "a␈", "␀", "␡", "\u{FFFD}31m", "␛]52;c;x␇", "abc\u{FFFD}def",
                "\u{FFFD}a\u{FFFD}", "\u{FFFD}x", "\u{FFFD}",
            ]
        )
    )
    func shown(text: String, expected: String) { #expect(DisplayText.sanitized(text) == expected) }

    @Test(
        "White space becomes a plain space",
        arguments: zip(
            ["a\tb", "a\nb", "a\r\nb", "a\rb", "a\u{A0}b", "a\u{2028}b", "a\u{85}b", "\u{3164}a"],
            ["a b", "a b", "a b", "a b", "a b", "a b", "a b", " a"]
        )
    )
    func blank(text: String, expected: String) { #expect(DisplayText.sanitized(text) == expected) }

    @Test(
        "What takes no cell goes",
        arguments: zip(
            [
                "a\u{200B}b", "\u{FEFF}주문", "❤\u{FE0F}", "a\u{AD}b", "x\u{2060}", "👨\u{200D}👩", "👍🏽",
                "a\u{E0041}", "葛\u{E0100}", "a\u{34F}",
            ],
            ["ab", "주문", "❤", "ab", "x", "👨👩", "👍", "a", "葛", "a"]
        )
    )
    func removed(text: String, expected: String) {
        #expect(Array(DisplayText.sanitized(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(
        "Decomposed Hangul is composed",
        arguments: zip(
            [
                "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "\u{AC00}\u{11A8}",
                "\u{1100}\u{1161}", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{11A8}\u{1161}",
                "\u{1100}\u{1100}\u{1161}", "각\u{11A8}", "a\u{11AB}", "\u{1113}", "\u{A960}",
            ],
            ["한글", "각", "가", "ㄱ", "ㅏ", "ㄱ", "ㄱㅏ", "ㄱ가", "각ㄱ", "aㄴ", "\u{FFFD}", "\u{FFFD}"]
        )
    )
    func composed(text: String, expected: String) {
        #expect(Array(DisplayText.sanitized(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(
        "What would share a place is separated",
        arguments: zip(
            ["🇰🇷", "ｶﾞ", "น\u{E33}", "\u{301}a", "a\u{301}\u{302}\u{303}\u{304}\u{305}"],
            ["KR", "ｶ゛", "น\u{E4D}\u{E32}", "\u{25CC}\u{301}a", "a\u{301}\u{302}\u{303}\u{304}"]
        )
    )
    func separated(text: String, expected: String) {
        #expect(Array(DisplayText.sanitized(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(
        "Private and unassigned characters are replaced",
        arguments: ["\u{E000}", "\u{F8FF}", "\u{378}", "\u{FFFE}", "\u{10FFFF}", "\u{600}"]
    )
    func replaced(text: String) { #expect(DisplayText.sanitized(text) == "\u{FFFD}") }

    @Test("Nothing that commands or hides is left", arguments: UInt64(0)..<500)
    func property(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let bad = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                true
            default:
                scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isBidiControl
            }
        }
        #expect(bad.isEmpty, "\(bad.map(\.value))")
    }

    @Test("Each character draws one base and at most four marks", arguments: UInt64(500)..<1_000)
    func oneBase(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let bad = text.filter { character in
            let widths = character.unicodeScalars.map { DisplayText.width(of: Character($0)) }
            return widths.count { $0 > 0 } != 1 || widths.count > 5
        }
        #expect(bad.isEmpty, "\(bad.unicodeScalars.map(\.value))")
    }

    @Test("Cleaning twice changes nothing more", arguments: UInt64(1_000)..<1_500)
    func idempotent(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let once = DisplayText.sanitized(generator.text())
        let twice = DisplayText.sanitized(once)
        #expect(Array(twice.unicodeScalars) == Array(once.unicodeScalars))
    }
}
