import MatchingCore
import SyncEngine
import SyncInterfaces
import Synchronization
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

    @Test("Progress counts the parts of all accounts, and says how fast and how long")
    func progress() async throws {
        let bench = try bench()
        defer { bench.remove() }
        let feed = try bench.feed("whole")
        for day in 0..<3 { feed.add(notice("whole", ClaimID("c\(day)"), order: "\(day)")) }
        let said = Mutex<[ResyncProgress]>([])
        let clock = bench.clock
        _ = try await bench.engine.resync(ResyncOrder(period: period)) { progress in
            said.withLock { $0.append(progress) }
            if progress.tally.notices > progress.partsDone { clock.advance(by: .seconds(10)) }
        }
        let all = said.withLock { $0 }
        #expect(all.allSatisfy { $0.partCount == 3 && $0.accountCount == 1 })
        #expect(all.map(\.partsDone) == [0, 0, 1, 1, 2, 2, 3])
        let middle = all[4]
        #expect(middle.elapsed == .seconds(20))
        #expect(middle.rowsPerSecond == 0.1)
        #expect(middle.remaining == .seconds(10))
        #expect(all.last?.remaining == nil)
    }

    /// Leaves a resync in the middle, as when its process was killed after one part.
    private func interrupt(
        _ order: ResyncOrder,
        _ bench: Bench,
        after tally: PassTally = PassTally()
    ) async throws {
        let part = try bench.feed("whole").parts(of: bench.whole(period))[0]
        try await bench.store.write { ledger in
            let id = try ledger.ask(order, asker: "gone", at: Bench.start)
            try ledger.claim(id, holder: "gone")
            try ledger.append(
                PollRecord(
                    account: "whole",
                    trigger: order.trigger,
                    window: part,
                    startedAt: Bench.start,
                    finishedAt: Bench.start,
                    outcome: .succeeded,
                    tally: tally,
                    request: id
                )
            )
        }
    }

    @Test("A command goes on where the same command ended in the middle, and once only")
    func resumed() async throws {
        let bench = try Bench(accounts: accounts) { $0.hasEnded = { $0 == "gone" } }
        defer { bench.remove() }
        let feed = try bench.feed("whole")
        feed.cutParts(of: day)
        let order = ResyncOrder(["whole"], period: period, trigger: .command)
        try await interrupt(order, bench)
        let parts = feed.parts(of: bench.whole(period))
        let said = Mutex<[ResyncProgress]>([])
        let records = try await bench.engine.resync(order) { progress in
            said.withLock { $0.append(progress) }
        }
        #expect(feed.windows == Array(parts[1...]))
        #expect(records.map(\.window) == parts)
        #expect(said.withLock { $0 }.first?.pollsBefore == 1)
        #expect(said.withLock { $0 }.last?.partsDone == 3)
        #expect(try await bench.store.read { try $0.openResyncRequests() } == [])
        _ = try await bench.engine.resync(order) { _ in }
        #expect(feed.windows.count == 5)
    }

    @Test("A command that goes on tells how fast it reads itself")
    func rateOfResumed() async throws {
        let bench = try Bench(accounts: accounts) { $0.hasEnded = { $0 == "gone" } }
        defer { bench.remove() }
        let feed = try bench.feed("whole")
        feed.cutParts(of: day)
        for day in 0..<3 { feed.add(notice("whole", ClaimID("c\(day)"), order: "\(day)")) }
        let order = ResyncOrder(["whole"], period: period, trigger: .command)
        var before = PassTally()
        (before.notices, before.orderLines) = (300, 100)
        try await interrupt(order, bench, after: before)
        let last = Mutex<ResyncProgress?>(nil)
        let clock = bench.clock
        _ = try await bench.engine.resync(order) { progress in
            last.withLock { $0 = progress }
            clock.advance(by: .seconds(10))
        }
        let end = try #require(last.withLock { $0 })
        let own = end.tally.rowCount - 400
        #expect(own > 0 && end.elapsed >= .seconds(10))
        let rate = try #require(end.rowsPerSecond)
        #expect(rate == Double(own) / Double(end.elapsed.components.seconds))
    }

    @Test(
        "What another command, a running process or a day ago began is not gone on with",
        arguments: ["other period", "running", "old", "stopped"]
    )
    func notResumed(kind: String) async throws {
        let isRunning = kind == "running"
        let bench = try Bench(accounts: accounts) { $0.hasEnded = { _ in !isRunning } }
        defer { bench.remove() }
        let feed = try bench.feed("whole")
        feed.cutParts(of: day)
        var order = ResyncOrder(["whole"], period: period, trigger: .command)
        try await interrupt(order, bench)
        switch kind {
        case "other period":
            order.period = ResyncPeriod(start: period.start.advanced(by: day), end: period.end)
        case "old": bench.clock.advance(by: .seconds(90_000))
        case "stopped":
            let store = bench.store
            let left = try await store.read { try $0.openResyncRequests() }
            for request in left { try await bench.engine.stop(request.id, by: "lee") }
        default: break
        }
        _ = try await bench.engine.resync(order) { _ in }
        #expect(feed.windows.count == (kind == "other period" ? 2 : 3))
        let left = try await bench.store.read { try $0.openResyncRequests() }
        #expect(left.count == (isRunning || kind == "other period" ? 1 : 0))
    }

    @Test("Whoever polls leaves alone what a command that ended had begun")
    func leftAlone() async throws {
        let bench = try bench()
        defer { bench.remove() }
        try await interrupt(ResyncOrder(["whole"], period: period, trigger: .command), bench)
        _ = try await bench.engine.tick()
        #expect(try bench.feed("whole").windows.count == 1)
        #expect(try await bench.store.read { try $0.openResyncRequests().count } == 1)
    }

    @Test("What a console that was killed had asked for itself is gone on with by the next holder")
    func takenUp() async throws {
        let bench = try Bench(accounts: accounts) { $0.hasEnded = { $0 == "gone" } }
        defer { bench.remove() }
        let feed = try bench.feed("whole")
        feed.cutParts(of: day)
        try await interrupt(ResyncOrder(["whole"], period: period), bench)
        _ = try await bench.engine.tick()
        let parts = feed.parts(of: bench.whole(period))
        #expect(feed.windows.filter { parts[1...].contains($0) } == Array(parts[1...]))
        #expect(!feed.windows.contains(parts[0]))
        #expect(try await bench.store.read { try $0.openResyncRequests() } == [])
    }

    @Test(
        "A console that asks for the same period goes on with what a killed one left",
        arguments: [true, false]
    )
    func askedAgain(isFollower: Bool) async throws {
        let holder = try Bench(accounts: accounts) { $0.hasEnded = { $0 == "gone" } }
        defer { holder.remove() }
        let feed = try holder.feed("whole")
        feed.cutParts(of: day)
        _ = try await holder.engine.tick()
        let order = ResyncOrder(["whole"], period: period, by: "lee")
        try await interrupt(order, holder)
        let other = try Bench(
            accounts: accounts,
            path: holder.path,
            clock: holder.clock,
            holder: "second"
        ) { $0.hasEnded = { $0 == "gone" } }
        _ = try await other.engine.tick()
        let asker = isFollower ? other : holder
        let (store, engine) = (asker.store, asker.engine)
        let task = Task { try await engine.resync(order) { _ in } }
        if isFollower {
            await until {
                let asked = try? await store.read { try $0.journal(JournalQuery(limit: 9)) }
                return asked?.contains { $0.act == .resync } == true
            }
            _ = try await holder.engine.tick()
        }
        let parts = feed.parts(of: holder.whole(period))
        #expect(try await task.value.map(\.window) == parts)
        #expect(feed.windows.filter(parts.contains) == Array(parts[1...]))
        #expect(try await store.read { try $0.openResyncRequests() } == [])
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
