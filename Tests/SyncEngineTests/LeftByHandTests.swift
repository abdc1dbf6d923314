import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("What nobody decided of a claim that a person applied", .timeLimit(.minutes(10)))
struct LeftByHandTests {
    private static let accounts =
        Bench.accounts + [
            Bench.account("seller", rule: "order_no", confirm: ["취소거부"]),
            Bench.account("silent", rule: "order_no", states: []),
        ]

    /// An order of which one line has left, and a claim that a person applied.
    private func shippedOne(
        _ account: AccountID = "whole",
        state: String = "취소요청",
        quantity: Int? = nil
    ) async throws -> (Bench, CancellationID) {
        let bench = try Bench(accounts: Self.accounts)
        try await bench.take([
            line(account, order: "100", "1", quantity: 3),
            line(account, order: "100", "2", quantity: 2, shipping: .shipped),
        ])
        try await bench.take(notice(account, "c1", order: "100", state: state, quantity: quantity))
        let id = try await bench.only().id
        let result = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(result.status == .held && result.reason == .shipped)
        return (bench, id)
    }

    private func expect(
        _ bench: Bench,
        _ status: Status,
        _ reason: ReasonCode,
        units: [Int],
        left: Int = 0
    ) async throws {
        let record = try await bench.only()
        #expect(record.standing.status == status && record.standing.reason == reason)
        #expect(try await bench.lines("100").map(\.cancelledUnits) == units)
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let why = try #require(try await explainer.explanation(of: record.id))
        #expect(why.unitsLeft == left)
        if left > 0 && reason == .needsConfirmation { #expect(why.nextStep == .applyRest(left)) }
        #expect(try await bench.store.audit() == [])
    }

    @Test(
        "A shipped line that comes back is neither cancelled by itself nor forgotten",
        arguments: [nil, 5] as [Int?]
    )
    func comesBack(quantity: Int?) async throws {
        let (bench, id) = try await shippedOne(quantity: quantity)
        defer { bench.remove() }
        try await bench.take([
            line("whole", order: "100", "2", quantity: 2, shipping: .labeled)
        ])
        try await expect(bench, .held, .needsConfirmation, units: [3, 0], left: 2)
        let left = try await bench.engine.dismiss(id, reason: "kept", by: "kim")
        #expect(left.status == .applied && left.changes.isEmpty)
        _ = try await bench.engine.undo(id, by: "kim")
        try await expect(bench, .held, .needsConfirmation, units: [3, 0], left: 2)
        let result = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        #expect(result.status == .applied)
        try await expect(bench, .applied, .applied, units: [3, 2])
    }

    @Test("A line that comes later, or grows, is for a person to say, as the first was")
    func comesLater() async throws {
        let bench = try Bench(accounts: Self.accounts)
        defer { bench.remove() }
        try await bench.take([line("seller", order: "100", "1")])
        try await bench.take(notice("seller", "c1", order: "100", state: "취소거부"))
        let id = try await bench.only().id
        _ = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        try await expect(bench, .applied, .applied, units: [1])
        try await bench.take([line("seller", order: "100", "2", shipping: .labeled)])
        try await expect(bench, .held, .needsConfirmation, units: [1, 0], left: 1)
        try await bench.take([line("seller", order: "100", "1", quantity: 3)])
        try await expect(bench, .held, .needsConfirmation, units: [1, 0], left: 3)
        _ = try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        try await expect(bench, .applied, .applied, units: [3, 1])
    }

    @Test("What a person leaves of a claim of all waits until it is applied, or others take it")
    func takenInPart() async throws {
        let bench = try Bench(accounts: Self.accounts)
        defer { bench.remove() }
        try await bench.take([
            line("whole", order: "100", "1"), line("whole", order: "100", "2", quantity: 5),
        ])
        try await bench.take(notice("whole", "c1", order: "100"))
        let id = try await bench.only().id
        _ = try await bench.engine.undo(id, by: "kim")
        let part = try await bench.engine.apply(id, line: "2", units: 1, by: "kim")
        #expect(part.status == .held && part.changes.map(\.unitsAfter) == [1])
        try await expect(bench, .held, .needsConfirmation, units: [0, 1], left: 5)
        try await bench.take(notice("whole", "c2", order: "100"))
        let records = try await bench.records()
        #expect(records.map(\.standing.status) == [.applied, .applied])
        #expect(records.map { $0.applications.map(\.units) } == [[1], [1, 4]])
        // What is given back is left again.
        _ = try await bench.engine.undo(records[1].id, by: "kim")
        #expect(try await bench.records()[0].standing.reason == .needsConfirmation)
        #expect(try await bench.store.audit() == [])
    }

    @Test("What grows of an order that replaced the claim's keeps that order's parcel")
    func otherOrderGrows() async throws {
        let bench = try Bench(accounts: Self.accounts)
        defer { bench.remove() }
        var replacing = line("whole", order: "200", "1", shipping: .labeled)
        replacing.remarks = MarketplaceRemarks(originalOrderNumber: "100")
        try await bench.take([replacing])
        try await bench.take(notice("whole", "c1", order: "100"))
        let id = try await bench.only().id
        let applied = try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        #expect(applied.status == .applied)
        try await bench.take([line("whole", order: "200", "2", shipping: .labeled)])
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let claims = try await bench.store.read {
            try explainer.presentClaims(
                naming: OrderKey(account: "whole", orderNumber: "200"),
                in: $0
            )
        }
        #expect(claims.map(\.standing.status) == [.held])
        let choice = LineChoice("2", of: "200")
        let rest = try await bench.engine.apply(id, line: choice, units: nil, by: "kim")
        #expect(rest.status == .applied)
        // A pass sees the lines of the other order as well, and leaves it so.
        try await bench.take(notice("whole", "c1", order: "100", state: "취소완료", minute: 5))
        #expect(try await bench.only().standing.status == .applied)
    }

    @Test(
        "A dismissal that is taken back leaves what was applied by hand as it was",
        arguments: [("whole", "취소요청"), ("silent", "취소요청"), ("seller", "취소거부")]
    )
    func dismissedAndUndone(account: String, state: String) async throws {
        let account = AccountID(account)
        let (bench, id) = try await shippedOne(account, state: state)
        defer { bench.remove() }
        let before = try await bench.only()
        for _ in 1...2 {
            _ = try await bench.engine.dismiss(id, reason: "returned", by: "kim")
            #expect(try await bench.only().standing.status == .applied)
            let undone = try await bench.engine.undo(id, by: "lee")
            #expect(undone.status == .held && undone.changes.isEmpty)
            #expect(try await bench.only() == before)
        }
        try await bench.take([
            line(account, order: "100", "2", quantity: 2, shipping: .labeled)
        ])
        try await expect(bench, .held, .needsConfirmation, units: [3, 0], left: 2)
    }

    @Test("A dismissal after a withdrawal restores no ruling that the withdrawal ended")
    func withdrawnThenDismissed() async throws {
        let (bench, id) = try await shippedOne()
        defer { bench.remove() }
        try await bench.take(notice("whole", "c1", order: "100", state: "취소철회", minute: 1))
        _ = try await bench.engine.dismiss(id, reason: "kept", by: "kim")
        _ = try await bench.engine.undo(id, by: "kim")
        #expect(try await bench.only().standing.ruling == nil)
    }

    @Test("A line of another order goes by both its names, also once some of that order was taken")
    func otherOrder() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take(["1", "2"].map { line("whole", order: "100", $0, quantity: 3) })
        try await bench.take(notice("whole", "c1", order: "0100"))
        let id = try await bench.only().id
        func expectRefusal() async throws {
            let error = await #expect(throws: ActError.self) {
                try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
            }
            #expect(error?.problem == .noSuchLine("1"))
        }
        try await expectRefusal()
        let choice = LineChoice("2", of: "100")
        _ = try await bench.engine.apply(id, line: choice, units: nil, by: "kim")
        try await expectRefusal()
        #expect(try await bench.lines("100").map(\.cancelledUnits) == [0, 3])
        // The rule would find the whole order, were the number the claim's.
        #expect(try await bench.only().standing.reason == .needsConfirmation)
    }
}
