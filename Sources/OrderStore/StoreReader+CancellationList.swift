import MatchingCore
import SyncInterfaces

extension StoreReader {
    func cancellations(_ query: CancellationQuery) throws -> [CancellationRow] {
        guard query.limit > 0 else { return [] }
        let range = query.prefix.map { TextRange(prefix: $0) }
        guard let range, !range.prefix.isEmpty else {
            return try pageIDs(query).compactMap { try row($0) }
        }
        let accounts = try numbers(of: query.account)
        if let ids = try idsWithPrefix(range, accounts: accounts, limit: Self.prefixReach) {
            return try firstRows(ids, matching: query)
        }
        // So many cancellations have the prefix that the newest of them are near.
        if let rows = try walk(query, range: range) { return rows }
        let ids = try idsWithPrefix(range, accounts: accounts, limit: .max) ?? []
        return try firstRows(ids, matching: query)
    }

    /// How many ids of an index range are collected and sorted before the list itself is walked.
    private static let prefixReach = 50_000
    /// How many rows of the list are looked at before the whole range is collected after all.
    private static let walkReach = 10_000

    private func numbers(of account: AccountID?) throws -> [Int64] {
        guard let account else { return try connection.allAccountNumbers() }
        return try number(of: account).map { [$0] } ?? []
    }

    // MARK: Pages by id

    /// The ids of the page without regard to a prefix, newest first.
    ///
    /// Each account and status has its own range of one index; the page is merged from their ends.
    private func pageIDs(_ query: CancellationQuery) throws -> [Int64] {
        let isForward = query.position?.isForward ?? false
        guard query.status != nil || query.account != nil else {
            let statement = try connection.prepared(
                isForward ? ScreenStatement.rowsAfter : .rowsBefore
            )
            statement.bind(1, query.position?.id ?? .max)
            statement.bind(2, query.limit)
            let ids = try statement.rows { $0.integer(0) }
            return isForward ? ids.reversed() : ids
        }
        let statement = try connection.prepared(
            isForward ? ScreenStatement.idsAfter : .idsBefore
        )
        var ids: [Int64] = []
        for account in try numbers(of: query.account) {
            for status in query.status.map({ [$0] }) ?? Status.allCases {
                statement.bind(1, query.position?.id ?? .max)
                statement.bind(2, query.limit)
                statement.bind(3, account)
                statement.bind(4, status.code)
                ids += try statement.rows { $0.integer(0) }
            }
        }
        ids.sort(by: isForward ? { $0 < $1 } : { $0 > $1 })
        let page = ids.prefix(query.limit)
        return isForward ? page.reversed() : Array(page)
    }

    // MARK: Prefixes

    /// Every id whose order number or claim has the prefix, unsorted, some twice; `nil` when there are more
    /// than `limit`.
    private func idsWithPrefix(
        _ range: TextRange,
        accounts: [Int64],
        limit: Int
    ) throws -> [Int64]? {
        var ids: [Int64] = []
        for name in [ScreenStatement.idsOfOrderPrefix, .idsOfClaimPrefix] {
            let statement = try connection.prepared(name)
            for account in accounts {
                statement.bind(1, account)
                range.bind(to: statement, lower: 2, upper: 3)
                statement.bind(4, limit == .max ? limit : limit - ids.count + 1)
                try statement.forEachRow { row in
                    ids.append(row.integer(0))
                    return true
                }
                if ids.count > limit { return nil }
            }
        }
        return ids
    }

    /// The page's rows among `ids`.
    private func firstRows(
        _ ids: [Int64],
        matching query: CancellationQuery
    ) throws -> [CancellationRow] {
        let isForward = query.position?.isForward ?? false
        let candidates = ids.filter { query.position?.admits($0) ?? true }
            .sorted(by: isForward ? { $0 < $1 } : { $0 > $1 })
        var rows: [CancellationRow] = []
        var previous: Int64?
        for id in candidates where id != previous {
            guard rows.count < query.limit else { break }
            // An order number and a claim's name can both begin so.
            previous = id
            guard let row = try row(id) else { continue }
            if query.status.map({ $0 == row.status }) ?? true { rows.append(row) }
        }
        return isForward ? rows.reversed() : rows
    }

