import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A clock that was ahead and is set right", .timeLimit(.minutes(10)))
struct ClockAheadTests {
    private let key = OrderLineKey(account: "line", orderNumber: "100", lineID: "1")
    private let only = [Bench.account("line", rule: "order_no + detail_no")]
    private let day: Duration = .seconds(86_400)

    /// A bench whose account was polled in the present, and then a day too early.
    private func bench(leavingLease: Bool = false) async throws -> Bench {
        let first = try Bench(accounts: only)
        try await first.take([line("line", order: "100", "1")])
        _ = try await first.engine.resync(ResyncOrder(["line"])) { _ in }
        first.clock.advance(by: day)
        for _ in 1...3 {
            if leavingLease { _ = try await first.engine.tick() }
            _ = try await first.engine.resync(ResyncOrder(["line"])) { _ in }
            first.clock.advance(by: .seconds(600))
        }
        let set = ManualClock(Bench.start.advanced(by: .seconds(3 * 3600)))
        return try Bench(accounts: only, path: first.path, clock: set, holder: "second")
    }

    @Test("What it read in the future is not trusted: the time since the last true poll is a gap")
    func untrusted() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let explained = try await bench.explanation(of: key)
        #expect(explained.reason == .coverageGap)
        #expect(explained.coverage.lastSuccessAt == Bench.start)
        #expect(explained.coverage.gaps.map(\.start) == [Bench.start])
    }

    @Test("The account is due at once, and its poll closes the gap and ends at the present")
    func due() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let next = try await bench.engine.tick()
        let windows = try bench.feed("line").windows
        let now = bench.clock.now()
        #expect(
            windows == [
                TimeWindow(start: Bench.start.advanced(by: .seconds(-30 * 60)), end: now)
            ]
        )
        #expect(next <= now.advanced(by: .seconds(630)))
        let timer = try await bench.timer("line")
        #expect(timer.coveredUntil == now && timer.lastSuccessAt == now)
        #expect(try #require(timer.nextPollAt) <= now.advanced(by: .seconds(630)))
        let covered = try await bench.store.read {
            try $0.coverage(of: "line", since: Timestamp(rawValue: 0))
        }
        #expect(covered.map(\.end) == [now])
        #expect(try await bench.explanation(of: key).reason == .noCancellationSeen)
        bench.clock.advance(by: .seconds(3600))
        #expect(try await bench.explanation(of: key).reason == .coverageGap)
    }

    @Test("A lease that was taken then keeps nobody from polling")
    func lease() async throws {
        let bench = try await bench(leavingLease: true)
        defer { bench.remove() }
        #expect(try await bench.store.read { try $0.lease() }?.holder == "first")
        _ = try await bench.engine.tick()
        #expect(try bench.feed("line").windows.count == 1)
        #expect(try await bench.store.read { try $0.lease() }?.holder == "second")
    }

    @Test(
        "A due time counts as now only when no poll can have put it off so far",
        arguments: [
            (630, 0, false), (631, 0, true), (1800, 1, false), (1801, 1, true), (-5, 0, false),
        ]
    )
    func tooFar(seconds: Int, failures: Int, isNow: Bool) {
        let next = Bench.start.advanced(by: .seconds(seconds))
        let timer = AccountTimer(
            account: "line",
            nextPollAt: next,
            consecutiveFailures: failures
        )
        let due = timer.dueAt(now: Bench.start, interval: .seconds(600))
        #expect(due == (isNow ? Bench.start : next))
    }
}
