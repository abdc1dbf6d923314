import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("A row that no version wrote", .timeLimit(.minutes(10)))
struct DamagedRowTests {
    let folder: TemporaryFolder
    private let store: SQLiteOrderStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteOrderStore(path: folder.storePath)
        try await store.write { ledger in
            _ = try ledger.upsert([.line(.line("1", of: "7"), [.detailNumber: "D", .option: "L"])])
            let id = try ledger.insert([.notice("C", order: "7")], standing: .applied, at: .morning)
            try ledger.append(.notice("C", order: "7", quantity: 1), to: id)
            let evidence = Evidence(
                rule: nil,
                firedBranch: nil,
                state: "s",
                fields: [:],
                quantity: nil,
                lines: [],
                otherAccounts: []
            )
            try ledger.append(
                .init(
                    at: .morning,
                    actor: .system,
                    act: .decide,
                    account: "coupang",
                    cancellation: id,
                    evidence: evidence
                )
            )
            try ledger.append(
                PollRecord(
                    account: "coupang",
                    trigger: .timer,
                    window: TimeWindow(start: .morning, end: .morning),
                    startedAt: .morning,
                    finishedAt: .morning,
                    outcome: .succeeded,
                    tally: PassTally()
                )
            )
        }
    }

    @Test(
        "It is damage, never a crash",
        arguments: [
            "UPDATE order_line SET fields = x'01'",
            "UPDATE order_line SET fields = x'01FF'",
            "UPDATE order_line SET fields = x'01FF7FFFFFFF41'",
            "UPDATE order_line SET fields = x'0105414141'",
            "UPDATE order_line SET fields = x'7F0141'",
            "UPDATE order_line SET item_no = NULL",
            "UPDATE order_line SET quantity = 0",
            "UPDATE order_line SET shipping = 9",
            "UPDATE order_line SET account = 99",
            "UPDATE order_line SET account = -1",
            "UPDATE cancellation SET status = 77",
            "UPDATE cancellation SET reason = -1",
            "UPDATE cancellation SET ruling = 5",
            "UPDATE cancellation SET account = 4000000000000000000 WHERE id = 1",
            "UPDATE cancellation SET fields = x'0502'",
            "UPDATE cancellation SET quantity = 0",
            "UPDATE notice SET fields = x''",
            "UPDATE notice SET quantity = -1",
            "UPDATE journal SET evidence = '{'",
            "UPDATE journal SET act = 100",
            "UPDATE poll SET outcome = 4",
            "UPDATE poll SET decided = '1=2=3'",
            "UPDATE account_count SET status = 9",
        ]
    )
    func damage(fault: String) async throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: folder.storePath, configuration: configuration)
        try await queue.write { database in
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: fault)
        }
        let error = await #expect(throws: StoreError.self) {
            try await store.read { ledger in
                _ = try ledger.orderLines(OrderLineQuery(limit: 9))
                // Under a wrong account the claim itself is not found by name.
                _ = try ledger.claim(CancellationID(rawValue: 1))
                _ = try ledger.cancellations(CancellationQuery(limit: 9))
                _ = try ledger.journal(of: CancellationID(rawValue: 1))
                _ = try ledger.journal(JournalQuery(limit: 9))
                _ = try ledger.accountSummaries(now: .morning)
            }
        }
        #expect(error?.problem == .damaged)
    }
}
