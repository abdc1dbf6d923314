import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The apostrophe before what a spreadsheet would compute", .timeLimit(.minutes(10)))
struct FormulaGuardTests {
    private static let pieces: [Character] = ["'", "=", "+", "＠", "\t", "가", "\"", " "]

    @Test("It is put before every such text and taken off again, whatever the text begins with")
    func pair() {
        var texts = [""]
        for _ in 1...4 { texts += texts.flatMap { text in Self.pieces.map { text + String($0) } } }
        let written = texts.map(FormulaGuard.guarded)
        #expect(written.map(FormulaGuard.unguarded) == texts)
        #expect(!written.contains { $0.first.map { "=+＠\t".contains($0) } ?? false })
        #expect(written.map(FormulaGuard.harmless) == written)
    }

    /// The product names of the cancellations in `rows` below a header.
    private func names(_ rows: [String], at place: Workplace) async throws -> [String?] {
        let table = ["주문번호,취소상태,상품명"] + rows
        try place.drop(table.joined(separator: "\n"), "coupang/a.csv")
        #expect(try await place.readCancellations().problems.isEmpty)
        return await place.store.notices.map { $0.fields[.productName] }
    }

    @Test("It is not of the text, in any cell, quoted or not, with space before it or not")
    func cells() async throws {
        let names = try await names(
            [
                "'=A-1,취소요청,\"'+1,000원 추가\"", "A-2,취소요청,\"'-5\"\" 팬츠\"", "A-3,취소요청,''＠가",
                "A-4,취소요청,\"'=\"\"0012\"\"\"", "A-5,취소요청,\" '-5\"\" 팬츠\"", "A-6,취소요청,  '-5 팬츠",
            ],
            at: Workplace()
        )
        #expect(names == ["+1,000원 추가", "-5\" 팬츠", "'＠가", "=\"0012\"", "-5\" 팬츠", "-5 팬츠"])
    }

    @Test("An apostrophe that stands before anything else is the text's own")
    func others() async throws {
        let names = try await names(
            [
                "A-1,취소요청,'가", "A-2,취소요청,'", "A-3,취소요청,'010-1234-5678", "A-4,취소요청,''가",
                "A-5,취소요청,'25 봄 니트", "A-6,취소요청,여'=", "A-7,취소요청,+블랙",
            ],
            at: Workplace()
        )
        #expect(names == ["'가", "'", "'010-1234-5678", "''가", "'25 봄 니트", "여'=", "+블랙"])
    }

    @Test("Texts of JSON and of workbooks are taken as they are")
    func typed() async throws {
        let place = try Workplace()
        let line = #"{"order_no":"A-1","state":"취소요청","product_name":"'=1"}"#
        try place.drop(line, "coupang/a.jsonl")
        let rows = [["주문번호", "취소상태", "상품명"], ["A-2", "취소요청", "'+블랙"]]
        try place.drop(SampleWorkbook(sheets: [("a", rows)]).content, "coupang/b.xlsx")
        _ = try await place.readCancellations()
        #expect(await place.store.notices.map { $0.fields[.productName] } == ["'=1", "'+블랙"])
    }

    /// Rows whose quantity is refused, by the texts that they have otherwise.
    private static let texts = [
        "=A1", "'=A1", "''=A1", "+1,000원", "-", "'가", "=\"0012\"", "=\"5\"\"x\"", "'=\"0012\"",
        " =A1", "\t'=A1", "\"'+1\"",
    ]

    @Test(
        "A row that was kept aside means the same once it is mended, and computes nothing",
        arguments: ["csv", "xlsx"]
    )
    func keptAside(form: String) async throws {
        let (place, mended) = (try Workplace(), try Workplace())
        try place.drop(Self.file(quantity: "1개뿐", form), "coupang/a.\(form)")
        _ = try await place.readCancellations()
        let kept = try #require(place.files(in: "rejected/coupang").first)
        let text = try place.text(of: "rejected/coupang/\(kept)")
        #expect(!text.contains(",=A1") && !text.contains(",+1,") && !text.contains("\"+1"))
        let (named, other): (OrderNumber, OrderNumber) =
            form == "csv" ? ("+1", "'+1") : ("'+1", "+1")
        let folder = SetAsideFolder(inbox: place.inbox)
        #expect(folder.rows(naming: named, at: ["coupang"]).count == 1)
        #expect(folder.rows(naming: other, at: ["coupang"]).isEmpty)

        let mendable = text.components(separatedBy: "1개뿐")
        try mended.drop(mendable.joined(separator: "1"), "coupang/a.csv")
        #expect(try await mended.readCancellations().problems.isEmpty)
        try place.drop(Self.file(quantity: "1", form), "coupang/b.\(form)")
        #expect(try await place.readCancellations().problems.isEmpty)
        let notices = await place.store.notices
        #expect(notices.count == Self.texts.count)
        #expect(await mended.store.notices.map(\.fields) == notices.map(\.fields))
    }

    private static func file(quantity: String, _ form: String) -> [UInt8] {
        let header = ["@주문번호", "주문번호", "취소상태", "상품명", "수량"]
        let table = [header] + texts.enumerated().map { ["", "'+\($0)", "취소요청", $1, quantity] }
        guard form == "xlsx" else { return Array(table.map(line).joined().utf8) }
        let rows = table.map { $0.map { $0.replacingOccurrences(of: "\"", with: "&quot;") } }
        return SampleWorkbook(sheets: [("a", rows)]).content
    }

    private static func line(_ cells: [String]) -> String {
        let quoted = cells.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }
        return quoted.joined(separator: ",") + "\n"
    }
}
