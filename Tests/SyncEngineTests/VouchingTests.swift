import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A person's word for what could not be read", .timeLimit(.minutes(10)))
struct VouchingTests: RefusalTests {
    private let kim = ActHand("kim", reason: "판매처 화면에서 확인")

    /// An account whose first poll was refused these times.
    private func benchRefused(_ periods: TimeWindow...) async throws -> (Bench, ScriptedFeed) {
        let (bench, feed) = try bench()
        try await take(bench)
        feed.add(refusing(periods))
        _ = try await poll(bench)
        return (bench, feed)
    }

    /// Polls again, ten minutes later.
    private func pollLater(_ bench: Bench) async throws -> PollRecord {
        bench.clock.advance(by: .seconds(600))
        return try await poll(bench)
    }

    @Test("It counts as read: the account fails no longer, and its orders may leave")
    func vouch() async throws {
        let (bench, feed) = try await benchRefused(hours(50), hours(40))
        defer { bench.remove() }
        let windows = try await bench.engine.vouch(for: "line", in: nil, by: kim)
        #expect(windows == [hours(50), hours(40)])
        let timer = try await bench.timer("line")
        #expect(timer.unreadPeriods == [] && timer.vouchedPeriods == windows)
        #expect(timer.consecutiveFailures == 0 && timer.lastFailure == nil)
        #expect(try await gaps(bench) == [])
        let explanation = try await bench.explanation(of: key)
        #expect(explanation.reason == .noCancellationSeen)
        #expect(explanation.coverage.vouched == windows)
        let before = feed.windows.count
        #expect(try await pollLater(bench).outcome == .succeeded)
        #expect(feed.windows.count == before + 1, "nobody asks for it on its own")
    }

