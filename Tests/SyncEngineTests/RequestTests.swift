import MatchingCore
import SyncEngine
import SyncInterfaces
import Synchronization
import Testing

@Suite("Resyncs that a follower asks for", .timeLimit(.minutes(2)))
struct RequestTests {
    /// What a resync said.
    private final class Said: Sendable {
        private let state = Mutex<ResyncProgress?>(nil)
        var last: ResyncProgress? { state.withLock { $0 } }
        func say(_ progress: ResyncProgress) { state.withLock { $0 = progress } }
    }

    /// A resync that is in the middle.
    private struct Begun {
        let task: Task<[PollRecord], any Error>
        let said: Said
    }

    private let accounts = [
        Bench.account("line", rule: "order_no + detail_no"),
        Bench.account("whole", rule: "order_no"),
        Bench.account("third", rule: "order_no"),
    ]
    private let one: FieldValues = [.detailNumber: "1"]

    /// A holder and a follower that both know their part.
    private func pair() async throws -> (Bench, Bench) {
        let first = try Bench(accounts: accounts)
        let second = try Bench(
            accounts: accounts,
            path: first.path,
            clock: first.clock,
            holder: "second"
        )
        _ = try await first.engine.tick()
        _ = try await second.engine.tick()
        return (first, second)
    }

    /// Has a follower ask, and waits until the request is in the store.
    private func ask(
        _ bench: Bench,
        _ order: ResyncOrder,
        _ progress: @escaping @Sendable (ResyncProgress) -> Void = { _ in }
    ) async throws -> Task<[PollRecord], any Error> {
        let engine = bench.engine
        let task = Task { try await engine.resync(order, progress: progress) }
        let store = bench.store
        await until { (try? await store.read { try $0.openResyncRequests() })?.isEmpty == false }
        return task
    }

    @Test("The holder polls, and the follower gets progress and result")
    func delegated() async throws {
        let (first, second) = try await pair()
        defer { first.remove() }
        try await first.take([line("line", order: "100", "1")])
        try first.feed("line").add(notice("line", "c1", order: "100", one))
        let before = try first.feed("line").windows.count
        let said = Mutex<[ResyncProgress]>([])
        let period = ResyncPeriod(start: Bench.start.advanced(by: .seconds(-60)))
        let order = ResyncOrder(["line", "whole"], period: period, by: "lee")
        let task = try await ask(second, order) { progress in
            said.withLock { $0.append(progress) }
        }
        _ = try await first.engine.tick()
        let records = try await task.value
        #expect(records.map(\.account) == ["line", "whole"])
        #expect(records.map(\.tally.decided) == [[.applied: 1], [:]])
        #expect(try first.feed("line").windows.count == before + 1)
        #expect(try first.feed("line").windows.last?.start == period.start)
        #expect(try second.feed("line").windows.isEmpty)
        #expect(try await first.journal(.resync).map(\.actor) == [.person("lee"), .person("lee")])
        #expect(said.withLock { $0 }.first?.accountsDone == 0)
        #expect(said.withLock { $0 }.allSatisfy { $0.accountCount == 2 })
    }

    @Test("A follower that names nobody means all that are not paused")
    func all() async throws {
        let (first, second) = try await pair()
        defer { first.remove() }
        try await second.engine.pause("whole", by: "lee")
        let task = try await ask(second, ResyncOrder())
        _ = try await first.engine.tick()
        #expect(try await task.value.map(\.account) == ["line", "third"])
    }

