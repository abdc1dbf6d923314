/// What orders are sorted by.
package enum OrderSortKey: String, SortKey {
    /// As they came in, the newest first.
    case arrival
    /// By order number; of equal ones the account decides that has been on file for longest.
    case order
    /// By account, in the store's ``AccountOrder``, then as ``arrival``, the newest first.
    case account

    package static var usual: Self { .arrival }

    package var isAscending: Bool { self != .arrival }
}

/// What a list of orders is sorted by.
package typealias OrderSort = ListSort<OrderSortKey>

extension OrderSort {
    /// This order, or that by number where a filter names the beginning of the number: such a list
    /// is read from where it begins.
    package func offered(for filter: RowFilter) -> OrderSort {
        filter.orderBeginning == nil
            ? self : OrderSort(.order, isReversed: column == .order && isReversed)
    }
}

/// Where an order stands in a list, whatever the list is sorted by.
package struct OrderPlace: Sendable, Hashable {
    package let order: OrderKey
    /// 0 where it does not matter: in what was found by a number, and in a list by order number.
    package let arrival: OrderRow.Arrival

    package init(order: OrderKey, arrival: OrderRow.Arrival) {
        self.order = order
        self.arrival = arrival
    }
}

extension OrderRow: PlacedRow {
    package var place: OrderPlace { OrderPlace(order: id, arrival: arrival) }
}
