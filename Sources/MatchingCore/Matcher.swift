/// Decides and explains: the one matcher behind passes, explanations, rehearsals and tests.
///
/// A pure function of its arguments: the same claim, lines and policy give the same answer.
public struct Matcher: Sendable, Hashable {
    public let account: AccountID
    public let policy: SyncPolicy

    /// Creates the matcher of an account.
    public init(account: AccountID, policy: SyncPolicy) {
        self.account = account
        self.policy = policy
    }
}
