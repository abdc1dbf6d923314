import MatchingCore
import SyncInterfaces

extension StoreReader {
    func orders(_ query: OrderQuery) throws -> [OrderRow] {
        guard query.limit > 0 else { return [] }
        let range = TextRange(prefix: query.find)
        let found =
            range.prefix.isEmpty
            ? try arrivals(query) : try found(range, account: query.account, query)
        return try found.compactMap { order in
            let number = OrderNumber(order.number)
            let lines = try lines(accountNumber: order.account, orderNumber: number)
            guard let account = lines.first?.line.key.account else { return nil }
            return OrderRow(
                id: OrderKey(account: account, orderNumber: number),
                arrival: order.arrival,
                lines: lines
            )
        }
    }

    private struct FoundOrder {
        let account: Int64
        let number: String
        var arrival: OrderRow.Arrival = 0
    }

    /// A page of the orders as they came in, newest first.
    private func arrivals(_ query: OrderQuery) throws -> [FoundOrder] {
        let names: (below: ParcelStatement, above: ParcelStatement) =
            query.account == nil
            ? (.ordersBefore, .ordersAfter)
            : (.ordersOfAccountBefore, .ordersOfAccountAfter)
        guard
            let rows = try page(
                query.position,
                limit: query.limit,
                account: query.account,
                statements: (connection.prepared(names.below), connection.prepared(names.above)),
                { FoundOrder(account: $0.integer(0), number: $0.text(1), arrival: $0.integer(2)) }
            )
        else { return [] }
        return rows
    }

    /// A page of a list by number, the greatest first.
    ///
    /// - Returns: `nil` when the account is not on file.
    func page<Row>(
        _ position: ListPosition<Int64>?,
        limit: Int,
        account: AccountID?,
        statements: (below: PreparedStatement, above: PreparedStatement),
        _ row: (PreparedStatement) throws -> Row
    ) throws -> [Row]? {
        let isUpwards: Bool
        let bound: Int64
        switch position {
        case nil: (isUpwards, bound) = (false, .max)
        case .below(let key): (isUpwards, bound) = (false, key)
        case .from(let key): (isUpwards, bound) = (false, key == .max ? key : key + 1)
        case .above(let key): (isUpwards, bound) = (true, key)
        case .end: (isUpwards, bound) = (true, 0)
        }
        let statement = isUpwards ? statements.above : statements.below
        statement.bind(1, bound)
        statement.bind(2, limit)
        if let account {
            guard let number = try number(of: account) else { return nil }
            statement.bind(3, number)
        }
        let rows = try statement.rows(row)
        return isUpwards ? rows.reversed() : rows
    }

    /// The one page of orders with a number that begins so.
    private func found(
        _ range: TextRange,
        account: AccountID?,
        _ query: OrderQuery
    ) throws -> [FoundOrder] {
        switch query.position {
        case .below, .above: return []
        case nil, .from, .end: break
        }
        let accounts =
            if let account { try number(of: account).map { [$0] } ?? [] } else {
                try connection.allAccountNumbers()
            }
        var found: [FoundOrder] = []
        var known = Set<String>()
        for name in [
            ParcelStatement.ordersOfPrefix, .ordersOfLinePrefix,
            .ordersOfParcelPrefix, .ordersOfOriginalPrefix,
        ] {
            let statement = try connection.prepared(name)
            for account in accounts where found.count < query.limit {
                statement.bind(1, account)
                range.bind(to: statement, lower: 2, upper: 3)
                // Several lines of one order can have the prefix.
                statement.bind(4, query.limit)
                try statement.forEachRow { row in
                    let order = FoundOrder(account: row.integer(0), number: row.text(1))
                    if known.insert("\(order.account) \(order.number)").inserted {
                        found.append(order)
                    }
                    return found.count < query.limit
                }
            }
        }
        return found
    }
}
