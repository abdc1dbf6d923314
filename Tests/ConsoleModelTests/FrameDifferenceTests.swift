import ConsoleModel
import Testing

@Suite("Only what differs between two frames is drawn")
struct FrameDifferenceTests {
    /// A frame of one row; Hangul takes two cells.
    private func frame(_ text: String) -> Frame {
        var cells: [Cell] = []
        for scalar in text.unicodeScalars {
            let isWide = scalar >= "가" && scalar <= "힣"
            cells.append(Cell(Glyph(scalar), width: isWide ? 2 : 1, style: Style()))
            if isWide { cells.append(Cell(Glyph(" "), width: 0, style: Style())) }
        }
        var frame = Frame(size: Size(columns: cells.count, rows: 1))
        frame.cells = cells
        return frame
    }

    private func columns(_ old: String, _ new: String) -> [Range<Int>] {
        FrameDifference.runs(from: frame(old), to: frame(new)).map(\.columns)
    }

    @Test("Equal frames draw nothing")
    func equal() {
        #expect(columns("쿠팡 09:59", "쿠팡 09:59").isEmpty)
    }

    @Test("A countdown's second draws one cell")
    func countdown() {
        #expect(columns("쿠팡 09:59", "쿠팡 09:58") == [9..<10])
    }

    @Test(
        "A run covers the whole of each wide character, old or new",
        arguments: [
            ("a가b", "a나b", 1..<3), ("a가b", "axyb", 1..<3), ("axyb", "a가b", 1..<3),
            ("가가가", "x가가y", 0..<6), ("x가가y", "가가가", 0..<6),
        ]
    )
    func wide(old: String, new: String, expected: Range<Int>) {
        #expect(columns(old, new) == [expected])
    }

    @Test("Changes near one another are one run, those far apart are two")
    func merging() {
        #expect(columns("0123456789", "x12x456789") == [0..<4])
        #expect(columns("0123456789", "x12345678x") == [0..<1, 9..<10])
    }

    @Test("A change of style alone is drawn")
    func style() {
        var new = frame("abc")
        new.cells[1].style.isSelected = true
        #expect(
            FrameDifference.runs(from: frame("abc"), to: new) == [.init(row: 0, columns: 1..<2)]
        )
    }

    @Test("Another size, or nothing known, draws every row", arguments: [true, false])
    func whole(hasOld: Bool) {
        let old = hasOld ? Frame(size: Size(columns: 9, rows: 2)) : nil
        let new = Frame(size: Size(columns: 5, rows: 3))
        #expect(
            FrameDifference.runs(from: old, to: new)
                == (0..<3).map { FrameRun(row: $0, columns: 0..<5) }
        )
    }

    @Test("A frame without cells draws nothing", arguments: [(0, 0), (0, 3), (3, 0)])
    func empty(columns: Int, rows: Int) {
        let frame = Frame(size: Size(columns: columns, rows: rows))
        #expect(FrameDifference.runs(from: nil, to: frame).isEmpty)
    }
}
