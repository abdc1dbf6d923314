import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("The outcome does not depend on the order of arrival", .timeLimit(.minutes(10)))
struct ArrivalOrderTests {
    private func outcome(
        of plan: ArrivalPlan,
        arriving arrivals: [ArrivalPlan.Arrival],
        seed: UInt64
    ) async throws -> Outcome {
        // Half of them in transactions that the store prepares for.
        let bench = try Bench { $0.manyNotices = seed.isMultiple(of: 2) ? 1 : .max }
        defer { bench.remove() }
        var generator = SeededGenerator(seed: seed)
        var rest = arrivals[...]
        while !rest.isEmpty {
            let size = Int.random(in: 1...8, using: &generator)
            try await bench.take(batch(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(try await bench.store.audit() == [])
        return try await Outcome(of: bench, without: plan.withdrawnOrders)
    }

    private func batch(_ arrivals: ArraySlice<ArrivalPlan.Arrival>) -> FeedBatch {
        var (notices, lines): ([CancellationNotice], [IncomingOrderLine]) = ([], [])
        for arrival in arrivals {
            switch arrival {
            case .notice(let notice): notices.append(notice)
            case .line(let line): lines.append(line)
            }
        }
        return FeedBatch(mark: nil, notices: notices, lines: lines)
    }

    @Test("Notices and lines in any order and any batches lead to the same", arguments: 1...10)
    func anyOrder(seed: UInt64) async throws {
        let plan = ArrivalPlan(seed: seed)
        let expected = try await outcome(of: plan, arriving: plan.arrivals, seed: seed)
        var generator = SeededGenerator(seed: seed &* 31)
        for round in 1...4 {
            let shuffled = plan.arrivals.shuffled(using: &generator)
            let outcome = try await outcome(of: plan, arriving: shuffled, seed: UInt64(round))
            #expect(outcome.claims.subtracting(expected.claims) == [])
            #expect(expected.claims.subtracting(outcome.claims) == [])
            #expect(outcome.lines == expected.lines)
        }
    }
}
