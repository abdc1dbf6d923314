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
