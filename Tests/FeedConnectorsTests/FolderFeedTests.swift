import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The folder feed", .timeLimit(.minutes(10)))
struct FolderFeedTests {
    private static let file = """
        주문번호,취소상태,옵션ID,수량,취소요청일\r
        A-1,출고중지요청,900001,1,2026-11-24 09:05\r
        A-2,출고중지요청,900002,2,2026-11-24 09:06\r

        """

    @Test("A dropped file's rows become notices of the folder's account")
    func notices() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/cancel.csv")
        let report = try await place.readCancellations()
        let notices = await place.store.notices
        #expect(report.problems.isEmpty)
        #expect(report.sourceCount == 1)
        #expect(notices.map(\.account) == ["coupang", "coupang"])
        #expect(notices.map(\.orderNumber) == ["A-1", "A-2"])
        #expect(notices.map { $0.fields[Sample.code(6)] } == ["900001", "900002"])
        #expect(notices.map(\.quantity) == [1, 2])
        #expect(notices.first?.requestedAt?.iso8601 == "2026-11-24T09:05:00+09:00")
    }

    @Test("A folder that cannot be read is named as operators know it")
    func brokenFolder() async throws {
        let place = try Workplace()
        let folder = place.inbox.folder(of: "coupang")
        try? FileManager.default.removeItem(atPath: folder)
        try Data().write(to: URL(filePath: folder))
        let error = await #expect(throws: FeedError.self) { try await place.readCancellations() }
        let name = URL(filePath: place.inbox.path).lastPathComponent
        #expect(error?.location == .init(file: "\(name)/coupang"))
    }

    @Test("Files are read in the order in which they were written, then by name")
    func oldestFirst() async throws {
        let place = try Workplace()
        let ages = ["a.csv": 60, "b.csv": 90, "c.csv": 75, "d.csv": 75]
        for (name, age) in ages {
            try place.drop(
                "주문번호,취소상태\n\(name),취소요청\n",
                "coupang/\(name)",
                age: .seconds(age)
            )
        }
        _ = try await place.readCancellations()
        let order = await place.store.notices.map(\.orderNumber.rawValue)
        #expect(order == ["b.csv", "c.csv", "d.csv", "a.csv"])
    }

    @Test("Order files are read by age whichever folder they lie in")
    func ordersOldestFirst() async throws {
        let place = try Workplace()
        try place.drop("주문번호\nA-2\n", "orders/coupang.csv", age: .seconds(60))
        try place.drop("주문번호\nA-1\n", "orders/coupang/z.csv", age: .seconds(90))
        try place.drop("주문번호\nA-3\n", "orders/auction/a.csv", age: .seconds(30))
        _ = try await place.readOrders()
        #expect(await place.store.lines.map(\.key.orderNumber) == ["A-1", "A-2", "A-3"])
    }

    @Test("A taken file is archived under its account and month")
    func archived() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/cancel.csv")
        _ = try await place.readCancellations()
        #expect(place.files() == ["archive/coupang/2026-11/cancel.csv"])
    }

    @Test("Good rows go in and bad rows are kept aside with the reason")
    func rejected() async throws {
        let place = try Workplace()
        try place.drop(
            "주문번호,취소상태,수량\nA-1,취소요청,1\n,취소요청,1\nA-3,취소요청,0\n",
            "coupang/cancel.csv"
        )
        let report = try await place.readCancellations()
        #expect(await place.store.notices.map(\.orderNumber) == ["A-1"])
        #expect(await place.store.rejectedRowCount == 2)
        #expect(
            report.problems == [
                FeedError(
                    problem: .missingValue(.key(.orderNumber)),
                    location: .init(file: "cancel.csv", account: "coupang", row: 3, column: "주문번호")
                ),
                FeedError(
                    problem: .invalidQuantity("0"),
                    location: .init(file: "cancel.csv", account: "coupang", row: 4, column: "수량")
                ),
            ]
        )
        let name = try #require(place.files(in: "rejected/coupang").first)
        let lines = try place.text(of: "rejected/coupang/\(name)").split(separator: "\r\n")
        #expect(
            lines.first?.hasSuffix(
                "rejected_file,rejected_row,rejected_column,rejected_because,rejected_problem,"
                    + "주문번호,취소상태,수량"
            ) == true
        )
        #expect(lines.last?.hasPrefix("cancel.csv,4,수량,") == true)
        #expect(lines.last?.hasSuffix(",A-3,취소요청,0") == true)
    }

    @Test("A bad row of a file of several marketplaces says whose it is, as far as it is known")
    func owners() async throws {
        let place = try Workplace()
        let rows = "쿠팡,A-1,0\n옥션,,1\n어디,A-3,1\n11번가,A-4,1,1\n"
        try place.drop("판매처,주문번호,수량\n" + rows, "orders/all.csv")
        let report = try await place.readOrders()
        #expect(report.problems.map(\.location.account) == ["coupang", "auction", nil, nil])
        #expect(report.problems.map(\.location.row) == [2, 3, 4, 5])
    }

    @Test("A corrected file of rejected rows can be dropped again")
    func droppedAgain() async throws {
        let place = try Workplace()
        try place.drop("주문번호,취소상태,수량\nA-3,취소요청,0\n", "coupang/cancel.csv")
        _ = try await place.readCancellations()
        let name = try #require(place.files(in: "rejected/coupang").first)
        let text = try place.text(of: "rejected/coupang/\(name)")
        try place.drop(
            text.replacingOccurrences(of: "취소요청,0", with: "취소요청,1"),
            "coupang/fixed.csv"
        )
        let report = try await place.readCancellations()
        #expect(report.problems.isEmpty)
        #expect(await place.store.notices.map(\.orderNumber) == ["A-3"])
    }

    @Test("What lies beside the folders that are read is told, with where it belongs")
    func misplaced() async throws {
        let place = try Workplace()
        try place.drop("주문번호\n", "stray.csv")
        try place.drop("주문번호\n", "쿠팡/a.csv")
        try place.drop("주문번호\n", "nowhere/a.csv")
        try place.drop("주문번호,취소상태\nA-1,취소요청\n", "coupang/a.csv")
        try place.drop("x", "archive/old.csv")
        try place.drop("x", "empty/.hidden")
        let report = try await place.readOrders()
        #expect(
            report.problems.map { [$0.location.file: $0.problem] } == [
                ["nowhere": .misplaced(nil)], ["stray.csv": .misplaced(nil)],
                ["쿠팡": .misplaced("coupang")],
            ]
        )
        #expect(report.sourceCount == 0)
    }
}
