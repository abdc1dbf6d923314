package import MatchingCore

/// The whole name of an order: marketplaces may give the same number to different orders.
package struct OrderKey: Sendable, Hashable {
    package let account: AccountID
    package let orderNumber: OrderNumber

    package init(account: AccountID, orderNumber: OrderNumber) {
        self.account = account
        self.orderNumber = orderNumber
    }
}

extension OrderLineKey {
    /// The order that the line belongs to.
    package var order: OrderKey { OrderKey(account: account, orderNumber: orderNumber) }
}

/// Which orders a list shows.
package struct OrderQuery: Sendable, Hashable {
    package var account: AccountID?
    /// The beginning of an order number, a line's name or a tracking number; `nil` for all orders.
    ///
    /// What is found is one page, at most `limit` orders: by order number, then by line, then by
    /// tracking number, then by the number that an exchanged order had before.
    package var find: String?
    /// What has to hold of one of an order's lines; numbers are those of the order, of all its lines.
    package var filter: RowFilter
    /// Whether numbers in ``filter`` are a line's own, as in a list that shows line by line.
    package var hasNumbersOfLines = false
    /// Only those at these places, where given; a list that was searched for is read again so.
    package var places: [OrderPlace]?
    /// The present, from which ages in ``filter`` count.
    package var now: Timestamp
    package var sort: OrderSort
    /// Whether orders are wanted in the order in which they came, whatever they are sorted by.
    package var isNews = false
    /// With ``isNews``, orders on file that imports changed since are wanted as well, beside those
    /// that came: since the change with this number, see ``ListSlice/lastChange``.
    ///
    /// Only the last thousands of changes are known.
    package var changesAfter: Int64?
    /// Where the page starts; `nil` for the beginning.
    package var position: ListPosition<OrderPlace>?
    package var limit: Int

    package init(
        account: AccountID? = nil,
        find: String? = nil,
        filter: RowFilter = RowFilter(),
        now: Timestamp = Timestamp(rawValue: 0),
        sort: OrderSort = OrderSort(),
        position: ListPosition<OrderPlace>? = nil,
        limit: Int
    ) {
        self.account = account
        self.find = find
        self.filter = filter
        self.now = now
        self.sort = sort
        self.position = position
        self.limit = limit
    }
}

/// An order as a list shows it: what its lines say together.
package struct OrderRow: Sendable, Hashable, Identifiable {
    /// Counts the orders of a store as they came in, from 1.
    package typealias Arrival = Int64

    package let id: OrderKey
    /// 0 in what was found by a number, which has one page, and in a list by order number.
    package let arrival: Arrival
    /// In line order; at least one.
    package let lines: [LineOnFile]

    package init(id: OrderKey, arrival: Arrival, lines: [LineOnFile]) {
        self.id = id
        self.arrival = arrival
        self.lines = lines
    }

    /// Units that were ordered; what does not fit is the greatest number.
    package var quantity: Int { lines.saturatingSum(of: \.line.quantity) }
    /// Units that are cancelled.
    package var cancelledUnits: Int { lines.saturatingSum(of: \.cancelledUnits) }
    /// Units that are still to be shipped.
    package var openUnits: Int { lines.saturatingSum(of: \.openUnits) }
}

/// How urgent it is to see to a line that must not leave; the most urgent first.
package enum PullUrgency: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// The parcel has left all the same, and has to come back.
    case recall
    /// The label is printed: the parcel may be on the table already.
    case labeled
    /// Nothing is printed yet.
    case received

    /// The urgency of a line on hold that nobody has seen to.
    package init(_ shipping: ShippingState) {
        switch shipping {
        case .shipped: self = .recall
        case .labeled: self = .labeled
        case .received: self = .received
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What is on file about pulling a line that is on hold.
package struct PullMark: Sendable, Hashable {
    /// Since when the line is on hold.
    package let since: Timestamp
    /// When it was marked as pulled, or as having come back; `nil` while it was not.
    package let pulledAt: Timestamp?
    /// How urgently the list has it; `nil` when it is not on the list.
    package let urgency: PullUrgency?

    package init(since: Timestamp, pulledAt: Timestamp?, urgency: PullUrgency? = nil) {
        self.since = since
        self.pulledAt = pulledAt
        self.urgency = urgency
    }
}
