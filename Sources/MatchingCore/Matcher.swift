/// Decides and explains: the one matcher behind passes, explanations, rehearsals and tests.
///
/// A pure function of its arguments: the same claim, lines and policy give the same answer, in
/// whatever order the lines come.
public struct Matcher: Sendable, Hashable {
    /// The account whose claims are decided; only its lines can be taken.
    public let account: AccountID
    /// What states mean, and by which key lines are found.
    public let policy: SyncPolicy

    /// Creates the matcher of an account.
    public init(account: AccountID, policy: SyncPolicy) {
        self.account = account
        self.policy = policy
    }

    /// Returns what is to become of the claim; applies nothing itself.
    ///
    /// Deciding again with what the first decision took gives the same status, reason and
    /// applications. Work grows with the number of lines of the order.
    public func decide(_ input: MatchInput) -> Decision {
        let evaluation = Evaluation(of: input, by: self)
        let verdict = evaluation.verdict
        return Decision(
            status: verdict.status,
            reason: verdict.reason,
            applications: verdict.applications,
            evidence: evaluation.evidence
        )
    }
}

/// Everything on file that a decision about one claim needs.
public struct MatchInput: Sendable, Hashable {
    /// What the marketplace says by now.
    public var claim: Claim
    /// What an operator decided; `nil` when the rules decide.
    public var ruling: Ruling?
    /// What this cancellation took so far, in line order.
    public var taken: [Application]
    /// Every line with the claim's order number, in any account.
    ///
    /// Their ``LineOnFile/cancelledUnits`` include what this cancellation took.
    public var lines: [LineOnFile]
    /// Every line of the orders that replaced the claim's in an exchange; only operators take them.
    public var replacing: [LineOnFile]
    /// Lines of further orders of the account that an operator names, or took; the rule is not held
    /// against them.
    public var chosen: [LineOnFile]

    /// Creates the input of a decision.
    public init(
        claim: Claim,
        ruling: Ruling?,
        taken: [Application],
        lines: [LineOnFile],
        replacing: [LineOnFile] = [],
        chosen: [LineOnFile] = []
    ) {
        self.replacing = replacing
        self.chosen = chosen
        self.claim = claim
        self.ruling = ruling
        self.taken = taken
        self.lines = lines
    }
}
