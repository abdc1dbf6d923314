import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Processes that share a store", .timeLimit(.minutes(10)))
struct LeaseTests {
    private let accounts = [Bench.account("line", rule: "order_no + detail_no")]
    private let one: FieldValues = [.detailNumber: "1"]

    private func pair() throws -> (Bench, Bench) {
        let first = try Bench(accounts: accounts)
        let second = try Bench(
            accounts: accounts,
            path: first.path,
            clock: first.clock,
            holder: "second"
        )
        return (first, second)
    }

    @Test("Only the holder of the lease polls")
    func follower() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        _ = try await second.engine.tick()
        #expect(try first.feed("line").windows.count == 1)
        #expect(try second.feed("line").windows.count == 0)
    }

    @Test(
        "A holder that is gone is replaced within three heart-beats",
        arguments: zip([15, 30, 44, 45], [false, false, false, true])
    )
    func takeOver(seconds: Int, isTakenOver: Bool) async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        first.clock.advance(by: .seconds(seconds))
        _ = try await second.engine.tick()
        let holder = try await second.store.read { try $0.lease()?.holder }
        #expect(holder == (isTakenOver ? "second" : "first"))
    }

    @Test("A holder that beats keeps the lease")
    func keeps() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        for _ in 1...12 {
            _ = try await first.engine.tick()
            _ = try await second.engine.tick()
            first.clock.advance(by: .seconds(15))
        }
        #expect(try await first.store.read { try $0.lease()?.holder } == "first")
        #expect(try second.feed("line").windows.isEmpty)
    }

    @Test("A holder that was away finds itself replaced and does not poll")
    func replaced() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        first.clock.advance(by: .seconds(3600))
        _ = try await second.engine.tick()
        let count = try first.feed("line").windows.count
        _ = try await first.engine.tick()
        #expect(try first.feed("line").windows.count == count)
    }

    @Test("A follower resyncs by itself, and what both read is applied once")
    func followerResyncs() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        try await first.take([line("line", order: "100", "1", quantity: 2)])
        let claim = notice("line", "c1", order: "100", one, quantity: 1)
        for bench in [first, second] { try bench.feed("line").add(claim) }
        _ = try await first.engine.tick()
        let records = try await second.engine.resync(ResyncOrder(["line"], by: "kim")) { _ in }
        #expect(records.map(\.tally.news) == [0])
        #expect(try await first.lines("100")[0].cancelledUnits == 1)
        #expect(try await first.store.audit() == [])
    }

    @Test("A follower looks again when the lease runs out, at its heart-beat at the latest")
    func looksAgain() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        let start = first.clock.now()
        #expect(try await second.engine.tick() == start.advanced(by: .seconds(15)))
        first.clock.advance(by: .seconds(40))
        #expect(try await second.engine.tick() == start.advanced(by: .seconds(45)))
    }

    @Test("While every account is paused nobody has the lease, and nobody looks again by the clock")
    func rest() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        try await first.engine.pause("line", by: "kim")
        let now = first.clock.now()
        #expect(try await first.engine.tick() >= now.advanced(by: .seconds(3600)))
        #expect(try await first.store.read { try $0.lease() } == nil)
        // The other one has never had the lease: it takes it once, for what it has to bring up to date.
        for _ in 1...2 { _ = try await second.engine.tick() }
        #expect(try await second.engine.tick() >= now.advanced(by: .seconds(3600)))
        #expect(try await first.store.read { try $0.lease() } == nil)
    }

    @Test("An account that another process resumes is polled by one that rested")
    func resumedElsewhere() async throws {
        let (first, second) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        try await first.engine.pause("line", by: "kim")
        let engine = first.engine
        let running = Task { try await engine.run() }
        let store = first.store
        await until { (try? await store.read { try $0.lease() == nil }) == true }
        try await second.engine.resume("line", by: "lee")
        let feed = try first.feed("line")
        await until { feed.windows.count == 2 }
        running.cancel()
        try await running.value
    }

    @Test("A resync of paused accounts is put on record although nobody had the lease")
    func resyncAtRest() async throws {
        let (first, _) = try pair()
        defer { first.remove() }
        _ = try await first.engine.tick()
        try await first.engine.pause("line", by: "kim")
        _ = try await first.engine.tick()
        let polls = try await first.engine.resync(ResyncOrder(["line"], by: "kim")) { _ in }
        #expect(polls.map(\.request).allSatisfy { $0 != nil })
        #expect(polls.count == 1)
    }
}
