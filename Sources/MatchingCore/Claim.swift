/// What a marketplace says of one claim by now, folded from all its notices.
public struct Claim: Sendable, Hashable {
    /// The account whose feed brought the claim.
    public let account: AccountID
    /// The marketplace's name of the claim.
    public let claimID: ClaimID
    /// The newest state word.
    public let state: String
    /// The newest value of each field that any notice carried.
    public let fields: FieldValues
    /// The newest quantity given, of several ``requests`` that of the newest; `nil` means all.
    public let quantity: Int?
    /// The earliest time at which the buyer asked, where a notice gave one.
    public let requestedAt: Timestamp?
    /// When the claim entered ``state``, where the marketplace gave it.
    public let changedAt: Timestamp?
    /// The buyer's newest reason, as the marketplace prints it; `nil` when no notice gave one.
    public let buyerReason: String?
    /// When any notice of the claim was first observed.
    public let firstSeenAt: Timestamp
    /// Whether the claim was asked again after a withdrawal.
    public let wasAskedAgain: Bool
    /// The newest of each thing that notices said beside the key fields.
    public let remarks: MarketplaceRemarks
    /// The requests of the buyer, oldest first, where several came under this one name; else empty.
    public let requests: [ClaimRequest]

    /// Creates a claim from what its notices say together.
    package init(
        account: AccountID,
        claimID: ClaimID,
        state: String,
        fields: FieldValues,
        quantity: Int?,
        requestedAt: Timestamp?,
        changedAt: Timestamp?,
        buyerReason: String?,
        firstSeenAt: Timestamp,
        wasAskedAgain: Bool,
        remarks: MarketplaceRemarks = .none,
        requests: [ClaimRequest] = []
    ) {
        self.account = account
        self.claimID = claimID
        self.state = state
        self.fields = fields
        self.quantity = quantity
        self.requestedAt = requestedAt
        self.changedAt = changedAt
        self.buyerReason = buyerReason
        self.firstSeenAt = firstSeenAt
        self.wasAskedAgain = wasAskedAgain
        self.remarks = remarks
        self.requests = requests
    }

    /// The order that the claim names.
    public var orderNumber: OrderNumber { OrderNumber(fields[.orderNumber] ?? "") }
}

/// What an operator decided about a cancellation; stands until the buyer withdraws and asks again.
public enum Ruling: Sendable, Hashable {
    /// Confirmed or applied by hand: the applications on file are final, and what else the claim means
    /// of what is on file waits for a person.
    case applied
    /// Not to be applied, with the reason typed or chosen.
    case dismissed(reason: String)
    /// An application was taken back; a person decides what comes next.
    case undone
    /// It stays as it is: what was withdrawn stays cancelled, or no more of the claim is applied.
    case settled(reason: String)
}
