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
            return query.filter.isEmpty
                ? OrderSlice(rows: try arrivals(query)) : try searchArrivals(query)
        case .order, .account: return try searchSorted(query)
        }
    }

    /// The page's orders, found by going through the lines in the order of arrival.
    private func searchArrivals(_ query: OrderQuery) throws -> OrderSlice {
        let newest = try newestArrival()
        let ranges = try AccountRanges(query.account, query.filter, reader: self)
        guard !ranges.accounts.isEmpty else { return OrderSlice(rows: [], newest: newest) }
        let range = NumberRange(query)
        let isOne = ranges.accounts.count == 1
        let name: ParcelStatement =
            isOne
            ? range.statement(before: .linesOfAccountBefore, after: .linesOfAccountAfter)
            : range.statement(before: .linesBefore, after: .linesAfter)
        let statement = try connection.prepared(name)
        statement.bind(1, range.bound)
        if isOne { statement.bind(2, ranges.accounts[0]) }
        var walk = OrderWalk(query, accounts: Set(ranges.accounts))
        var latest: OrderRow.Arrival = 0
        try statement.forEachRow { row in
            if latest != row.integer(0) {
                guard walk.canGoOn else { return false }
                latest = row.integer(0)
                try walk.begin(
                    row.text(2),
                    of: account(row.integer(1), in: row),
                    arrival: latest
                )
            }
            guard walk.admits(row) else { return true }
            try walk.take(order(row.text(2), account: row.integer(1), arrival: latest))
            return true
        }
        let count = newest?.arrival ?? 0
        let from = range.isAscending ? range.bound : min(range.bound, count + 1)
        return OrderSlice(
            rows: range.listed(walk.rows),
            reach: walk.reach(looked: Int(abs(latest - from)), count: Int(count)),
            newest: newest
        )
    }

    /// The page's orders, found by going through the accounts' orders by number, or by account.
    private func searchSorted(_ query: OrderQuery) throws -> OrderSlice {
        let ranges = try AccountRanges(query.account, query.filter, reader: self)
        let scope = OrderScope(query, ranges)
        var list = try scope.list(self)
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
        let newest = query.filter.isEmpty ? nil : try newestArrival()
        return OrderSlice(
            rows: isUpwards ? walk.rows.reversed() : walk.rows,
            reach: walk.reach(looked: looked, count: Int(newest?.arrival ?? 0)),
            newest: newest
        )
    }

    /// The orders that are still wanted, in the list's order.
    private func orders(at places: [OrderPlace], _ query: OrderQuery) throws -> [OrderRow] {
        let test = RowFilterTest(query.filter, now: query.now)
        var numbers: [AccountID: Int64] = [:]
        let rows = try places.compactMap { place -> OrderRow? in
            guard let account = try number(of: place.order.account) else { return nil }
            numbers[place.order.account] = account
            let number = place.order.orderNumber.rawValue
            let order = try order(number, account: account, arrival: place.arrival)
            return order.flatMap { $0.lines.contains(where: test.admits) ? $0 : nil }
        }
        return query.page(of: rows) { $0.precedes($1, by: query.sort, numbers) }
    }

    /// The order that came last.
    private func newestArrival() throws -> OrderPlace? {
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
