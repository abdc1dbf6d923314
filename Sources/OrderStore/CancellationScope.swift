import MatchingCore
import SyncInterfaces

/// A query with what follows from it.
struct CancellationScope {
    let query: CancellationQuery
    private let sort: CancellationSort
    /// The numbers of the accounts that rows can have.
    let accounts: [Int64]
    let statuses: [Status]
    /// What stored rows have to satisfy.
    let condition: FilterSQL
    private let test: RowFilterTest
    /// The accounts' names, sorted as the list sorts them.
    private let names: [AccountID: Int]

    init(_ query: CancellationQuery, reader: StoreReader) throws {
        self.query = query
        sort = query.sort.offered(for: query.status)
        let all = try reader.connection.allAccountNumbers()
            .compactMap { try reader.connection.accountName($0) }
        let listed = query.filter.accounts(
            among: query.account.map { own in all.filter { $0 == own } } ?? all
        )
        .sorted()
        names = Dictionary(
            listed.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        accounts = try listed.compactMap { try reader.connection.number(of: $0) }
        statuses = query.filter.statuses(among: query.status.map { [$0] } ?? Status.allCases)
        test = RowFilterTest(query.filter, now: query.now)
        condition = FilterSQL(query.filter, now: query.now, firstParameter: 2)
    }

    func admits(_ row: CancellationRow) -> Bool {
        names[row.account] != nil && statuses.contains(row.status) && test.admits(row)
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
        case .since, .account: .since
        case .requested: .requested
        case .order: .order
        case .claim: .claim
        }
    }

    /// The page's rows among `rows`, which are all that there are, in any order.
    func page(of rows: [CancellationRow]) -> [CancellationRow] {
        let sorted = rows.sorted { $0.place.precedes($1.place, by: sort) }
        switch query.position {
        case nil: return Array(sorted.prefix(query.limit))
        case .below(let place):
            return Array(sorted.drop { !place.precedes($0.place, by: sort) }.prefix(query.limit))
        case .from(let place):
            return Array(sorted.drop { $0.place.precedes(place, by: sort) }.prefix(query.limit))
        case .above(let place):
            return sorted.prefix { $0.place.precedes(place, by: sort) }.suffix(query.limit)
        case .end: return sorted.suffix(query.limit)
        }
    }

    /// The list from a place on, in the direction in which the position reads.
    func list(
        from position: ListPosition<CancellationPlace>?,
        limit: Int,
        on connection: Connection
    ) throws -> MergedRanges {
        let isAscending = sort.isAscending != (position?.isUpwards ?? false)
        let isByAccount = sort.column == .account
        // Within an account the newest come first.
        let keysAscend = isAscending != isByAccount
        let place = position?.place
        let rank = place.flatMap { names[$0.account] }
        let statuses = key.hasStatus ? listedStatuses.map(\.code) : [0]
        let ranges = accounts.enumerated().flatMap { index, account in
            statuses.map {
                IndexRange(rank: isByAccount ? index : 0, account: account, status: $0)
            }
        }
        .filter { range in
            guard isByAccount, let rank else { return true }
            return range.rank == rank || (range.rank > rank) == isAscending
        }
        var start: MergedRanges.Entry?
        if let place {
            let isIncluded = if case .from = position { true } else { false }
            let step: Int64 = isIncluded ? (keysAscend ? -1 : 1) : 0
            start = .init(key: key.value(in: place), id: place.id.rawValue + step)
        }
        return try MergedRanges(
            ranges,
            key: key,
            direction: (isAscending: keysAscend, ranksAscend: isAscending),
            start: { !isByAccount || $0.rank == rank ? start : nil },
            limit: limit,
            connection: connection
        )
    }
}

extension ListPosition {
    fileprivate var place: Key? {
        switch self {
        case .below(let key), .from(let key), .above(let key): key
        case .end: nil
        }
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
        }
    }
}
