import MatchingCore
import SyncInterfaces

extension StoreReader {
    func search(_ query: CancellationQuery) throws -> CancellationSlice {
        guard query.limit > 0 else { return CancellationSlice(rows: []) }
        let found = try find(query)
        return CancellationSlice(
            rows: found.rows,
            lookedTo: found.lookedTo,
            newest: try newestID()
        )
    }

    private func newestID() throws -> CancellationID? {
        let statement = try connection.prepared(ScreenStatement.rowsBefore)
        statement.bind(1, Int64.max)
        statement.bind(2, 1)
        return try statement.firstRow { CancellationID(rawValue: $0.integer(0)) }
    }

    private func find(_ query: CancellationQuery) throws -> CancellationSlice {
        let scope = try CancellationScope(query, reader: self)
        if let ids = query.ids {
            return try search(sorted(ids.map(\.rawValue), query), scope)
        }
        if let beginnings = query.filter.beginnings {
            let ids = try idsWithBeginnings(beginnings, accounts: scope.accounts)
            // Beyond that many the newest of them are near in the list itself.
            if let ids { return try search(sorted(ids, query), scope) }
        }
        if !query.filter.looksAtRows {
            return CancellationSlice(rows: try pageIDs(scope, query).compactMap { try row($0) })
        }
        return try walk(scope)
    }

    /// How many ids of an index range are collected and sorted before the list itself is walked.
    private static let mostIDsOfRange = 50_000
    /// How many cancellations one search looks at.
    static let reach = 20_000

    // MARK: Ids in hand

    private func sorted(_ ids: [Int64], _ query: CancellationQuery) -> [Int64] {
        let isForward = query.position?.isForward ?? false
        let listed = ids.filter { query.position?.admits($0) ?? true }
            .sorted(by: isForward ? { $0 < $1 } : { $0 > $1 })
        // An order number and a claim's name can both begin so.
        return listed.enumerated().filter { $0.offset == 0 || $0.element != listed[$0.offset - 1] }
            .map(\.element)
    }

    /// The page's rows among `ids`, which are in the order of the search.
    private func search(_ ids: [Int64], _ scope: CancellationScope) throws -> CancellationSlice {
        var rows: [CancellationRow] = []
        for id in ids.prefix(Self.reach) {
            guard let row = try row(id, in: scope) else { continue }
            rows.append(row)
            if rows.count == scope.query.limit { break }
        }
        let isCut = rows.count < scope.query.limit && ids.count > Self.reach
        return scope.slice(rows, lookedTo: isCut ? ids[Self.reach - 1] : nil)
    }

    /// Every id whose order number or claim begins so, unsorted, some twice; `nil` for too many.
    private func idsWithBeginnings(
        _ beginnings: (field: RowFilter.TextField, texts: [String]),
        accounts: [Int64]
    ) throws -> [Int64]? {
        var names: [ScreenStatement] = []
        if beginnings.field != .claim { names.append(.idsOfOrderPrefix) }
        if beginnings.field != .order { names.append(.idsOfClaimPrefix) }
        var ids: [Int64] = []
        for text in beginnings.texts {
            for name in names {
                let statement = try connection.prepared(name)
                for account in accounts {
                    statement.bind(1, account)
                    TextRange(prefix: text).bind(to: statement, lower: 2, upper: 3)
                    statement.bind(4, Self.mostIDsOfRange - ids.count + 1)
                    try statement.forEachRow { row in
                        ids.append(row.integer(0))
                        return true
                    }
                    if ids.count > Self.mostIDsOfRange { return nil }
                }
            }
        }
        return ids
    }

    // MARK: The list itself

    /// The page's rows, found by going through the list as far as the reach allows.
    private func walk(_ scope: CancellationScope) throws -> CancellationSlice {
        let isForward = scope.query.position?.isForward ?? false
        var step = scope.query
        step.limit = 500
        var rows: [CancellationRow] = []
        for _ in 0..<(Self.reach / step.limit) {
            let ids = try pageIDs(scope, step)
            for id in isForward ? ids.reversed() : ids {
                guard let row = try row(id, in: scope) else { continue }
                rows.append(row)
                if rows.count == scope.query.limit { return scope.slice(rows, lookedTo: nil) }
            }
            guard ids.count == step.limit, let newest = ids.first, let oldest = ids.last else {
                return scope.slice(rows, lookedTo: nil)
            }
            step.position =
                isForward
                ? .after(CancellationID(rawValue: newest))
                : .before(CancellationID(rawValue: oldest))
        }
        return scope.slice(rows, lookedTo: step.position?.id)
    }

    /// The ids of the page by status and account alone, newest first.
    ///
    /// Each account and status has its own range of one index; the page is merged from their ends.
    private func pageIDs(
        _ scope: CancellationScope,
        _ query: CancellationQuery
    ) throws -> [Int64] {
        let isForward = query.position?.isForward ?? false
        guard !scope.isEverything else {
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
        for account in scope.accounts {
            for status in scope.statuses {
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

    /// The cancellation's row when the query wants it.
    private func row(_ id: Int64, in scope: CancellationScope) throws -> CancellationRow? {
        guard let row = try row(id, where: scope.condition) else { return nil }
        return scope.admits(row) ? row : nil
    }
}

/// A query with what follows from it.
struct CancellationScope {
    let query: CancellationQuery
    /// The numbers of the accounts that rows can have.
    let accounts: [Int64]
    let statuses: [Status]
    /// Whether neither account nor status leaves anything out.
    let isEverything: Bool
    let condition: FilterSQL
    private let test: RowFilterTest
    private let names: Set<AccountID>

    init(_ query: CancellationQuery, reader: StoreReader) throws {
        self.query = query
        let numbers = try reader.connection.allAccountNumbers()
        let all = try numbers.compactMap { try reader.connection.accountName($0) }
        let listed = query.filter.accounts(
            among: query.account.map { own in all.filter { $0 == own } } ?? all
        )
        names = Set(listed)
        accounts = try listed.compactMap { try reader.connection.number(of: $0) }
        statuses = query.filter.statuses(among: query.status.map { [$0] } ?? Status.allCases)
        isEverything =
            accounts.count == numbers.count && statuses.count == Status.allCases.count
        test = RowFilterTest(query.filter, now: query.now)
        condition = FilterSQL(query.filter, now: query.now, firstParameter: 2)
    }

    func admits(_ row: CancellationRow) -> Bool {
        names.contains(row.account) && statuses.contains(row.status) && test.admits(row)
    }

    /// Puts rows that were found one after the other in the order of the list.
    func slice(_ rows: [CancellationRow], lookedTo: Int64?) -> CancellationSlice {
        CancellationSlice(
            rows: query.position?.isForward ?? false ? rows.reversed() : rows,
            lookedTo: lookedTo.map(CancellationID.init(rawValue:))
        )
    }
}

extension CancellationQuery.Position {
    fileprivate var id: Int64 {
        switch self {
        case .before(let id), .after(let id): id.rawValue
        }
    }

    fileprivate func admits(_ id: Int64) -> Bool {
        isForward ? id > self.id : id < self.id
    }
}
