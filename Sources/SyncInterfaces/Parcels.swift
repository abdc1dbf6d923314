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
    /// What has to hold of one of an order's lines.
    ///
    /// Where it names the beginning of the order number, what is found is one page too.
    package var filter: RowFilter
    /// Only these, where given; a list that was searched for is read again so.
    package var arrivals: [OrderRow.Arrival]?
    /// The present, from which ages in ``filter`` count.
    package var now: Timestamp
    /// Where the page starts; `nil` for the newest.
    package var position: ListPosition<OrderRow.Arrival>?
    package var limit: Int

    package init(
        account: AccountID? = nil,
        find: String? = nil,
        filter: RowFilter = RowFilter(),
        now: Timestamp = Timestamp(rawValue: 0),
        position: ListPosition<OrderRow.Arrival>? = nil,
        limit: Int
    ) {
        self.account = account
        self.find = find
        self.filter = filter
        self.now = now
        self.position = position
        self.limit = limit
    }
}

/// An order as a list shows it: what its lines say together.
package struct OrderRow: Sendable, Hashable, Identifiable {
    /// Counts the orders of a store as they came in, from 1.
    package typealias Arrival = Int64

    package let id: OrderKey
    /// 0 in what was found by a number: such a list has one page.
    package let arrival: Arrival
    /// In line order; at least one.
    package let lines: [LineOnFile]

    package init(id: OrderKey, arrival: Arrival, lines: [LineOnFile]) {
        self.id = id
        self.arrival = arrival
        self.lines = lines
    }
}

/// A page of a list of orders, or as much of it as was found within reach.
package struct OrderSlice: Sendable, Hashable {
    package let rows: [OrderRow]
    /// `nil` for a whole page; it counts orders.
    package let reach: SearchedReach<OrderRow.Arrival>?
    /// The newest order; `nil` where the list was not searched.
    package let beginning: OrderRow.Arrival?

    package init(
        rows: [OrderRow],
        reach: SearchedReach<OrderRow.Arrival>? = nil,
        beginning: OrderRow.Arrival? = nil
    ) {
        self.rows = rows
        self.reach = reach
        self.beginning = beginning
    }
}

/// How urgent it is to keep a line from leaving; the most urgent first.
package enum PullUrgency: Int, Sendable, Hashable, CaseIterable, Comparable {
    /// The label is printed: the parcel may be on the table already.
    case labeled
    /// Nothing is printed yet.
    case received

    /// The urgency of a line on hold; `nil` once it has left.
    package init?(_ shipping: ShippingState) {
        switch shipping {
        case .labeled: self = .labeled
        case .received: self = .received
        case .shipped: return nil
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Which part of the pull list is read; it is one list for all accounts.
package struct PullQuery: Sendable, Hashable {
    /// `nil` for the most urgent.
    package var position: ListPosition<PullRow.Place>?
    package var limit: Int

    package init(position: ListPosition<PullRow.Place>? = nil, limit: Int) {
        self.position = position
        self.limit = limit
    }
}

/// A line on hold that has not left and was not pulled.
package struct PullRow: Sendable, Hashable, Identifiable {
    /// Where a line stands on the list: by urgency, then the oldest cancellation first.
    package struct Place: Sendable, Hashable {
        package let urgency: PullUrgency
        package let since: Timestamp
        package let line: OrderLineKey

        package init(urgency: PullUrgency, since: Timestamp, line: OrderLineKey) {
            self.urgency = urgency
            self.since = since
            self.line = line
        }
    }

    package let line: LineOnFile
    package let place: Place
    package var id: OrderLineKey { line.line.key }

    package init(line: LineOnFile, place: Place) {
        self.line = line
        self.place = place
    }
}

/// What is on file about pulling a line that is on hold.
package struct PullMark: Sendable, Hashable {
    /// Since when the line is on hold.
    package let since: Timestamp
    /// When it was marked as pulled; `nil` while it was not.
    package let pulledAt: Timestamp?

    package init(since: Timestamp, pulledAt: Timestamp?) {
        self.since = since
        self.pulledAt = pulledAt
    }
}

/// Which journal entries a list shows.
package struct JournalQuery: Sendable, Hashable {
    package var account: AccountID?
    /// `nil` for the newest; by the entry's id.
    package var position: ListPosition<Int64>?
    package var limit: Int

    package init(
        account: AccountID? = nil,
        position: ListPosition<Int64>? = nil,
        limit: Int
    ) {
        self.account = account
        self.position = position
        self.limit = limit
    }
}
