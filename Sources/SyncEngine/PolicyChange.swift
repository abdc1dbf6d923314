import MatchingCore
import SyncInterfaces

/// Brings what is on file up to a policy that changed since it was last decided.
struct PolicyChange: Sendable {
    let book: PolicyBook
    let settings: EngineSettings

    /// What a changed policy can decide otherwise.
    ///
    /// Applied cancellations stay as they stand: a rule that has become wider must not reach into
    /// orders that were settled under the old one.
    private static let waiting: Set<Status> = [.pending, .held, .ignored, .withdrawn]

    /// Registers every account and decides again what waits where the policy is another one.
    ///
    /// The new fingerprint is written with the last page, so that a crash in between only makes
    /// it decide some of it twice.
    ///
    /// - Returns: The counts over all accounts.
    func bringUpToDate(_ store: any OrderStore, time: any TimeSource) async throws -> PassTally {
        let accounts = book.accounts
        let known = try await store.read { ledger in
            try accounts.map { account in
                // An older program put no version on record.
                let hasVersion = try !ledger.policyVersions(of: account.id, limit: 1).isEmpty
                return (try ledger.policyFingerprint(of: account.id), hasVersion)
            }
        }
        var newAccounts: [Account] = []
        var tally = PassTally()
        for (account, (known, hasVersion)) in zip(accounts, known) {
            guard known != account.marketplace.policy.fingerprint || !hasVersion else { continue }
            if let known, known != account.marketplace.policy.fingerprint {
                tally.add(try await decideAgain(account, from: known, store: store, time: time))
            } else {
                newAccounts.append(account)
            }
        }
        try await register(newAccounts, in: store, at: time.now())
        return tally
    }

    private func register(
        _ accounts: [Account],
        in store: any OrderStore,
        at now: Timestamp
    ) async throws {
        guard !accounts.isEmpty else { return }
        try await store.write { ledger in
            for account in accounts {
                try ledger.register(account.id)
                let fingerprint = account.marketplace.policy.fingerprint
                try ledger.setPolicyFingerprint(fingerprint, of: account.id)
                // Another process may have done the same meanwhile.
                guard try ledger.policyVersions(of: account.id, limit: 1).isEmpty else { continue }
                try ledger.append(PolicyVersion(1, of: account, since: now), of: account.id)
            }
        }
    }

    private func decideAgain(
        _ account: Account,
        from known: String,
        store: any OrderStore,
        time: any TimeSource
    ) async throws -> PassTally {
        var tally = PassTally()
        var last: ClaimPosition?
        repeat {
            let after = last
            let page = try await store.write { ledger in
                try takePage(of: account, after: after, ledger: ledger, now: time.now())
            }
            tally.add(page.tally)
            last = page.last
        } while last != nil
        try await store.write { ledger in
            let fingerprint = account.marketplace.policy.fingerprint
            // Another process may have done the same meanwhile.
            guard try ledger.policyFingerprint(of: account.id) != fingerprint else { return }
            try ledger.setPolicyFingerprint(fingerprint, of: account.id)
            let before = try ledger.policyVersions(of: account.id, limit: 1).first
            let now = time.now()
            let version = PolicyVersion((before?.number ?? 0) + 1, of: account, since: now)
            try ledger.append(version, of: account.id)
            try ledger.append(
                JournalEntry(
                    at: now,
                    actor: .system,
                    act: .changePolicy,
                    account: account.id,
                    note: version.note(since: before, known: known)
                )
            )
        }
        return tally
    }

    private func takePage(
        of account: Account,
        after: ClaimPosition?,
        ledger: any Ledger,
        now: Timestamp
    ) throws -> (tally: PassTally, last: ClaimPosition?) {
        let page = try ledger.claims(
            account: account.id,
            statuses: Self.waiting,
            after: after,
            limit: max(settings.cancellationsPerPage, 1)
        )
        var desk = DecisionDesk(ledger: ledger, book: book, now: now)
        let matcher = try book.matcher(of: account.id)
        for record in page.claims { try desk.decideAgain(record, matcher: matcher) }
        try desk.decideWhatIsLeft()
        return (desk.tally, page.end)
    }
}

extension PolicyVersion {
    fileprivate init(_ number: Int, of account: Account, since: Timestamp) {
        let policy = account.marketplace.policy
        self.init(
            number: number,
            since: since,
            fingerprint: policy.fingerprint,
            rule: policy.rule?.description,
            cancelStates: policy.cancelStates
        )
    }

    /// What differs from the version before, in the words of the configuration.
    fileprivate func note(since before: PolicyVersion?, known: String) -> String {
        guard let before else { return "\(known) → \(fingerprint)" }
        var parts = ["\(before.number) → \(number)"]
        if rule != before.rule { parts.append("match: \(before.rule ?? "–") → \(rule ?? "–")") }
        if cancelStates != before.cancelStates {
            let lists = [before.cancelStates, cancelStates].map { $0.joined(separator: ", ") }
            parts.append("cancel_states: \(lists.joined(separator: " → "))")
        }
        return parts.joined(separator: " · ")
    }
}