    @Test("Only what is meant is vouched for; the rest stays open, and is asked for")
    func inPart() async throws {
        let (bench, feed) = try await benchRefused(hours(50), hours(40))
        defer { bench.remove() }
        let half = TimeWindow(
            start: hours(60).start,
            end: hours(50).start.advanced(by: .seconds(1800))
        )
        #expect(
            try await bench.engine.vouch(for: "line", in: [half], by: kim)
                == [TimeWindow(start: hours(50).start, end: half.end)]
        )
        let rest = TimeWindow(start: half.end, end: hours(50).end)
        #expect(try await gaps(bench) == [rest, hours(40)])
        #expect(try await bench.explanation(of: key).reason == .accountFailing)
        feed.add(ScriptedFeed.Reading())
        feed.add(refused)
        let before = feed.windows.count
        #expect(try await pollLater(bench).outcome.isProblem)
        #expect(feed.windows.dropFirst(before + 1) == [rest, hours(40)])
        #expect(try await gaps(bench) == [rest])
    }

    @Test("Being refused again, within what a poll looks back to, is no failure")
    func refusedAgain() async throws {
        let (bench, feed) = try await benchRefused(hours(2))
        defer { bench.remove() }
        try await bench.engine.vouch(for: "line", in: nil, by: kim)
        feed.add(refusing(hours(2)))
        #expect(try await pollLater(bench).outcome == .succeeded)
        #expect(try await bench.timer("line").unreadPeriods == [])
        #expect(try await gaps(bench) == [])
        feed.add(refusing(hours(2), hours(1)))
        #expect(try await pollLater(bench).outcome.isProblem)
        #expect(try await bench.timer("line").unreadPeriods == [hours(1)])
        #expect(try await gaps(bench) == [hours(1)])
    }

    @Test("Who asks for it all the same is told that it was refused; it counts as read still")
    func askedFor() async throws {
        let (bench, feed) = try await benchRefused(hours(50))
        defer { bench.remove() }
        try await bench.engine.vouch(for: "line", in: nil, by: kim)
        feed.add(refusing(hours(50)))
        let period = ResyncPeriod(start: hours(60).start, end: hours(40).start)
        #expect(try await poll(bench, period).outcome.isProblem)
        #expect(try await gaps(bench) == [])
        #expect(try await bench.timer("line").unreadPeriods == [])
        #expect(try await pollLater(bench).outcome == .succeeded)
        #expect(try await bench.timer("line").vouchedPeriods == [hours(50)])
    }

    @Test("What is read in the end needs nobody's word any more")
    func readInTheEnd() async throws {
        let (bench, feed) = try await benchRefused(hours(50))
        defer { bench.remove() }
        try await bench.engine.vouch(for: "line", in: nil, by: kim)
        let since = ResyncPeriod(start: hours(60).start)
        #expect(try await poll(bench, since).outcome == .succeeded)
        #expect(try await bench.timer("line").vouchedPeriods == [])
        feed.add(refusing(hours(50)))
        #expect(try await poll(bench).outcome.isProblem)
        #expect(try await gaps(bench) == [hours(50)])
    }

    @Test("Taken back, the time is open again and the next poll asks for it")
    func takeBack() async throws {
        let (bench, feed) = try await benchRefused(hours(50, 30))
        defer { bench.remove() }
        try await bench.engine.vouch(for: "line", in: nil, by: kim)
        let windows = try await bench.engine.takeBackVouch(for: "line", in: nil, by: "lee")
        #expect(windows == [hours(50, 30)])
        #expect(try await bench.timer("line").vouchedPeriods == [])
        #expect(try await bench.timer("line").nextPollAt == bench.clock.now())
        #expect(try await gaps(bench) == windows)
        let before = feed.windows.count
        #expect(try await pollLater(bench).outcome == .succeeded)
        #expect(feed.windows.dropFirst(before + 1) == [hours(50, 24), hours(26, 6)])
        #expect(try await gaps(bench) == [])
    }

    @Test("What else is wrong with the account stays wrong")
    func otherFailure() async throws {
        let (bench, feed) = try await benchRefused(hours(50))
        defer { bench.remove() }
        feed.add(refused)
        _ = try await pollLater(bench)
        let failure = try await bench.timer("line").lastFailure
        try await bench.engine.vouch(for: "line", in: nil, by: kim)
        #expect(try await bench.timer("line").lastFailure == failure)
        #expect(try await bench.explanation(of: key).reason == .accountFailing)
    }

    @Test("Both are journalled, an entry for each time, with who and why")
    func journalled() async throws {
        let (bench, _) = try await benchRefused(hours(50), hours(40))
        defer { bench.remove() }
        try await bench.engine.vouch(for: "line", in: nil, by: kim)
        try await bench.engine.takeBackVouch(for: "line", in: [hours(40)], by: "lee")
        let vouched = try await bench.journal(.vouch)
        #expect(
            Set(vouched.compactMap(VouchedTime.init)) == [
                VouchedTime(hours(50), reason: kim.reason),
                VouchedTime(hours(40), reason: kim.reason),
            ]
        )
        #expect(vouched.map(\.actor) == [.person("kim"), .person("kim")])
        let takenBack = try await bench.journal(.takeBackVouch)
        #expect(takenBack.map(VouchedTime.init) == [VouchedTime(hours(40), reason: nil)])
        #expect(takenBack.map(\.actor) == [.person("lee")])
    }

    @Test("Nothing is recorded without a reason, or where there is nothing of the kind")
    func refusals() async throws {
        let (bench, _) = try await benchRefused(hours(50))
        defer { bench.remove() }
        await #expect(throws: ActError(problem: .reasonMissing)) {
            try await bench.engine.vouch(for: "line", in: nil, by: ActHand("kim", reason: " "))
        }
        await #expect(throws: ActError(problem: .nothingUnread("line"))) {
            try await bench.engine.vouch(for: "line", in: [hours(40)], by: kim)
        }
        await #expect(throws: ActError(problem: .nothingVouched("line"))) {
            try await bench.engine.takeBackVouch(for: "line", in: nil, by: kim)
        }
        #expect(try await bench.timer("line").unreadPeriods == [hours(50)])
        #expect(try await bench.journal(.vouch) == [])
    }
}
