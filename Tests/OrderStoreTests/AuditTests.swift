import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("The audit", .timeLimit(.minutes(10)))
struct AuditTests {
    let folder: TemporaryFolder
    private let store: SQLiteOrderStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteOrderStore(path: folder.storePath)
        try await Self.fill(store)
    }

    /// One applied cancellation of one line of three units, and one that was applied and withdrawn.
    private static func fill(_ store: any OrderStore) async throws {
        try await store.write { ledger in
            let key = OrderLineKey.line("1", of: "7")
            _ = try ledger.upsert([.line(key, quantity: 3)])
            for (index, claim) in ["C", "D"].enumerated() {
                let notice = CancellationNotice.notice(claim, order: "7", quantity: 2)
                let at = Timestamp.morning(plus: .seconds(3600 * 30 * index))
                let id = try ledger.insert([notice], standing: .applied, at: at)
                if index == 0 {
                    let change = LineChange(line: key, unitsBefore: 0, unitsAfter: 2, isHeld: true)
                    try ledger.change([change], by: id, at: at)
                } else {
                    try ledger.append(.notice(claim, order: "7", quantity: 1), to: id)
                    try ledger.setStanding(.with(.withdrawn), of: id, at: at)
                }
                try ledger.append(
                    .init(
                        at: at,
                        actor: .system,
                        act: .decide,
                        account: "coupang",
                        cancellation: id
                    )
                )
            }
        }
    }

    @Test("A sound store has no findings")
    func sound() async throws {
        #expect(try await store.audit() == [])
    }

    @Test(
        "It finds each planted fault, at its place",
        arguments: [
            (
                "UPDATE order_line SET quantity = 1",
                AuditFinding(problem: .unitsExceedOrder, place: "7 1", detail: "2 of 1")
            ),
            (
                "UPDATE cancellation SET quantity = 1 WHERE id = 1",
                AuditFinding(problem: .unitsExceedClaim, place: "1", detail: "2 of 1")
            ),
            (
                "UPDATE line_state SET units = 1",
                AuditFinding(
                    problem: .cancelStateDiffersFromApplications,
                    place: "7 1",
                    detail: "1 units in the line's state, 2 in applications"
                )
            ),
            (
                "DELETE FROM line_state; DELETE FROM pull_count",
                AuditFinding(
                    problem: .cancelStateDiffersFromApplications,
                    place: "7 1",
                    detail: "0 units in the line's state, 2 in applications"
                )
            ),
            (
                "UPDATE account_count SET count = 5 WHERE status = 2",
                AuditFinding(
                    problem: .countDiffers,
                    place: "coupang",
                    detail: "status 2: 5 kept, 1 counted"
                )
            ),
            (
                "UPDATE hourly_count SET count = 0 WHERE hour = 498774",
                AuditFinding(
                    problem: .countDiffers,
                    place: "coupang",
                    detail: "hour 498774: 0 kept, 1 counted"
                )
            ),
            (
                "UPDATE applied_count SET count = 4 WHERE count = 1",
                AuditFinding(
                    problem: .countDiffers,
                    place: "coupang",
                    detail: "applied on day 20781: 4 kept, 1 counted"
                )
            ),
            (
                "UPDATE state_count SET count = 4 WHERE count = 2",
                AuditFinding(
                    problem: .countDiffers,
                    place: "coupang",
                    detail: "state 취소요청: 4 kept, 2 counted"
                )
            ),
            (
                "UPDATE pull_count SET count = 4",
                AuditFinding(
                    problem: .countDiffers,
                    place: "coupang",
                    detail: "to pull 1: 4 kept, 1 counted"
                )
            ),
            (
                "UPDATE line_state SET pull = NULL; DELETE FROM pull_count",
                AuditFinding(
                    problem: .pullListDiffers,
                    place: "7 1",
                    detail: "on the pull list: no"
                )
            ),
            (
                "INSERT INTO restore_due SELECT 1, account, 0 FROM cancellation WHERE id = 1",
                AuditFinding(
                    problem: .restoreListDiffers,
                    place: "1",
                    detail: "to be restored: yes"
                )
            ),
            (
                "DELETE FROM notice",
                AuditFinding(
                    problem: .countDiffers,
                    place: "2",
                    detail: "2 notices kept, 1 counted"
                )
            ),
            (
                "DELETE FROM journal WHERE cancellation = 1",
                AuditFinding(
                    problem: .applicationWithoutJournal,
                    place: "1",
                    detail: "no journal entry"
                )
            ),
            (
                "UPDATE journal SET account = 77 WHERE id = 1",
                AuditFinding(
                    problem: .brokenReference,
                    place: "account 77",
                    detail: "no such account"
                )
            ),
            (
                "UPDATE journal SET cancellation = 9 WHERE id = 2",
                AuditFinding(
                    problem: .brokenReference,
                    place: "journal 2",
                    detail: "no such cancellation"
                )
            ),
        ]
    )
    func planted(fault: String, finding: AuditFinding) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder.storePath, configuration: configuration)
        try await queue.write { try $0.execute(sql: fault) }
        #expect(try await store.audit() == [finding])
    }

    @Test("A claim that once claimed more, or everything, may have taken more")
    func earlierClaim() async throws {
        try await store.write { ledger in
            let id = CancellationID(rawValue: 1)
            try ledger.append(.notice("C", order: "7", quantity: 1), to: id)
        }
        #expect(try await store.audit() == [])
    }
}
