import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("The numbers by which a file names statuses and reasons")
struct StoredNumberTests {
    private static let statuses: [Status] = [
        .pending, .held, .applied, .withdrawn, .dismissed, .ignored,
    ]
    private static let reasons: [ReasonCode] = [
        .applied, .alreadyCancelled, .stateNotSynced, .needsConfirmation, .noCancelStates,
        .noMatchRule, .keyMissingInCancellation, .orderNotFound, .orderInOtherAccount,
        .keyMissingInOrder, .keyDiffers, .ambiguous, .quantityExceedsOrder, .shipped, .withdrawn,
        .dismissed, .undone, .noCancellationSeen, .accountNotPolledSince, .accountPaused,
        .accountFailing, .coverageGap,
    ]

    @Test("They stay what they were, so that old files read the same")
    func numbers() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await store.write { ledger in
            for (index, reason) in Self.reasons.enumerated() {
                let status = Self.statuses[index % Self.statuses.count]
                let standing = Standing(state: "s", status: status, reason: reason)
                _ = try ledger.insert([.notice("C", order: "7")], standing: standing, at: .morning)
            }
        }
        let queue = try DatabaseQueue(path: folder.storePath)
        let stored = try await queue.read { database in
            try Row.fetchAll(database, sql: "SELECT status, reason FROM cancellation ORDER BY id")
                .map { [$0["status"], $0["reason"]] as [Int] }
        }
        #expect(stored == Self.reasons.indices.map { [$0 % Self.statuses.count, $0] })
    }
}
