import ConsoleModel
import Foundation
import MatchingCore
import SyncInterfaces

// Who took what out of the store as a file, and when; what is only printed is not put on record.
extension Workspace {
    /// Puts on record that a case file was made.
    func journalExport(of facts: CaseFacts, to path: String) async throws {
        let file = (path as NSString).lastPathComponent
        var cancellation: CancellationID?
        var note = file
        switch facts.subject {
        case .cancellation(let id): cancellation = id
        case .order(let key): note = "\(key.orderNumber) · \(file)"
        }
        try await journalExport(facts.orderKey?.account, cancellation, note: note)
    }

    /// Puts on record that a list was exported, with its number of rows.
    func journalExport(of list: ExportList, _ result: ExportResult) async throws {
        let file = (result.path as NSString).lastPathComponent
        try await journalExport(list.account, nil, note: "\(file) · \(result.rowCount)")
    }

    private func journalExport(
        _ account: AccountID?,
        _ cancellation: CancellationID?,
        note: String
    ) async throws {
        let now = time.now()
        try await store.write { ledger in
            try ledger.append(
                JournalEntry(
                    at: now,
                    actor: .person(Environment.person),
                    act: .export,
                    account: account,
                    cancellation: cancellation,
                    note: note
                )
            )
        }
    }
}

extension ExportList {
    /// The only account whose rows it has; `nil` for several.
    fileprivate var account: AccountID? {
        switch self {
        case .cancellations(let query): query.account
        case .orderLines(let query): query.account
        case .orders(let query): query.account
        case .journal(let query): query.account
        case .pullList: nil
        case .accounts(let ids): ids.count == 1 ? ids[0] : nil
        }
    }
}
