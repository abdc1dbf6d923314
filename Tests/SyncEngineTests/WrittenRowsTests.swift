import GRDB
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What a pass does not write", .timeLimit(.minutes(10)))
struct WrittenRowsTests {
    /// A store with an order line and the claim that took it, and a connection beside the engine's.
    private func bench() async throws -> (Bench, DatabaseQueue) {
        let bench = try Bench()
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(Self.claim)
        return (bench, try DatabaseQueue(path: bench.path))
    }

    private static let claim = notice("line", "c1", order: "100", [.detailNumber: "1"])

    /// Counts what the engine's connections have committed.
    private func commits(_ beside: DatabaseQueue) async throws -> Int64? {
        try await beside.read { try Int64.fetchOne($0, sql: "PRAGMA data_version") }
    }

    @Test("A notice that says nothing new writes nothing")
    func repeatedNotice() async throws {
        let (bench, beside) = try await bench()
        defer { bench.remove() }
        let before = try await commits(beside)
        try await bench.take(Self.claim)
        #expect(try await commits(beside) == before)
    }

    @Test("Lines that say nothing new write nothing")
    func repeatedLines() async throws {
        let (bench, beside) = try await bench()
        defer { bench.remove() }
        let before = try await commits(beside)
        try await bench.take([line("line", order: "100", "1")])
        #expect(try await commits(beside) == before)
    }

    @Test("Taking units and giving them back leaves the wide row of an order line alone")
    func wideRow() async throws {
        let (bench, beside) = try await bench()
        defer { bench.remove() }
        try await beside.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER line_rewritten BEFORE UPDATE ON order_line
                    BEGIN SELECT RAISE(ABORT, 'rewritten'); END
                    """
            )
        }
        let id = try await bench.only().id
        _ = try await bench.engine.undo(id, by: "kim")
        _ = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [1])
        await #expect(throws: StoreError.self, "An import of another quantity writes it") {
            try await bench.take([line("line", order: "100", "1", quantity: 2)])
        }
    }
}
