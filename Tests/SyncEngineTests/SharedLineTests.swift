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

    @Test("A claim of which another took a part beforehand leaves nothing for a person to apply")
    func partTakenByAnother() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "6", "A1", quantity: 3)])
        try await bench.take(
            notice("whole", "a", order: "6", quantity: 2),
            notice("whole", "b", order: "6", quantity: 2, minute: 5)
        )
        let rows = try await bench.store.read {
            try $0.cancellations(CancellationQuery(limit: 9))
        }
        #expect(rows.map(\.takenUnits).sorted() == [1, 2])
        #expect(rows.allSatisfy { $0.unitsLeft == nil })
    }

    /// Two claims on all of an order of two units, and what undoing each would lead to.
    private func rivals() async throws -> (
        bench: Bench, first: CancellationID, second: CancellationID
    ) {
        let bench = try Bench()
        try await bench.take([line("whole", order: "6", "A1", quantity: 2)])
        try await bench.take(
            notice("whole", "a", order: "6", quantity: 2),
            notice("whole", "b", order: "6", quantity: 2, minute: 5)
        )
        #expect(try await standing("b", in: bench).reason == .alreadyCancelled)
        return (bench, CancellationID(rawValue: 1), CancellationID(rawValue: 2))
    }

    private func foreseen(_ id: CancellationID, in bench: Bench) async throws -> [UnitTaker]? {
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        return try await bench.store.read { try explainer.explainedClaim(id, in: $0)?.nextTakers }
    }

    @Test("An undo says which other claim takes at once what it gives back, and it is foreseen")
    func handedOn() async throws {
        let (bench, first, second) = try await rivals()
        defer { bench.remove() }
        #expect(try await foreseen(first, in: bench) == [UnitTaker(id: second, units: 2)])
        #expect(try await foreseen(second, in: bench) == [])
        let result = try await bench.engine.undo(first, by: "kim")
        #expect(result.changes.map(\.unitsAfter) == [0])
        #expect(result.others.map(\.id) == [second])
        #expect(result.others.flatMap(\.changes).map(\.unitsAfter) == [2])
        #expect(result.takers == [UnitTaker(id: second, units: 2)])
        // The first was undone, and waits for a person.
        #expect(try await foreseen(second, in: bench) == [])
        #expect(try await bench.engine.undo(second, by: "kim").others.isEmpty)
    }

    @Test("The journals of both say how the units came from one to the other")
    func handedOnInTheJournal() async throws {
        let (bench, first, second) = try await rivals()
        defer { bench.remove() }
        _ = try await bench.engine.undo(first, by: ActHand("kim", reason: "wrong"))
        let journals = try await bench.store.read { ledger in
            try [first, second].map { try ledger.journal(of: $0) }
        }
        #expect(journals[0].suffix(2).map(\.act) == [.undo, .decide])
        #expect(journals[0].dropLast().last?.note == "wrong")
        let taker = UnitTaker(id: second, units: 2)
        #expect(journals[0].last.flatMap(FollowUp.init) == .taken(by: [taker]))
        #expect(journals[1].last.flatMap(FollowUp.init) == .after(.undo, first))
        #expect(journals[1].first.flatMap(FollowUp.init) == nil)
        // Who undid it is what somebody is told who had seen it before.
        let seen = Sighting.journal(upTo: journals[0].first?.id)
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(first, line: nil, units: nil, seen: seen, by: "lee")
        }
        guard case .overtaken(let overtaking) = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(overtaking.act == .undo && overtaking.status == .held)
    }

    @Test("What is foreseen of an undo is what it leads to, whatever else names the order")
    func foreseenOfMany() async throws {
        for seed in 1...60 {
            var generator = SeededGenerator(seed: UInt64(seed))
            let bench = try Bench()
            defer { bench.remove() }
            let quantities = (1...Int.random(in: 1...3, using: &generator)).map { _ in
                Int.random(in: 1...3, using: &generator)
            }
            try await bench.take(
                quantities.enumerated().map {
                    line("whole", order: "6", LineID("A\($0)"), quantity: $1)
                }
            )
            for number in 1...Int.random(in: 2...5, using: &generator) {
                let quantity = Int.random(in: 0...4, using: &generator)
                try await bench.take(
                    notice(
                        "whole",
                        ClaimID("c\(number)"),
                        order: "6",
                        quantity: quantity == 0 ? nil : quantity,
                        minute: number
                    )
                )
            }
            for record in try await bench.records() {
                let foreseen = try await foreseen(record.id, in: bench)
                do {
                    let result = try await bench.engine.undo(record.id, by: "kim")
                    #expect(foreseen == result.takers, "\(seed) #\(record.id)")
                } catch let error as ActError {
                    #expect(error.problem == .nothingToUndo && foreseen == [])
                }
            }
        }
    }

    @Test("A claim that nothing is left for, because a person applied another, says so")
    func nothingLeft() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        try await bench.take(some)
        for (number, claim) in ["b", "c"].enumerated() {
            try await bench.take(
                notice("whole", ClaimID(claim), order: "6", quantity: 2, minute: number + 5)
            )
            let id = CancellationID(rawValue: Int64(number) + 2)
            let line = LineChoice(LineID("A\(number + 1)"))
            let result = try await bench.engine.apply(id, line: line, units: 2, by: "kim")
            #expect(result.takers == [])
        }
        #expect(try await standing("a", in: bench).reason == .alreadyCancelled)
        let journal = try await bench.store.read { try $0.journal(of: CancellationID(rawValue: 1)) }
        let third = CancellationID(rawValue: 3)
        #expect(journal.last.flatMap(FollowUp.init) == .after(.apply, third))
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

    @Test("A shipped line that a person left is nobody's question once another claim has it")
    func shippedLine() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([
            line("whole", order: "6", "A1"), line("whole", order: "6", "A2", shipping: .shipped),
        ])
        try await bench.take(
            notice("whole", "a", order: "6"),
            notice("whole", "b", order: "6", minute: 1)
        )
        let ids = try await bench.records().map(\.id)
        _ = try await bench.engine.apply(ids[0], line: nil, units: nil, seen: nil, by: "kim")
        #expect(try await standing("a", in: bench).reason == .shipped)
        _ = try await bench.engine.apply(ids[1], line: "A2", units: nil, seen: nil, by: "kim")
        #expect(try await standing("a", in: bench).status == .applied)
        #expect(try await standing("a", in: bench).ruling == .applied)
    }
}
