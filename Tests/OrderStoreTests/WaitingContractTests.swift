import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store knows what waits and gives back what was taken", .timeLimit(.minutes(10)))
struct WaitingContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("What waits for an order is found in every account, oldest first", arguments: Backend.all)
    func waiting(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let ids = try await store.write { ledger in
            let cases: [(AccountID, String, Standing)] = [
                ("coupang", "7", .pending), ("auction", "7", .pending), ("auction", "7", .applied),
                ("auction", "8", .pending),
            ]
            return try cases.enumerated().map { position, entry in
                let notice = CancellationNotice(
                    account: entry.0,
                    claimID: ClaimID("C-\(position)"),
                    state: "취소요청",
                    fields: [.orderNumber: entry.1],
                    observedAt: .morning
                )
                return try ledger.insert([notice], standing: entry.2, at: .morning)
            }
        }
        let waiting = try await store.read { try $0.waitingClaims(orderNumber: "7") }
        #expect(waiting.map(\.id) == Array(ids.prefix(2)))
        let naming = try await store.read { try $0.claims(orderNumber: "7") }
        #expect(naming.map(\.id) == Array(ids.prefix(3)))
    }

    @Test(
        "The orders that wait for a person are found, few at once, or one by one",
        arguments: Backend.all
    )
    func heldOrders(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let held = Standing(state: "취소요청", status: .held, reason: .ambiguous)
        try await store.write { ledger in
            for (number, standing) in [("1", held), ("2", .applied), ("3", held), ("3", held)] {
                _ = try ledger.insert(
                    [.notice("C-\(number)", order: number)],
                    standing: standing,
                    at: .morning
                )
            }
        }
        let (few, some, one, other) = try await store.read { ledger in
            (
                try ledger.heldOrders(account: "coupang", limit: 3),
                try ledger.heldOrders(account: "coupang", limit: 2),
                try ledger.hasHeldClaim(of: OrderKey(account: "coupang", orderNumber: "3")),
                try ledger.hasHeldClaim(of: OrderKey(account: "coupang", orderNumber: "2"))
            )
        }
        #expect(few == ["1", "3"] && some == nil)
        #expect(one && !other)
    }

    @Test("Units that are given back are no longer cancelled", arguments: Backend.all)
    func givenBack(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey(account: "coupang", orderNumber: "7", lineID: "1")
        try await store.write { ledger in
            _ = try ledger.upsert([IncomingOrderLine(key: key, fields: [:], quantity: 3)])
            let id = try ledger.insert(
                [.notice("C", order: "7")],
                standing: .applied,
                at: .morning
            )
            for (before, after) in [(0, 3), (3, 1), (1, 0)] {
                let change = LineChange(
                    line: key,
                    unitsBefore: before,
                    unitsAfter: after,
                    isHeld: after > 0
                )
                try ledger.change([change], by: id, at: .morning)
            }
        }
        let line = try #require(try await store.read { try $0.orderLine(key) })
        #expect(line.cancelledUnits == 0)
        #expect(!line.isHeld)
    }
}
