import ConsoleModel
import MatchingCore
import Testing

@Suite("Cutting, filling and breaking text by cells")
struct DisplayLayoutTests {
    @Test(
        "A text is cut with an ellipsis and never through a wide character",
        arguments: zip(
            [
                ("주문번호", 8), ("주문번호", 7), ("주문번호", 6), ("주문번호", 2), ("주문번호", 1), ("주문번호", 0),
                ("abc", -1),
            ],
            ["주문번호", "주문번…", "주문…", "…", "…", "", ""]
        )
    )
    func clipped(input: (text: String, width: Int), expected: String) {
        #expect(DisplayText.clipped(input.text, to: input.width) == expected)
    }

    @Test("Another ellipsis is honored, and left out where it does not fit")
    func ellipsis() {
        #expect(DisplayText.clipped("abcdef", to: 4, ellipsis: "..") == "ab..")
        #expect(DisplayText.clipped("abcdef", to: 1, ellipsis: "..") == "a")
    }

    @Test("Filling counts cells, not characters")
    func padded() {
        #expect(DisplayText.padded("쿠팡", to: 6) == "쿠팡  ")
        #expect(DisplayText.padded("쿠팡", to: 6, alignment: .right) == "  쿠팡")
        #expect(DisplayText.padded("쿠팡", to: 3) == "쿠팡")
    }

    @Test("A fitted text has exactly the width asked for", arguments: UInt64(0)..<300)
    func fitted(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let width = Int.random(in: 0...50, using: &generator)
        #expect(DisplayText.width(of: DisplayText.fitted(text, to: width)) == width)
    }

    @Test("A clipped text never exceeds its width", arguments: UInt64(0)..<300)
    func neverExceeds(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let width = Int.random(in: -1...50, using: &generator)
        #expect(DisplayText.width(of: DisplayText.clipped(text, to: width)) <= max(0, width))
    }

    @Test(
        "Lines break at spaces, and long words where the line is full",
        arguments: zip(
            [
                ("주문번호가 다릅니다", 10), ("a bc def", 4), ("가나다라마", 5), ("ab가나다", 4), ("", 10), ("a", 0),
                ("a  b", 3),
            ],
            [
                ["주문번호가", "다릅니다"], ["a bc", "def"], ["가나", "다라", "마"], ["ab가", "나다"], [""], ["a"],
                ["a ", "b"],
            ]
        )
    )
    func wrapped(input: (text: String, width: Int), lines: [String]) {
        #expect(DisplayText.wrapped(input.text, to: input.width) == lines)
    }

    @Test("No line exceeds the width", arguments: UInt64(0)..<300)
    func linesFit(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let width = Int.random(in: 2...30, using: &generator)
        let lines = DisplayText.wrapped(text, to: width)
        #expect(lines.allSatisfy { DisplayText.width(of: $0) <= width })
    }

    @Test("Breaking lines loses nothing but spaces", arguments: UInt64(0)..<300)
    func losesNothing(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let text = DisplayText.sanitized(generator.text())
        let width = Int.random(in: 0...30, using: &generator)
        let joined = DisplayText.wrapped(text, to: width).joined()
        #expect(joined.filter { $0 != " " } == text.filter { $0 != " " })
    }
}
