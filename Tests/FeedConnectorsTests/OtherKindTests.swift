import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Cancellations among the orders", .timeLimit(.minutes(10)))
struct OtherKindTests {
    @Test(
        "A table of cancellations is not taken for orders",
        arguments: [
            "coupang-stop-requests.csv", "11st-cancels.csv", "auction-cancels.tsv",
            "brandi-cancels.csv", "smartstore-cancels.xlsx",
        ]
    )
    func tables(fixture: String) async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("cancellations/\(fixture)"), "orders/coupang/\(fixture)")
        let report = try await place.readOrders()
        #expect(report.problems.map(\.problem) == [.notOrders])
        #expect(report.problems.first?.location.column != nil)
        #expect(await place.store.batches == 0)
        #expect(place.files(in: "rejected/orders") == [fixture, "\(fixture).reason.txt"])
    }

    @Test(
        "Exports of orders may say what is cancelled",
        arguments: [
            "주문번호,상품명,수량,주문상태,주문일시\nA-1,가,1,취소완료,2026-11-24 09:00\n",
            "주문번호,상품명,수량,취소수량,클레임상태,주문일,송장번호\nA-1,가,2,1,,2026-11-24,5\n",
            "주문번호,취소사유\nA-1,\n",
        ]
    )
    func orders(text: String) async throws {
        let place = try Workplace()
        try place.drop(text, "orders/coupang/a.csv")
        #expect(try await place.readOrders().problems == [])
        #expect(await place.store.lines.count == 1)
    }

    @Test("Without headers each row is looked at")
    func lines() async throws {
        let place = try Workplace()
        try place.drop(
            """
            {"order_no": "A-1", "claim_id": "k-1", "state": "출고중지요청"}
            {"order_no": "A-2", "state": "취소요청"}
            {"order_no": "A-3", "주문상태": "배송준비중"}
            {"order_no": "A-4", "shipping": "received", "주문상태": "취소중"}
            """,
            "orders/coupang/a.jsonl"
        )
        let report = try await place.readOrders()
        #expect(report.problems.map(\.problem) == [.notOrders, .notOrders])
        #expect(report.problems.map(\.location.row) == [1, 2])
        #expect(await place.store.lines.map(\.key.orderNumber) == ["A-3", "A-4"])
    }

    @Test("Of a workbook's sheets the one with orders is read")
    func sheets() async throws {
        let place = try Workplace()
        let workbook = SampleWorkbook(sheets: [
            ("취소", [["주문번호", "취소상태"], ["A-1", "취소요청"]]),
            ("주문", [["주문번호", "상품명"], ["A-2", "가"]]),
        ])
        try place.drop(workbook.content, "orders/coupang/a.xlsx")
        let report = try await place.readOrders()
        #expect(report.problems.map(\.problem) == [.otherColumns])
        #expect(await place.store.lines.map(\.key.orderNumber) == ["A-2"])
    }
}
