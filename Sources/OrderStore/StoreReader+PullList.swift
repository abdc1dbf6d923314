import MatchingCore
import SyncInterfaces

extension StoreReader {
    func search(_ query: PullQuery) throws -> PullSlice {
        guard query.limit > 0 else { return PullSlice(rows: []) }
        let count = try pullCount()
        var query = query
        query.sort = query.sort.offered(forCount: count)
        var search = try PullSearch(query, reader: self)
        if let ids = query.ids {
            let entries = try ids.compactMap { try pullEntry(of: $0) }
            let rows = try entries.compactMap { try search.row($0) }
            return PullSlice(
                rows: query.page(of: rows) {
                    $0.precedes($1, by: query.sort, connection.accountOrder)
                }
            )
        }
        guard try search.canFindAny() else {
            return PullSlice(rows: [], newest: try newestPull(search))
        }
        return query.sort.column.isSortedForPage
            ? try sortedForPage(query, &search) : try walk(query, &search, count: count)
    }

    /// The page's lines, found by going through the index as far as the reach allows.
    private func walk(
        _ query: PullQuery,
        _ search: inout PullSearch,
        count: Int
    ) throws -> PullSlice {
        var rows: [PullRow] = []
        let (isUpwards, place) = (query.position?.isUpwards ?? false, query.position?.place)
        let start = try place.flatMap { try pullEntry(of: $0) }
        if query.position?.isIncluded ?? false, let start, let row = try search.row(start) {
            rows.append(row)
        }
        var list = try pulls(
            query.sort,
            isUpwards: isUpwards,
            behind: place.flatMap { place in start.map { (place.urgency, $0) } },
            limit: query.limit
        )
        var (looked, last): (Int, PullRanges.Entry?) = (0, nil)
        while rows.count < query.limit, looked < Self.reach, let entry = try list.next() {
            (looked, last) = (looked + 1, entry)
            if let row = try search.row(entry) { rows.append(row) }
        }
        let isCut = rows.count < query.limit && looked == Self.reach
        let reached = isCut ? try last.flatMap { try search.place(of: $0) } : nil
        return PullSlice(
            rows: isUpwards ? rows.reversed() : rows,
            reach: reached.map { SearchedReach(place: $0, looked: looked, count: count) },
            newest: query.filter.isEmpty ? nil : try newestPull(search)
        )
    }

    /// The page of a list that has no index: all of it is sorted, which is never long.
    private func sortedForPage(
        _ query: PullQuery,
        _ search: inout PullSearch
    ) throws -> PullSlice {
        let statement = try connection.prepared(ParcelStatement.pullsAtMost)
        statement.bind(1, PullSort.longestSorted)
        let places = try statement.rows { row in
            PullKey(
                entry: PullRanges.Entry(row),
                place: PullRow.Place(
                    urgency: try row.code(4),
                    since: row.timestamp(0),
                    line: OrderLineKey(
                        account: try account(row.integer(2), in: row),
                        orderNumber: OrderNumber(row.text(1)),
                        lineID: LineID(row.text(3))
                    ),
                    orderedAt: row.optionalTimestamp(5)
                )
            )
        }
        var all = query
        all.limit = .max
        let isUpwards = query.position?.isUpwards ?? false
        let listed = all.page(of: places) {
            $0.precedes($1, by: query.sort, connection.accountOrder)
        }
        var rows: [PullRow] = []
        for key in isUpwards ? listed.reversed() : listed where rows.count < query.limit {
            if let row = try search.row(key.entry) { rows.append(row) }
        }
        return PullSlice(rows: isUpwards ? rows.reversed() : rows)
    }

    /// The list from a place on, in the direction of reading.
    private func pulls(
        _ sort: PullSort,
        isUpwards: Bool,
        behind start: (urgency: PullUrgency, entry: PullRanges.Entry)?,
        limit: Int
    ) throws -> MergedRanges<PullRanges> {
        let isAscending = sort.isAscending != isUpwards
        let isByUrgency = sort.column == .urgency
        let ranges = PullUrgency.allCases.filter { urgency in
            guard isByUrgency, let start, urgency != start.urgency else { return true }
            return (start.urgency < urgency) == isAscending
        }
        return try MergedRanges(
            ranges,
            reader: PullRanges(isByUrgency: isByUrgency),
            direction: (isAscending: isAscending, ranksAscend: isAscending),
            start: { !isByUrgency || $0 == start?.urgency ? start?.entry : nil },
            limit: limit,
            connection: connection
        )
    }

