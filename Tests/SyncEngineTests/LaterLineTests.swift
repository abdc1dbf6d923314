import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A line that comes after its claim was applied", .timeLimit(.minutes(10)))
struct LaterLineTests {
    private static let code = KeyField.code(18)

    /// A claim that took the only line of its order, and a line that it would rather have taken.
    private func overtaken() async throws -> (Bench, ClaimRecord) {
        let bench = try Bench()
        let names: FieldValues = [.productName: "셔츠", .option: "흰색"]
        var coded = names
        if let code = Self.code { coded[code] = "S1" }
        try await bench.take([line("branches", order: "100", "a", names, quantity: 2)])
        try await bench.take(notice("branches", "c1", order: "100", coded, quantity: 1))
        #expect(try await bench.only().standing.status == .applied)
        try await bench.take([line("branches", order: "100", "b", coded)])
        return (bench, try await bench.only())
    }

    private func units(_ bench: Bench) async throws -> [Int] {
        try await bench.lines("100").map(\.cancelledUnits)
    }

    @Test("A better line puts the claim before a person, with what it took still taken")
    func betterLine() async throws {
        let (bench, record) = try await overtaken()
        defer { bench.remove() }
        #expect(record.standing.status == .held && record.standing.reason == .ambiguous)
        #expect(try await units(bench) == [1, 0])
        _ = try await bench.engine.undo(record.id, by: "kim")
        _ = try await bench.engine.apply(record.id, line: "b", units: nil, by: "kim")
        #expect(try await units(bench) == [0, 1])
        #expect(try await bench.only().standing.status == .applied)
        #expect(try await bench.store.audit() == [])
    }

    @Test("A person may leave it as it is, and take that back")
    func settled() async throws {
        let (bench, record) = try await overtaken()
        defer { bench.remove() }
        let settled = try await bench.engine.dismiss(record.id, reason: "sold out", by: "kim")
        #expect(settled.status == .applied && settled.changes.isEmpty)
        let again = try await bench.engine.undo(record.id, by: "kim")
        #expect(again.status == .held && again.reason == .ambiguous)
        #expect(try await units(bench) == [1, 0])
    }

    @Test("A line that leaves a choice is held in either order of arrival", arguments: [1, 3])
    func choice(quantity: Int) async throws {
        let notice = notice("whole", "c1", order: "100", quantity: 2)
        let lines = [
            line("whole", order: "100", "a", quantity: 2),
            line("whole", order: "100", "b", quantity: quantity),
        ]
        for isFirst in [true, false] {
            let bench = try Bench()
            defer { bench.remove() }
            try await bench.take(isFirst ? lines : [lines[0]])
            try await bench.take(notice)
            try await bench.take(lines)
            let standing = try await bench.only().standing
            #expect(standing.status == .held && standing.reason == .ambiguous)
            #expect(try await units(bench) == (isFirst ? [0, 0] : [2, 0]))
        }
    }

    @Test("A line that changes so that it is not meant any more is not kept silently")
    func changedLine() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "a", [.detailNumber: "9"])])
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "9"]))
        try await bench.take([line("line", order: "100", "a", [.detailNumber: "8"])])
        #expect(try await bench.only().standing.status == .held)
        #expect(try await units(bench) == [1])
        // What comes right again needs nobody.
        try await bench.take([line("line", order: "100", "a", [.detailNumber: "9"])])
        #expect(try await bench.only().standing.status == .applied)
    }
}
