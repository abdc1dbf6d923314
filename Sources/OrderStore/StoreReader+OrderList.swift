import MatchingCore
import SyncInterfaces

extension StoreReader {
    /// The order with its lines; `nil` without any.
    func order(
        _ number: String,
        account: Int64,
        arrival: OrderRow.Arrival
    ) throws -> OrderRow? {
        let number = OrderNumber(number)
        let lines = try lines(accountNumber: account, orderNumber: number)
        guard let name = lines.first?.line.key.account else { return nil }
        return OrderRow(
            id: OrderKey(account: name, orderNumber: number),
            arrival: arrival,
            lines: lines
        )
    }

    /// A page of the orders as they came in, newest first or last.
    func arrivals(_ query: OrderQuery) throws -> [OrderRow] {
        let range = NumberRange(query)
        let name: ParcelStatement =
            query.account == nil
            ? range.statement(before: .ordersBefore, after: .ordersAfter)
            : range.statement(before: .ordersOfAccountBefore, after: .ordersOfAccountAfter)
        let statement = try connection.prepared(name)
        let page = try bound(statement, to: range, limit: query.limit, account: query.account)
        guard let page else { return [] }
        let orders = try page.rows {
            (account: $0.integer(0), number: $0.text(1), arrival: $0.integer(2))
        }
        return try range.listed(orders)
            .compactMap { try order($0.number, account: $0.account, arrival: $0.arrival) }
    }

    /// A statement, bound to a page of numbered rows, of one account where `account` is given; `nil`
    /// for an account that the store has never seen.
    func bound(
        _ statement: PreparedStatement,
        to range: NumberRange,
        limit: Int,
        account: AccountID?
    ) throws -> PreparedStatement? {
        statement.bind(1, range.bound)
        statement.bind(2, limit)
        guard let account else { return statement }
        guard let number = try number(of: account) else { return nil }
        statement.bind(3, number)
        return statement
    }

    /// A number by which orders are found.
    enum OrderName {
        case order, line, parcel
        /// The order that another one took the place of.
        case original

        fileprivate var statement: ParcelStatement {
            switch self {
            case .order: .ordersOfPrefix
            case .line: .ordersOfLinePrefix
            case .parcel: .ordersOfParcelPrefix
            case .original: .ordersOfOriginalPrefix
            }
        }

        /// What begins so in every form in which the number can be on file.
        fileprivate func forms(of range: TextRange) -> [TextRange] {
            guard self == .parcel else { return [range] }
            return RowFilter.TextField.tracking.forms(of: .begins(range.prefix))
                .map { TextRange(prefix: $0.text) }
        }
    }

    /// The one page of orders with a number that begins so.
    func ordersFound(
        by range: TextRange,
        _ names: [OrderName],
        _ query: OrderQuery
    ) throws -> [OrderRow] {
        switch query.position {
        case .below, .above: return []
        case nil, .from, .end: break
        }
        let accounts =
            if let account = query.account { try number(of: account).map { [$0] } ?? [] } else {
                try connection.allAccountNumbers()
            }
        let test = OrderFilterTest(query)
        var found: [OrderRow] = []
        var known = Set<OrderKey>()
        let ranges = names.flatMap { name in name.forms(of: range).map { (name, $0) } }
        for (name, range) in ranges {
            let statement = try connection.prepared(name.statement)
            for account in accounts where found.count < query.limit {
                statement.bind(1, account)
                range.bind(to: statement, lower: 2, upper: 3)
                statement.bind(4, Self.reach)
                try statement.forEachRow { row in
                    guard let order = try order(row.text(1), account: row.integer(0), arrival: 0)
                    else { return true }
                    // Several lines of one order can have the prefix.
                    if test.admits(order) && known.insert(order.id).inserted { found.append(order) }
                    return found.count < query.limit
                }
            }
        }
        return found
    }
}

extension NumberRange {
    /// Where a page of orders as they came in is read from.
    init(_ query: OrderQuery) {
        self.init(query.position.map { $0.map(\.arrival) }, isReversed: query.sort.isReversed)
    }
}
