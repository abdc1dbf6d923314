import MatchingCore
import SyncInterfaces

/// The accounts that a list shows, and how it is merged from a range of an index for each of them.
struct AccountRanges {
    /// Where a list starts.
    struct Start {
        let account: AccountID
        let key: IndexKey
        let id: Int64
        /// Whether what stands there is the first of the list.
        let isIncluded: Bool
    }

    /// The accounts' numbers, in the store's order of accounts.
    let accounts: [Int64]
    /// The accounts' places in that order.
    private let ranks: [AccountID: Int]

    /// The accounts on file that a list of `account`, or of all, can show with that filter.
    init(_ account: AccountID?, _ filter: RowFilter, reader: StoreReader) throws {
        let all = try reader.connection.allAccountNumbers()
            .compactMap { try reader.connection.accountName($0) }
        let listed = filter.accounts(among: account.map { own in all.filter { $0 == own } } ?? all)
            .sorted(by: reader.connection.accountOrder.precedes)
        ranks = Dictionary(
            listed.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        accounts = try listed.compactMap { try reader.connection.number(of: $0) }
    }

    func includes(_ account: AccountID) -> Bool { ranks[account] != nil }

    /// The list from a place on.
    ///
    /// - Parameters:
    ///   - key: The index.
    ///   - statuses: Those that are gone through; one where the index has none.
    ///   - isAscending: Whether the list ascends in the direction of reading.
    ///   - isByAccount: Whether it is sorted by account, and within an account the other way round.
    ///   - start: `nil` for its beginning.
    ///   - limit: How many entries will be asked for, about.
    ///   - connection: What is read by.
    /// - Returns: The list.
    /// - Throws: ``StoreError``.
    func list(
        _ key: ListStatement.Key,
        statuses: [Int64] = [0],
        isAscending: Bool,
        isByAccount: Bool,
        start: Start?,
        limit: Int,
        on connection: Connection
    ) throws -> MergedRanges<ListRanges> {
        let ranges = accounts.enumerated().flatMap { index, account in
            statuses.map {
                IndexRange(
                    rank: isByAccount ? index : 0,
                    key: key,
                    account: account,
                    status: $0
                )
            }
        }
        return try merged(
            ranges,
            // Within an account the newest come first.
            direction: (isAscending: isAscending != isByAccount, ranksAscend: isAscending),
            start: start.map { (isByAccount ? ranks[$0.account] : 0, $0) },
            limit: limit,
            on: connection
        )
    }

    /// What was withdrawn from a place on: what holds units still, then everything, that once more.
    ///
    /// - Parameters:
    ///   - isAscending: Whether the list ascends in the direction of reading.
    ///   - start: `nil` for its beginning; else also whether what stands there holds units.
    ///   - limit: How many entries will be asked for, about.
    ///   - connection: What is read by.
    /// - Returns: The list; what holds units has rank 0.
    /// - Throws: ``StoreError``.
    func due(
        isAscending: Bool,
        start: (isDue: Bool, Start)?,
        limit: Int,
        on connection: Connection
    ) throws -> MergedRanges<ListRanges> {
        let status = Status.withdrawn.code
        let ranges = accounts.flatMap {
            [
                IndexRange(rank: 0, key: .due, account: $0, status: status),
                IndexRange(rank: 1, key: .since, account: $0, status: status),
            ]
        }
        return try merged(
            ranges,
            direction: (isAscending: isAscending, ranksAscend: isAscending),
            start: start.map { ($0.isDue ? 0 : 1, $0.1) },
            limit: limit,
            on: connection
        )
    }

    private func merged(
        _ ranges: [IndexRange],
        direction: (isAscending: Bool, ranksAscend: Bool),
        start: (rank: Int?, Start)?,
        limit: Int,
        on connection: Connection
    ) throws -> MergedRanges<ListRanges> {
        let rank = start?.rank
        let entry = start.map { _, start in
            let step: Int64 = start.isIncluded ? (direction.isAscending ? -1 : 1) : 0
            return ListRanges.Entry(key: start.key, id: start.id + step)
        }
        return try MergedRanges(
            ranges.filter { range in
                guard let rank else { return true }
                return range.rank == rank || (range.rank > rank) == direction.ranksAscend
            },
            reader: ListRanges(),
            direction: direction,
            start: { $0.rank == rank ? entry : nil },
            limit: limit,
            connection: connection
        )
    }
}

extension ListPosition {
    /// The place that it is about; `nil` for the end.
    var place: Key? {
        switch self {
        case .below(let key), .from(let key), .above(let key): key
        case .end: nil
        }
    }

    /// Whether the page begins with that place.
    var isIncluded: Bool { if case .from = self { true } else { false } }
}
