import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A resync for a long period goes part by part", .timeLimit(.minutes(2)))
struct PeriodPartsTests {
    private let accounts = [Bench.account("whole", rule: "order_no")]
    private let day = Duration.seconds(86_400)

    private var period: ResyncPeriod {
        ResyncPeriod(start: Bench.start.advanced(by: day * -3), end: Bench.start)
    }

    private func bench(of first: Bench? = nil) throws -> Bench {
        let bench = try Bench(
            accounts: accounts,
            path: first?.path,
            clock: first?.clock ?? ManualClock(Bench.start),
            holder: first == nil ? "first" : "second"
        )
        try bench.feed("whole").cutParts(of: day)
        return bench
    }

    @Test("Each part is a poll of its own, oldest first, and together they cover the period")
    func parts() async throws {
        let bench = try bench()
        defer { bench.remove() }
        let records = try await bench.engine.resync(ResyncOrder(period: period)) { _ in }
        #expect(records.map(\.window) == (try bench.feed("whole").parts(of: bench.whole(period))))
        #expect(records.count == 3)
        let covered = try await bench.store.read { [period] in
            try $0.coverage(of: "whole", since: period.start)
        }
        #expect(covered == [bench.whole(period)])
    }

    @Test("A part that fails ends the account's turn, and what was read before stays covered")
    func failure() async throws {
        let bench = try bench()
        defer { bench.remove() }
        let feed = try bench.feed("whole")
        feed.add(ScriptedFeed.Reading())
        feed.fail()
        let records = try await bench.engine.resync(ResyncOrder(period: period)) { _ in }
        #expect(records.count == 2)
        #expect(feed.windows.count == 2)
    }

    @Test("The next holder reads only the parts that a holder that died had left")
    func takenOver() async throws {
        let first = try bench()
        defer { first.remove() }
        let second = try bench(of: first)
        _ = try await first.engine.tick()
        _ = try await second.engine.tick()
        let before = try second.feed("whole").windows.count
        let parts = try first.feed("whole").parts(of: first.whole(period))
        let (store, order) = (first.store, ResyncOrder(["whole"], period: period))
        // The first holder claims the request, reads a day, and is never heard of again.
        try await store.write { ledger in
            let id = try ledger.ask(order, asker: "second", at: Bench.start)
            try ledger.claim(id, holder: "first")
            try ledger.append(
                PollRecord(
                    account: "whole",
                    trigger: .resync,
                    window: parts[0],
                    startedAt: Bench.start,
                    finishedAt: Bench.start,
                    outcome: .succeeded,
                    tally: PassTally(),
                    request: id
                )
            )
        }
        first.clock.advance(by: .seconds(45))
        _ = try await second.engine.tick()
        await until { (try? await store.read { try $0.openResyncRequests() })?.isEmpty == true }
        let read = try second.feed("whole").windows.dropFirst(before)
        #expect(
            read.filter { $0.start < Bench.start.advanced(by: .seconds(-3600)) }.prefix(2)
                == parts[1...]
        )
        #expect(!read.contains(parts[0]))
    }
}

extension Bench {
    /// The window of a period as of the test's start.
    fileprivate func whole(_ period: ResyncPeriod) -> TimeWindow { period.window(at: Bench.start) }
}
