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
        try await take(arrivals, into: bench, seed: seed)
        #expect(try await bench.store.audit() == [])
        return try await Outcome(of: bench, without: plan.withdrawnOrders)
    }

    private func take(
        _ arrivals: [ArrivalPlan.Arrival],
        into bench: Bench,
        seed: UInt64
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        var rest = arrivals[...]
        while !rest.isEmpty {
            let size = Int.random(in: 1...8, using: &generator)
            try await bench.take(batch(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
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

    @Test("Nor does it between the acts of people", arguments: 1...10)
    func anyOrderBetweenActs(seed: UInt64) async throws {
        let plan = ArrivalPlan(seed: seed)
        var generator = SeededGenerator(seed: seed &* 17)
        var parts: [[ArrivalPlan.Arrival]] = [[], [], []]
        for arrival in plan.arrivals {
            parts[Int.random(in: 0...2, using: &generator)].append(arrival)
        }
        var expected: Outcome?
        for round in 0...4 as ClosedRange<UInt64> {
            let bench = try Bench { $0.manyNotices = round.isMultiple(of: 2) ? 1 : .max }
            defer { bench.remove() }
            for part in parts {
                let arrivals = round == 0 ? part : part.shuffled(using: &generator)
                try await take(arrivals, into: bench, seed: round)
                try await actByHand(in: bench, seed: seed)
            }
            let outcome = try await Outcome(of: bench, without: plan.withdrawnOrders)
            #expect(try await bench.store.audit() == [])
            if let expected {
                #expect(outcome.claims.subtracting(expected.claims) == [])
                #expect(expected.claims.subtracting(outcome.claims) == [])
                #expect(outcome.lines == expected.lines)
            }
            expected = expected ?? outcome
        }
    }

    /// Acts on some of the claims, chosen by what they say and not by when they came.
    private func actByHand(in bench: Bench, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let records = try await bench.records().map { record in
            (key: "\(record.notices[0].claimID) \(Outcome.fields(of: record))", id: record.id)
        }
        for (_, id) in records.sorted(by: { $0.key < $1.key }) {
            do {
                switch Int.random(in: 0...9, using: &generator) {
                case 0: _ = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
                case 1: _ = try await bench.engine.dismiss(id, reason: "중복", by: "kim")
                case 2: _ = try await bench.engine.undo(id, by: "kim")
                default: break
                }
            } catch is ActError {
                // It could not be done as asked, and nothing has changed.
            }
        }
    }
}
