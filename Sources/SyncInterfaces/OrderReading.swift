/// Reads a list of orders page by page, whatever its length.
///
/// One that is sorted by number or by account, and in which hardly any order is wanted for its
/// products and options, is found in the order of arrival, of which alone the index of texts tells
/// what can be passed over, and is sorted then; see ``OrderLineReading``.
package struct OrderReading: Sendable {
    private var query: OrderQuery
    /// The wanted orders that are to be read, as the list is sorted; `nil` where it is gone through.
    private var found: ArraySlice<OrderPlace>?
    /// Whether there is something to search for that was not.
    private var canSearch: Bool
    private var isAtEnd = false

    /// Begins at the query's position; its limit is not used.
    package init(_ query: OrderQuery) {
        self.query = query
        canSearch =
            query.sort.offered(for: query.filter).column != .arrival
            && query.filter.isFoundByItemText
    }

    /// Reads the next page.
    ///
    /// - Parameters:
    ///   - limit: Orders at most.
    ///   - ledger: The store, which may have changed since the last page.
    /// - Returns: The orders, as the list is sorted; fewer than `limit` are the last ones.
    /// - Throws: ``StoreError``.
    package mutating func page(
        of limit: Int,
        from ledger: some LedgerReader
    ) throws -> [OrderRow] {
        var orders: [OrderRow] = []
        while orders.count < limit, !isAtEnd {
            let size = limit - orders.count
            orders += try found == nil ? walk(size, ledger) : readFound(size, ledger)
        }
        return orders
    }

    private mutating func walk(_ size: Int, _ ledger: some LedgerReader) throws -> [OrderRow] {
        query.limit = size
        let slice = try ledger.search(query)
        if let place = slice.reach?.place ?? slice.rows.last?.place {
            query.position = .below(place)
        }
        if slice.reach == nil {
            isAtEnd = slice.rows.count < size
        } else if canSearch {
            canSearch = false
            found = try ledger.wantedOrders(query).map { try sorted($0, ledger)[...] }
        }
        return slice.rows
    }

    /// The places of those orders that are still ahead, as the list is sorted.
    private func sorted(
        _ places: [OrderPlace],
        _ ledger: some LedgerReader
    ) throws -> [OrderPlace] {
        var query = query
        (query.places, query.limit) = (places, .max)
        return try ledger.orders(query).map(\.place)
    }

    private mutating func readFound(
        _ size: Int,
        _ ledger: some LedgerReader
    ) throws -> [OrderRow] {
        guard let places = found?.prefix(size), !places.isEmpty else {
            isAtEnd = true
            return []
        }
        found?.removeFirst(places.count)
        var query = query
        (query.places, query.position, query.limit) = (Array(places), nil, places.count)
        return try ledger.orders(query)
    }
}

/// Orders that are found by the index of texts and sorted, at most; of more, many are wanted.
private let mostSorted = 20_000
/// Orders of one page of such a search.
private let ordersOfPage = 500

extension LedgerReader {
    /// Finds all orders that are wanted, in the order of arrival.
    ///
    /// - Parameter query: Which ones; how it is sorted, and where its page is, does not matter.
    /// - Returns: Where they stand; `nil` where they are too many to be sorted.
    /// - Throws: ``StoreError``.
    func wantedOrders(_ query: OrderQuery) throws -> [OrderPlace]? {
        var search = query
        (search.sort, search.position, search.limit) = (OrderSort(), nil, ordersOfPage)
        var places: [OrderPlace] = []
        while true {
            let orders = try self.orders(search)
            places += orders.map(\.place)
            guard places.count <= mostSorted else { return nil }
            guard let last = orders.last, orders.count == search.limit else { return places }
            search.position = .below(last.place)
        }
    }
}

extension RowFilter {
    /// Whether the index of texts can say which orders can be wanted, and numbers do not say better
    /// where to look.
    var isFoundByItemText: Bool {
        orderBeginning == nil
            && clauses.contains { clause in
                guard !clause.isNegated, case .text(let field, _) = clause.condition else {
                    return false
                }
                return field == .product || field == .option
            }
    }
}
