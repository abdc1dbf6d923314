/// One sighting of a claim in a feed: what the marketplace said, once.
///
/// A class, because a notice never changes and is handed on a dozen times until it is on file.
public final class CancellationNotice: Sendable {
    /// The order that the notice names.
    public let orderNumber: OrderNumber
    /// The account whose feed said it.
    public let account: AccountID
    /// The marketplace's name of the claim; the same in every notice of it.
    public let claimID: ClaimID
    /// The marketplace's own word for the state, cleaned; never empty.
    public let state: String
    /// The key fields, `order_no` among them.
    public let fields: FieldValues
    /// Units claimed, at least 1; `nil` means all.
    public let quantity: Int?
    /// When the buyer asked, where the marketplace says.
    public let requestedAt: Timestamp?
    /// When the claim entered ``state``, as the marketplace says.
    public let changedAt: Timestamp?
    /// The buyer's reason, as the marketplace prints it.
    public let buyerReason: String?
    /// When the feed was read, or the file that held it was written.
    public let observedAt: Timestamp
    /// What the marketplace says beside.
    public let remarks: MarketplaceRemarks
    /// Where it was read, which says nothing about the claim; `nil` where the feed has no rows.
    public let origin: NoticeOrigin?

    /// Creates a notice.
    public init(
        account: AccountID,
        claimID: ClaimID,
        state: String,
        fields: FieldValues,
        quantity: Int? = nil,
        requestedAt: Timestamp? = nil,
        changedAt: Timestamp? = nil,
        buyerReason: String? = nil,
        observedAt: Timestamp,
        remarks: MarketplaceRemarks = .none,
        origin: NoticeOrigin? = nil
    ) {
        guard let orderNumber = fields[.orderNumber] else {
            preconditionFailure("A notice names its order.")
        }
        precondition(quantity.map { $0 >= 1 } ?? true, "A claim takes at least one unit.")
        self.orderNumber = OrderNumber(orderNumber)
        self.account = account
        self.claimID = claimID
        self.state = state
        self.fields = fields
        self.quantity = quantity
        self.requestedAt = requestedAt
        self.changedAt = changedAt
        self.buyerReason = buyerReason
        self.observedAt = observedAt
        self.remarks = remarks
        self.origin = origin
    }

    /// The moment that it gives by itself: ``changedAt``, else ``observedAt``.
    ///
    /// How it stands among the other notices of its claim, only ``ClaimHistory`` knows.
    public var effectiveAt: Timestamp { changedAt ?? observedAt }
}

extension CancellationNotice {
    /// The same sighting, of a claim that goes by another name.
    package func named(_ name: ClaimID) -> CancellationNotice {
        if name == claimID { return self }
        return CancellationNotice(
            account: account,
            claimID: name,
            state: state,
            fields: fields,
            quantity: quantity,
            requestedAt: requestedAt,
            changedAt: changedAt,
            buyerReason: buyerReason,
            observedAt: observedAt,
            remarks: remarks,
            origin: origin
        )
    }
}

extension CancellationNotice: Hashable {
    /// Whether both say the same, and were read at the same place.
    public static func == (one: CancellationNotice, other: CancellationNotice) -> Bool {
        one === other
            || one.account == other.account && one.claimID == other.claimID
                && one.state == other.state && one.fields == other.fields
                && one.quantity == other.quantity && one.requestedAt == other.requestedAt
                && one.changedAt == other.changedAt && one.buyerReason == other.buyerReason
                && one.observedAt == other.observedAt && one.remarks == other.remarks
                && one.origin == other.origin
    }

    /// Feeds the hasher with what tells notices apart best.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(account)
        hasher.combine(claimID)
        hasher.combine(state)
        hasher.combine(fields)
        hasher.combine(changedAt)
    }
}
