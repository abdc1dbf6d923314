import MatchingCore
import SyncInterfaces

extension StoreReader {
    func search(_ query: OrderQuery) throws -> OrderSlice {
        guard query.limit > 0 else { return OrderSlice(rows: []) }
        var query = query
        query.sort = query.isNews ? OrderSort() : query.sort.offered(for: query.filter)
        if let places = query.places {
            return OrderSlice(rows: try orders(at: places, query))
        }
        let find = TextRange(prefix: query.find)
        if !find.prefix.isEmpty {
            return OrderSlice(
                rows: try ordersFound(by: find, [.order, .line, .parcel, .original], query)
            )
        }
        switch query.sort.column {
        case .arrival:
            guard !query.filter.isEmpty else { return OrderSlice(rows: try arrivals(query)) }
            return try withChanges(searchArrivals(query), query)
        case .order, .account: return try searchSorted(query)
        }
    }

    /// The page's orders, found by going through the lines in the order of arrival.
    private func searchArrivals(_ query: OrderQuery) throws -> OrderSlice {
        let newest = try newestArrival()
        let ranges = try AccountRanges(query.account, query.filter, reader: self)
        guard let newest, !ranges.accounts.isEmpty
        else { return OrderSlice(rows: [], newest: newest) }
        let range = NumberRange(query)
        let from = range.isAscending ? range.bound : min(range.bound, newest.arrival + 1)
        var search = ArrivalSearch(
            walk: OrderWalk(query, accounts: Set(ranges.accounts)),
            blocks: try TextBlocks(query.filter, last: newest.arrival, on: connection),
            latest: from
        )
        let isOne = ranges.accounts.count == 1
        let name: ParcelStatement =
            isOne
            ? range.statement(before: .linesOfAccountBefore, after: .linesOfAccountAfter)
            : range.statement(before: .linesBefore, after: .linesAfter)
        let statement = try connection.prepared(name)
        if isOne { statement.bind(2, ranges.accounts[0]) }
        var bound = try search.blocks.skip(from: from, isAscending: range.isAscending)
        while let start = bound, search.walk.canGoOn {
            statement.bind(1, start)
            guard let end = try goThrough(statement, &search) else { break }
            // Beyond the order before the one that cannot be wanted.
            let before = range.isAscending ? end - 1 : end + 1
            bound = try search.blocks.skip(from: before, isAscending: range.isAscending)
        }
        let looked = Int(abs(search.latest - from))
        return OrderSlice(
            rows: range.listed(search.walk.rows),
            reach: search.walk.reach(looked: looked, count: Int(newest.arrival)),
            newest: newest,
            lastChange: try lastChange()
        )
    }

    /// Goes through lines in the order of arrival, as far as they can be wanted.
    ///
    /// - Returns: The first order that cannot, as its block has nothing that is; `nil` without one.
    private func goThrough(
        _ statement: PreparedStatement,
        _ search: inout ArrivalSearch
    ) throws -> OrderRow.Arrival? {
        var end: OrderRow.Arrival?
        try statement.forEachRow { row in
            let arrival = row.integer(0)
            if search.latest != arrival {
                guard search.walk.canGoOn else { return false }
                guard try search.blocks.canHave(arrival) else {
                    end = arrival
                    return false
                }
                search.latest = arrival
                try search.walk.begin(
                    row.text(2),
                    of: account(row.integer(1), in: row),
                    arrival: arrival
                )
            }
            guard search.walk.admits(row) else { return true }
            try search.walk.take(order(row.text(2), account: row.integer(1), arrival: arrival))
            return true
        }
        return end
    }

