import FeedConnectors
import Foundation
import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What one poll finds in several files", .timeLimit(.minutes(10)))
struct FilesOfOnePollTests {
    /// What a store says after a poll, and which withdrawn cancellations hold units still.
    private struct Result: Equatable {
        let outcome: Outcome
        let restores: Set<String>
    }

    private static let header = "order_no,claim_id,detail_no,state,quantity,changed_at\n"

    private static func row(
        _ order: String,
        _ claim: String,
        _ state: String,
        minute: Int,
        line: String = "1",
        quantity: Int? = nil
    ) -> String {
        let time = "2026-09-22 10:\(minute < 10 ? "0" : "")\(minute)"
        return "\(order),\(claim),\(line),\(state),\(quantity.map(String.init) ?? ""),\(time)\n"
    }

    /// Drops files of `rows`, each written so many seconds before now, and polls once.
    private func poll(
        _ files: [(name: String, age: Int, rows: [String])],
        orders: [IncomingOrderLine]
    ) async throws -> Result {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(orders)
        let inbox = Inbox(
            path: URL(fileURLWithPath: bench.path).deletingLastPathComponent().path + "/inbox"
        )
        try inbox.prepare(accounts: ["line"])
        for file in files {
            let path = "\(inbox.folder(of: "line"))/\(file.name).csv"
            let text = Self.header + file.rows.joined()
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            let written = Double(Bench.start.seconds - Int64(file.age))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: written)],
                ofItemAtPath: path
            )
        }
        let account = try #require(bench.accounts.first { $0.id == "line" })
        let reading = FileReading(
            commonColumns: [:],
            resolveAccount: { $0 == "line" ? account : nil },
            describe: { "\($0.problem)" }
        )
        let feed = FolderFeed(inbox: inbox, account: account, reading: reading)
        let (report, _) = try await bench.engine.takeIn(feed) { _ in }
        #expect(report.problems == [])
        #expect(report.sourceCount == files.count)
        #expect(try await bench.store.audit() == [])
        let restores = try await bench.records().filter {
            $0.standing.status == .withdrawn && !$0.applications.isEmpty
        }
        return Result(
            outcome: try await Outcome(of: bench, without: []),
            restores: Set(restores.map(\.notices[0].claimID.rawValue))
        )
    }

    @Test(
        "A request and its withdrawal in two files apply nothing, whichever is read first",
        arguments: [(90, 60), (60, 90)]
    )
    func withdrawal(requestAge: Int, withdrawalAge: Int) async throws {
        let result = try await poll(
            [
                ("a", requestAge, [Self.row("100", "c1", "취소요청", minute: 0)]),
                ("b", withdrawalAge, [Self.row("100", "c1", "취소철회", minute: 5)]),
            ],
            orders: [line("line", order: "100", "1")]
        )
        #expect(result.restores.isEmpty)
        #expect(result.outcome.claims.map(\.standing.status) == [.withdrawn])
        #expect(result.outcome.lines.allSatisfy { $0.cancelledUnits == 0 && !$0.isHeld })
    }

    @Test("However notices are spread over files, they lead to the same", arguments: 1...12)
    func anySpread(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let (orders, rows) = Self.world(&generator)
        let whole = try await poll([("all", 60, rows)], orders: orders)
        for _ in 1...3 {
            let count = Int.random(in: 2...9, using: &generator)
            var files = (0..<count).map { _ in
                (
                    name: "\(UInt32.random(in: 0 ... .max, using: &generator))",
                    age: Int.random(in: 10...9000, using: &generator), rows: [String]()
                )
            }
            for row in rows.shuffled(using: &generator) {
                files[Int.random(in: 0..<count, using: &generator)].rows.append(row)
            }
            let spread = try await poll(files, orders: orders)
            #expect(spread.restores == whole.restores)
            #expect(spread.outcome.claims.subtracting(whole.outcome.claims) == [])
            #expect(whole.outcome.claims.subtracting(spread.outcome.claims) == [])
            #expect(spread.outcome.lines == whole.outcome.lines)
        }
    }

    /// Orders of one to three lines, and claims that are asked, withdrawn, asked again and done.
    private static func world(
        _ generator: inout SeededGenerator
    ) -> (orders: [IncomingOrderLine], rows: [String]) {
        let courses = [
            ["취소요청"], ["취소요청", "취소완료"], ["취소요청", "취소철회"], ["취소철회"],
            ["취소요청", "취소철회", "취소요청"], ["취소요청", "취소완료", "취소철회"],
            ["취소요청", "취소철회", "취소요청", "취소철회"], ["반품요청", "취소요청"],
        ]
        var (orders, rows): ([IncomingOrderLine], [String]) = ([], [])
        for number in 1...20 {
            let order = "\(1000 + number)"
            for position in 1...Int.random(in: 1...3, using: &generator) {
                if Int.random(in: 0..<10, using: &generator) > 0 {
                    orders.append(
                        line(
                            "line",
                            order: OrderNumber(order),
                            LineID("\(position)"),
                            quantity: Int.random(in: 1...3, using: &generator),
                            shipping: Bool.random(using: &generator) ? .received : .shipped
                        )
                    )
                }
                let course = courses.randomElement(using: &generator) ?? courses[0]
                for (step, state) in course.enumerated() {
                    let quantity = Int.random(in: 0...3, using: &generator)
                    let row = row(
                        order,
                        "c\(order)-\(position)",
                        state,
                        minute: step * 7 + position,
                        line: "\(position)",
                        quantity: quantity > 0 ? quantity : nil
                    )
                    rows += Int.random(in: 0..<5, using: &generator) == 0 ? [row, row] : [row]
                }
            }
        }
        return (orders, rows)
    }
}
