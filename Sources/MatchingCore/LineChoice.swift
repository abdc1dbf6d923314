/// A line that an operator names.
public struct LineChoice: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Its name within its order.
    public let lineID: LineID
    /// Its order, of the claim's account; `nil` is the claim's own, and where that has no such line,
    /// one that replaces it.
    public let orderNumber: OrderNumber?

    /// Names a line.
    public init(_ lineID: LineID, of orderNumber: OrderNumber? = nil) {
        self.lineID = lineID
        self.orderNumber = orderNumber
    }

    /// Names a line of the claim's own order.
    public init(stringLiteral value: String) { self.init(LineID(value)) }
}
