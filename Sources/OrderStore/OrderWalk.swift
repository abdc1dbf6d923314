import MatchingCore
import SyncInterfaces

/// A search through orders, of which only those are read whole that may be wanted.
struct OrderWalk {
    /// How many order lines one search goes through.
    private static let lineReach = 200_000
    /// How many lines' time it takes to read an order whole.
    private static let costOfOrder = 20

    private(set) var rows: [OrderRow] = []
    /// The order that is looked at.
    private var latest: OrderPlace?
    /// In lines gone through.
    private var cost = 0
    private var isDone = false
    private let limit: Int
    private var probe: FieldProbe
    private let accounts: Set<Int64>
    private let shipping: [Set<Int64>]
    private let test: OrderFilterTest

    init(_ query: OrderQuery, accounts: Set<Int64>) {
        self.accounts = accounts
        limit = query.limit
        probe = FieldProbe(query.filter)
        test = OrderFilterTest(query)
        shipping = query.filter.clauses.compactMap { clause in
            guard !clause.isNegated, case .shipping(let all) = clause.condition else { return nil }
            return Set(all.map(\.code))
        }
    }

    /// Whether there is room for another order, and time to look at it.
    var canGoOn: Bool { cost < Self.lineReach && rows.count < limit }

    mutating func begin(_ number: String, of account: AccountID, arrival: OrderRow.Arrival) {
        let key = OrderKey(account: account, orderNumber: OrderNumber(number))
        latest = OrderPlace(order: key, arrival: arrival)
        isDone = false
        cost += 1
    }

    /// Whether the line may be one that its order is wanted for.
    ///
    /// - Parameter row: Of a statement whose columns are the account, the order, the shipping
    ///   state and the packed fields from column 1 on.
    /// - Returns: `false` for one that is not, and for further lines of an order that is.
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

    /// Takes an order that was read whole.
    mutating func take(_ order: OrderRow?) {
        cost += Self.costOfOrder
        guard let order else { return }
        if test.admits(order) { rows.append(order) }
    }

    /// How far the search got; `nil` when it found a whole page, or all that there is.
    func reach(looked: Int, count: Int) -> SearchedReach<OrderPlace>? {
        guard rows.count < limit, cost >= Self.lineReach, let latest else { return nil }
        return SearchedReach(place: latest, looked: looked, count: max(looked, count))
    }
}
