import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Polling by timers", .timeLimit(.minutes(10)))
struct PollingTests {
    private let one: FieldValues = [.detailNumber: "1"]
    private let only = [Bench.account("line", rule: "order_no + detail_no")]

    /// Goes from one due time to the next until `minutes` have passed.
    private func run(_ bench: Bench, minutes: Int) async throws {
        let end = bench.clock.now().advanced(by: .seconds(minutes * 60))
        while bench.clock.now() < end {
            bench.clock.advance(to: min(try await bench.engine.tick(), end))
        }
    }

    @Test("Every account is polled at its own interval, and first polls are spread")
    func intervals() async throws {
        let bench = try Bench(accounts: [
            Bench.account("ten", rule: "order_no", minutes: 10),
            Bench.account("thirty", rule: "order_no", minutes: 30),
        ])
        defer { bench.remove() }
        _ = try await bench.engine.tick()
        #expect(try bench.feed("ten").windows.count == 1)
        #expect(try bench.feed("thirty").windows.count == 0)
        try await run(bench, minutes: 125)
        #expect((12...14).contains(try bench.feed("ten").windows.count))
        #expect((4...5).contains(try bench.feed("thirty").windows.count))
    }

    @Test("Orders are read before cancellations")
    func ordersFirst() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        bench.orders.add([line("line", order: "100", "1")])
        try bench.feed("line").add(notice("line", "c1", order: "100", one))
        _ = try await bench.engine.tick()
        #expect(try await bench.journal(.decide).map(\.reason) == [.applied])
    }

    @Test("A failed poll leaves a gap that the next success closes")
    func gap() async throws {
        let bench = try Bench(accounts: only) { $0.backOffLimit = .seconds(60) }
        defer { bench.remove() }
        let feed = try bench.feed("line")
        feed.add(ScriptedFeed.Reading())
        for _ in 1...3 { feed.fail() }
        try await run(bench, minutes: 5 + 10 + 5)
        let windows = feed.windows
        try #require(windows.count == 5)
        #expect(windows[4].start == windows[0].end.advanced(by: .seconds(-30 * 60)))
        let polls = try await bench.polls("line")
        #expect(polls.map(\.outcome).filter { $0 == .succeeded }.count == 2)
        let covered = try await bench.store.read {
            try $0.coverage(of: "line", since: Timestamp(rawValue: 0))
        }
        #expect(covered == [TimeWindow(start: windows[0].start, end: windows[4].end)])
    }

    @Test("While an account fails, what it was not read for is a gap, and its timer says why")
    func failing() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let feed = try bench.feed("line")
        feed.add(ScriptedFeed.Reading())
        for _ in 1...50 { feed.fail("HTTP 503") }
        try await run(bench, minutes: 120)
        let timer = try await bench.timer("line")
        #expect(timer.consecutiveFailures >= 3)
        #expect(timer.lastFailure?.code == "folderNotReadable")
        #expect(timer.coveredUntil == feed.windows[0].end)
        let now = bench.clock.now()
        let next = try #require(timer.nextPollAt)
        #expect(now.duration(to: next) <= .seconds(30 * 60))
    }

    @Test("What a failing feed delivered before it failed stays")
    func partialReading() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        var reading = ScriptedFeed.Reading(
            batches: [FeedBatch(mark: nil, notices: [notice("line", "c1", order: "1", one)])]
        )
        reading.failure = FeedError(
            problem: .folderNotReadable("gone"),
            location: FeedError.Location(file: "inbox")
        )
        try bench.feed("line").add(reading)
        _ = try await bench.engine.tick()
        #expect(try await bench.records().count == 1)
        #expect(try await bench.polls("line")[0].tally.news == 1)
    }

    @Test("A failure of the order feed is journalled once and stops no account")
    func orderFeedFails() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        for _ in 1...9 { bench.orders.fail("gone") }
        try await run(bench, minutes: 35)
        #expect(try bench.feed("line").windows.count >= 3)
        #expect(try await bench.journal(.takeIn).count == 1)
    }

    @Test("What lies among the order files and stays there is journalled once")
    func orderFilesWithProblems() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let stray = FeedError(problem: .misplaced(nil), location: .init(file: "stray.csv"))
        for _ in 1...9 { bench.orders.add(ScriptedFeed.Reading(problems: [stray])) }
        try await run(bench, minutes: 35)
        #expect(try bench.feed("line").windows.count >= 3)
        #expect(try await bench.journal(.takeIn).count == 1)
    }

    @Test("An order of an account that nobody knows is journalled and stops no account")
    func unknownOrderAccount() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        bench.orders.add([line("elsewhere", order: "100", "1")])
        _ = try await bench.engine.tick()
        #expect(try bench.feed("line").windows.count == 1)
        #expect(try await bench.journal(.takeIn).count == 1)
    }

    @Test("A paused account is not polled, and is polled at once when it is resumed")
    func pause() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        try await run(bench, minutes: 1)
        try await bench.engine.pause("line", by: ActHand("kim", reason: "점검"))
        #expect(try await bench.timer("line").pauseNote == "kim: 점검")
        try await run(bench, minutes: 60)
        #expect(try bench.feed("line").windows.count == 1)
        try await bench.engine.resume("line", by: "kim")
        _ = try await bench.engine.tick()
        #expect(try bench.feed("line").windows.count == 2)
        #expect(try await bench.timer("line").pauseNote == nil)
    }

    @Test("A problem of a file is journalled, and the poll succeeded all the same")
    func fileProblem() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let problem = FeedError(
            problem: .emptyFile,
            location: FeedError.Location(file: "a.csv")
        )
        try bench.feed("line").add(ScriptedFeed.Reading(problems: [problem]))
        _ = try await bench.engine.tick()
        #expect(try await bench.polls("line")[0].outcome == .succeeded)
        let entries = try await bench.journal(.takeIn)
        #expect(entries.map(\.problem) == [KeptProblem(problem)])
        #expect(entries.map(\.note) == [nil])
    }

    @Test("A poll of which a part failed has failed, and what the rest told is journalled")
    func partFailure() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let problem = FeedError(problem: .emptyFile, location: .init(file: "a.csv"))
        var reading = ScriptedFeed.Reading(problems: [problem])
        reading.partFailure = ScriptedFeed.failure("gone")
        try bench.feed("line").add(reading)
        _ = try await bench.engine.tick()
        let outcome = try await bench.polls("line")[0].outcome
        #expect(outcome == .failed(KeptProblem(ScriptedFeed.failure("gone"))))
        #expect(try await bench.timer("line").coveredUntil == nil)
        #expect(try await bench.journal(.takeIn).map(\.problem) == [KeptProblem(problem)])
    }

    @Test("A problem that comes with each reading is journalled once, until it was gone")
    func repeatedProblem() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        func reading(_ words: String...) -> ScriptedFeed.Reading {
            ScriptedFeed.Reading(
                problems: words.map {
                    FeedError(problem: .service(.unknownState($0)), location: .init(file: "line"))
                }
            )
        }
        for reading in [reading("A", "A"), reading("A", "B"), reading("B"), reading("A")] {
            try bench.feed("line").add(reading)
            _ = try await bench.engine.resync(ResyncOrder(["line"])) { _ in }
        }
        #expect(try await bench.journal(.takeIn).count == 3)
    }

    @Test("The poller works until it is cancelled, and gives the lease back")
    func running() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let feed = try bench.feed("line")
        let poller = Task { try await bench.engine.run() }
        await until { feed.windows.count == 1 && !bench.clock.deadlines.isEmpty }
        while feed.windows.count < 3 {
            bench.clock.advance(by: .seconds(15))
            await until { !bench.clock.deadlines.isEmpty }
        }
        poller.cancel()
        try await poller.value
        #expect(try await bench.store.read { try $0.lease() } == nil)
    }

    @Test("A feed that does not answer holds up no other account")
    func slowFeed() async throws {
        let accounts = ["slow", "quick"].map { Bench.account(AccountID($0), rule: "order_no") }
        let stoppedClock = ManualClock(Bench.start)
        let slow = ScriptedFeed { _ in
            try await stoppedClock.sleep(until: Bench.start.advanced(by: .seconds(1)))
        }
        slow.add(notice("slow", "c1", order: "1"))
        let quick = ScriptedFeed()
        let bench = try Bench(accounts: accounts)
        defer { bench.remove() }
        let engine = SyncEngine(
            store: bench.store,
            accounts: accounts,
            feeds: { $0.id == "slow" ? slow : quick },
            orderFeed: nil,
            time: bench.clock,
            randomness: SeededGenerator(seed: 1),
            settings: EngineSettings(holder: "first")
        )
        let poller = Task { try await engine.run() }
        while quick.windows.count < 3 {
            await until { bench.clock.deadlines.count == 1 }
            bench.clock.advance(by: .seconds(15))
        }
        #expect(slow.windows.count == 1)
        poller.cancel()
        try await poller.value
        #expect(try await bench.polls("slow").map(\.outcome) == [.cancelled])
    }

    @Test("Resuming an account wakes the poller")
    func wakes() async throws {
        let bench = try Bench(accounts: only)
        defer { bench.remove() }
        let feed = try bench.feed("line")
        try await bench.engine.pause("line", by: "kim")
        let poller = Task { try await bench.engine.run() }
        await until { bench.clock.deadlines.count == 1 }
        #expect(feed.windows.isEmpty)
        try await bench.engine.resume("line", by: "kim")
        await until { feed.windows.count == 1 }
        poller.cancel()
        try await poller.value
    }
}

/// Waits for a condition without waiting for a time.
func until(_ condition: @Sendable () async -> Bool) async {
    while await !condition() { await Task.yield() }
}
