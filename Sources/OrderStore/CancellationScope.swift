import MatchingCore
import SyncInterfaces

/// A query with what follows from it.
struct CancellationScope {
    let query: CancellationQuery
    private let sort: CancellationSort
    private let ranges: AccountRanges
    private let accountOrder: AccountOrder
    /// The numbers of the accounts that rows can have.
    var accounts: [Int64] { ranges.accounts }
    let statuses: [Status]
    /// What stored rows have to satisfy.
    let condition: FilterSQL
    private let test: RowFilterTest

    init(_ query: CancellationQuery, reader: StoreReader) throws {
        self.query = query
        sort = query.sort.offered(for: query.status, query.filter)
        ranges = try AccountRanges(query.account, query.filter, reader: reader)
        accountOrder = reader.connection.accountOrder
        statuses = query.filter.statuses(among: query.status.map { [$0] } ?? Status.allCases)
        test = RowFilterTest(query.filter, now: query.now)
        condition = FilterSQL(query.filter, of: .cancellation, now: query.now, firstParameter: 2)
    }

    /// Whether an entry of ``list(from:limit:on:)`` is its row's place; what is due is met twice.
    func admits(_ entry: ListRanges.Entry, _ row: CancellationRow) -> Bool {
        sort.column != .due || row.place.isDue == isDue(entry)
    }

    /// Whether the entry is of what comes first where a list is sorted by what is due.
    func isDue(_ entry: ListRanges.Entry) -> Bool { sort.column == .due && entry.rank == 0 }

    func admits(_ row: CancellationRow) -> Bool {
        ranges.includes(row.account) && statuses.contains(row.status) && test.admits(row)
    }

    /// Whether the list is longer than what the query wants of it.
    var leavesOut: Bool {
        query.filter.looksAtRows || listedStatuses.count != statuses.count
    }

    /// The statuses that are gone through.
    var listedStatuses: [Status] {
        key.hasStatus ? statuses : Status.allCases
    }

    private var key: ListStatement.Key {
        switch sort.column {
        case .due, .since, .account: .since
        case .requested: .requested
        case .order: .order
        case .claim: .claim
        }
    }

    /// The page's rows among `rows`, which are all that there are, in any order.
    func page(of rows: [CancellationRow]) -> [CancellationRow] {
        query.page(of: rows) { $0.precedes($1, by: sort, accountOrder) }
    }

    /// The list as it is usually sorted: what moved last comes first.
    func moved(on connection: Connection) throws -> MergedRanges<ListRanges> {
        try ranges.list(
            .since,
            statuses: statuses.map(\.code),
            isAscending: false,
            isByAccount: false,
            start: nil,
            limit: 1,
            on: connection
        )
    }

    /// The list from a place on, in the direction in which the position reads.
    ///
    /// - Parameters:
    ///   - position: Where it starts; `nil` for the beginning.
    ///   - limit: How many will be asked for, about.
    ///   - connection: What is read by.
    /// - Returns: The list.
    /// - Throws: ``StoreError``.
    func list(
        from position: ListPosition<CancellationPlace>?,
        limit: Int,
        on connection: Connection
    ) throws -> MergedRanges<ListRanges> {
        let isAscending = sort.isAscending != (position?.isUpwards ?? false)
        let start = position?.place.map { place in
            AccountRanges.Start(
                account: place.account,
                key: key.value(in: place),
                id: place.id.rawValue,
                isIncluded: position?.isIncluded ?? false
            )
        }
        if sort.column == .due && !statuses.isEmpty {
            return try ranges.due(
                isAscending: isAscending,
                start: start.map { (position?.place?.isDue ?? false, $0) },
                limit: limit,
                on: connection
            )
        }
        return try ranges.list(
            key,
            statuses: key.hasStatus ? listedStatuses.map(\.code) : [0],
            isAscending: isAscending,
            isByAccount: sort.column == .account,
            start: start,
            limit: limit,
            on: connection
        )
    }
}

extension ListStatement.Key {
    /// What the index has of a cancellation at that place.
    fileprivate func value(in place: CancellationPlace) -> IndexKey {
        switch self {
        case .since: .integer(place.since.rawValue)
        case .requested: .integer(place.askedAt.rawValue)
        case .order: .text(place.orderNumber.rawValue)
        case .claim: .text(place.claimID.rawValue)
        // Lists of orders have these.
        case .orderNumber, .arrival, .due: .end
        }
    }
}
