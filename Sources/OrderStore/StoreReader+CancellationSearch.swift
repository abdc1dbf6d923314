import MatchingCore
import SyncInterfaces

extension StoreReader {
    func search(_ query: CancellationQuery) throws -> CancellationSlice {
        guard query.limit > 0 else { return CancellationSlice(rows: []) }
        let scope = try CancellationScope(query, reader: self)
        var probe = FieldProbe(query.filter)
        if let ids = query.ids {
            let rows = try ids.compactMap { try row($0.rawValue, in: scope, &probe) }
            return CancellationSlice(rows: scope.page(of: rows))
        }
        if let beginnings = query.filter.beginnings,
            let ids = try idsWithBeginnings(beginnings, accounts: scope.accounts)
        {
            // Beyond that many they are near in the list itself.
            let rows = try ids.compactMap { try row($0, in: scope, &probe) }
            return CancellationSlice(rows: scope.page(of: rows))
        }
        return try walk(scope)
    }

    /// How many cancellations one search looks at.
    static let reach = 20_000

    /// Every id whose order number or claim begins so; `nil` for more than one search looks at.
    func idsWithBeginnings(
        _ beginnings: (field: RowFilter.TextField, texts: [String]),
        accounts: [Int64]
    ) throws -> Set<Int64>? {
        var names: [ScreenStatement] = []
        if beginnings.field != .claim { names.append(.idsOfOrderPrefix) }
        if beginnings.field != .order { names.append(.idsOfClaimPrefix) }
        // An order number and a claim's name can both begin so.
        var ids = Set<Int64>()
        for text in beginnings.texts {
            for name in names {
                let statement = try connection.prepared(name)
                for account in accounts {
                    statement.bind(1, account)
                    TextRange(prefix: text).bind(to: statement, lower: 2, upper: 3)
                    statement.bind(4, Self.reach + 1)
                    try statement.forEachRow { row in
                        ids.insert(row.integer(0))
                        return true
                    }
                    if ids.count > Self.reach { return nil }
                }
            }
        }
        return ids
    }

    /// The page's rows, found by going through the list as far as the reach allows.
    private func walk(_ scope: CancellationScope) throws -> CancellationSlice {
        let query = scope.query
        var list = try scope.list(from: query.position, limit: query.limit, on: connection)
        var probe = FieldProbe(query.filter)
        var rows: [CancellationRow] = []
        var (looked, last): (Int, ListRanges.Entry?) = (0, nil)
        while rows.count < query.limit, looked < Self.reach, let entry = try list.next() {
            (looked, last) = (looked + 1, entry)
            guard let row = try row(entry.id, in: scope, &probe), scope.admits(entry, row)
            else { continue }
            rows.append(row)
        }
        let isUpwards = query.position?.isUpwards ?? false
        let isCut = rows.count < query.limit && looked == Self.reach
        return CancellationSlice(
            rows: isUpwards ? rows.reversed() : rows,
            reach: isCut ? try reach(scope, looked: looked, last: last) : nil,
            newest: scope.leavesOut ? try newest(in: scope) : nil
        )
    }

    private func reach(
        _ scope: CancellationScope,
        looked: Int,
        last: ListRanges.Entry?
    ) throws -> SearchedReach<CancellationPlace>? {
        guard let last, var place = try row(last.id)?.place else { return nil }
        // The search goes on where it was, even where that is due no more, or once more.
        place.isDue = scope.isDue(last)
        try settleCounts()
        let (accounts, statuses) = (Set(scope.accounts), Set(scope.listedStatuses.map(\.code)))
        var count = 0
        try connection.prepared(ScreenStatement.statusCounts).forEachRow { row in
            if accounts.contains(row.integer(0)) && statuses.contains(row.integer(1)) {
                count += Int(row.integer(2))
            }
            return true
        }
        return SearchedReach(place: place, looked: looked, count: max(looked, count))
    }

    /// What moved last, whatever the list is sorted by.
    private func newest(in scope: CancellationScope) throws -> CancellationPlace? {
        var list = try scope.moved(on: connection)
        return try list.next().flatMap { try row($0.id)?.place }
    }

    /// The cancellation's row when the query wants it.
    private func row(
        _ id: Int64,
        in scope: CancellationScope,
        _ probe: inout FieldProbe
    ) throws -> CancellationRow? {
        guard let row = try row(id, where: scope.condition, &probe) else { return nil }
        return scope.admits(row) ? row : nil
    }
}
