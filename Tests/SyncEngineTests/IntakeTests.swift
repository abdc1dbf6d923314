import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Sources are taken in once", .timeLimit(.minutes(10)))
struct IntakeTests {
    private let one: FieldValues = [.detailNumber: "1"]

    private func mark(_ rows: Int, isComplete: Bool = false) -> IntakeMark {
        IntakeMark(source: SourceID("ab12"), name: "a.csv", rowsTaken: rows, isComplete: isComplete)
    }

    private func batch(_ order: String, _ mark: IntakeMark) -> FeedBatch {
        FeedBatch(mark: mark, notices: [notice("line", ClaimID(order), order: order, one)])
    }

    @Test("The mark says how far a source is, in the same transaction as its rows")
    func marks() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(batch("100", mark(1)))
        #expect(try await bench.store.read { try $0.intake(of: SourceID("ab12")) } == mark(1))
    }

    @Test("A reading that starts over after a crash takes in only what was not durable")
    func crash() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 2)])
        let rows = [
            batch("100", mark(1)), batch("100", mark(2)), batch("200", mark(3, isComplete: true)),
        ]
        struct Crash: Error {}
        let dying = ScriptedFeed { if $0 == 2 { throw Crash() } }
        dying.add(ScriptedFeed.Reading(batches: rows))
        await #expect(throws: Crash.self) { _ = try await bench.engine.takeIn(dying) { _ in } }
        let tally = try await bench.take(rows[0], rows[1], rows[2])
        #expect(tally.notices == 1)
        #expect(try await bench.records().count == 2)
        #expect(try await bench.store.audit() == [])
    }

    @Test("A source that is complete on file is not taken in again")
    func complete() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(batch("100", mark(1, isComplete: true)))
        let tally = try await bench.take(batch("200", mark(1, isComplete: true)))
        #expect(tally.notices == 0)
        #expect(try await bench.records().count == 1)
        #expect(try await bench.journal(.takeIn).map(\.note) == ["a.csv"])
    }

    @Test("A mark never goes back")
    func neverBack() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(batch("100", mark(5)), batch("200", mark(3)))
        #expect(try await bench.store.read { try $0.intake(of: SourceID("ab12"))?.rowsTaken } == 5)
        #expect(try await bench.records().count == 1)
    }

    @Test("A last batch without rows completes its source")
    func emptyLastBatch() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(
            batch("100", mark(1)),
            FeedBatch(mark: mark(1, isComplete: true))
        )
        #expect(
            try await bench.store.read { try $0.intake(of: SourceID("ab12"))?.isComplete } == true
        )
    }

    @Test("A batch that fails in the middle leaves nothing of itself")
    func atomic() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let batch = FeedBatch(
            mark: mark(2),
            notices: [
                notice("line", "c1", order: "100", one), notice("nowhere", "c2", order: "100"),
            ]
        )
        await #expect(throws: ActError.self) { try await bench.take(batch) }
        #expect(try await bench.store.read { try $0.intake(of: SourceID("ab12")) } == nil)
        #expect(try await bench.records() == [])
    }

    @Test("Bad rows are counted")
    func rejectedRows() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let tally = try await bench.take(FeedBatch(mark: mark(4), rejectedRowCount: 3))
        #expect(tally.rejectedRows == 3)
    }
}
