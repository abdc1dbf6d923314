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
        guard let beginnings = query.filter.beginnings else {
            return try walk(scope, reach: Self.reach)
        }
        return try search(
            beginnings,
            accounts: scope.accounts,
            limit: query.limit,
            page: { ids in
                let rows = try ids.compactMap { try row($0, in: scope, &probe) }
                return CancellationSlice(rows: scope.page(of: rows))
            },
            walk: { try walk(scope, reach: $0) }
        )
    }

    /// How many cancellations one search looks at.
    static let reach = 20_000

    /// A page of cancellations, or of what became of them, found in the cheapest way.
    ///
    /// Where few begin as they have to, these are looked at; of many, a page is often near in the
    /// list itself. Of `count` cancellations of which `found` begin so, the list has a page within
    /// `limit × count / found`, so that the ways cost the same at the square root.
    ///
    /// - Parameters:
    ///   - beginnings: What order numbers or claims begin with; `nil` for anything.
    ///   - accounts: The accounts that wanted cancellations have.
    ///   - limit: How many rows the page has at most.
    ///   - page: The page of the cancellations with these ids.
    ///   - walk: The page found by going through the list, so far at most.
    /// - Returns: The page.
    /// - Throws: ``StoreError``.
    func search<Row>(
        _ beginnings: RowFilter.Beginnings,
        accounts: [Int64],
        limit: Int,
        page: (Set<Int64>) throws -> ListSlice<Row>,
        walk: (_ reach: Int) throws -> ListSlice<Row>
    ) throws -> ListSlice<Row> {
        let count = try cancellationCount(accounts: accounts, statuses: Status.allCases)
        let few = Int(min(Double(Self.reach), (Double(limit) * Double(count)).squareRoot()))
        if let ids = try idsWithBeginnings(beginnings, accounts: accounts, atMost: few) {
            return try page(ids)
        }
        let slice = try walk(few)
        guard slice.reach != nil else { return slice }
        // They lie together far down the list, as the orders of a day do.
        if let ids = try idsWithBeginnings(beginnings, accounts: accounts, atMost: Self.reach) {
            return try page(ids)
        }
        return try walk(Self.reach)
    }

    /// Every id whose order number or claim begins so; `nil` for more than `most`.
    private func idsWithBeginnings(
        _ beginnings: RowFilter.Beginnings,
        accounts: [Int64],
        atMost most: Int
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
                    statement.bind(4, most + 1)
                    try statement.forEachRow { row in
                        ids.insert(row.integer(0))
                        return true
                    }
                    if ids.count > most { return nil }
                }
            }
        }
        return ids
    }

    /// The page's rows, found by going through the list as far as the reach allows.
    private func walk(_ scope: CancellationScope, reach: Int) throws -> CancellationSlice {
        let query = scope.query
        var list = try scope.list(from: query.position, limit: query.limit, on: connection)
        var probe = FieldProbe(query.filter)
        var rows: [CancellationRow] = []
        var (looked, last): (Int, ListRanges.Entry?) = (0, nil)
        while rows.count < query.limit, looked < reach, let entry = try list.next() {
            (looked, last) = (looked + 1, entry)
            guard let row = try row(entry.id, in: scope, &probe), scope.admits(entry, row)
            else { continue }
            rows.append(row)
        }
        let isUpwards = query.position?.isUpwards ?? false
        let isCut = rows.count < query.limit && looked == reach
        return CancellationSlice(
            rows: isUpwards ? rows.reversed() : rows,
            reach: isCut ? try self.reach(scope, looked: looked, last: last) : nil,
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
        let count = try cancellationCount(
            accounts: scope.accounts,
            statuses: scope.listedStatuses
        )
        return SearchedReach(place: place, looked: looked, count: max(looked, count))
    }

    private func cancellationCount(accounts: [Int64], statuses: [Status]) throws -> Int {
        try settleCounts()
        let (accounts, statuses) = (Set(accounts), Set(statuses.map(\.code)))
        return try connection.prepared(ScreenStatement.statusCounts).rows { row in
            accounts.contains(row.integer(0)) && statuses.contains(row.integer(1))
                ? Int(row.integer(2)) : 0
        }
        .reduce(0, +)
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
