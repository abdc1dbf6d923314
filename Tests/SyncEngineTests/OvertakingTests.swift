import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Two operators on one cancellation", .timeLimit(.minutes(10)))
struct OvertakingTests {
    @Test("A copy that somebody took meanwhile is in nobody's way")
    func exported() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("confirming", order: "100", "1")])
        let one: FieldValues = [.detailNumber: "1"]
        try await bench.take(notice("confirming", "c1", order: "100", one, state: "취소거부"))
        let id = try await bench.only().id
        let last = try await bench.store.read { try $0.journal(of: id) }.last?.id
        try await bench.store.write { ledger in
            try ledger.append(
                JournalEntry(
                    at: Bench.start,
                    actor: .person("lee"),
                    act: .export,
                    cancellation: id
                )
            )
        }
        let seen = Sighting.journal(upTo: last)
        let result = try await bench.engine.apply(id, line: nil, units: nil, seen: seen, by: "kim")
        #expect(result.status == .applied)
    }

    private let bench: Bench
    private let id: CancellationID
    /// What both operators have on screen.
    private let seen: Sighting

    init() async throws {
        bench = try Bench()
        try await bench.take([line("confirming", order: "100", "1")])
        try await bench.take(
            notice("confirming", "c1", order: "100", [.detailNumber: "1"], state: "취소거부")
        )
        let id = try await bench.only().id
        self.id = id
        seen = .journal(upTo: try await bench.store.read { try $0.journal(of: id).last?.id })
    }

    private func problem(
        _ act: @Sendable () async throws -> ActResult
    ) async -> ActError.Problem? {
        await #expect(throws: ActError.self) { _ = try await act() }?.problem
    }

    @Test("The second is told what the first did, who and when, and nothing is done")
    func second() async throws {
        defer { bench.remove() }
        _ = try await bench.engine.apply(id, line: nil, units: nil, seen: seen, by: "kim")
        bench.clock.advance(by: .seconds(10))
        let problem = await problem { [bench, id, seen] in
            try await bench.engine.dismiss(id, reason: "twice", seen: seen, by: "lee")
        }
        let overtaking = Overtaking(
            actor: .person("kim"),
            act: .apply,
            status: .applied,
            elapsed: .seconds(10)
        )
        #expect(problem == .overtaken(overtaking))
        #expect(try await bench.only().standing.status == .applied)
        #expect(try await bench.journal(.dismiss).isEmpty)
    }

    @Test("A person's act is named rather than what followed from it")
    func personFirst() async throws {
        defer { bench.remove() }
        _ = try await bench.engine.apply(id, line: nil, units: nil, seen: seen, by: "kim")
        try await bench.take(
            notice(
                "confirming",
                "c1",
                order: "100",
                [.detailNumber: "1"],
                state: "취소철회",
                minute: 5
            )
        )
        let problem = await problem { [bench, id, seen] in
            try await bench.engine.undo(id, seen: seen, by: "lee")
        }
        guard case .overtaken(let overtaking) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(overtaking.actor == .person("kim"))
        #expect(overtaking.status == .withdrawn)
    }

    @Test("What a pass did in the meantime stops an act as well")
    func pass() async throws {
        defer { bench.remove() }
        try await bench.take(
            notice("confirming", "c1", order: "100", [.detailNumber: "1"], minute: 5)
        )
        let problem = await problem { [bench, id, seen] in
            try await bench.engine.dismiss(id, reason: "late", seen: seen, by: "lee")
        }
        guard case .overtaken(let overtaking) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(overtaking.actor == .system)
    }

    @Test("A row that stands where it stood can be acted on; one that does not cannot")
    func row() async throws {
        defer { bench.remove() }
        _ = try await bench.engine.dismiss(id, reason: "no", seen: .status(.held), by: "kim")
        let problem = await problem { [bench, id] in
            try await bench.engine.apply(id, line: nil, units: nil, seen: .status(.held), by: "lee")
        }
        guard case .overtaken(let overtaking) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(overtaking.act == .dismiss)
    }

    @Test("Who saw the first act can go on from it")
    func informed() async throws {
        defer { bench.remove() }
        let (bench, id) = (bench, id)
        _ = try await bench.engine.apply(id, line: nil, units: nil, seen: seen, by: "kim")
        let last = try await bench.store.read { try $0.journal(of: id).last?.id }
        let result = try await bench.engine.undo(id, seen: .journal(upTo: last), by: "lee")
        #expect(result.status == .held)
    }
}
