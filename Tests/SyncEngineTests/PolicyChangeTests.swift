import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A policy that changes", .timeLimit(.minutes(10)))
struct PolicyChangeTests {
    private let one: FieldValues = [.detailNumber: "1"]

    /// The same store under another policy for the account.
    private func reopened(_ bench: Bench, _ account: Account) throws -> Bench {
        try Bench(accounts: [account], path: bench.path, clock: bench.clock)
    }

    private func tick(_ bench: Bench) async throws { _ = try await bench.engine.tick() }

    @Test("What waited for cancel states is decided once the configuration gives them")
    func gainsStates() async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no", states: [])])
        defer { before.remove() }
        try await before.take([line("a", order: "100", "1")])
        try await before.take(notice("a", "c1", order: "100"))
        #expect(try await before.only().standing.reason == .noCancelStates)
        let after = try reopened(before, Bench.account("a", rule: "order_no"))
        try await tick(after)
        #expect(try await after.only().standing.status == .applied)
        #expect(try await after.journal(.changePolicy).map(\.account) == ["a"])
    }

    @Test("What waited for a match rule is decided once the configuration gives one")
    func gainsRule() async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: nil)])
        defer { before.remove() }
        try await before.take([line("a", order: "100", "1")])
        try await before.take(notice("a", "c1", order: "100", one))
        #expect(try await before.only().standing.reason == .noMatchRule)
        let after = try reopened(before, Bench.account("a", rule: "order_no + detail_no"))
        try await tick(after)
        #expect(try await after.only().standing.status == .applied)
    }

    @Test("A state that was ignored is synced once it is listed, a page at a time")
    func listsState() async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no")])
        defer { before.remove() }
        for order in 1...7 {
            try await before.take(
                notice("a", ClaimID("c\(order)"), order: "\(order)", state: "취소거부")
            )
        }
        let listing = Bench.account("a", rule: "order_no", states: ["취소요청", "취소거부"])
        let after = try Bench(
            accounts: [listing],
            path: before.path,
            clock: before.clock,
            adjust: { $0.cancellationsPerPage = 3 }
        )
        try await tick(after)
        #expect(
            try await after.records().map(\.standing.reason)
                == Array(
                    repeating: .orderNotFound,
                    count: 7
                )
        )
    }

    @Test("A wider rule does not reach into what was applied under the old one")
    func appliedStays() async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no + detail_no")])
        defer { before.remove() }
        try await before.take([line("a", order: "100", "1"), line("a", order: "100", "2")])
        try await before.take(notice("a", "c1", order: "100", one))
        let after = try reopened(before, Bench.account("a", rule: "order_no"))
        try await tick(after)
        #expect(try await after.only().applications.count == 1)
    }

    /// What brings a claim up again that was applied before the policy changed.
    enum Occasion: String, CaseIterable {
        case reimport, news, undoneNeighbour
    }

    @Test("Nor does it when the claim comes up again", arguments: Occasion.allCases)
    func appliedStaysOnOccasion(occasion: Occasion) async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no + detail_no")])
        defer { before.remove() }
        try await before.take([
            line("a", order: "100", "1"), line("a", order: "100", "2"),
            line("a", order: "100", "3"),
        ])
        try await before.take(notice("a", "c1", order: "100", one))
        try await before.take(notice("a", "c3", order: "100", [.detailNumber: "3"]))
        let after = try reopened(before, Bench.account("a", rule: "order_no"))
        try await tick(after)
        switch occasion {
        case .reimport:
            try await after.take([line("a", order: "100", "2", shipping: .labeled)])
        case .news:
            try await after.take(
                notice("a", "c1", order: "100", one, state: "취소완료", minute: 5)
            )
        case .undoneNeighbour:
            let neighbour = try #require(try await after.records().last)
            _ = try await after.engine.undo(neighbour.id, by: "kim")
        }
        let cancelled = try await after.lines("100").map(\.cancelledUnits)
        #expect(cancelled == (occasion == .undoneNeighbour ? [1, 0, 0] : [1, 0, 1]))
        let record = try await after.records()[0]
        #expect(record.standing.status == .applied)
        let explainer = Explainer(store: after.store, accounts: after.accounts)
        let explanation = try #require(try await explainer.explanation(of: record.id))
        #expect(explanation.applications == record.applications)
        #expect(
            explanation.changesSinceThen.contains(
                .rule(then: "order_no + detail_no", now: "order_no")
            )
        )
    }

    @Test(
        "States that are no longer synced leave what they applied as it is, whatever comes of its order",
        arguments: [["취소완료"], []]
    )
    func statesTakenAway(states: [String]) async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no")])
        defer { before.remove() }
        try await before.take([line("a", order: "100", "1")])
        try await before.take(notice("a", "c1", order: "100"))
        let after = try reopened(before, Bench.account("a", rule: "order_no", states: states))
        try await tick(after)
        for _ in 1...2 {
            // The whole order was cancelled, so that a later line of it is as well.
            try await after.take([line("a", order: "100", "1"), line("a", order: "100", "2")])
            #expect(try await after.lines("100").map(\.cancelledUnits) == [1, 1])
            #expect(try await after.only().standing.status == .applied)
        }
    }

    @Test("The same policy decides nothing again")
    func unchanged() async throws {
        let before = try Bench(accounts: [Bench.account("a", rule: "order_no")])
        defer { before.remove() }
        try await before.take(notice("a", "c1", order: "100"))
        let after = try reopened(before, Bench.account("a", rule: "order_no"))
        try await tick(after)
        #expect(try await after.journal(.changePolicy) == [])
        #expect(try await after.journal(.decide).count == 1)
    }
}