    /// The page's orders, found by going through the accounts' orders by number, or by account.
    private func searchSorted(_ query: OrderQuery) throws -> OrderSlice {
        let ranges = try AccountRanges(query.account, query.filter, reader: self)
        let scope = OrderScope(query, ranges)
        var list = try scope.list(self)
        let newest = query.filter.isEmpty ? nil : try newestArrival()
        var blocks = try TextBlocks(query.filter, last: newest?.arrival ?? 0, on: connection)
        var walk = OrderWalk(query, accounts: Set(ranges.accounts))
        var looked = 0
        while walk.canGoOn, let entry = try list.next(), let order = try scope.order(entry, self) {
            looked += 1
            try walk.begin(
                order.number,
                of: connection.accountName(order.account) ?? "",
                arrival: order.arrival
            )
            if !query.filter.isEmpty {
                if let number = entry.arrival, try !blocks.canHave(number) { continue }
                let statement = try connection.prepared(ParcelStatement.linesToProbe)
                statement.bind(1, order.number)
                statement.bind(2, order.account)
                let isWanted = try statement.hasRow(where: { walk.admits($0) })
                guard isWanted else { continue }
            }
            try walk.take(
                self.order(order.number, account: order.account, arrival: order.arrival)
            )
        }
        let isUpwards = query.position?.isUpwards ?? false
        return OrderSlice(
            rows: isUpwards ? walk.rows.reversed() : walk.rows,
            reach: walk.reach(looked: looked, count: Int(newest?.arrival ?? 0)),
            newest: newest,
            lastChange: query.filter.isEmpty ? nil : try lastChange()
        )
    }

    /// The news with the orders on file that changed, once all that came is known.
    private func withChanges(_ slice: OrderSlice, _ query: OrderQuery) throws -> OrderSlice {
        guard query.isNews, let last = query.changesAfter, slice.reach == nil,
            slice.rows.count < query.limit
        else { return slice }
        let accounts = Set(try AccountRanges(query.account, query.filter, reader: self).accounts)
        let test = OrderFilterTest(query)
        var (rows, known, reached) = (slice.rows, Set(slice.rows.map(\.id)), last)
        let statement = try connection.prepared(ArrivalStatement.changesAfter)
        statement.bind(1, last)
        try statement.forEachRow { row in
            // A whole page would say that more orders came.
            guard rows.count < query.limit - 1 else { return false }
            reached = row.integer(0)
            guard accounts.contains(row.integer(1)),
                let order = try order(
                    row.text(2),
                    account: row.integer(1),
                    arrival: row.integer(3)
                ),
                test.admits(order), known.insert(order.id).inserted
            else { return true }
            rows.append(order)
            return true
        }
        return OrderSlice(rows: rows, newest: slice.newest, lastChange: reached)
    }

    private func lastChange() throws -> Int64 {
        try connection.prepared(ArrivalStatement.lastChange).firstRow { $0.integer(0) } ?? 0
    }

    /// The orders that are still wanted, in the list's order.
    private func orders(at places: [OrderPlace], _ query: OrderQuery) throws -> [OrderRow] {
        let test = OrderFilterTest(query)
        var numbers: [AccountID: Int64] = [:]
        let rows = try places.compactMap { place -> OrderRow? in
            guard let account = try number(of: place.order.account) else { return nil }
            numbers[place.order.account] = account
            let number = place.order.orderNumber.rawValue
            let order = try order(number, account: account, arrival: place.arrival)
            return order.flatMap { test.admits($0) ? $0 : nil }
        }
        return query.page(of: rows) {
            $0.precedes($1, by: query.sort, numbers, connection.accountOrder)
        }
    }

    /// The order that came last.
    func newestArrival() throws -> OrderPlace? {
        let statement = try connection.prepared(ParcelStatement.ordersBefore)
        statement.bind(1, Int64.max)
        statement.bind(2, 1)
        return try statement.firstRow { row in
            OrderPlace(
                order: OrderKey(
                    account: try account(row.integer(0), in: row),
                    orderNumber: OrderNumber(row.text(1))
                ),
                arrival: row.integer(2)
            )
        }
    }
}

/// A search through the lines in the order of arrival.
private struct ArrivalSearch {
    var walk: OrderWalk
    var blocks: TextBlocks
    /// The order that is looked at; before the first one, where the search begins.
    var latest: OrderRow.Arrival
}
