import MatchingCore

/// How much room the rows of a list about orders take at most.
struct OrderExtent: ListExtent {
    /// Cells of the longest order number.
    private(set) var orderNumber = 0
    /// Cells of the longest tracking number.
    private(set) var trackingNumber = 0
    /// When the oldest order was made.
    private(set) var oldestOrder: Timestamp?

    init(_ lines: some Sequence<LineOnFile>) {
        for line in lines.lazy.map(\.line) {
            orderNumber = max(orderNumber, DisplayText.width(of: line.key.orderNumber.rawValue))
            trackingNumber = max(trackingNumber, DisplayText.width(of: line.trackingNumber ?? ""))
            guard let moment = line.orderedAt else { continue }
            oldestOrder = min(oldestOrder ?? moment, moment)
        }
    }

    mutating func widen(by other: Self) {
        orderNumber = max(orderNumber, other.orderNumber)
        trackingNumber = max(trackingNumber, other.trackingNumber)
        oldestOrder = .earlier(oldestOrder, other.oldestOrder)
    }
}

extension PageSetting {
    /// A column of tracking numbers, no wider than they are.
    func trackingColumn<ID>(
        _ id: ID,
        _ extent: OrderExtent,
        priority: Int
    ) -> TableColumn<ID> {
        let width = max(12, min(16, extent.trackingNumber))
        return TableColumn(id: id, least: 12, most: width, priority: priority)
    }

    /// A column that says when orders were made, no wider than the oldest one needs.
    func orderedColumn<ID>(
        _ id: ID,
        _ extent: OrderExtent,
        priority: Int
    ) -> TableColumn<ID> {
        let oldest = extent.oldestOrder.map { phrases.moment($0, now: now) } ?? ""
        let width = max(11, DisplayText.width(of: oldest))
        return TableColumn(id: id, width: width, priority: priority, alignment: .right)
    }
}
