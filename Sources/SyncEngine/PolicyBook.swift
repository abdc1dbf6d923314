import MatchingCore
import SyncInterfaces

/// The accounts of the configuration, each with its matcher, made once.
struct PolicyBook: Sendable {
    /// The accounts in the configuration's order.
    let accounts: [Account]

    private let matchers: [AccountID: Matcher]
    private let pairings: [AccountID: LinePairing]

    /// Opens the book of `accounts`; of two with one id the first counts.
    init(_ accounts: [Account]) {
        var matchers: [AccountID: Matcher] = [:]
        self.accounts = accounts.filter { account in
            guard matchers[account.id] == nil else { return false }
            matchers[account.id] = Matcher(
                account: account.id,
                policy: account.marketplace.policy
            )
            return true
        }
        self.matchers = matchers
        pairings = matchers.mapValues { LinePairing(rule: $0.policy.rule) }
    }

    /// How lines of `account` are told apart; without a rule where the configuration does not know it.
    func pairing(of account: AccountID) -> LinePairing {
        pairings[account] ?? LinePairing(rule: nil)
    }

    /// The matcher of `account`; `nil` when the configuration does not know it (any more).
    func knownMatcher(of account: AccountID) -> Matcher? { matchers[account] }

    /// The matcher of `account`.
    ///
    /// - Throws: ``ActError`` when the configuration does not know the account.
    func matcher(of account: AccountID) throws -> Matcher {
        guard let matcher = matchers[account] else {
            throw ActError(problem: .noSuchAccount(account.rawValue))
        }
        return matcher
    }

    /// The account with this id; where the configuration does not know it any more, with the last
    /// states and rule that were in force, so that what is on file of it can be told.
    func lastKnown(_ id: AccountID, in ledger: any LedgerReader) throws -> Account {
        if let account = accounts.first(where: { $0.id == id }) { return account }
        let version = try ledger.policyVersions(of: id, limit: 1).first
        let policy = SyncPolicy(
            cancelStates: version?.cancelStates ?? [],
            rule: version?.rule.flatMap { try? MatchRule(parsing: $0) }
        )
        let marketplace = Marketplace(
            id: MarketplaceID(id.rawValue),
            name: id.rawValue,
            policy: policy,
            pollIntervalMinutes: 10
        )
        return Account(id: id, marketplace: marketplace)
    }

    /// The matcher of an account, also of one that the configuration does not know any more.
    func lastKnownMatcher(of id: AccountID, in ledger: any LedgerReader) throws -> Matcher {
        if let matcher = matchers[id] { return matcher }
        return Matcher(account: id, policy: try lastKnown(id, in: ledger).marketplace.policy)
    }

    /// The account with this id.
    ///
    /// - Throws: ``ActError`` when the configuration does not know it.
    func account(_ id: AccountID) throws -> Account {
        guard let account = accounts.first(where: { $0.id == id }) else {
            throw ActError(problem: .noSuchAccount(id.rawValue))
        }
        return account
    }
}
