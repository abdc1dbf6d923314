import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Exports as marketplaces write them", .timeLimit(.minutes(10)))
struct FixtureTests {
    @Test(
        "An order export is taken whole",
        arguments: [
            ("coupang-orders.xlsx", "coupang", 3), ("smartstore-orders.xlsx", "storefarm", 2),
            ("cafe24-orders.csv", "cafe24", 3), ("11st-orders.xls", "11st", 2),
            ("auction-orders.csv", "auction", 2), ("brandi-orders.csv", "brandi", 3),
        ]
    )
    func orders(file: String, account: String, count: Int) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("orders/\(file)"), "orders/\(account)/\(file)")
        let report = try await place.readOrders()
        let lines = await place.store.lines
        #expect(report.problems.isEmpty)
        #expect(lines.count == count)
        #expect(Set(lines.map(\.key)).count == count)
        #expect(
            lines.allSatisfy {
                $0.key.account.rawValue == account && $0.orderedAt != nil || account == "brandi"
            }
        )
    }

    @Test(
        "A cancellation export is taken whole",
        arguments: [
            ("coupang-stop-requests.csv", "coupang", 3),
            ("smartstore-cancels.xlsx", "storefarm", 2),
            ("cafe24-cancels.csv", "cafe24", 1), ("11st-cancels.csv", "11st", 1),
            ("auction-cancels.tsv", "auction", 2), ("brandi-cancels.csv", "brandi", 3),
            ("zigzag-cancels-utf16.txt", "coupang-2", 1), ("kakao-cancels.jsonl", "coupang-2", 2),
        ]
    )
    func cancellations(file: String, account: String, count: Int) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("cancellations/\(file)"), "\(account)/\(file)")
        let report = try await place.readCancellations(of: account)
        #expect(report.problems.isEmpty)
        #expect(await place.store.notices.count == count)
    }

    @Test("A workbook's shared, inline and date cells are read from its visible sheet")
    func workbookCells() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("orders/coupang-orders.xlsx"), "orders/쿠팡_주문.xlsx")
        try place.drop(
            try Sample.fixture("orders/smartstore-orders.xlsx"),
            "orders/storefarm/a.xlsx"
        )
        _ = try await place.readOrders()
        let lines = await place.store.lines
        let shirt = try #require(lines.first { $0.key.account == "coupang" })
        #expect(shirt.fields[Sample.code(6)] == "80551230001")
        #expect(shirt.fields[.productName] == "베이직 라운드 티셔츠")
        #expect(shirt.quantity == 1)
        let socks = try #require(lines.first { $0.fields[.detailNumber] == "2026112312345672" })
        #expect(socks.fields[.productName] == "캐시미어 양말 <3켤레>")
        #expect(socks.orderedAt?.iso8601 == "2026-11-23T10:30:00+09:00")
    }

    @Test("The state is read from the column that comes first in the table of headers")
    func preferredHeader() async throws {
        let place = try Workplace()
        try place.drop(
            try Sample.fixture("cancellations/smartstore-cancels.xlsx"),
            "storefarm/a.xlsx"
        )
        _ = try await place.readCancellations(of: "storefarm")
        #expect(await place.store.notices.map(\.state) == ["취소요청", "취소철회"])
    }

    @Test("CP949 text keeps quoted line breaks and doubled quotes")
    func quotedText() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("cancellations/cafe24-cancels.csv"), "cafe24/a.csv")
        _ = try await place.readCancellations(of: "cafe24")
        let notice = try #require(await place.store.notices.first)
        #expect(notice.fields[.productName] == "니트 스커트\r\n(안감 있음)")
        #expect(notice.buyerReason == "품절, \"재입고\" 없음")
    }

    @Test("Rows say whose they are by id, name or alias")
    func accountColumn() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("orders/orders-of-several.csv"), "orders/today.csv")
        try place.drop(try Sample.fixture("orders/orders.jsonl"), "orders/today.jsonl")
        let report = try await place.readOrders()
        #expect(report.problems.isEmpty)
        #expect(
            await place.store.lines.map(\.key.account)
                == ["auction", "storefarm", "11st", "auction", "coupang"]
        )
    }

    @Test("In a file of several marketplaces a header means what each row's marketplace calls so")
    func headersOfEachRow() async throws {
        let place = try Workplace()
        try place.drop(
            "판매처,주문번호,옵션ID\n쿠팡,A-1,77\n옥션,A-2,77\n쿠팡,A-3,78\n",
            "orders/today.csv"
        )
        _ = try await place.readOrders()
        let codes = await place.store.lines.map { $0.fields[Sample.code(6)] }
        #expect(codes == ["77", nil, "78"])
    }
}
