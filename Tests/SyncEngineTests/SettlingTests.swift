import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Saying that a cancellation stays as it is", .timeLimit(.minutes(10)))
struct SettlingTests {
    /// Two lines of two units, and a claim of three that a person applied to one line.
    private func partlyApplied() async throws -> (Bench, CancellationID) {
        let bench = try Bench()
        try await bench.take([
            line("whole", order: "100", "1", quantity: 2),
            line("whole", order: "100", "2", quantity: 2),
        ])
        try await bench.take(notice("whole", "c1", order: "100", quantity: 3))
        let id = try await bench.only().id
        _ = try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        return (bench, id)
    }

    /// A claim that was applied to two units of a line, and withdrawn.
    private func withdrawn() async throws -> (Bench, CancellationID) {
        let bench = try Bench()
        try await bench.take([line("whole", order: "100", "1", quantity: 2)])
        try await bench.take(notice("whole", "c1", order: "100"))
        try await bench.take(notice("whole", "c1", order: "100", state: "취소철회", minute: 1))
        return (bench, try await bench.only().id)
    }

    private func row(_ bench: Bench) async throws -> CancellationRow {
        let rows = try await bench.store.read {
            try $0.cancellations(CancellationQuery(status: nil, limit: 10))
        }
        return try #require(rows.first)
    }

    @Test("What a person left of a claim is told, and can be applied or settled")
    func rest() async throws {
        let (bench, id) = try await partlyApplied()
        defer { bench.remove() }
        #expect(try await row(bench).unitsLeft == 1)
        let settled = try await bench.engine.dismiss(id, reason: "enough", by: "lee")
        #expect(settled.status == .applied && settled.changes.isEmpty)
        #expect(try await bench.only().standing.ruling == .settled(reason: "enough"))
        #expect(try await row(bench).unitsLeft == nil)
        #expect(try await bench.journal(.settle).map(\.note) == ["enough"])
        _ = try await bench.engine.undo(id, by: "lee")
        #expect(try await bench.only().standing.ruling == .applied)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [2, 0])
        // One line alone has units open: the rest is of that one, named or not.
        _ = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [2, 1])
        #expect(try await row(bench).unitsLeft == nil)
        await #expect(throws: ActError.self) {
            try await bench.engine.dismiss(id, reason: "enough", by: "lee")
        }
    }

    @Test("A withdrawal can be left cancelled, which can be undone")
    func keep() async throws {
        let (bench, id) = try await withdrawn()
        defer { bench.remove() }
        #expect(try await row(bench).restoring == .isNeeded)
        let result = try await bench.engine.dismiss(id, reason: "refunded", by: "lee")
        #expect(result.status == .withdrawn && result.changes.isEmpty)
        #expect(try await row(bench).restoring == .isWaived)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [2])
        #expect(try await bench.store.audit() == [])
        let entry = try #require(try await bench.journal(.settle).first)
        #expect(entry.actor == .person("lee") && entry.note == "refunded")
        await #expect(throws: ActError.self) {
            try await bench.engine.dismiss(id, reason: "again", by: "lee")
        }
        _ = try await bench.engine.undo(id, by: "lee")
        #expect(try await row(bench).restoring == .isNeeded)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [2])
        _ = try await bench.engine.undo(id, by: "lee")
        #expect(try await row(bench).restoring == .isDone)
        #expect(try await bench.store.audit() == [])
    }

    @Test("What was said of a withdrawal stands until the buyer asks again")
    func askedAgain() async throws {
        let (bench, id) = try await withdrawn()
        defer { bench.remove() }
        _ = try await bench.engine.dismiss(id, reason: "refunded", by: "lee")
        try await bench.take(notice("whole", "c1", order: "100", state: "취소철회", minute: 2))
        #expect(try await row(bench).restoring == .isWaived)
        try await bench.take(notice("whole", "c1", order: "100", minute: 3))
        #expect(try await bench.only().standing.ruling == nil)
        try await bench.take(notice("whole", "c1", order: "100", state: "취소철회", minute: 4))
        #expect(try await row(bench).restoring == .isNeeded)
        #expect(try await bench.store.audit() == [])
    }

    @Test("A claim that comes down below what it took waits for a person, who may leave it so")
    func cameDown() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1", quantity: 2)])
        try await bench.take(notice("whole", "c1", order: "100", quantity: 2))
        try await bench.take(
            notice("whole", "c1", order: "100", state: "취소완료", quantity: 1, minute: 1)
        )
        let record = try await bench.only()
        #expect(record.standing.status == .held && record.standing.reason == .ambiguous)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [2])
        let settled = try await bench.engine.dismiss(record.id, reason: "enough", by: "lee")
        #expect(settled.status == .applied && settled.changes.isEmpty)
        let again = try await bench.engine.undo(record.id, by: "lee")
        #expect(again.status == .held && again.reason == .ambiguous)
        _ = try await bench.engine.undo(record.id, by: "lee")
        _ = try await bench.engine.apply(record.id, line: nil, units: nil, by: "lee")
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [1])
        #expect(try await bench.only().standing.status == .applied)
        #expect(try await bench.store.audit() == [])
    }

    @Test("What leaves though it is on hold has to be recalled until somebody has it back")
    func recall() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let key = OrderLineKey(account: "whole", orderNumber: "100", lineID: "1")
        try await bench.take([line("whole", order: "100", "1", shipping: .labeled)])
        try await bench.take(notice("whole", "c1", order: "100"))
        try await bench.engine.markPulled(key, by: "kim")
        try await bench.take([line("whole", order: "100", "1", shipping: .shipped)])
        let id = try await bench.only().id
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        #expect(try await explainer.explanation(of: id)?.nextStep == .recallParcel(["1"]))
        try await bench.engine.markPulled(key, by: "kim")
        #expect(try await explainer.explanation(of: id)?.nextStep == .nothing)
        #expect(try await bench.journal(.recall).map(\.cancellation) == [id])
        try await bench.engine.unmarkPulled(key, by: "kim")
        #expect(try await explainer.explanation(of: id)?.nextStep == .recallParcel(["1"]))
    }

    @Test("Nothing is left to do about a parcel that was pulled")
    func pulled() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1", shipping: .labeled)])
        try await bench.take(notice("whole", "c1", order: "100"))
        let id = try await bench.only().id
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        #expect(try await explainer.explanation(of: id)?.nextStep == .pullParcel(["1"]))
        let key = OrderLineKey(account: "whole", orderNumber: "100", lineID: "1")
        try await bench.engine.markPulled(key, by: "kim")
        #expect(try await explainer.explanation(of: id)?.nextStep == .nothing)
    }
}
