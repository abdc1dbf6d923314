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
}
