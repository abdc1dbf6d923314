import MatchingCore
import SyncInterfaces

/// A list of orders that is sorted by number, or by account.
struct OrderScope {
    private let query: OrderQuery
    private let ranges: AccountRanges
    /// What the numbers of all wanted orders begin with.
    private let numbers: TextRange

    init(_ query: OrderQuery, _ ranges: AccountRanges) {
        self.query = query
        self.ranges = ranges
        numbers = TextRange(prefix: query.filter.orderBeginning)
    }

    private var isByAccount: Bool { query.sort.column == .account }
    private var isAscending: Bool {
        query.sort.isAscending != (query.position?.isUpwards ?? false)
    }

    /// The list from the query's position on, in the direction of reading.
    func list(_ reader: StoreReader) throws -> MergedRanges<ListRanges> {
        try ranges.list(
            isByAccount ? .arrival : .orderNumber,
            isAscending: isAscending,
            isByAccount: isByAccount,
            start: try start(reader),
            limit: query.limit,
            on: reader.connection
        )
    }

    /// The order that an entry stands for; `nil` for one beyond the wanted numbers.
    func order(
        _ entry: ListRanges.Entry,
        _ reader: StoreReader
    ) throws -> (number: String, account: Int64, arrival: OrderRow.Arrival)? {
        switch entry.key {
        case .text(let number):
            return number.hasPrefix(numbers.prefix) ? (number, entry.id, 0) : nil
        case .integer(let arrival):
            let statement = try reader.connection.prepared(ParcelStatement.orderOfArrival)
            statement.bind(1, arrival)
            return try statement.firstRow { ($0.text(1), $0.integer(0), arrival) }
        case .end: return nil
        }
    }

    private func start(_ reader: StoreReader) throws -> AccountRanges.Start? {
        if let place = query.position?.place {
            let account = try reader.number(of: place.order.account) ?? 0
            return AccountRanges.Start(
                account: place.order.account,
                key: isByAccount
                    ? .integer(place.arrival) : .text(place.order.orderNumber.rawValue),
                id: isByAccount ? place.arrival : account,
                isIncluded: query.position?.isIncluded ?? false
            )
        }
        guard !isByAccount, !numbers.prefix.isEmpty else { return nil }
        let edge = isAscending ? numbers.prefix : numbers.prefix + TextRange.lastCharacter
        return AccountRanges.Start(
            account: "",
            key: .text(edge),
            id: isAscending ? -1 : .max,
            isIncluded: false
        )
    }
}

extension OrderPlace {
    /// Whether this one comes before `other` in a list that is sorted so.
    ///
    /// - Parameters:
    ///   - other: Another order.
    ///   - sort: The order.
    ///   - numbers: The accounts' numbers.
    ///   - accounts: The order of the accounts.
    /// - Returns: Whether it does.
    func precedes(
        _ other: Self,
        by sort: OrderSort,
        _ numbers: [AccountID: Int64],
        _ accounts: AccountOrder
    ) -> Bool {
        let (first, second) = sort.isAscending ? (self, other) : (other, self)
        switch sort.column {
        case .arrival: return first.arrival < second.arrival
        case .order:
            guard first.order.orderNumber == second.order.orderNumber else {
                return first.order.orderNumber < second.order.orderNumber
            }
            return numbers[first.order.account, default: 0]
                < numbers[second.order.account, default: 0]
        case .account:
            // Within an account the newest come first.
            return first.order.account == second.order.account
                ? second.arrival < first.arrival
                : accounts.precedes(first.order.account, second.order.account)
        }
    }
}
