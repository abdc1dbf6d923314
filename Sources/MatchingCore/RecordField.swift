/// A column of the files that come in and of the JSON that goes out.
///
/// Key fields have the names of the rule language; the others the names below.
public enum RecordField: Sendable, Hashable {
    case key(KeyField)
    case account
    case lineID
    case claimID
    case state
    case quantity
    case shipping
    case orderedAt
    case trackingNumber
    case requestedAt
    case changedAt
    case reason
    /// The marketplace's own word for how far the parcel is.
    case shippingWord
    /// The number that an exchanged order had before.
    case originalOrderNumber
    /// By whom or why it was cancelled, in the marketplace's own word.
    case cancelledBy

    /// Every field: the key fields first, then the others.
    public static let all: [RecordField] = KeyField.all.map(RecordField.key) + others

    private static let others: [RecordField] = [
        .account, .lineID, .claimID, .state, .quantity, .shipping, .orderedAt, .trackingNumber,
        .requestedAt, .changedAt, .reason, .shippingWord, .originalOrderNumber,
        .cancelledBy,
    ]

    /// Finds a field by its exact name; `nil` when there is none.
    public init?(name: String) {
        if let key = KeyField(name: name) {
            self = .key(key)
        } else if let other = Self.others.first(where: { $0.name == name }) {
            self = other
        } else {
            return nil
        }
    }

    /// The name in files, in configuration and in JSON.
    public var name: String {
        switch self {
        case .key(let field): field.name
        case .account: "account"
        case .lineID: "line_id"
        case .claimID: "claim_id"
        case .state: "state"
        case .quantity: "quantity"
        case .shipping: "shipping"
        case .orderedAt: "ordered_at"
        case .trackingNumber: "tracking_no"
        case .requestedAt: "requested_at"
        case .changedAt: "changed_at"
        case .reason: "reason"
        case .shippingWord: "marketplace_shipping"
        case .originalOrderNumber: "original_order_no"
        case .cancelledBy: "cancelled_by"
        }
    }
}
