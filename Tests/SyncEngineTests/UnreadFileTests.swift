import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A poll that leaves files unread", .timeLimit(.minutes(10)))
struct UnreadFileTests {
    private let key = OrderLineKey(account: "line", orderNumber: "100", lineID: "1")
    private let only = [Bench.account("line", rule: "order_no + detail_no")]
    private let one: FieldValues = [.detailNumber: "1"]
    private static let file = FeedError(
        problem: .stillBeingWritten,
        location: .init(file: "a.csv")
    )
    private static let problem = KeptProblem(.unread(first: file, count: 1))
    private let unread = ScriptedFeed.Reading(unread: [file])

    @Test("It says so, covers nothing, and no order is said to be safe, until all was read")
    func openWindow() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        _ = try await bench.engine.tick()
        #expect(try await bench.explanation(of: key).reason == .noCancellationSeen)
        let covered = try await bench.timer("line").coveredUntil
        bench.clock.advance(by: .seconds(600))
        try bench.feed("line").add(unread)
        _ = try await bench.engine.resync(ResyncOrder(["line"])) { _ in }
        #expect(try await bench.polls("line")[0].outcome == .incomplete(Self.problem))
        let timer = try await bench.timer("line")
        #expect(timer.consecutiveFailures == 1 && timer.lastFailure == Self.problem)
        #expect(timer.coveredUntil == covered)
        var explained = try await bench.explanation(of: key)
        #expect(explained.reason == .accountFailing)
        #expect(explained.coverage.lastFailure == Self.problem)
        #expect(explained.coverage.gaps.map(\.start) == [covered])
        bench.clock.advance(by: .seconds(60))
        _ = try await bench.engine.resync(ResyncOrder(["line"])) { _ in }
        explained = try await bench.explanation(of: key)
        #expect(explained.reason == .noCancellationSeen)
        #expect(explained.coverage.gaps == [])
        #expect(try await bench.timer("line").lastFailure == nil)
    }

    @Test("What could be read is taken in, and the next poll is never later than usual")
    func goesOn() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        var reading = unread
        reading.batches = [
            FeedBatch(mark: nil, notices: [notice("line", "c1", order: "100", one)])
        ]
        try bench.feed("line").add(reading)
        for _ in 1...20 { try bench.feed("line").add(unread) }
        var last = bench.clock.now()
        for _ in 1...20 {
            _ = try await bench.engine.resync(ResyncOrder(["line"])) { _ in }
            let next = try #require(try await bench.timer("line").nextPollAt)
            #expect(last.duration(to: next) <= .seconds(630))
            bench.clock.advance(to: next)
            last = next
        }
        #expect(try await bench.only().standing.status == .applied)
        #expect(
            try await bench.polls("line").allSatisfy { $0.outcome == .incomplete(Self.problem) }
        )
    }

    @Test("A resync in parts goes on after a part that left files unread")
    func parts() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let feed = try bench.feed("line")
        feed.cutParts(of: .seconds(3600))
        feed.add(unread)
        let period = ResyncPeriod(start: Bench.start.advanced(by: .seconds(-3 * 3600)), end: nil)
        let polls = try await bench.engine.resync(ResyncOrder(["line"], period: period)) { _ in }
        #expect(polls.map(\.outcome) == [.incomplete(Self.problem), .succeeded, .succeeded])
    }
}
