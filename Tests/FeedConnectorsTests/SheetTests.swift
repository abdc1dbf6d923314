import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Workbooks of several sheets", .timeLimit(.minutes(10)))
struct SheetTests {
    private static let header = ["주문번호", "취소상태", "상품명"]

    private func read(
        _ sheets: [(name: String, rows: [[String]])]
    ) async throws -> (place: Workplace, report: FeedReport) {
        let place = try Workplace()
        try place.drop(SampleWorkbook(sheets: sheets).content, "coupang/a.xlsx")
        return (place, try await place.readCancellations(rowsPerBatch: 2))
    }

    @Test("Every sheet with the same fields is read, and each row knows its sheet")
    func all() async throws {
        let (place, report) = try await read([
            ("1차", [Self.header, ["A-1", "취소요청", "가"], ["A-2", "취소완료", "나"]]),
            ("안내", [["이 파일은 매일 만듭니다."], ["주문번호", "", ""], ["취소번호"]]),
            ("2차", [["제목"], Self.header, [], ["A-3", "취소요청", "다"]]),
        ])
        #expect(report.problems == [])
        let notices = await place.store.notices
        #expect(Set(notices.map(\.orderNumber)) == ["A-1", "A-2", "A-3"])
        #expect(
            Set(notices.compactMap(\.origin?.description)) == [
                "a.xlsx [1차]:2", "a.xlsx [1차]:3", "a.xlsx [2차]:4",
            ]
        )
        #expect(await place.store.marks.values.map(\.rowsTaken) == [3])
        #expect(place.files() == ["archive/coupang/2026-11/a.xlsx"])
    }

    @Test("Columns in another order, and others that no field is read from, do not matter")
    func otherOrder() async throws {
        let (place, report) = try await read([
            ("1", [Self.header + ["비고", "메모"], ["A-1", "취소요청", "가", "x", "y"]]),
            ("2", [["메모", "상품명", "주문번호", "취소상태"], ["y", "나", "A-2", "취소완료"], ["", "", "A-3"]]),
        ])
        let notices = await place.store.notices
        #expect(notices.map(\.state) == ["취소요청", "취소완료"])
        #expect(notices.map { $0.fields[.productName] } == ["가", "나"])
        #expect(report.problems.map(\.problem) == [.missingValue(.state)])
        #expect(
            report.problems.first?.location
                == .init(file: "a.xlsx [2]", account: "coupang", row: 3, column: "취소상태")
        )
        let name = try #require(place.files(in: "rejected/coupang").first)
        let text = try place.text(of: "rejected/coupang/\(name)")
        #expect(text.hasSuffix(",A-3,,,,\r\n"))
        #expect(text.contains("\r\na.xlsx [2],3,취소상태,"))
    }

    @Test("The rows of a sheet with other fields are kept aside, whichever sheet comes first")
    func otherFields() async throws {
        let (place, report) = try await read([
            ("주문", [["주문번호", "상품명"], ["A-1", "가"]]),
            ("취소", [Self.header, ["A-2", "취소요청", "나"]]),
            ("중복", [Self.header + ["취소상태"], ["A-3", "취소요청", "다", "취소완료"]]),
        ])
        #expect(await place.store.notices.map(\.orderNumber) == ["A-2"])
        #expect(report.problems.map(\.problem) == [.otherColumns, .otherColumns])
        #expect(report.problems.map(\.location.file) == ["a.xlsx [주문]", "a.xlsx [중복]"])
        #expect(report.problems.map(\.location.row) == [2, 2])
        #expect(await place.store.rejectedRowCount == 2)
        #expect(place.files(in: "rejected/coupang").count == 1)
    }

    @Test("A workbook none of whose sheets has the states is refused as a whole")
    func nothingWhole() async throws {
        let (place, report) = try await read([
            ("1", [["주문번호", "상품명"], ["A-1", "가"]]), ("2", [["주문번호"], ["A-2"]]),
        ])
        #expect(report.problems.map(\.problem) == [.missingColumn(.state)])
        #expect(await place.store.batches == 0)
    }

    @Test("After a crash between the sheets, each row goes in exactly once")
    func crash() async throws {
        let place = try Workplace()
        let sheets = (1...3).map { number in
            (
                name: "\(number)",
                rows: [Self.header] + (1...3).map { ["A-\(number)\($0)", "취소요청", "가"] }
            )
        }
        try place.drop(SampleWorkbook(sheets: sheets).content, "coupang/a.xlsx")
        await place.store.crash(atBatch: 2)
        _ = try? await place.readCancellations(rowsPerBatch: 2)
        await place.store.crash(atBatch: nil)
        _ = try await place.readCancellations(rowsPerBatch: 2)
        #expect(await place.store.notices.count == 9)
        #expect(await Set(place.store.notices.map(\.orderNumber)).count == 9)
    }
}
