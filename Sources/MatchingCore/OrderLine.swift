/// How far the seller's side has got with a line; one of three independent axes.
public enum ShippingState: String, Sendable, Hashable, CaseIterable {
    /// 접수: the order is known, nothing is printed.
    case received
    /// 송장: a waybill number is entered or the label printed; the parcel can still be pulled.
    case labeled
    /// 배송: the parcel left.
    case shipped
}

/// One line of an order (관리번호) as the seller's system knows it.
public struct OrderLine: Sendable, Hashable {
    /// Order number, account and line: the whole name.
    public let key: OrderLineKey
    /// The key fields, `order_no` among them.
    public var fields: FieldValues
    /// Units ordered, at least 1.
    public var quantity: Int
    /// How far the seller's side has got with it.
    public var shipping: ShippingState
    /// When the buyer ordered, where the import says.
    public var orderedAt: Timestamp?
    /// The parcel's waybill number, where the import says.
    public var trackingNumber: String?
    /// What the marketplace says beside.
    public var remarks: MarketplaceRemarks

    /// Creates a line; `order_no` is added to `fields`.
    public init(
        key: OrderLineKey,
        fields: FieldValues,
        quantity: Int = 1,
        shipping: ShippingState = .received,
        orderedAt: Timestamp? = nil,
        trackingNumber: String? = nil,
        remarks: MarketplaceRemarks = .none
    ) {
        precondition(quantity >= 1, "A line has at least one unit.")
        self.key = key
        self.fields = fields
        self.fields[.orderNumber] = key.orderNumber.rawValue
        self.quantity = quantity
        self.shipping = shipping
        self.orderedAt = orderedAt
        self.trackingNumber = trackingNumber
        self.remarks = remarks
    }

    /// For readers of a store whose rows were checked on their way in; `fields` has `order_no`.
    package init(
        trustedKey key: OrderLineKey,
        fields: FieldValues,
        quantity: Int,
        shipping: ShippingState,
        orderedAt: Timestamp?,
        trackingNumber: String?,
        remarks: MarketplaceRemarks
    ) {
        self.key = key
        self.fields = fields
        self.quantity = quantity
        self.shipping = shipping
        self.orderedAt = orderedAt
        self.trackingNumber = trackingNumber
        self.remarks = remarks
    }
}

/// Units of one line that one cancellation took.
public struct Application: Sendable, Hashable, Comparable {
    /// The line whose units were taken.
    public let line: OrderLineKey
    /// At least 1.
    public let units: Int

    /// Creates an application of `units` to `line`.
    public init(line: OrderLineKey, units: Int) {
        self.line = line
        self.units = units
    }

    /// By line, then by units.
    public static func < (left: Self, right: Self) -> Bool {
        left.line != right.line ? left.line < right.line : left.units < right.units
    }
}

/// A line with what cancellations have done to it so far: the second and third axis.
public struct LineOnFile: Sendable, Hashable {
    /// The line as the seller's system knows it.
    public var line: OrderLine
    /// Units that cancellations took, 0…`line.quantity`, over all cancellations.
    public var cancelledUnits: Int
    /// Whether the line is on hold (보류), so that the parcel does not leave.
    public var isHeld: Bool

    /// Creates a line with its cancel state and hold.
    public init(_ line: OrderLine, cancelledUnits: Int = 0, isHeld: Bool = false) {
        self.line = line
        self.cancelledUnits = cancelledUnits
        self.isHeld = isHeld
    }

    /// Units that are still to be shipped.
    public var openUnits: Int { line.quantity - cancelledUnits }
}
