import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The programs in Examples work", .timeLimit(.minutes(2)))
struct ExampleTests {
    private let place: Workplace

    init() throws { place = try Workplace() }

    private func feed(_ name: String, _ argument: String) throws -> CommandFeed {
        let repository = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return CommandFeed(
            account: try #require(Sample.account(named: "coupang")),
            settings: .init([repository.appending(path: "Examples/\(name)").path, argument]),
            reading: place.reading(),
            aside: RowsAside(inbox: place.inbox, describe: place.reading().describe),
            environment: ProcessInfo.processInfo.environment
        )
    }

    private func write(_ text: String, _ name: String) throws -> String {
        let path = "\(place.folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test("The one in Python asks a shop for the window and prints orders and claims")
    func python() async throws {
        let now = Workplace.now.iso8601
        let path = try write(
            """
            {"orders": [{"order": "A-1", "line": "1", "item": "P-1", "name": "머그컵 \\"대\\"",
                         "count": 2}],
             "claims": [
              {"id": 1, "order": "A-1", "line": "1", "item": "P-1", "state": "출고중지요청", "count": 1,
               "changed": "\(now)"},
              {"id": 2, "order": "A-1", "line": "1", "item": "P-1", "state": "출고중지요청",
               "changed": "2020-01-01T00:00:00+09:00"},
              {"id": 3, "order": "", "line": "1", "item": "P-1", "state": "출고중지요청"}]}
            """,
            "shop.json"
        )
        let report = try await place.read(feed("shop-api.py", "file://\(path)"))
        #expect(report.problems.map(\.problem) == [.service(.programSaid("claim 3 has no order"))])
        #expect(await place.store.lines.map { $0.fields[.productName] } == ["머그컵 \"대\""])
        #expect(await place.store.notices.map(\.claimID) == ["1"])
    }

    @Test("The one in shell turns a table into claims")
    func shell() async throws {
        let path = try write(
            "claim\torder\tdetail\tname\toption\tstate\tunits\treason\n"
                + "c1\tA-1\tD-1\t\t\t출고중지요청\t2\t\"단순\" 변심\\\n" + "c2\tA-2\n",
            "cancels.tsv"
        )
        let report = try await place.read(feed("export-table.sh", path))
        #expect(
            report.problems.map(\.problem)
                == [.service(.programSaid("row 3 has 2 cells instead of 7"))]
        )
        let notices = await place.store.notices
        #expect(notices.map(\.claimID) == ["c1"])
        #expect(notices.map(\.quantity) == [2])
        #expect(notices.map(\.buyerReason) == ["\"단순\" 변심\\"])
    }

    @Test("The one in shell takes no cancellation for a header")
    func noHeader() async throws {
        let path = try write("c1\tA-1\tD-1\t\t\t출고중지요청\t2\t변심\n", "cancels.tsv")
        let error = await #expect(throws: FeedError.self) {
            try await place.read(feed("export-table.sh", path))
        }
        let words = "row 1 is no header: name the columns there"
        #expect(error?.problem == .service(.programFailed(status: 1, words)))
    }

    @Test("The one in shell says when its table is gone")
    func missingTable() async throws {
        let error = await #expect(throws: FeedError.self) {
            try await place.read(feed("export-table.sh", "/nowhere.tsv"))
        }
        #expect(
            error?.problem
                == .service(
                    .programFailed(
                        status: 1,
                        "/nowhere.tsv cannot be read; does the export still run?"
                    )
                )
        )
    }
}