    @Test("The next holder polls what a holder that died had left")
    func takenOver() async throws {
        let (first, second) = try await pair()
        defer { first.remove() }
        let task = try await ask(second, ResyncOrder(["line", "whole", "third"]))
        let done = PollRecord(
            account: "line",
            trigger: .resync,
            window: TimeWindow(start: Bench.start, end: Bench.start),
            startedAt: Bench.start,
            finishedAt: Bench.start,
            outcome: .succeeded,
            tally: PassTally(),
            request: try await first.store.read { try $0.openResyncRequests().first?.id }
        )
        // The first holder claims the request, polls one account, and is never heard of again.
        try await first.store.write { ledger in
            for request in try ledger.openResyncRequests() {
                try ledger.claim(request.id, holder: "first")
            }
            try ledger.append(done)
        }
        first.clock.advance(by: .seconds(45))
        _ = try await second.engine.tick()
        #expect(try await task.value.map(\.account) == ["line", "whole", "third"])
        #expect(try await second.store.read { try $0.openResyncRequests() } == [])
    }

    @Test("A follower stops what the holder is at; what is done stays done")
    func cancelled() async throws {
        let (first, second) = try await pair()
        defer { first.remove() }
        let task = try await ask(second, ResyncOrder(["line", "whole"]))
        task.cancel()
        let store = first.store
        await until { (try? await store.read { try $0.openResyncRequests() })?.isEmpty == true }
        _ = try await first.engine.tick()
        #expect(try await task.value.isEmpty)
    }

    @Test("A holder that is asked to stop in the middle ends the request")
    func stopped() async throws {
        let reached = Mutex(false)
        let first = try Bench(accounts: accounts)
        defer { first.remove() }
        let second = try Bench(
            accounts: accounts,
            path: first.path,
            clock: first.clock,
            holder: "second"
        )
        let running = Task { try await first.engine.run() }
        let firstStore = first.store
        await until { (try? await firstStore.read { try $0.lease() }) != nil }
        _ = try await second.engine.tick()
        let batches = (1...200).map { number in
            FeedBatch(
                mark: nil,
                notices: [notice("line", ClaimID("c\(number)"), order: "\(number)", one)]
            )
        }
        try first.feed("line").add(ScriptedFeed.Reading(batches: batches))
        let task = try await ask(second, ResyncOrder(["line", "whole"])) { _ in
            reached.withLock { $0 = true }
        }
        await until { reached.withLock { $0 } }
        task.cancel()
        let records = try await task.value
        #expect(records.last?.account != "third")
        #expect(try await firstStore.read { try $0.openResyncRequests() } == [])
        running.cancel()
        try await running.value
        #expect(try await firstStore.read { try $0.lease() } == nil)
    }

    /// Begins a resync of many batches with `bench`, and returns once it has read some of them.
    private func begin(_ bench: Bench, _ order: ResyncOrder) async throws -> Begun {
        try bench.feed("line").getStuck(after: 3)
        let said = Said()
        let engine = bench.engine
        let task = Task { try await engine.resync(order, progress: said.say) }
        await until { said.last.map { $0.tally.notices >= 3 } ?? false }
        return Begun(task: task, said: said)
    }

    /// Waits until the timer of the first account has run, so that it takes nothing from a resync.
    private func awaitFirstPoll(of bench: Bench) async throws {
        let store = bench.store
        await until {
            (try? await store.read { try $0.polls(of: "line", limit: 1) })?.isEmpty == false
        }
    }

    private func manyBatches() -> ScriptedFeed.Reading {
        ScriptedFeed.Reading(
            batches: (1...9).map { number in
                FeedBatch(
                    mark: nil,
                    notices: [notice("line", ClaimID("c\(number)"), order: "\(number)", one)]
                )
            }
        )
    }

