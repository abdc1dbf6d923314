import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

/// A row of order number, state, product code and quantity, as different formats write it.
enum ErrorFormat: CaseIterable {
    case text
    case workbook
    case lines

    private static let names = ["order_no", "state", "product_code", "quantity"]

    /// A file that has one row with `cells`.
    func drop(_ cells: [String], at place: Workplace) throws {
        switch self {
        case .text:
            let rows = [Self.names, cells].map { $0.joined(separator: ",") }
            try place.drop(rows.joined(separator: "\n"), "coupang/a.csv")
        case .workbook:
            var book = SampleWorkbook(sheets: [("a", [Self.names])])
            let row = cells.map { cell in
                cell.hasPrefix("#")
                    ? "<c t=\"e\"><f>A1</f><v>\(cell)</v></c>"
                    : "<c t=\"inlineStr\"><is><t>\(cell)</t></is></c>"
            }
            let sheet = String(decoding: book.parts[SampleWorkbook.sheet] ?? [], as: UTF8.self)
            let end = "</sheetData>"
            book.parts[SampleWorkbook.sheet] = Array(
                sheet.replacing(end, with: "<row>\(row.joined())</row>\(end)").utf8
            )
            try place.drop(book.content, "coupang/a.xlsx")
        case .lines:
            let members = zip(Self.names, cells).map { "\"\($0)\":\"\($1)\"" }
            try place.drop("{\(members.joined(separator: ","))}", "coupang/a.jsonl")
        }
    }
}

@Suite("What a spreadsheet could not compute", .timeLimit(.minutes(2)))
struct SpreadsheetErrorTests {
    private let place: Workplace

    init() throws { place = try Workplace() }

    @Test("It is no value, so that no two of them are equal", arguments: ErrorFormat.allCases)
    func key(format: ErrorFormat) async throws {
        try format.drop(["1", "출고중지요청", "#N/A", "2"], at: place)
        let report = try await place.readCancellations()
        #expect(report.problems == [])
        let notice = try #require(await place.store.notices.first)
        #expect(notice.fields[.productCode] == nil)
        #expect(notice.quantity == 2)
    }

    @Test(
        "As a quantity it is refused, for without one a claim would take all",
        arguments: ErrorFormat.allCases
    )
    func quantity(format: ErrorFormat) async throws {
        try format.drop(["1", "출고중지요청", "P1", "#VALUE!"], at: place)
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.invalidQuantity("#VALUE!")])
        #expect(await place.store.notices.isEmpty)
    }

    @Test("As an order number or a state it is missing", arguments: ErrorFormat.allCases)
    func required(format: ErrorFormat) async throws {
        for cells in [["#REF!", "출고중지요청", "P1", "1"], ["1", "#NAME?", "P1", "1"]] {
            try format.drop(cells, at: place)
            let report = try await place.readCancellations()
            guard case .missingValue = report.problems.first?.problem else {
                Issue.record("\(report.problems)")
                continue
            }
        }
        #expect(await place.store.notices.isEmpty)
    }

    @Test("A row of nothing else is none", arguments: ErrorFormat.allCases)
    func blank(format: ErrorFormat) async throws {
        try format.drop(["#N/A", "#N/A", "", "#N/A"], at: place)
        let report = try await place.readCancellations()
        #expect(report.problems == [])
        #expect(await place.store.rejectedRowCount == 0)
    }

    @Test("A number wider than its column has lost its digits")
    func tooWide() async throws {
        try ErrorFormat.text.drop(["########", "출고중지요청", "P1", "1"], at: place)
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.lostDigits("########")])
    }
}
