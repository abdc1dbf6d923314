import MatchingCore
import SyncInterfaces

extension StoreReader {
    /// How many order lines one search goes through.
    static let lineReach = 200_000
    /// How many lines' time it takes to read an order whole.
    private static let costOfOrder = 20

    func search(_ query: OrderQuery) throws -> OrderSlice {
        guard query.limit > 0 else { return OrderSlice(rows: []) }
        if let arrivals = query.arrivals {
            return OrderSlice(rows: try arrivals.compactMap { try order(of: $0, query) })
        }
        let find = TextRange(prefix: query.find)
        if !find.prefix.isEmpty {
            return OrderSlice(
                rows: try ordersFound(by: find, [.order, .line, .parcel, .original], query)
            )
        }
        if let beginning = query.filter.orderBeginning {
            return OrderSlice(
                rows: try ordersFound(by: TextRange(prefix: beginning), [.order], query)
            )
        }
        return query.filter.isEmpty
            ? OrderSlice(rows: try arrivals(query)) : try searchArrivals(query)
    }

    /// The page's orders, found by going through the lines in the order of arrival.
    private func searchArrivals(_ query: OrderQuery) throws -> OrderSlice {
        let newest = try newestArrival()
        let beginning = newest == 0 ? nil : newest
        let accounts = try connection.allAccountNumbers()
            .compactMap { try connection.accountName($0) }
        let listed = query.filter.accounts(
            among: query.account.map { own in accounts.filter { $0 == own } } ?? accounts
        )
        guard !listed.isEmpty else { return OrderSlice(rows: [], beginning: beginning) }
        let isUpwards = query.position?.isUpwards ?? false
        let start = query.position.bound
        let statement = try connection.prepared(
            listed.count == 1
                ? (isUpwards ? ParcelStatement.linesOfAccountAfter : .linesOfAccountBefore)
                : (isUpwards ? .linesAfter : .linesBefore)
        )
        statement.bind(1, start)
        if listed.count == 1 { statement.bind(2, try number(of: listed[0]) ?? 0) }
        var walk = OrderWalk(query, accounts: Set(try listed.compactMap { try number(of: $0) }))
        try statement.forEachRow { row in
            if walk.latest != row.integer(0) {
                guard walk.cost < Self.lineReach, walk.rows.count < query.limit else {
                    return false
                }
                walk.begin(row.integer(0))
            }
            guard walk.admits(row) else { return true }
            walk.cost += Self.costOfOrder
            if let order = try order(row.text(2), account: row.integer(1), arrival: walk.latest) {
                walk.take(order)
            }
            return true
        }
        let isCut = walk.rows.count < query.limit && walk.cost >= Self.lineReach
        let from = isUpwards ? start : min(start, newest + 1)
        return OrderSlice(
            rows: isUpwards ? walk.rows.reversed() : walk.rows,
            reach: isCut
                ? SearchedReach(
                    place: walk.latest,
                    looked: Int(abs(walk.latest - from)),
                    count: Int(newest)
                ) : nil,
            beginning: beginning
        )
    }

    private func order(of arrival: OrderRow.Arrival, _ query: OrderQuery) throws -> OrderRow? {
        let statement = try connection.prepared(ParcelStatement.orderOfArrival)
        statement.bind(1, arrival)
        let found = try statement.firstRow { (account: $0.integer(0), number: $0.text(1)) }
        guard let found,
            let order = try order(found.number, account: found.account, arrival: arrival)
        else { return nil }
        let test = RowFilterTest(query.filter, now: query.now)
        return order.lines.contains(where: test.admits) ? order : nil
    }

    private func newestArrival() throws -> OrderRow.Arrival {
        let statement = try connection.prepared(ParcelStatement.ordersBefore)
        statement.bind(1, Int64.max)
        statement.bind(2, 1)
        return try statement.firstRow { $0.integer(2) } ?? 0
    }
}

/// A search through lines that stand together by order.
private struct OrderWalk {
    private(set) var rows: [OrderRow] = []
    /// The order that is looked at.
    private(set) var latest: OrderRow.Arrival = 0
    /// In lines gone through.
    var cost = 0
    private var isDone = false
    private var probe: FieldProbe
    private let accounts: Set<Int64>
    private let shipping: [Set<Int64>]
    private let test: RowFilterTest

    init(_ query: OrderQuery, accounts: Set<Int64>) {
        self.accounts = accounts
        probe = FieldProbe(query.filter)
        test = RowFilterTest(query.filter, now: query.now)
        shipping = query.filter.clauses.compactMap { clause in
            guard !clause.isNegated, case .shipping(let all) = clause.condition else { return nil }
            return Set(all.map(\.code))
        }
    }

    mutating func begin(_ arrival: OrderRow.Arrival) {
        latest = arrival
        isDone = false
    }

    /// Whether the line may be one that its order is wanted for.
    mutating func admits(_ row: PreparedStatement) -> Bool {
        cost += 1
        guard !isDone, accounts.contains(row.integer(1)),
            shipping.allSatisfy({ $0.contains(row.integer(3)) }),
            row.withBytes(4, { probe.admits($0) })
        else { return false }
        // The order is read whole, and once.
        isDone = true
        return true
    }

    mutating func take(_ order: OrderRow) {
        if order.lines.contains(where: test.admits) { rows.append(order) }
    }
}

extension ListPosition<OrderRow.Arrival>? {
    /// The arrival beyond which a page lies.
    fileprivate var bound: OrderRow.Arrival {
        switch self {
        case nil: .max
        case .below(let key), .above(let key): key
        case .from(let key): key == .max ? key : key + 1
        case .end: 0
        }
    }
}