    @Test(
        "Anybody stops a resync: what the holder asked for itself, and what a command reads",
        arguments: [PollRecord.Trigger.resync, .command]
    )
    func stoppedByAnother(trigger: PollRecord.Trigger) async throws {
        let first = try Bench(accounts: accounts)
        defer { first.remove() }
        let second = try Bench(
            accounts: accounts,
            path: first.path,
            clock: first.clock,
            holder: "second"
        )
        let store = first.store
        let engine = first.engine
        let running = trigger == .resync ? Task { try await engine.run() } : nil
        if running != nil { try await awaitFirstPoll(of: first) }
        try first.feed("line").add(manyBatches())
        let order = ResyncOrder(["line", "whole"], trigger: trigger, by: "kim")
        let begun = try await begin(first, order)
        let open = try await second.store.read { try $0.openResyncRequests() }
        #expect(open.map(\.order.person) == ["kim"])
        let request = try #require(open.first)
        #expect(try await second.engine.stop(request.id, by: "lee"))
        #expect(try await !second.engine.stop(request.id, by: "park"))
        let records = try await begun.task.value
        #expect(records.map(\.outcome) == [.cancelled])
        #expect(records.allSatisfy { $0.tally.notices == 3 })
        #expect(begun.said.last?.stoppedBy == "lee")
        let stops = try await first.journal(.stopResync)
        #expect(stops.map(\.actor) == [.person("lee")])
        #expect(stops.first?.note?.hasSuffix("kim") == true)
        #expect(try await store.read { try $0.openResyncRequests() } == [])
        #expect(try first.feed("whole").windows.isEmpty || running != nil)
        running?.cancel()
        try await running?.value
    }

    @Test("Who stops a resync that he asked for is journalled as well")
    func stoppedByAsker() async throws {
        let first = try Bench(accounts: accounts)
        defer { first.remove() }
        let engine = first.engine
        let running = Task { try await engine.run() }
        try await awaitFirstPoll(of: first)
        try first.feed("line").add(manyBatches())
        let begun = try await begin(first, ResyncOrder(["line"], by: "kim"))
        begun.task.cancel()
        #expect(try await begun.task.value.map(\.outcome) == [.cancelled])
        #expect(begun.said.last?.stoppedBy == "kim")
        #expect(try await first.journal(.stopResync).map(\.account) == ["line"])
        running.cancel()
        try await running.value
    }

    @Test("A running holder carries a request out at once, without waiting for its heart-beat")
    func awake() async throws {
        let first = try Bench(accounts: accounts)
        defer { first.remove() }
        let second = try Bench(
            accounts: accounts,
            path: first.path,
            clock: first.clock,
            holder: "second"
        )
        let running = Task { try await first.engine.run() }
        let store = first.store
        await until { (try? await store.read { try $0.lease() }) != nil }
        _ = try await second.engine.tick()
        let records = try await second.engine.resync(ResyncOrder(["third"], by: "lee")) { _ in }
        #expect(records.map(\.account) == ["third"])
        #expect(records.map(\.trigger) == [.resync])
        running.cancel()
        try await running.value
    }

    @Test("A request for an account that the holder does not know fails with the reason")
    func unknownAccount() async throws {
        let (first, _) = try await pair()
        defer { first.remove() }
        let wide = try Bench(
            accounts: accounts + [Bench.account("new", rule: "order_no")],
            path: first.path,
            clock: first.clock,
            holder: "wide"
        )
        _ = try await wide.engine.tick()
        let task = try await ask(wide, ResyncOrder(["new"]))
        _ = try await first.engine.tick()
        let error = await #expect(throws: ActError.self) { _ = try await task.value }
        guard case .notCarriedOut = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("What the holder is asked for itself is on record as well, and is polled once")
    func ownOnRecord() async throws {
        let (first, second) = try await pair()
        defer { first.remove() }
        let before = try first.feed("line").windows.count
        let records = try await first.engine.resync(ResyncOrder(["line", "third"], by: "kim")) {
            _ in
        }
        _ = try await first.engine.tick()
        #expect(records.map(\.account) == ["line", "third"])
        #expect(try first.feed("line").windows.count == before + 1)
        let id = ResyncRequestID(rawValue: 1)
        let request = try await second.store.read { try $0.resyncRequest(id) }
        #expect(request?.holder == request?.asker)
        #expect(request?.order.person == "kim")
        #expect(request?.finishedAt != nil)
        #expect(request?.progress?.accountsDone == 2)
        let polls = try await second.store.read { try $0.polls(of: id) }
        #expect(polls.map(\.account) == ["line", "third"])
    }
}
