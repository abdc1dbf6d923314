import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Claims that share lines", .timeLimit(.minutes(10)))
struct SharedLineTests {
    /// Claims on one order of two lines with two units each: three units leave a choice, four do not.
    private let some = notice("whole", "a", order: "6", quantity: 3)
    private let all = notice("whole", "b", order: "6", quantity: 4, minute: 5)

    private func bench() async throws -> Bench {
        let bench = try Bench()
        try await bench.take([
            line("whole", order: "6", "A1", quantity: 2),
            line("whole", order: "6", "A2", quantity: 2),
        ])
        return bench
    }

    private func standing(_ claim: ClaimID, in bench: Bench) async throws -> Standing {
        let records = try await bench.records()
        return try #require(records.first { $0.notices[0].claimID == claim }).standing
    }

    @Test("A held claim has nothing to wait for once another has taken all, whichever came first")
    func anyOrder() async throws {
        for notices in [[some, all], [all, some]] {
            for isOneBatch in [true, false] {
                let bench = try await bench()
                defer { bench.remove() }
                let batches = isOneBatch ? [notices] : notices.map { [$0] }
                for batch in batches {
                    try await bench.take(FeedBatch(mark: nil, notices: batch))
                }
                let held = try await standing("a", in: bench)
                #expect(held.status == .applied && held.reason == .alreadyCancelled)
                #expect(try await standing("b", in: bench).status == .applied)
                #expect(try await bench.store.audit() == [])
            }
        }
    }

    @Test("The same holds when an order arrives after its claims, and when a person applies")
    func otherWays() async throws {
        let late = try Bench()
        defer { late.remove() }
        try await late.take(some, all)
        try await late.take([
            line("whole", order: "6", "A1", quantity: 2),
            line("whole", order: "6", "A2", quantity: 2),
        ])
        #expect(try await standing("a", in: late).reason == .alreadyCancelled)

        let bench = try await bench()
        defer { bench.remove() }
        try await bench.take(some, notice("whole", "c", order: "6", quantity: 3))
        let id = try #require(try await bench.records().last?.id)
        _ = try await bench.engine.apply(id, line: "A1", units: 2, seen: nil, by: "kim")
        #expect(try await standing("a", in: bench).status == .held)
        _ = try await bench.engine.undo(id, seen: nil, by: "kim")
        try await bench.take(all)
        #expect(try await standing("a", in: bench).reason == .alreadyCancelled)
        // What a person has to decide stays a person's.
        #expect(try await standing("c", in: bench).reason == .undone)
    }

    @Test("A claim that was dismissed stays so")
    func dismissed() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        try await bench.take(some)
        _ = try await bench.engine.dismiss(
            try await bench.only().id,
            reason: "twice",
            seen: nil,
            by: "kim"
        )
        try await bench.take(all)
        #expect(try await standing("a", in: bench).status == .dismissed)
    }
}
