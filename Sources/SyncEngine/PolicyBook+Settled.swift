import MatchingCore
import SyncInterfaces

extension PolicyBook {
    /// What decides about a claim on file: the present policy, but of what the rules applied under an
    /// earlier one the rule and the state of then.
    ///
    /// A rule that has become wider does not reach into orders that were settled under the old one,
    /// and a claim of a whole order goes on taking its lines under a narrower one, whatever brings the
    /// claim up again. What the marketplace says anew has the meaning that it has by now.
    ///
    /// - Parameters:
    ///   - record: The claim.
    ///   - present: The matcher of its account.
    ///   - ledger: Where the decision that stands is on record.
    /// - Returns: The matcher that decides.
    /// - Throws: ``StoreError``.
    func matcher(
        for record: ClaimRecord,
        present: Matcher,
        in ledger: any LedgerReader
    ) throws -> Matcher {
        let standing = record.standing
        guard standing.status == .applied, standing.ruling == nil,
            let version = try ledger.policyVersions(of: present.account, limit: 1).first,
            version.number > 1
        else { return present }
        let decision = try ledger.journal(of: record.id).last { $0.status == .applied }
        let policy = present.policy
        return Matcher(
            account: present.account,
            policy: SyncPolicy(
                cancelStates: policy.cancelStates.filter { $0 != standing.state }
                    + [standing.state],
                confirmStates: policy.confirmStates.filter { $0 != standing.state },
                withdrawalStates: policy.withdrawalStates,
                stateSynonyms: policy.stateSynonyms,
                rule: decision?.evidence?.rule.flatMap { try? MatchRule(parsing: $0) }
                    ?? policy.rule,
                onSeveral: record.applications.count > 1 ? .apply : policy.onSeveral
            )
        )
    }
}