    /// The page's rows, found by going through the list; `nil` when that would take too long.
    private func walk(_ query: CancellationQuery, range: TextRange) throws -> [CancellationRow]? {
        let isForward = query.position?.isForward ?? false
        var step = query
        step.limit = 500
        var rows: [CancellationRow] = []
        for _ in 0..<(Self.walkReach / step.limit) {
            let ids = try pageIDs(step)
            for id in isForward ? ids.reversed() : ids {
                guard let row = try row(id, in: range) else { continue }
                rows.append(row)
                if rows.count == query.limit { return isForward ? rows.reversed() : rows }
            }
            guard ids.count == step.limit, let newest = ids.first, let oldest = ids.last else {
                return isForward ? rows.reversed() : rows
            }
            step.position =
                isForward
                ? .after(CancellationID(rawValue: newest))
                : .before(CancellationID(rawValue: oldest))
        }
        return nil
    }

    // MARK: Rows

    private func row(_ id: Int64, in range: TextRange? = nil) throws -> CancellationRow? {
        let statement = try connection.prepared(ScreenStatement.row)
        statement.bind(1, id)
        let stored = try statement.firstRow { row -> StoredRow? in
            let isWanted =
                range.map { $0.contains(row.text(2)) || $0.contains(row.text(1)) } ?? true
            return isWanted ? try StoredRow(row, id: id, reader: self) : nil
        }
        guard let stored = stored ?? nil else { return nil }
        guard stored.noticeCount > 1 else { return stored.row }
        let further = try furtherNotices(
            of: stored.row.id,
            account: stored.row.account,
            claimID: stored.row.claimID
        )
        return stored.row.folded(with: further, firstEffectiveAt: stored.effectiveAt)
    }
}

extension CancellationQuery.Position {
    fileprivate var isForward: Bool {
        switch self {
        case .before: false
        case .after: true
        }
    }

    fileprivate var id: Int64 {
        switch self {
        case .before(let id), .after(let id): id.rawValue
        }
    }

    fileprivate func admits(_ id: Int64) -> Bool {
        isForward ? id > self.id : id < self.id
    }
}

/// A row of `cancellation` with the values of its first notice.
private struct StoredRow {
    let row: CancellationRow
    let noticeCount: Int64
    let effectiveAt: Timestamp

    init(_ row: PreparedStatement, id: Int64, reader: StoreReader) throws {
        let fields = try reader.fields(of: row, orderNumber: nil, column: nil, packed: 8)
        noticeCount = row.integer(7)
        effectiveAt = row.optionalTimestamp(11) ?? row.timestamp(12)
        self.row = CancellationRow(
            id: CancellationID(rawValue: id),
            account: try reader.account(row.integer(0), in: row),
            claimID: ClaimID(row.text(1)),
            orderNumber: OrderNumber(row.text(2)),
            state: row.text(3),
            status: try row.code(4),
            reason: try row.code(5),
            productName: fields[.productName],
            option: fields[.option],
            quantity: row.optionalInteger(9).map(Int.init),
            requestedAt: row.optionalTimestamp(10),
            firstSeenAt: row.timestamp(12),
            standingSince: row.timestamp(6)
        )
    }
}

extension CancellationRow {
    /// The row with the newest value that any notice gave, as a claim is folded.
    fileprivate func folded(
        with further: [CancellationNotice],
        firstEffectiveAt: Timestamp
    ) -> CancellationRow {
        let notices = further.sorted { $0.effectiveAt < $1.effectiveAt }
        let older = notices.prefix { $0.effectiveAt < firstEffectiveAt }
        let newer = notices[older.endIndex...]
        func newest<Value>(_ own: Value?, _ value: (CancellationNotice) -> Value?) -> Value? {
            newer.compactMap(value).last ?? own ?? older.compactMap(value).last
        }
        return CancellationRow(
            id: id,
            account: account,
            claimID: claimID,
            orderNumber: orderNumber,
            state: state,
            status: status,
            reason: reason,
            productName: newest(productName) { $0.fields[.productName] },
            option: newest(option) { $0.fields[.option] },
            quantity: newest(quantity) { $0.quantity },
            requestedAt: ([requestedAt] + further.map(\.requestedAt)).compactMap { $0 }.min(),
            firstSeenAt: further.reduce(firstSeenAt) { min($0, $1.observedAt) },
            standingSince: standingSince
        )
    }
}
