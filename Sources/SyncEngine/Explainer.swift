package import MatchingCore
package import SyncInterfaces

/// Says why a cancellation or an order line stands where it stands.
///
/// Each answer is made from one snapshot of the store by the same matcher that decides.
package struct Explainer: Sendable {
    private let store: any OrderStore
    let book: PolicyBook

    /// Lines that are looked at for near misses.
    private static let resemblingLimit = 50
    /// A successful poll may lie this many intervals back before the time since counts as unread.
    private static let patienceInIntervals = 2

    /// Creates an explainer for the accounts of the configuration.
    package init(store: any OrderStore, accounts: [Account]) {
        self.store = store
        book = PolicyBook(accounts)
    }

    /// Why a cancellation stands where it stands; `nil` when there is none with this id.
    ///
    /// - Throws: ``StoreError``.
    package func explanation(of id: CancellationID) async throws -> Explanation? {
        try await store.read { try explanation(of: id, in: $0) }
    }

    /// Why an order line is or is not cancelled; `nil` when there is no such line.
    ///
    /// - Throws: ``StoreError``.
    package func explanation(
        ofLine key: OrderLineKey,
        now: Timestamp
    ) async throws -> OrderExplanation? {
        try await store.read { try explanation(ofLine: key, now: now, in: $0) }
    }

    /// The same as ``explanation(of:)``, within a snapshot that the caller has.
    package func explanation(
        of id: CancellationID,
        in ledger: any LedgerReader
    ) throws -> Explanation? {
        try explainedClaim(id, in: ledger)?.explanation
    }

    /// A cancellation with everything that was recorded about it, and why it stands where it stands.
    ///
    /// - Returns: `nil` when there is none with this id.
    /// - Throws: ``StoreError``.
    package func explainedClaim(
        _ id: CancellationID,
        in ledger: any LedgerReader
    ) throws -> ExplainedClaim? {
        guard let record = try ledger.claim(id) else { return nil }
        let matcher = try book.lastKnownMatcher(of: record.notices[0].account, in: ledger)
        let journal = try ledger.journal(of: id)
        let explanation = try explanation(
            of: record,
            journal,
            matcher: matcher,
            seeksAlternatives: true,
            in: ledger
        )
        return try explanation.map {
            ExplainedClaim(
                record: record,
                journal: journal,
                explanation: $0,
                nextTakers: try nextTakers(afterUndoing: record, in: ledger)
            )
        }
    }

    /// The same as ``explanation(ofLine:now:)``, within a snapshot that the caller has.
    package func explanation(
        ofLine key: OrderLineKey,
        now: Timestamp,
        in ledger: any LedgerReader
    ) throws -> OrderExplanation? {
        guard let line = try ledger.orderLine(key) else { return nil }
        let account = try book.lastKnown(key.account, in: ledger)
        let takers = try ledger.takers(of: key)
        var namings: [OrderExplanation.Naming] = []
        for record in try Self.claims(naming: key.order, in: ledger) {
            let account = record.notices[0].account
            guard
                let explanation = try explanation(
                    of: record,
                    ledger.journal(of: record.id),
                    matcher: book.lastKnownMatcher(of: account, in: ledger),
                    in: ledger
                )
            else { continue }
            namings.append(
                OrderExplanation.Naming(
                    id: record.id,
                    explanation: explanation,
                    units: takers[record.id] ?? 0
                )
            )
        }
        return try book.lastKnownMatcher(of: key.account, in: ledger).explain(
            line,
            namings: namings,
            coverage: try coverage(of: account, since: line.line.orderedAt, now: now, in: ledger),
            now: now
        )
    }

    /// Why cancellations of what is open of `lines` may lie unread, one explanation an order.
    ///
    /// One that the configuration does not know any more is not read by anybody.
    ///
    /// - Throws: ``StoreError``.
    package func doubts(
        about lines: [LineOnFile],
        now: Timestamp,
        in ledger: any LedgerReader
    ) throws -> [OrderExplanation] {
        var doubts: [OrderKey: OrderExplanation] = [:]
        for line in lines where line.openUnits > 0 && doubts[line.line.key.order] == nil {
            let key = line.line.key
            let since = line.line.orderedAt
            doubts[key.order] = OrderExplanation.doubt(
                about: line,
                coverage: try coverage(of: key.account, since: since, now: now, in: ledger),
                now: now
            )
        }
        return doubts.values.sorted { $0.line.line.key < $1.line.line.key }
    }

    /// Every claim that names an order: those of its account, those that wait in another one, those
    /// that name an order that it replaced and are not decided, and those that an operator applied
    /// to its lines.
    package static func claims(
        naming order: OrderKey,
        in ledger: any LedgerReader
    ) throws -> [ClaimRecord] {
        let own = try ledger.claims(account: order.account, orderNumber: order.orderNumber)
        let others = try ledger.waitingClaims(orderNumber: order.orderNumber)
            .filter { $0.notices[0].account != order.account }
        let inherited = try ledger.lineage(of: order).originals(of: order.orderNumber)
            .flatMap { try ledger.claims(account: order.account, orderNumber: $0) }
            .filter(\.standing.status.isUndecided)
        let lines = try ledger.lines(orderNumber: order.orderNumber).filter {
            $0.line.key.account == order.account && $0.cancelledUnits > 0
        }
        let takers = try lines.flatMap { try ledger.takers(of: $0.line.key).keys.sorted() }
            .compactMap { try ledger.claim($0) }
        var known: Set<CancellationID> = []
        return (own + others + inherited + takers).filter { known.insert($0.id).inserted }
    }

    /// The same claims, as they stand by what is on file now of lines that an operator applied them to.
    ///
    /// What an import changes of an order has only those decided again that name it.
    ///
    /// - Throws: ``StoreError``.
    package func presentClaims(
        naming order: OrderKey,
        in ledger: any LedgerReader
    ) throws -> [ClaimRecord] {
        try Self.claims(naming: order, in: ledger).map { record in
            var standing = record.standing
            guard standing.ruling == .applied, standing.status == .applied else { return record }
            let matcher = try book.lastKnownMatcher(of: record.notices[0].account, in: ledger)
            guard let history = ClaimHistory(notices: record.notices, policy: matcher.policy)
            else { return record }
            let decision = matcher.decide(try input(history.claim, record, in: ledger))
            (standing.status, standing.reason) = (decision.status, decision.reason)
            return ClaimRecord(
                id: record.id,
                notices: record.notices,
                standing: standing,
                applications: record.applications
            )
        }
    }

    /// Units that a cancellation leaves which an operator applied, see ``Explanation/unitsLeft``.
    ///
    /// - Throws: ``StoreError``.
    package func unitsLeft(of record: ClaimRecord, in ledger: any LedgerReader) throws -> Int {
        guard record.standing.ruling == .applied else { return 0 }
        let matcher = try book.lastKnownMatcher(of: record.notices[0].account, in: ledger)
        return try ClaimHistory(notices: record.notices, policy: matcher.policy)
            .map { matcher.unitsLeft(try input($0.claim, record, in: ledger)) } ?? 0
    }

    /// What is on file of a claim.
    private func input(
        _ claim: Claim,
        _ record: ClaimRecord,
        in ledger: any LedgerReader
    ) throws -> MatchInput {
        MatchInput(
            claim: claim,
            ruling: record.standing.ruling,
            taken: record.applications,
            lines: try ledger.lines(orderNumber: claim.orderNumber),
            replacing: try ledger.linesReplacing(claim),
            chosen: try ledger.linesChosen(by: record.applications, of: claim)
        )
    }

    /// How well an account was polled in the time up to now, `nil` meaning all of it.
    ///
    /// - Throws: ``StoreError``.
    package func coverage(
        of account: AccountID,
        since: Timestamp?,
        now: Timestamp,
        in ledger: any LedgerReader
    ) throws -> AccountCoverage {
        try coverage(of: book.lastKnown(account, in: ledger), since: since, now: now, in: ledger)
    }

    private func explanation(
        of record: ClaimRecord,
        _ journal: [JournalEntry],
        matcher present: Matcher,
        seeksAlternatives: Bool = false,
        in ledger: any LedgerReader
    ) throws -> Explanation? {
        let matcher = try book.matcher(for: record, present: present, in: ledger)
        guard let history = ClaimHistory(notices: record.notices, policy: matcher.policy)
        else { return nil }
        let claim = history.claim
        let input = try input(claim, record, in: ledger)
        let evidence = journal.last { $0.evidence != nil }?.evidence
        // A claim that found nothing has near misses elsewhere; one that found lines may have meant
        // others.
        let decision = matcher.decide(input)
        let isWaiting = decision.status == .pending
        let isSought = isWaiting || seeksAlternatives && decision.evidence.firedBranch != nil
        return matcher.explain(
            input,
            standing: (record.standing.status, record.standing.reason),
            then: evidence,
            present: present.policy,
            amid: Surroundings(
                resembling: isSought
                    ? try ledger.linesResembling(claim, limit: Self.resemblingLimit) : [],
                exchanged: isSought ? try exchangedLines(of: claim, in: ledger) : [],
                parcelsSeenTo: try parcelsSeenTo(of: record, in: ledger),
                isAccountKnown: book.knownMatcher(of: claim.account) != nil
            )
        )
    }

    /// The lines that a claim took and of which somebody said that they were pulled, or came back.
    private func parcelsSeenTo(
        of record: ClaimRecord,
        in ledger: any LedgerReader
    ) throws -> Set<OrderLineKey> {
        var seenTo: Set<OrderLineKey> = []
        for line in record.applications.map(\.line)
        where try ledger.pullMark(of: line)?.urgency == nil {
            seenTo.insert(line)
        }
        return seenTo
    }

    /// The lines of the orders that the claim's was exchanged for, or that it replaces.
    private func exchangedLines(
        of claim: Claim,
        in ledger: any LedgerReader
    ) throws -> [LineOnFile] {
        let order = OrderKey(account: claim.account, orderNumber: claim.orderNumber)
        return try ledger.lineage(of: order).numbers(beside: claim.orderNumber)
            .flatMap { try ledger.lines(orderNumber: $0) }
            .filter { $0.line.key.account == claim.account }
    }

    /// How well the account was polled since an order was made.
    private func coverage(
        of account: Account,
        since: Timestamp?,
        now: Timestamp,
        in ledger: any LedgerReader
    ) throws -> AccountCoverage {
        let timer = try ledger.timer(of: account, asOf: now)
        let covered = try ledger.coverage(
            of: timer,
            since: since ?? Timestamp(rawValue: 0),
            now: now
        )
        let start = since ?? covered.first?.start ?? now
        let patience = Self.patienceInIntervals * account.marketplace.pollIntervalMinutes * 60
        // The time since the last poll is not a gap while the next one is not long overdue, unless
        // that poll could not read everything.
        let isRead = timer.consecutiveFailures == 0
        let end = max(start, isRead ? now.advanced(by: .seconds(-patience)) : now)
        return AccountCoverage(
            account: account.id,
            isPaused: timer.isPaused,
            consecutiveFailures: timer.consecutiveFailures,
            lastFailure: timer.lastFailure,
            lastSuccessAt: timer.lastSuccessAt,
            gaps: TimeWindow(start: start, end: end).without(covered),
            vouched: timer.vouchedPeriods.filter { $0.end > start }
        )
    }
}

/// A cancellation as it is on file, explained.
package struct ExplainedClaim: Sendable {
    package let record: ClaimRecord
    /// Oldest first.
    package let journal: [JournalEntry]
    package let explanation: Explanation
    /// The cancellations that would take units at once of what undoing this one gives back.
    package let nextTakers: [UnitTaker]
}