    private func newestPull(_ search: PullSearch) throws -> PullRow.Place? {
        var list = try pulls(
            PullSort(.since, isReversed: true),
            isUpwards: false,
            behind: nil,
            limit: 1
        )
        return try list.next().flatMap { try search.place(of: $0) }
    }

    private func pullEntry(of place: PullRow.Place) throws -> PullRanges.Entry? {
        guard let account = try number(of: place.line.account) else { return nil }
        return PullRanges.Entry(
            since: place.since,
            orderNumber: place.line.orderNumber.rawValue,
            account: account,
            lineID: place.line.lineID.rawValue
        )
    }

    private func pullEntry(of line: OrderLineKey) throws -> PullRanges.Entry? {
        // A line is found by its name; when it came on the list does not matter.
        try pullEntry(
            of: PullRow.Place(urgency: .labeled, since: Timestamp(rawValue: 0), line: line)
        )
    }

    private func pullCount() throws -> Int {
        try settleCounts()
        return try connection.prepared(ScreenStatement.pullCounts).rows { Int($0.integer(2)) }
            .reduce(0, +)
    }
}

/// A line of the pull list that was not read whole.
private struct PullKey: PlacedRow, Identifiable {
    let entry: PullRanges.Entry
    let place: PullRow.Place
    var id: OrderLineKey { place.line }
}

/// Reads the lines of the pull list that a filter wants.
private struct PullSearch {
    private let reader: StoreReader
    private let condition: FilterSQL
    private let test: RowFilterTest
    private var probe: FieldProbe
    private var blocks: TextBlocks
    /// The accounts that a wanted line can have; `nil` where any can.
    private let accounts: Set<Int64>?
    /// What the number of a wanted line's order begins with, any of them; empty for any number.
    private let orderBeginnings: [String]

    init(_ query: PullQuery, reader: StoreReader) throws {
        self.reader = reader
        accounts =
            try query.filter.namesAccounts
            ? Set(AccountRanges(nil, query.filter, reader: reader).accounts) : nil
        // A number of an order or a parcel can be either.
        let beginnings = query.filter.beginnings
        orderBeginnings = beginnings?.field == .order ? beginnings?.texts ?? [] : []
        condition = FilterSQL(query.filter, of: .pullList, now: query.now, firstParameter: 4)
        test = RowFilterTest(query.filter, now: query.now)
        probe = FieldProbe(query.filter)
        let last = query.filter.wantedTexts.isEmpty ? 0 : try reader.newestArrival()?.arrival ?? 0
        blocks = try TextBlocks(query.filter, last: last, on: reader.connection)
    }

    /// Whether any order has the texts that are wanted.
    mutating func canFindAny() throws -> Bool { try blocks.canHaveAny() }

    /// The line, if it is on the list and wanted.
    mutating func row(_ entry: PullRanges.Entry) throws -> PullRow? {
        // What the index says itself spares reading the line, which lies anywhere in the file.
        guard accounts?.contains(entry.account) ?? true,
            orderBeginnings.isEmpty
                || orderBeginnings.contains(where: { entry.orderNumber.utf8.starts(with: $0.utf8) })
        else { return nil }
        // Where its order came in lies close by more often than the line.
        guard try blocks.canHave(entry.orderNumber, of: entry.account) else { return nil }
        let statement: PreparedStatement
        if condition.values.isEmpty {
            statement = try reader.connection.prepared(ParcelStatement.pullRow)
        } else {
            statement = try reader.connection.prepared(ParcelStatement.pullRow(condition.text))
            condition.bind(to: statement, from: 4)
        }
        bind(entry, to: statement)
        let row = try statement.firstRow { row in
            row.withBytes(8) { probe.admits($0) } ? try self.row(row) : nil
        }
        guard let row = row ?? nil else { return nil }
        return test.admits(row) ? row : nil
    }

    /// Where the line stands on the list; `nil` when it is not on it any more.
    func place(of entry: PullRanges.Entry) throws -> PullRow.Place? {
        let statement = try reader.connection.prepared(ParcelStatement.pullRow)
        bind(entry, to: statement)
        return try statement.firstRow { try row($0).place }
    }

    private func bind(_ entry: PullRanges.Entry, to statement: PreparedStatement) {
        statement.bind(1, entry.orderNumber)
        statement.bind(2, entry.account)
        statement.bind(3, entry.lineID)
    }

    private func row(_ row: PreparedStatement) throws -> PullRow {
        let line = try reader.line(row, orderNumber: nil)
        let place = PullRow.Place(
            urgency: try row.code(11),
            since: row.timestamp(12),
            line: line.line.key,
            orderedAt: line.line.orderedAt
        )
        return PullRow(line: line, place: place)
    }
}
