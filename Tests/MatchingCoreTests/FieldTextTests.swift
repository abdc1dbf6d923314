import Foundation
import MatchingCore
import Testing

@Suite("Texts of fields")
struct FieldTextTests {
    @Test(
        "Cleaning trims and composes, and changes nothing else",
        arguments: [
            ("", ""), ("   ", ""), ("\u{FEFF} a", "\u{FEFF} a"), (" a  b ", "a  b"),
            ("\u{3000}가\u{A0}\n", "가"), ("\u{1100}\u{1161}\u{11A8}", "각"), ("Ａ①", "Ａ①"),
            ("e\u{301}\u{323}", "ẹ\u{301}"), ("\u{212B}", "Å"), ("\u{F900}", "\u{8C48}"),
        ]
    )
    func cleaning(text: String, cleaned: String) {
        // Compared by scalars: Swift's own equality does not tell composed from decomposed.
        #expect(Array(FieldText.cleaned(text).unicodeScalars) == Array(cleaned.unicodeScalars))
    }

    @Test(
        "Folding also makes width and white space alike, and keeps case",
        arguments: [
            ("ABC", "ABC"), ("Ａbｃ", "Abc"), ("a \t\n b", "a b"), ("가\u{3000}나", "가 나"),
            (" a ", "a"), ("①②", "12"), ("ﾊﾝ", "ハン"), ("ｶﾞ", "ガ"), ("a\u{A0}\u{2003}b", "a b"),
            ("㈜한국", "(주)한국"), ("", ""), ("\u{3000}", ""),
        ]
    )
    func folding(text: String, folded: String) {
        #expect(Array(FieldText.folded(text).unicodeScalars) == Array(folded.unicodeScalars))
    }

    @Test(
        "A waybill number is as a scanner reads it, however it is written",
        arguments: [
            ("680077770001", "680077770001"), ("6800-7777-0001", "680077770001"),
            (" 6800 7777 0001 ", "680077770001"), ("６８００７７７７０００１", "680077770001"),
            ("６８００－７７７７\u{3000}0001", "680077770001"), ("6800–7777−0001", "680077770001"),
            ("EG 123 456 789 KR", "EG123456789KR"), ("6800-", "6800"), ("", ""), ("-", "-"),
            (" 직접 배송 ", "직접 배송"), ("6800-1, 6800-2", "6800-1, 6800-2"), ("CJ:6800-1", "CJ:6800-1"),
        ]
    )
    func trackingNumber(text: String, kept: String) {
        #expect(FieldText.trackingNumber(text) == kept)
        #expect(FieldText.trackingNumber(kept) == kept)
    }

    @Test(
        "Both forms agree with Foundation, and a second time changes nothing",
        arguments: 0..<200 as Range<UInt64>
    )
    func normalForms(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let text = Self.randomText(using: &random)
        let cleaned = FieldText.cleaned(text)
        let folded = FieldText.folded(text)
        #expect(
            Array(cleaned.utf8)
                == Array(cleaned.precomposedStringWithCanonicalMapping.utf8)
        )
        #expect(Array(FieldText.cleaned(cleaned).utf8) == Array(cleaned.utf8))
        #expect(Array(FieldText.folded(folded).utf8) == Array(folded.utf8))
        #expect(Array(FieldText.folded(cleaned).utf8) == Array(folded.utf8))
    }

    private static func randomText(using random: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x2FF, 0x300...0x36F, 0x1100...0x11FF, 0x2000...0x206F,
            0x3000...0x30FF, 0x3130...0x318F, 0xAC00...0xAD00, 0xF900...0xFAFF, 0xFF00...0xFFEF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let value = UInt32.random(in: random.pick(ranges), using: &random)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }
}
