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
}
