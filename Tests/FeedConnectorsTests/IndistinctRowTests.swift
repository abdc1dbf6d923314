import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Rows without a number of their own", .timeLimit(.minutes(10)))
struct IndistinctRowTests {
    private func indistinct(_ report: FeedReport) -> [Int: Int] {
        var rows: [Int: Int] = [:]
        for problem in report.problems {
            guard case .indistinct(let earlier) = problem.problem,
                let row = problem.location.row
            else { continue }
            rows[row] = earlier
        }
        return rows
    }

    @Test("An order line with the key fields of an earlier row is set aside, not put in its place")
    func lines() async throws {
        let place = try Workplace()
        try place.drop(
            """
            판매처,주문번호,상품명,옵션,수량
            옥션,1,셔츠,M,1
            옥션,1,셔츠,M,2
            옥션,1,셔츠,L,1
            옥션,2,셔츠,M,1
            옥션,2,셔츠,M,1

            """,
            "orders/a.csv"
        )
        let report = try await place.readOrders()
        #expect(indistinct(report) == [3: 2, 6: 5])
        let lines = await place.store.lines
        #expect(lines.map(\.quantity) == [1, 1, 1])
        #expect(Set(lines.map(\.key)).count == 3)
        #expect(await place.store.rejectedRowCount == 2)
    }

    @Test("A line that has a number, be it the marketplace's, may be listed twice")
    func named() async throws {
        let place = try Workplace()
        try place.drop(
            """
            판매처,line_id,주문번호,주문상세번호,수량
            옥션,L1,1,,1
            옥션,L1,1,,2
            옥션,,2,D-1,1
            옥션,,2,D-1,1
            옥션,,2,D-1,3

            """,
            "orders/a.csv"
        )
        #expect(indistinct(try await place.readOrders()) == [6: 4])
    }

    @Test("Claims in one state at one time with two quantities are two; the later is set aside")
    func claims() async throws {
        let place = try Workplace()
        try place.drop(
            """
            취소상태,주문번호,취소수량,취소요청일
            취소요청,1,1,2026-11-24 09:00
            취소요청,1,3,2026-11-24 09:00
            취소요청,2,1,2026-11-24 09:00
            취소요청,2,1,2026-11-24 09:00
            취소철회,2,1,2026-11-24 09:00
            취소요청,2,2,2026-11-24 13:00

            """,
            "auction/a.csv"
        )
        let report = try await place.readCancellations(of: "auction")
        #expect(indistinct(report) == [3: 2])
        #expect(await place.store.notices.count == 5)
    }
}
