package import MatchingCore

/// What the pull list is sorted by; of equal ones the line's name decides.
package enum PullSortKey: String, SortKey {
    /// What has left, then what is labeled; of those what was cancelled first.
    case urgency
    /// What was cancelled first.
    case since
    /// What was ordered first; what has no such time comes last.
    case ordered
    case order
    /// By account, in the store's ``AccountOrder``.
    case account

    package static var usual: Self { .urgency }
    package var isAscending: Bool { true }

    /// Whether no index holds the order, so that the whole list is sorted for each page.
    package var isSortedForPage: Bool {
        switch self {
        case .urgency, .since: false
        case .ordered, .order, .account: true
        }
    }
}

/// What the pull list is sorted by.
package typealias PullSort = ListSort<PullSortKey>

extension PullSort {
    /// The longest list that is sorted for each page; most sellers' have some hundred lines.
    package static let longestSorted = 20_000

    /// Whether a list of so many lines can be sorted so.
    package func isOffered(forCount count: Int) -> Bool {
        !column.isSortedForPage || count <= Self.longestSorted
    }

    /// This order, or the usual one where it is not offered.
    package func offered(forCount count: Int) -> PullSort {
        isOffered(forCount: count) ? self : PullSort()
    }
}

/// Which part of the pull list is read; it is one list for all accounts.
package struct PullQuery: Sendable, Hashable {
    /// What lines have to be like.
    package var filter: RowFilter
    /// Only these, where given; a list that was searched for is read again so.
    package var ids: [OrderLineKey]?
    /// The present, from which ages in ``filter`` count.
    package var now: Timestamp
    package var sort: PullSort
    /// `nil` for the beginning.
    package var position: ListPosition<PullRow.Place>?
    package var limit: Int

    package init(
        filter: RowFilter = RowFilter(),
        now: Timestamp = Timestamp(rawValue: 0),
        sort: PullSort = PullSort(),
        position: ListPosition<PullRow.Place>? = nil,
        limit: Int
    ) {
        self.filter = filter
        self.now = now
        self.sort = sort
        self.position = position
        self.limit = limit
    }
}

/// A line on hold that was not pulled, or that has left and did not come back.
package struct PullRow: Sendable, Hashable, Identifiable {
    /// Where a line stands on the list, whatever the list is sorted by.
    package struct Place: Sendable, Hashable {
        package let urgency: PullUrgency
        package let since: Timestamp
        package let line: OrderLineKey
        package let orderedAt: Timestamp?

        package init(
            urgency: PullUrgency,
            since: Timestamp,
            line: OrderLineKey,
            orderedAt: Timestamp? = nil
        ) {
            self.urgency = urgency
            self.since = since
            self.line = line
            self.orderedAt = orderedAt
        }
    }

    package let line: LineOnFile
    package let place: Place
    package var id: OrderLineKey { line.line.key }

    package init(line: LineOnFile, place: Place) {
        self.line = line
        self.place = place
    }
}

extension PullRow.Place {
    /// Whether this one comes before `other` in a list that is sorted so.
    ///
    /// - Parameters:
    ///   - other: Where another one stands.
    ///   - sort: What the list is sorted by.
    ///   - accounts: The order of the accounts.
    /// - Returns: Whether it does.
    package func precedes(
        _ other: Self,
        by sort: PullSort,
        _ accounts: AccountOrder = AccountOrder()
    ) -> Bool {
        let (first, second) = sort.isAscending ? (self, other) : (other, self)
        switch sort.column {
        case .urgency where first.urgency != second.urgency:
            return first.urgency < second.urgency
        case .account where first.line.account != second.line.account:
            return accounts.precedes(first.line.account, second.line.account)
        case .ordered where first.orderedAt != second.orderedAt:
            guard let one = first.orderedAt else { return false }
            return second.orderedAt.map { one < $0 } ?? true
        case .order where first.line.orderNumber != second.line.orderNumber:
            return first.line.orderNumber < second.line.orderNumber
        case .urgency, .since, .ordered, .order, .account:
            return first.since == second.since
                ? first.line.isBefore(second.line) : first.since < second.since
        }
    }
}

extension OrderLineKey {
    fileprivate func isBefore(_ other: Self) -> Bool {
        if orderNumber != other.orderNumber { return orderNumber < other.orderNumber }
        return account == other.account ? lineID < other.lineID : account < other.account
    }
}
