import ConsoleModel
import ListExports
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

// What the tables of exports hold: the columns of each list, and its rows as cells.
extension ExportList {
    /// The columns, in order; ``ListExporter`` gives a row's cells in the same order.
    var columns: [ListColumn] {
        switch self {
        case .cancellations:
            [
                .number, .account, .name, .orderNumber, .claimID, .state, .status, .reason,
                .productName, .option, .quantity, .buyerReason, .requestedAt, .changedAt,
                .firstSeenAt, .statusSince,
            ]
        case .orderLines, .orders: Self.lineColumns
        case .pullList: Self.lineColumns + [.since]
        case .journal:
            [.time, .actor, .act, .account, .name, .number, .orderNumber, .status, .reason, .note]
        case .accounts:
            [
                .account, .name, .health, .heldCount, .pendingCount, .appliedToday, .toPull,
                .nextPoll, .lastPoll, .cancelStates, .match, .minutes, .missing,
            ]
        }
    }

    /// The key fields that come after ``columns``, which every row could have.
    var keyFields: [KeyField] {
        switch self {
        case .cancellations, .orderLines, .orders, .pullList: Self.furtherFields
        case .journal, .accounts: []
        }
    }

    /// Those that have no place among the columns.
    fileprivate static let furtherFields = KeyField.all.filter { field in
        field != .orderNumber && field != .productName && field != .option
    }

    private static let lineColumns: [ListColumn] = [
        .account, .name, .orderNumber, .lineID, .productName, .option, .quantity, .cancelled,
        .open, .shipping, .held, .orderedAt, .trackingNumber,
    ]
}

extension ListExporter {
    func cells(of listed: ListedCancellation) -> [ExportCell] {
        let (row, claim) = (listed.row, listed.claim)
        return [
            .number(Int(clamping: row.id.rawValue)), .text(row.account.rawValue),
            .text(phrases.name(of: row.account)), .text(row.orderNumber.rawValue),
            .text(row.claimID.rawValue), .text(row.state), .text(phrases.word(for: row.status)),
            .text(phrases.reason(of: row)), .text(row.productName), .text(row.option),
            .number(row.quantity), .text(claim?.buyerReason), .moment(row.requestedAt),
            .moment(claim?.changedAt), .moment(row.firstSeenAt), .moment(row.standingSince),
        ] + cells(of: claim?.fields ?? [:])
    }

    private func cells(of fields: FieldValues) -> [ExportCell] {
        ExportList.furtherFields.map { .text(fields[$0]) }
    }

    func cells(of line: LineOnFile) -> [ExportCell] {
        columns(of: line) + cells(of: line.line.fields)
    }

    private func columns(of line: LineOnFile) -> [ExportCell] {
        let (key, fields) = (line.line.key, line.line.fields)
        return [
            .text(key.account.rawValue), .text(phrases.name(of: key.account)),
            .text(key.orderNumber.rawValue), .text(key.lineID.rawValue),
            .text(fields[.productName]), .text(fields[.option]), .number(line.line.quantity),
            .number(line.cancelledUnits), .number(line.openUnits),
            .text(phrases.word(for: line.line.shipping)), .text(phrases.yesOrNo(line.isHeld)),
            .moment(line.line.orderedAt), .text(line.line.trackingNumber),
        ]
    }

    func cells(of row: PullRow) -> [ExportCell] {
        columns(of: row.line) + [.moment(row.place.since)] + cells(of: row.line.line.fields)
    }

    func cells(of entry: JournalEntry) -> [ExportCell] {
        [
            .moment(entry.at), .text(phrases.name(of: entry.actor)),
            .text(phrases.word(for: entry.act)), .text(entry.account?.rawValue),
            .text(entry.account.map { phrases.name(of: $0) }),
            .number(entry.cancellation.map { Int(clamping: $0.rawValue) }),
            .text(entry.orderNumber?.rawValue),
            .text(entry.status.map { phrases.word(for: $0) }),
            .text(entry.reason.map { phrases.word(for: $0) }), .text(phrases.note(of: entry)),
        ]
    }

    func cells(of standing: AccountStanding) -> [ExportCell] {
        let (account, summary) = (standing.account, standing.summary)
        let policy = account.marketplace.policy
        return [
            .text(account.id.rawValue), .text(phrases.name(of: account.id)),
            .text(phrases.word(for: standing.health)), .number(standing.count(.held)),
            .number(standing.count(.pending)), .number(summary?.appliedToday ?? 0),
            .number(standing.toPull), .moment(summary?.timer.nextPollAt),
            .moment(summary?.timer.lastPollAt), .text(policy.cancelStates.joined(separator: ", ")),
            .text(policy.rule.map { phrases.ruleInWords($0) }),
            .number(account.marketplace.pollIntervalMinutes),
            .text(policy.missing.isEmpty ? nil : phrases.missingParts(policy.missing)),
        ]
    }
}

/// An account with what waits where and how polling goes.
struct AccountStanding: Sendable {
    let account: Account
    /// `nil` for an account that was never registered.
    let summary: AccountSummary?
    let health: AccountHealth

    /// Lines on the pull list.
    var toPull: Int { summary?.pullCounts.values.reduce(0, +) ?? 0 }

    /// Cancellations with a status.
    func count(_ status: Status) -> Int { summary?.counts[status] ?? 0 }
}

extension Workspace {
    /// How accounts stand now, in the order in which they are named.
    func standing(of ids: [AccountID]) async throws -> [AccountStanding] {
        let now = time.now()
        let (summaries, lease) = try await store.read { ledger in
            (try ledger.accountSummaries(now: now), try ledger.lease())
        }
        let byID = Dictionary(summaries.map { ($0.account, $0) }, uniquingKeysWith: { $1 })
        return ids.compactMap { catalogue.account(named: $0.rawValue) }.map { account in
            AccountStanding(
                account: account,
                summary: byID[account.id],
                health: AccountHealth(
                    of: account,
                    summary: byID[account.id],
                    isPollerRunning: lease.map { $0.expiresAt > now } ?? false,
                    now: now
                )
            )
        }
    }
}
