import ConsoleModel
import Testing

@Suite("Widths of columns of text")
struct ColumnWidthsTests {
    @Test(
        "Long texts give way first, then the last columns, so that numbers stay whole",
        arguments: [
            ([3, 40, 5], 100, [3, 40, 5]), ([3, 40, 5], 52, [3, 40, 5]),
            ([3, 40, 5], 34, [3, 22, 5]), ([40, 3, 30, 5], 60, [23, 3, 23, 5]),
            ([16, 15, 12, 60], 72, [16, 15, 12, 23]), ([16, 15, 12, 60], 60, [16, 15, 12, 11]),
            ([16, 15, 12, 60], 50, [16, 12, 8, 8]), ([5, 5, 5], 4, [1, 1, 1]), ([9], 4, [4]),
            ([], 4, []),
        ] as [([Int], Int, [Int])]
    )
    func fitted(widths: [Int], width: Int, expected: [Int]) {
        #expect(ColumnWidths.fitted(widths, to: width, gap: 2) == expected)
    }

    @Test("Columns that are to be kept are the last that give way")
    func kept() {
        let widths = [9, 15, 12, 30]
        let fitted = { ColumnWidths.fitted(widths, to: $0, gap: 2, keeping: [1]) }
        #expect(fitted(72) == widths)
        #expect(fitted(40) == [8, 15, 7, 4])
        #expect(fitted(33) == [4, 15, 4, 4])
        #expect(fitted(20) == [4, 8, 1, 1])
    }
}
