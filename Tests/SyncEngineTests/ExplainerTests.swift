import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Explanations from the store", .timeLimit(.minutes(10)))
struct ExplainerTests {
    private let one: FieldValues = [.detailNumber: "1"]

    private func key(_ account: AccountID, _ order: OrderNumber, _ line: LineID) -> OrderLineKey {
        OrderLineKey(account: account, orderNumber: order, lineID: line)
    }

    private func explainer(_ bench: Bench) -> Explainer {
        Explainer(store: bench.store, accounts: bench.accounts)
    }

    @Test("The explanation of a cancellation agrees with where it stands")
    func agrees() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(
            notice("line", "c1", order: "100", one),
            notice("line", "c2", order: "100", [.detailNumber: "2"]),
            notice("whole", "c3", order: "100")
        )
        for record in try await bench.records() {
            let explanation = try #require(
                try await explainer(bench).explanation(of: record.id)
            )
            #expect(explanation.status == record.standing.status)
            #expect(explanation.reason == record.standing.reason)
            #expect(explanation.applications == record.applications)
            #expect(explanation.then != nil)
        }
    }

    @Test("A line with another detail number is a near miss")
    func nearMiss() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("line", "c1", order: "100", [.detailNumber: "01"]))
        let id = try await bench.only().id
        let explanation = try #require(try await explainer(bench).explanation(of: id))
        #expect(explanation.reason == .keyDiffers)
        #expect(explanation.nearestMisses.map(\.line.line.key) == [key("line", "100", "1")])
    }

    @Test("An order that is missing is explained by the one it was exchanged for")
    func exchange() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        var line = line("line", order: "200", "1")
        line.remarks = MarketplaceRemarks(originalOrderNumber: "100")
        try await bench.take([line])
        try await bench.take(notice("line", "c1", order: "100", one))
        let id = try await bench.only().id
        let explanation = try #require(try await explainer(bench).explanation(of: id))
        #expect(explanation.reason == .orderNotFound)
        #expect(explanation.nearestMisses.map(\.kind) == [.exchanged])
        #expect(explanation.nextStep == .seeExchange("200"))
    }

    @Test("What changed since the decision is told")
    func sinceThen() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("line", "c1", order: "100", one))
        try await bench.take([line("line", order: "100", "1", shipping: .shipped)])
        let id = try await bench.only().id
        let explanation = try #require(try await explainer(bench).explanation(of: id))
        #expect(
            explanation.changesSinceThen
                == [.lineShipping("1", then: .received, now: .shipped)]
        )
    }

    @Test("What does not exist has no explanation")
    func missing() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let explainer = explainer(bench)
        #expect(try await explainer.explanation(of: CancellationID(rawValue: 9)) == nil)
        let line = key("line", "100", "1")
        #expect(try await explainer.explanation(ofLine: line, now: Bench.start) == nil)
    }

    @Test("A cancelled line names what cancelled it, and how many units")
    func cancelledLine() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1", quantity: 3)])
        try await bench.take(notice("line", "c1", order: "100", one, quantity: 2))
        let explanation = try #require(
            try await explainer(bench).explanation(
                ofLine: key("line", "100", "1"),
                now: bench.clock.now()
            )
        )
        #expect(explanation.reason == .applied)
        #expect(explanation.cancellations.map(\.units) == [2])
    }

    @Test("A cancellation of another account that waits for the order number is named as well")
    func waitingElsewhere() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        try await bench.take(notice("whole", "c1", order: "100"))
        let explanation = try #require(
            try await explainer(bench).explanation(
                ofLine: key("line", "100", "1"),
                now: bench.clock.now()
            )
        )
        #expect(explanation.cancellations.map(\.explanation.reason) == [.orderInOtherAccount])
    }

    @Test("A line that nothing touched says how well its account is polled")
    func untouchedLine() async throws {
        let bench = try Bench(accounts: [Bench.account("line", rule: "order_no")])
        defer { bench.remove() }
        try await bench.take([line("line", order: "100", "1")])
        let explainer = explainer(bench)
        let line = key("line", "100", "1")
        func reason() async throws -> ReasonCode? {
            try await explainer.explanation(ofLine: line, now: bench.clock.now())?.reason
        }
        #expect(try await reason() == .accountNotPolledSince)
        _ = try await bench.engine.tick()
        #expect(try await reason() == .noCancellationSeen)
        bench.clock.advance(by: .seconds(900))
        #expect(try await reason() == .noCancellationSeen)
        bench.clock.advance(by: .seconds(3600))
        #expect(try await reason() == .coverageGap)
        try bench.feed("line").fail()
        _ = try await bench.engine.tick()
        #expect(try await reason() == .accountFailing)
        try await bench.engine.pause("line", by: "kim")
        #expect(try await reason() == .accountPaused)
    }

    @Test("An applied cancellation tells of orders that it may have meant as well")
    func alternatives() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let option: FieldValues = [.productName: "코트", .option: "L"]
        try await bench.take([
            line("branches", order: "1001", "1", option),
            line("branches", order: "1002", "2", option),
            line("whole", order: "1001", "3", option),
        ])
        try await bench.take(notice("branches", "c1", order: "1001", option))
        let explainer = Explainer(store: bench.store, accounts: bench.accounts)
        let explanation = try #require(
            try await explainer.explanation(of: try await bench.only().id)
        )
        #expect(explanation.status == .applied)
        #expect(Set(explanation.alternatives.map(\.line.line.key.lineID)) == ["2", "3"])
    }
}
