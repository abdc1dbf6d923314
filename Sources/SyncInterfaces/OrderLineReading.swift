package import MatchingCore

/// Reads a list of order lines page by page, whatever its length.
///
/// ```
/// by order number, line by line ──► a step in which hardly any line is wanted
///                                      │ for its product or option
///                                      ▼
///     the orders wanted, found as a list of orders finds them, and sorted here
///                                      │ too many
///                                      ▼
///                              line by line to the end
/// ```
package struct OrderLineReading: Sendable {
    private var query: OrderLineQuery
    /// The numbers of the wanted orders that are to be read, in ascending order; `nil` where lines
    /// are gone through.
    private var found: ArraySlice<OrderNumber>?
    /// Whether there is something to search for that was not.
    private var canSearch: Bool
    private let test: RowFilterTest
    private var isAtEnd = false

    /// Begins at the query's start; its limit is not used.
    package init(_ query: OrderLineQuery) {
        self.query = query
        test = RowFilterTest(query.filter, now: query.now)
        // Numbers that begin so are read from where they begin.
        canSearch = query.prefix == nil && query.filter.isFoundByItemText
    }

    /// Reads the next page.
    ///
    /// - Parameters:
    ///   - limit: Lines at most.
    ///   - ledger: The store, which may have changed since the last page.
    /// - Returns: The lines, in line order; fewer than `limit` are the last ones.
    /// - Throws: ``StoreError``.
    package mutating func page(
        of limit: Int,
        from ledger: some LedgerReader
    ) throws -> [LineOnFile] {
        var lines: [LineOnFile] = []
        while lines.count < limit, !isAtEnd {
            let size = limit - lines.count
            lines += try found == nil ? walk(size, ledger) : readFound(size, ledger)
        }
        return lines
    }

    private mutating func walk(_ size: Int, _ ledger: some LedgerReader) throws -> [LineOnFile] {
        query.limit = size
        let slice = try ledger.search(query)
        query.after = slice.lookedTo ?? slice.lines.last?.line.key ?? query.after
        if slice.lookedTo == nil {
            isAtEnd = slice.lines.count < size
        } else if canSearch {
            canSearch = false
            found = try wantedOrders(ledger)
        }
        return slice.lines
    }

    /// The numbers of the orders that are wanted; `nil` where they are too many.
    private func wantedOrders(_ ledger: some LedgerReader) throws -> ArraySlice<OrderNumber>? {
        var search = OrderQuery(
            account: query.account,
            filter: query.filter,
            now: query.now,
            limit: 0
        )
        search.hasNumbersOfLines = true
        guard let places = try ledger.wantedOrders(search) else { return nil }
        let ahead = places.lazy.map(\.order.orderNumber)
            .filter { number in query.after.map { $0.orderNumber <= number } ?? true }
        return Set(ahead).sorted()[...]
    }

    private mutating func readFound(
        _ size: Int,
        _ ledger: some LedgerReader
    ) throws -> [LineOnFile] {
        var lines: [LineOnFile] = []
        while lines.count < size, let number = found?.first {
            let wanted = try ledger.lines(orderNumber: number).filter(isAhead)
            lines += wanted.prefix(size - lines.count)
            query.after = lines.last?.line.key ?? query.after
            // An order of which a part has no room is gone on with.
            if query.after == wanted.last?.line.key || wanted.isEmpty { found?.removeFirst() }
        }
        isAtEnd = found?.isEmpty ?? false
        return lines
    }

    /// Whether the line is wanted, and behind the last one.
    private func isAhead(_ line: LineOnFile) -> Bool {
        let key = line.line.key
        return query.account.map { $0 == key.account } ?? true
            && query.after.map { $0 < key } ?? true && test.admits(line)
    }
}
