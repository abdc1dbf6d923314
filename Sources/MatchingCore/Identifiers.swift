/// A short text that names something; distinct types keep one kind of name from standing for another.
public protocol TextIdentifier: RawRepresentable<String>, Sendable, Hashable, Comparable,
    CustomStringConvertible, ExpressibleByStringLiteral
{
    /// Creates the identifier with exactly this text.
    init(_ rawValue: String)
}

extension TextIdentifier {
    /// Creates the identifier with exactly this text.
    public init(rawValue: String) { self.init(rawValue) }
    /// Creates the identifier with exactly this text.
    public init(stringLiteral value: String) { self.init(value) }
    /// The text itself.
    public var description: String { rawValue }
    /// By code points, as a store sorts them.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The catalogue's name of a marketplace (`coupang`); ASCII, lower case.
public struct MarketplaceID: TextIdentifier {
    /// The text.
    public let rawValue: String
    /// Creates the name with exactly this text.
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The name of one seller account at a marketplace (`coupang`, `coupang-2`); what is polled and stored.
public struct AccountID: TextIdentifier {
    /// What no account can be called: folders of these names lie beside the accounts' own.
    public static let reservedNames: Set<String> = ["orders", "rejected", "archive"]

    /// The text.
    public let rawValue: String
    /// Creates the name with exactly this text.
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A marketplace's order number; text, not a number, because leading zeros matter.
public struct OrderNumber: TextIdentifier {
    /// The text.
    public let rawValue: String
    /// Creates the name with exactly this text.
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The name of one line within an order, unique within an account's order.
public struct LineID: TextIdentifier {
    /// The text.
    public let rawValue: String
    /// Creates the name with exactly this text.
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A marketplace's name of a claim, or one made from the key fields where the feed has none.
public struct ClaimID: TextIdentifier {
    /// The text.
    public let rawValue: String
    /// Creates the name with exactly this text.
    public init(_ rawValue: String) { self.rawValue = rawValue }
}

/// The store's number of a cancellation; what operators type (`cancelsync explain 41`).
public struct CancellationID: RawRepresentable, Sendable, Hashable, Comparable,
    CustomStringConvertible
{
    /// The store's number; positive.
    public let rawValue: Int64
    /// Creates the number as the store gave it.
    public init(rawValue: Int64) { self.rawValue = rawValue }
    /// The number in decimal digits.
    public var description: String { String(rawValue) }
    /// By number, which is by age.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The whole name of an order line: order number first, so that lines of one order sort together.
public struct OrderLineKey: Sendable, Hashable, Comparable {
    /// The number of the order that the line belongs to.
    public let orderNumber: OrderNumber
    /// The account that the order was made with.
    public let account: AccountID
    /// The line's name within the order.
    public let lineID: LineID

    /// Creates the key of `lineID` in the account's order.
    public init(account: AccountID, orderNumber: OrderNumber, lineID: LineID) {
        self.orderNumber = orderNumber
        self.account = account
        self.lineID = lineID
    }

    /// By order number, account and line.
    public static func < (left: Self, right: Self) -> Bool {
        if left.orderNumber != right.orderNumber { return left.orderNumber < right.orderNumber }
        if left.account != right.account { return left.account < right.account }
        return left.lineID < right.lineID
    }
}
