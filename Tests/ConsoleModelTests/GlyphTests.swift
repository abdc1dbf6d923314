import Testing

@testable import ConsoleModel

@Suite("A glyph holds one base and at most four marks")
struct GlyphTests {
    private func glyph(_ text: String) -> Glyph? {
        let scalars = Array(text.unicodeScalars)
        guard let base = scalars.first else { return nil }
        var glyph = Glyph(base)
        for mark in scalars.dropFirst() { glyph.add(mark) }
        return glyph
    }

    @Test(
        "It gives back what was put in",
        arguments: ["a", "강", "\u{1F4E6}", "é", "x\u{301}", "x\u{301}\u{302}\u{303}\u{304}"]
    )
    func character(text: String) {
        let scalars = glyph(text).map { Array($0.character.unicodeScalars) }
        #expect(scalars == Array(text.unicodeScalars))
    }

    @Test("Marks beyond the basic plane keep all their bits")
    func wideMarks() {
        let text = "\u{1D157}\u{1D165}\u{1D16D}\u{1D165}\u{1D16D}"
        let scalars = glyph(text).map { Array($0.character.unicodeScalars) }
        #expect(scalars == Array(text.unicodeScalars))
    }

    @Test("A fifth mark is left out")
    func mostMarks() {
        let marks = "\u{301}\u{302}\u{303}\u{304}"
        #expect(glyph("x" + marks + "\u{305}") == glyph("x" + marks))
    }

    @Test("The order of marks counts")
    func order() {
        #expect(glyph("x\u{301}\u{302}") != glyph("x\u{302}\u{301}"))
    }

    @Test("Scalars that mean the same are drawn anew, as terminals may show them differently")
    func canonicalEquivalence() {
        #expect(glyph("é") != glyph("e\u{301}"))
    }

    @Test("A canvas puts a mark on what stands before it", arguments: ["é", "한\u{301}"])
    func canvas(text: String) {
        let clean = DisplayText.sanitized(text)
        var canvas = Canvas(size: Size(columns: 6, rows: 1), usesASCII: false)
        canvas.write(clean + "b", in: canvas.bounds)
        let drawn = canvas.frame.cells.filter { $0.width > 0 }.map(\.glyph.character)
        #expect(String(drawn).hasPrefix(clean + "b"))
    }

    @Test("A mark with nothing before it is not drawn")
    func loneMark() {
        var canvas = Canvas(size: Size(columns: 2, rows: 1), usesASCII: false)
        canvas.write("\u{301}b", in: canvas.bounds)
        #expect(canvas.frame.cells.map(\.glyph) == [Glyph("b"), Glyph(" ")])
    }

    @Test("A control character is no mark")
    func control() {
        var canvas = Canvas(size: Size(columns: 2, rows: 1), usesASCII: false)
        canvas.write("a\u{200B}\u{7F}b", in: canvas.bounds)
        #expect(canvas.frame.cells.map(\.glyph) == [Glyph("a"), Glyph("b")])
    }
}
