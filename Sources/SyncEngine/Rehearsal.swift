package import MatchingCore
package import SyncInterfaces

/// Tries another match rule on what an account's cancellations are made of, and changes nothing.
///
/// The matcher that decides is asked twice, under the rule in force and under the other one, about
/// the same claim and the same lines as if the claim came in now: what it took is given back first,
/// and what a person ruled is left aside.
package struct Rehearsal: Sendable {
    private let store: any OrderStore
    private let book: PolicyBook

    /// Cancellations that are read in one snapshot.
    private static let pageSize = 100

    /// Creates a rehearsal on the accounts of the configuration.
    package init(store: any OrderStore, accounts: [Account]) {
        self.store = store
        book = PolicyBook(accounts)
    }

    /// Decides the newest cancellations of an account under `rule`.
    ///
    /// - Parameters:
    ///   - rule: The rule to try.
    ///   - id: The account.
    ///   - count: How many cancellations to look at, at most.
    /// - Returns: What would be decided otherwise.
    /// - Throws: ``ActError`` when the configuration does not know the account, ``StoreError``,
    ///   `CancellationError`.
    package func run(
        _ rule: MatchRule,
        on id: AccountID,
        last count: Int
    ) async throws -> RehearsalResult {
        let present = try book.matcher(of: id)
        let other = Matcher(account: id, policy: present.policy.with(rule))
        var query = CancellationQuery(account: id, limit: Self.pageSize)
        var changes: [RehearsalResult.Change] = []
        var seen = 0
        var since: Timestamp?
        while seen < count {
            try Task.checkCancellation()
            query.limit = min(Self.pageSize, count - seen)
            let page = query
            let (rows, found) = try await store.read { ledger in
                let rows = try ledger.cancellations(page)
                let found = try rows.compactMap { row in
                    try change(of: row.id, under: other, besides: present, in: ledger)
                }
                return (rows, found)
            }
            changes += found
            seen += rows.count
            guard let last = rows.last, rows.count == page.limit else {
                since = rows.last?.firstSeenAt ?? since
                break
            }
            since = last.firstSeenAt
            query.position = .below(last.place)
        }
        return RehearsalResult(
            account: id,
            ruleNow: present.policy.rule,
            rule: rule,
            count: seen,
            since: since,
            changes: changes.sorted { ($0.kind, $1.id) < ($1.kind, $0.id) }
        )
    }

    private func change(
        of id: CancellationID,
        under other: Matcher,
        besides present: Matcher,
        in ledger: any LedgerReader
    ) throws -> RehearsalResult.Change? {
        guard let record = try ledger.claim(id),
            let claim = ClaimHistory(notices: record.notices, policy: present.policy)?.claim
        else { return nil }
        let taken = Dictionary(
            record.applications.map { ($0.line, $0.units) },
            uniquingKeysWith: +
        )
        let lines = try ledger.lines(orderNumber: claim.orderNumber).map { line in
            var line = line
            line.cancelledUnits = max(0, line.cancelledUnits - taken[line.line.key, default: 0])
            return line
        }
        let input = MatchInput(claim: claim, ruling: nil, taken: [], lines: lines)
        let (now, then) = (present.decide(input).outcome, other.decide(input).outcome)
        guard now != then else { return nil }
        return RehearsalResult.Change(
            id: id,
            orderNumber: claim.orderNumber,
            now: now,
            then: then
        )
    }
}

extension Decision {
    fileprivate var outcome: RehearsalResult.Outcome {
        RehearsalResult.Outcome(status: status, reason: reason, applications: applications)
    }
}

extension SyncPolicy {
    /// The same states under another rule.
    fileprivate func with(_ rule: MatchRule) -> SyncPolicy {
        SyncPolicy(
            cancelStates: cancelStates,
            confirmStates: confirmStates,
            withdrawalStates: withdrawalStates,
            stateSynonyms: stateSynonyms,
            rule: rule,
            onSeveral: onSeveral
        )
    }
}
