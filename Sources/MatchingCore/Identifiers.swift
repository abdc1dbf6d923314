/// A short text that names something; distinct types keep one kind of name from standing for another.
public protocol TextIdentifier: RawRepresentable<String>, Sendable, Hashable, Comparable,
    CustomStringConvertible, ExpressibleByStringLiteral
{
    /// Creates the identifier with exactly this text.
    init(_ rawValue: String)
}

extension TextIdentifier {
    public init(rawValue: String) { self.init(rawValue) }
    public init(stringLiteral value: String) { self.init(value) }
    public var description: String { rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The catalogue's name of a marketplace (`coupang`); ASCII, lower case.
public struct MarketplaceID: TextIdentifier {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The name of one seller account at a marketplace (`coupang`, `coupang-2`); what is polled and stored.
public struct AccountID: TextIdentifier {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A marketplace's order number; text, not a number, because leading zeros matter.
public struct OrderNumber: TextIdentifier {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The name of one line within an order, unique within an account's order.
public struct LineID: TextIdentifier {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A marketplace's name of a claim, or one made from the key fields where the feed has none.
public struct ClaimID: TextIdentifier {
    public let rawValue: String
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The store's number of a cancellation; what operators type (`cancelsync explain 41`).
public struct CancellationID: RawRepresentable, Sendable, Hashable, Comparable,
    CustomStringConvertible
{
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    public var description: String { String(rawValue) }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The whole name of an order line: order number first, so that lines of one order sort together.
public struct OrderLineKey: Sendable, Hashable, Comparable {
    public let orderNumber: OrderNumber
    public let account: AccountID
    public let lineID: LineID

    /// Creates the key of `lineID` in the account's order.
    public init(account: AccountID, orderNumber: OrderNumber, lineID: LineID) {
        self.orderNumber = orderNumber
        self.account = account
        self.lineID = lineID
    }

    public static func < (left: Self, right: Self) -> Bool {
        if left.orderNumber != right.orderNumber { return left.orderNumber < right.orderNumber }
        if left.account != right.account { return left.account < right.account }
        return left.lineID < right.lineID
    }
}
