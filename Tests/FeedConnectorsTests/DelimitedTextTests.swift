import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Delimited text", .timeLimit(.minutes(10)))
struct DelimitedTextTests {
    private static let pieces = [
        "\"", ",", "\t", ";", "\n", "\r\n", "가", "취소", "a", " ", "０", "é", "e\u{301}", "👕", "|",
        "'", "\\", "=", "+", "-", "@", "＝", "=\"",
    ]

    private static func cell(_ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...6, using: &generator)
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    /// As an export writes it, quoted where needed, and sometimes where not, with space around it.
    private static func written(
        _ text: String,
        delimiter: String,
        _ generator: inout SeededGenerator
    ) -> String {
        let space = ["", " "].randomElement(using: &generator) ?? ""
        let cell = space + FormulaGuard.guarded(FieldText.cleaned(text)) + space
        let mustQuote = cell.unicodeScalars.contains { "\"\r\n".unicodeScalars.contains($0) }
        guard mustQuote || cell.contains(delimiter) || Bool.random(using: &generator) else {
            return cell
        }
        return "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    @Test("What is written as CSV is read as it was, cleaned", arguments: 1...24)
    func roundTrip(seed: Int) async throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let delimiter = [",", "\t", ";", "|"][seed % 4]
        let lineEnd = ["\n", "\r\n", "\r"][seed % 3]
        var rows: [[String]] = []
        for number in 0..<40 {
            rows.append(["N\(number)", "취소요청"] + (0..<3).map { _ in Self.cell(&generator) })
        }
        var text = ["주문번호", "취소상태", "상품명", "옵션", "상품코드"].joined(separator: delimiter) + lineEnd
        for row in rows {
            let cells = row.map { Self.written($0, delimiter: delimiter, &generator) }
            text += cells.joined(separator: delimiter) + lineEnd
        }
        let place = try Workplace()
        try place.drop(text, "coupang/a.csv")
        let report = try await place.readCancellations(rowsPerBatch: 7)
        let expected = rows.map { row in
            FieldValues([
                (.orderNumber, row[0]), (.productName, row[2]), (.option, row[3]),
                (.productCode, row[4]),
            ])
        }
        #expect(report.problems.isEmpty)
        #expect(await place.store.notices.map(\.fields) == expected)
    }

    @Test(
        "Text is read in each encoding, recognised by its bytes",
        arguments: ["utf-8", "utf-8-bom", "cp949", "utf-16le", "utf-16be"]
    )
    func encodings(name: String) async throws {
        let text = "주문번호,취소상태,상품명\r\nA-1,취소요청,똠방각하 펲시콜라\r\n"
        let place = try Workplace()
        try place.drop(try Self.encoded(text, name), "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.isEmpty)
        #expect(await place.store.notices.map { $0.fields[.productName] } == ["똠방각하 펲시콜라"])
    }

    /// The same text in CP949, syllables beyond KS X 1001 among it.
    private static let koreanText =
        "wda5rrn4yKMsw+u80rvzxcIsu/PHsLjtDQpBLTEsw+u80r/kw7ssjGO55rCi"
        + "x88gvIS9w8TdtvMNCg=="

    private static func encoded(_ text: String, _ name: String) throws -> [UInt8] {
        switch name {
        case "utf-8-bom": return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case "utf-16le":
            return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case "utf-16be":
            return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case "cp949":
            return try Array(#require(Data(base64Encoded: koreanText)))
        default: return Array(text.utf8)
        }
    }

    @Test("A cell longer than a chunk is read whole, in any encoding")
    func longCell() async throws {
        let long = String(repeating: "가나다", count: 20_000)
        let place = try Workplace()
        try place.drop("주문번호,취소상태,상품명\nA-1,취소요청,\(long)\nA-2,취소요청,\(long)끝", "coupang/a.csv")
        _ = try await place.readCancellations()
        let names = await place.store.notices.map { $0.fields[.productName] }
        #expect(names == [long, long + "끝"])
    }

    @Test("An unclosed quote costs its own row, however much text follows")
    func unclosedQuoteFarFromTheEnd() async throws {
        let place = try Workplace()
        let rows = (1...30_000).map { "A-\($0),취소요청,상품\n" }.joined()
        try place.drop("주문번호,취소상태,상품명\nA-0,취소요청,\"열림\n" + rows, "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.unclosedQuote])
        #expect(await place.store.notices.count == 30_000)
    }

    @Test("Titles above the header and blank rows are passed over, and counted as rows")
    func titles() async throws {
        let place = try Workplace()
        try place.drop(
            "취소 목록\n\n주문번호\n주문번호,취소상태,수량\n\nA-1,취소요청,0\n",
            "coupang/a.csv"
        )
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.location.row) == [6])
    }

    @Test(
        "Headers are known whatever their spaces, width and case",
        arguments: ["주문 번호", "주문번호*", " 주문_번호 ", "ORDER_NO", "order no", "Order_No"]
    )
    func headers(header: String) async throws {
        let place = try Workplace()
        try place.drop("\(header),취소상태\nA-1,취소요청\n", "coupang/a.csv")
        _ = try await place.readCancellations()
        #expect(await place.store.notices.map(\.orderNumber) == ["A-1"])
    }

    @Test("What the marketplace says beside, the file and the row come with a notice")
    func remarks() async throws {
        let place = try Workplace()
        let text = "주문번호,취소상태,배송상태,원주문번호\nA-2,취소요청,배송 준비중,A-1\nA-3,취소요청,,\n"
        try place.drop(text, "coupang/a.csv")
        _ = try await place.readCancellations()
        let notices = await place.store.notices
        #expect(
            notices.map(\.remarks) == [
                MarketplaceRemarks(shippingWord: "배송 준비중", originalOrderNumber: "A-1"), .none,
            ]
        )
        #expect(notices.map { $0.origin?.description } == ["a.csv:2", "a.csv:3"])
    }

