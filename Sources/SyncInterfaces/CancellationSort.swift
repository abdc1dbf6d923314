package import MatchingCore

/// What cancellations are sorted by; of equal ones the id decides.
package enum CancellationSortKey: String, SortKey {
    /// Of what was withdrawn: what still has to be restored comes first, then what waits longest.
    case due
    /// Since when it stands where it stands: what moved last comes first.
    case since
    /// When the buyer asked, or when that was first seen: the newest first.
    case requested
    case order, claim
    /// By account, in the store's ``AccountOrder``, then as ``since``, the newest first.
    case account

    package static var usual: Self { .due }

    package var isAscending: Bool {
        switch self {
        case .since, .requested: false
        case .due, .order, .claim, .account: true
        }
    }
}

/// What a list of cancellations is sorted by.
package typealias CancellationSort = ListSort<CancellationSortKey>

extension CancellationSort {
    /// Whether an index holds the order for what `filter` can want among rows of `status`.
    ///
    /// Requests of what was applied have no index: nobody waits for them, and there are the most.
    package func isOffered(for status: Status?, _ filter: RowFilter) -> Bool {
        switch column {
        case .due: status == .withdrawn
        case .since, .order, .claim, .account: true
        case .requested:
            !filter.statuses(among: status.map { [$0] } ?? Status.allCases).contains(.applied)
        }
    }

    /// This order, or the usual one of such a list where it is not offered, either way round.
    package func offered(for status: Status?, _ filter: RowFilter) -> CancellationSort {
        if isOffered(for: status, filter) { return self }
        let usual: CancellationSortKey = status == .withdrawn ? .due : .since
        return CancellationSort(usual, isReversed: column == .usual && isReversed)
    }
}

/// Where a cancellation stands in a list, whatever the list is sorted by.
package struct CancellationPlace: Sendable, Hashable {
    package let id: CancellationID
    /// Whether it was withdrawn and what it took is cancelled still.
    package var isDue: Bool
    package let account: AccountID
    package let orderNumber: OrderNumber
    package let claimID: ClaimID
    package let since: Timestamp
    package let askedAt: Timestamp

    package init(
        id: CancellationID,
        isDue: Bool = false,
        account: AccountID,
        orderNumber: OrderNumber,
        claimID: ClaimID,
        since: Timestamp,
        askedAt: Timestamp
    ) {
        self.id = id
        self.isDue = isDue
        self.account = account
        self.orderNumber = orderNumber
        self.claimID = claimID
        self.since = since
        self.askedAt = askedAt
    }

    /// Whether this one comes before `other` in a list that is sorted so.
    ///
    /// - Parameters:
    ///   - other: Where another one stands.
    ///   - sort: What the list is sorted by.
    ///   - accounts: The order of the accounts.
    /// - Returns: Whether it does.
    package func precedes(
        _ other: Self,
        by sort: CancellationSort,
        _ accounts: AccountOrder = AccountOrder()
    ) -> Bool {
        let (first, second) = sort.isAscending ? (self, other) : (other, self)
        let ids = first.id < second.id
        switch sort.column {
        case .due where first.isDue != second.isDue: return first.isDue
        case .due, .since: return first.since == second.since ? ids : first.since < second.since
        case .requested:
            return first.askedAt == second.askedAt ? ids : first.askedAt < second.askedAt
        case .order:
            return first.orderNumber == second.orderNumber
                ? ids : first.orderNumber < second.orderNumber
        case .claim: return first.claimID == second.claimID ? ids : first.claimID < second.claimID
        case .account:
            guard first.account == second.account else {
                return accounts.precedes(first.account, second.account)
            }
            // Within an account the newest come first.
            return first.since == second.since
                ? second.id < first.id : second.since < first.since
        }
    }
}

extension CancellationRow: PlacedRow {
    package var place: CancellationPlace {
        CancellationPlace(
            id: id,
            isDue: restoring == .isNeeded,
            account: account,
            orderNumber: orderNumber,
            claimID: claimID,
            since: standingSince,
            askedAt: askedAt
        )
    }
}
