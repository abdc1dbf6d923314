import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What a state, a quantity and a shipping state lead to", .timeLimit(.minutes(10)))
struct StateTests {
    private let one: FieldValues = [.detailNumber: "1"]

    @Test("A claim that moves on keeps what it took and is not applied again")
    func movesOn() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 2)])
        try await bench.take(notice("line", "c1", order: "100", one, quantity: 1))
        try await bench.take(
            notice("line", "c1", order: "100", one, state: "취소완료", quantity: 1, minute: 9)
        )
        let record = try await bench.only()
        #expect(record.standing.state == "취소완료")
        #expect(record.applications.map(\.units) == [1])
        #expect(try await bench.lines("100")[0].openUnits == 1)
    }

    @Test("A line that an import lowers below what is cancelled is that low once it is given back")
    func lowered() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1", quantity: 5)])
        try await bench.take(notice("whole", "c1", order: "100"))
        for _ in 1...2 { try await bench.take([line("whole", order: "100", "1", quantity: 3)]) }
        #expect(try await bench.lines("100").map(\.line.quantity) == [5])
        let key = OrderKey(account: "whole", orderNumber: "100")
        let revisions = try await bench.store.read { try $0.revisions(of: key) }
        #expect(revisions.map(\.before) == ["5"] && revisions.map(\.after) == ["3"])
        let id = try await bench.only().id
        let result = try await bench.engine.undo(id, by: "kim")
        #expect(result.status == .held)
        let line = try #require(try await bench.lines("100").first)
        #expect(line.line.quantity == 3 && line.openUnits == 3)
        _ = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [3])
        #expect(try await bench.store.audit() == [])
    }

    @Test("An import that says the old quantity again takes back that it was lower")
    func raisedAgain() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1", quantity: 5)])
        try await bench.take(notice("whole", "c1", order: "100"))
        for quantity in [3, 5] {
            try await bench.take([line("whole", order: "100", "1", quantity: quantity)])
        }
        _ = try await bench.engine.undo(try await bench.only().id, by: "kim")
        #expect(try await bench.lines("100").map(\.openUnits) == [5])
    }

    @Test("A line with one of two units cancelled is on hold")
    func partial() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 2)])
        try await bench.take(notice("line", "c1", order: "100", one, quantity: 1))
        let line = try await bench.lines("100")[0]
        #expect(line.cancelledUnits == 1)
        #expect(line.isHeld)
    }

    @Test("Two claims of one line never take more than was ordered")
    func competing() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 3)])
        try await bench.take(
            notice("line", "c1", order: "100", one, quantity: 2),
            notice("line", "c2", order: "100", one, quantity: 2),
            notice("line", "c3", order: "100", one, quantity: 2)
        )
        let records = try await bench.records()
        #expect(records.map { $0.applications.map(\.units) } == [[2], [1], []])
        #expect(records[2].standing.reason == .alreadyCancelled)
        #expect(try await bench.lines("100")[0].openUnits == 0)
        #expect(try await bench.store.audit() == [])
    }

    @Test("A claim of more than was ordered is applied and flagged")
    func tooMany() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 2)])
        try await bench.take(notice("line", "c1", order: "100", one, quantity: 5))
        let record = try await bench.only()
        #expect(record.standing.reason == .quantityExceedsOrder)
        #expect(record.applications.map(\.units) == [2])
    }

    @Test("Fewer units than several lines have wait for a person")
    func ambiguous() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("whole", order: "100", "1"), line("whole", order: "100", "2")])
        try await bench.take(notice("whole", "c1", order: "100", quantity: 1))
        let record = try await bench.only()
        #expect(record.standing.status == .held)
        #expect(record.standing.reason == .ambiguous)
        #expect(record.applications == [])
    }

    @Test(
        "Received and labeled lines are cancelled and held, shipped ones wait for a person",
        arguments: ShippingState.allCases
    )
    func shipping(state: ShippingState) async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", shipping: state)])
        try await bench.take(notice("line", "c1", order: "100", one))
        let line = try await bench.lines("100")[0]
        #expect(line.isHeld == (state != .shipped))
        #expect(line.cancelledUnits == (state == .shipped ? 0 : 1))
        #expect(
            try await bench.only().standing.reason == (state == .shipped ? .shipped : .applied)
        )
    }

    @Test("One shipped line of a whole order keeps the others from being cancelled")
    func mixed() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([
            line("whole", order: "100", "1"), line("whole", order: "100", "2", shipping: .shipped),
        ])
        try await bench.take(notice("whole", "c1", order: "100"))
        #expect(try await bench.only().standing.status == .held)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [0, 0])
    }

    @Test("A line that is shipped after it was cancelled stays cancelled")
    func shippedLater() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("line", "c1", order: "100", one))
        try await bench.take([line("line", order: "100", "1", shipping: .shipped)])
        #expect(try await bench.only().standing.status == .applied)
        #expect(try await bench.lines("100")[0].cancelledUnits == 1)
    }

    @Test(
        "What cannot be synced is kept and says why",
        arguments: zip(
            ["line", "confirming", "stateless", "ruleless"] as [AccountID],
            [
                Standing(state: "취소거부", status: .ignored, reason: .stateNotSynced),
                Standing(state: "취소거부", status: .held, reason: .needsConfirmation),
                Standing(state: "취소거부", status: .pending, reason: .noCancelStates),
                Standing(state: "취소거부", status: .ignored, reason: .stateNotSynced),
            ]
        )
    )
    func notSynced(account: AccountID, standing: Standing) async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line(account, order: "100", "1")])
        try await bench.take(notice(account, "c1", order: "100", one, state: "취소거부"))
        #expect(try await bench.only().standing == standing)
        #expect(try await bench.only().applications == [])
    }

    @Test("A withdrawal of an applied claim keeps the line cancelled until a person decides")
    func withdrawal() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("line", "c1", order: "100", one))
        try await bench.take(
            notice("line", "c1", order: "100", one, state: "취소철회", minute: 3)
        )
        #expect(try await bench.only().standing.status == .withdrawn)
        #expect(try await bench.lines("100")[0].cancelledUnits == 1)
    }

    @Test("A claim that is withdrawn before its order comes takes nothing")
    func withdrawnBefore() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c1", order: "100", one))
        try await bench.take(
            notice("line", "c1", order: "100", one, state: "취소철회", minute: 3)
        )
        try await bench.take([line("line", order: "100", "1")])
        #expect(try await bench.lines("100")[0].cancelledUnits == 0)
    }

    @Test("A claim that is asked again after its withdrawal is applied")
    func askedAgain() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("line", "c1", order: "100", one, state: "취소철회", minute: 3))
        try await bench.take(notice("line", "c1", order: "100", one, minute: 7))
        #expect(try await bench.only().standing.status == .applied)
        #expect(try await bench.lines("100")[0].isHeld)
    }

    @Test("Each decision that changed anything is journalled with its evidence")
    func journalled() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(notice("line", "c1", order: "100", one))
        try await bench.take([line("line", order: "100", "1")])
        let id = try await bench.only().id
        let entries = try await bench.store.read { try $0.journal(of: id) }
        #expect(entries.map(\.reason) == [.orderNotFound, .applied])
        #expect(entries.map { $0.evidence?.lines.count } == [0, 1])
        #expect(entries.allSatisfy { $0.actor == .system && $0.evidence?.rule != nil })
    }
}
