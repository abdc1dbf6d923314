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

    /// The accounts' numbers, in the order of their names.
    let accounts: [Int64]
    /// The accounts' places in that order.
    private let ranks: [AccountID: Int]

    /// The accounts on file that a list of `account`, or of all, can show with that filter.
    init(_ account: AccountID?, _ filter: RowFilter, reader: StoreReader) throws {
        let all = try reader.connection.allAccountNumbers()
            .compactMap { try reader.connection.accountName($0) }
        let listed = filter.accounts(among: account.map { own in all.filter { $0 == own } } ?? all)
            .sorted()
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
        // Within an account the newest come first.
        let keysAscend = isAscending != isByAccount
        let rank = start.flatMap { ranks[$0.account] }
        let ranges = accounts.enumerated().flatMap { index, account in
            statuses.map {
                IndexRange(rank: isByAccount ? index : 0, account: account, status: $0)
            }
        }
        .filter { range in
            guard isByAccount, let rank else { return true }
            return range.rank == rank || (range.rank > rank) == isAscending
        }
        let entry = start.map { start in
            let step: Int64 = start.isIncluded ? (keysAscend ? -1 : 1) : 0
            return ListRanges.Entry(key: start.key, id: start.id + step)
        }
        return try MergedRanges(
            ranges,
            reader: ListRanges(key: key),
            direction: (isAscending: keysAscend, ranksAscend: isAscending),
            start: { !isByAccount || $0.rank == rank ? entry : nil },
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
