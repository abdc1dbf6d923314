/// What is to become of a cancellation, and the evidence for it.
public struct Decision: Sendable, Hashable {
    /// Where the cancellation stands from now on.
    public let status: Status
    /// Why it stands there.
    public let reason: ReasonCode
    /// All that the cancellation takes from now on, what it took before included, in line order.
    ///
    /// Never less than it took before: only operators give units back.
    public let applications: [Application]
    /// What the decision was made from.
    public let evidence: Evidence

    /// Creates a decision.
    package init(
        status: Status,
        reason: ReasonCode,
        applications: [Application],
        evidence: Evidence
    ) {
        self.status = status
        self.reason = reason
        self.applications = applications
        self.evidence = evidence
    }
}

/// What was known when a decision was taken; kept in the journal, so that *then* can be told from *now*.
public struct Evidence: Sendable, Hashable {
    /// One candidate line as it stood.
    public struct Line: Sendable, Hashable {
        /// Which line it is.
        public let key: OrderLineKey
        /// Only the fields that the rule names.
        public let fields: FieldValues
        /// Units ordered.
        public let quantity: Int
        /// Units that other cancellations had taken.
        public let unitsTakenByOthers: Int
        /// How far the line had got.
        public let shipping: ShippingState

        /// Creates the record of a line.
        package init(
            key: OrderLineKey,
            fields: FieldValues,
            quantity: Int,
            unitsTakenByOthers: Int,
            shipping: ShippingState
        ) {
            self.key = key
            self.fields = fields
            self.quantity = quantity
            self.unitsTakenByOthers = unitsTakenByOthers
            self.shipping = shipping
        }
    }

    /// The rule in force, as text; `nil` when there was none.
    public let rule: String?
    /// The position in the rule of the branch that found lines; `nil` when none did.
    public let firedBranch: Int?
    /// The marketplace's state word.
    public let state: String
    /// Only the claim's fields that the rule names; all of them when there was no rule.
    public let fields: FieldValues
    /// Units claimed; `nil` means all.
    public let quantity: Int?
    /// The candidate lines: those with the claim's order number in its account, in line order; then
    /// those of orders that replaced it which an operator took.
    public let lines: [Line]
    /// Other accounts that have the order number.
    public let otherAccounts: [AccountID]

    /// Creates evidence.
    package init(
        rule: String?,
        firedBranch: Int?,
        state: String,
        fields: FieldValues,
        quantity: Int?,
        lines: [Line],
        otherAccounts: [AccountID]
    ) {
        self.rule = rule
        self.firedBranch = firedBranch
        self.state = state
        self.fields = fields
        self.quantity = quantity
        self.lines = lines
        self.otherAccounts = otherAccounts
    }
}
