import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A claim that names an order which was exchanged", .timeLimit(.minutes(10)))
struct ExchangeTests {
    /// An order that replaced another one, of which nothing is on file, and a claim of the old one.
    private func bench(units: Int = 1) async throws -> (Bench, CancellationID) {
        let bench = try Bench()
        var replacing = line("line", order: "200", "1", quantity: units, shipping: .labeled)
        replacing.remarks = MarketplaceRemarks(originalOrderNumber: "100")
        try await bench.take([replacing])
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "1"]))
        return (bench, try await bench.only().id)
    }

    @Test("It takes nothing by itself, and an operator applies it to the new order's line")
    func apply() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        #expect(try await bench.only().standing.reason == .orderNotFound)
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: nil, units: nil, by: "kim")
        }
        #expect(error?.problem == .chooseLine(["1"]))
        let choice = LineChoice("1", of: "200")
        let result = try await bench.engine.apply(id, line: choice, units: nil, by: "kim")
        #expect(result.status == .applied)
        let taken = try await bench.lines("200")[0]
        #expect(taken.cancelledUnits == 1 && taken.isHeld)
        let pull = try await bench.store.read { try $0.pullList(PullQuery(limit: 9)) }
        #expect(pull.map(\.line.line.key.orderNumber) == ["200"])
        let entry = try #require(try await bench.store.read { try $0.journal(of: id) }.last)
        #expect(entry.note == "100 → 200 · 1")
        #expect(entry.evidence?.lines.map(\.key.orderNumber) == ["200"])
    }

    @Test("Both orders say so, and undoing gives the units back")
    func undo() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        _ = try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let explanation = try #require(try await explainer.explanation(of: id))
        #expect(explanation.applications.map(\.line.orderNumber) == ["200"])
        #expect(explanation.changesSinceThen == [])
        let key = OrderLineKey(account: "line", orderNumber: "200", lineID: "1")
        let why = try #require(
            try await explainer.explanation(ofLine: key, now: bench.clock.now())
        )
        #expect(why.reason == .applied)
        #expect(why.cancellations.map(\.id) == [id])
        _ = try await bench.engine.undo(id, by: "kim")
        let line = try await bench.lines("200")[0]
        #expect(line.cancelledUnits == 0 && !line.isHeld)
        #expect(try await bench.only().standing.status == .held)
        #expect(try await bench.store.audit() == [])
    }

    @Test("The new order is in question until the claim of the old one is decided")
    func undecided() async throws {
        let (bench, id) = try await bench()
        defer { bench.remove() }
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let key = OrderLineKey(account: "line", orderNumber: "200", lineID: "1")
        func why() async throws -> (ReasonCode, [CancellationID]) {
            let why = try #require(
                try await explainer.explanation(ofLine: key, now: bench.clock.now())
            )
            return (why.reason, why.cancellations.map(\.id))
        }
        #expect(try await why() == (.orderNotFound, [id]))
        _ = try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        #expect(try await why() == (.applied, [id]))
        _ = try await bench.engine.undo(id, by: "kim")
        #expect(try await why() == (.undone, [id]))
        _ = try await bench.engine.dismiss(id, reason: "kept", by: "kim")
        #expect(try await why().1 == [])
    }

    @Test("A claim that is held on the old order's lines may mean the new ones")
    func held() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        var replacing = line("line", order: "200", "2")
        replacing.remarks = MarketplaceRemarks(originalOrderNumber: "100")
        try await bench.take([line("line", order: "100", "1", shipping: .shipped), replacing])
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "1"]))
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let key = OrderLineKey(account: "line", orderNumber: "200", lineID: "2")
        let why = try #require(
            try await explainer.explanation(ofLine: key, now: bench.clock.now())
        )
        #expect(why.reason == .shipped)
        #expect(why.cancellations.count == 1)
    }

    @Test("Units that another claim has of the line stay held when one is undone")
    func shared() async throws {
        let (bench, id) = try await bench(units: 2)
        defer { bench.remove() }
        _ = try await bench.engine.apply(id, line: "1", units: 1, by: "kim")
        try await bench.take(
            notice("line", "c2", order: "200", [.detailNumber: "1"], quantity: 1)
        )
        #expect(try await bench.lines("200")[0].cancelledUnits == 2)
        _ = try await bench.engine.undo(id, by: "kim")
        let line = try await bench.lines("200")[0]
        #expect(line.cancelledUnits == 1 && line.isHeld)
        #expect(try await bench.store.audit() == [])
    }

    @Test("A claim of the new order is not offered the old order's lines")
    func upstream() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        var replacing = line("line", order: "200", "2")
        replacing.remarks = MarketplaceRemarks(originalOrderNumber: "100")
        try await bench.take([replacing])
        try await bench.take(notice("line", "c1", order: "200", [.detailNumber: "9"]))
        let id = try await bench.only().id
        let error = await #expect(throws: ActError.self) {
            try await bench.engine.apply(id, line: "1", units: nil, by: "kim")
        }
        #expect(error?.problem == .noSuchLine("1"))
    }
}