    @Test("By whom it was cancelled is read by each header for it", arguments: ["취소구분", "귀책사유"])
    func cancelledBy(header: String) async throws {
        let place = try Workplace()
        try place.drop("주문번호,취소상태,\(header)\nA-2,취소요청, 판매자 \nA-3,취소요청,\n", "coupang/a.csv")
        _ = try await place.readCancellations()
        #expect(await place.store.notices.map(\.remarks.cancelledBy) == ["판매자", nil])
    }

    @Test("A marketplace's own header means what its table says")
    func marketplaceHeader() async throws {
        let place = try Workplace()
        try place.drop("주문번호,취소상태,옵션ID\nA-1,취소요청,77\n", "coupang/a.csv")
        try place.drop("주문번호,취소상태,옵션ID\nA-1,취소요청,77\n", "auction/a.csv")
        _ = try await place.readCancellations(of: "coupang")
        _ = try await place.readCancellations(of: "auction")
        let codes = await place.store.notices.map { $0.fields[Sample.code(6)] }
        #expect(codes == ["77", nil])
    }

    @Test("Units claimed are never those ordered", arguments: ["수량,취소수량", "취소수량,수량"])
    func claimedQuantity(headers: String) async throws {
        let cells = headers == "수량,취소수량" ? "5,2" : "2,5"
        let place = try Workplace()
        try place.drop("주문번호,취소상태,\(headers)\nA-1,취소요청,\(cells)\n", "coupang/a.csv")
        try place.drop("주문번호,주문상태,\(headers)\nA-1,결제완료,\(cells)\n", "orders/coupang/a.csv")
        _ = try await place.readCancellations()
        _ = try await place.readOrders()
        #expect(await place.store.notices.map(\.quantity) == [2])
        #expect(await place.store.lines.map(\.quantity) == [5])
    }

    @Test("A formula that is nothing but a text is that text")
    func textFormula() async throws {
        let place = try Workplace()
        let rows = [
            "=\"20261123000001\",취소요청,=A1",
            "\"=\"\"0012\"\"\",\"=\"\"취소요청\"\"\",\"=\"\"5\"\"\"\" 팬츠\"\"\"",
            "=\"\",취소요청,가", "=,취소요청,=\"",
        ]
        try place.drop(
            (["주문번호,취소상태,상품명"] + rows).joined(separator: "\n"),
            "coupang/a.csv"
        )
        let report = try await place.readCancellations()
        let notices = await place.store.notices
        #expect(notices.map(\.orderNumber) == ["20261123000001", "0012", "="])
        #expect(notices.map { $0.fields[.productName] } == ["=A1", "5\" 팬츠", "=\""])
        #expect(report.problems.map(\.problem) == [.missingValue(.key(.orderNumber))])
    }

    @Test("A row too long to be one is set aside, and the others go in", arguments: [false, true])
    func longRow(isQuoted: Bool) async throws {
        let place = try Workplace()
        let name = String(repeating: "가", count: 300_000)
        let rows = ["A-1,취소요청,가", "A-2,취소요청,\(isQuoted ? "\"" : "")\(name)", "A-3,취소요청,다"]
        try place.drop(
            (["주문번호,취소상태,상품명"] + rows).joined(separator: "\n"),
            "coupang/a.csv"
        )
        let report = try await place.readCancellations()
        #expect(
            report.problems.map(\.problem)
                == [isQuoted ? .unclosedQuote : .exceedsLimit(.init(262_144, .bytesOfRow))]
        )
        #expect(report.problems.map(\.location.row) == [3])
        #expect(await place.store.notices.map(\.orderNumber) == ["A-1", "A-3"])
        let kept = try #require(place.files(in: "rejected/coupang").first)
        #expect(try place.text(of: "rejected/coupang/\(kept)").contains(name))
    }

    @Test("CP949 behind the mark of UTF-8 is read as what it is")
    func markedCP949() async throws {
        let place = try Workplace()
        let text = try Sample.fixture("cancellations/brandi-cancels.csv")
        try place.drop([0xEF, 0xBB, 0xBF] + text, "coupang/a.csv")
        let report = try await place.readCancellations()
        #expect(report.problems == [])
        #expect(await place.store.notices.map(\.state) == ["주문취소중", "주문취소완료", "주문취소완료"])
    }
}
