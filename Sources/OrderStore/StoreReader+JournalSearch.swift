import MatchingCore
import SyncInterfaces

extension StoreReader {
    /// How many entries one search of the journal goes through.
    static let journalReach = 50_000

    func search(_ query: JournalQuery, notes: NotesOfEntry) throws -> JournalSlice {
        guard query.limit > 0 else { return JournalSlice(rows: []) }
        let test = RowFilterTest(query.filter, now: query.now)
        func isWanted(_ entry: JournalEntry) -> Bool {
            test.admits(entry) { notes(entry) }
        }
        if let ids = query.ids {
            let rows = try ids.flatMap { try entries(.entry, $0).filter(isWanted) }
            return JournalSlice(rows: query.page(of: rows, precedes: query.sort.precedes))
        }
        guard !query.filter.isEmpty else { return JournalSlice(rows: try journalPage(query)) }
        guard let beginnings = query.filter.beginnings else {
            return try walkJournal(query, reach: Self.journalReach, isWanted)
        }
        return try search(
            beginnings,
            accounts: try AccountRanges(query.account, query.filter, reader: self).accounts,
            limit: query.limit,
            page: { ids in
                let rows = try ids.flatMap {
                    try entries(.entriesOfCancellation, $0).filter(isWanted)
                }
                return JournalSlice(rows: query.page(of: rows, precedes: query.sort.precedes))
            },
            walk: { try walkJournal(query, reach: $0, isWanted) }
        )
    }

    private func journalPage(_ query: JournalQuery) throws -> [JournalEntry] {
        let range = NumberRange(query.position, isReversed: query.sort.isReversed)
        let name: ScreenStatement =
            query.account == nil
            ? range.statement(before: .entriesBefore, after: .entriesAfter)
            : range.statement(before: .entriesOfAccountBefore, after: .entriesOfAccountAfter)
        let statement = try connection.prepared(name)
        let page = try bound(statement, to: range, limit: query.limit, account: query.account)
        return try page.map { range.listed(try $0.rows(journalEntry)) } ?? []
    }

    /// The page's entries, found by going through the journal as far as the reach allows.
    private func walkJournal(
        _ query: JournalQuery,
        reach: Int,
        _ isWanted: (JournalEntry) -> Bool
    ) throws -> JournalSlice {
        let newest = try newestEntry()
        let beginning = newest == 0 ? nil : newest
        let range = NumberRange(query.position, isReversed: query.sort.isReversed)
        let account = query.account ?? query.filter.onlyAccount
        let number = try account.flatMap { try self.number(of: $0) }
        if account != nil && number == nil { return JournalSlice(rows: [], newest: beginning) }
        let condition = FilterSQL(query.filter, of: .journal, now: query.now, firstParameter: 4)
        let statement = try connection.prepared(
            ScreenStatement.journalSearch(
                condition.text,
                isOfAccount: number != nil,
                isAscending: range.isAscending
            )
        )
        statement.bind(1, range.bound)
        if let number { statement.bind(3, number) }
        condition.bind(to: statement, from: 4)
        var rows: [JournalEntry] = []
        var (looked, last) = (0, range.bound)
        try statement.forEachRow { row in
            guard looked < reach, rows.count < query.limit else { return false }
            (looked, last) = (looked + 1, row.integer(0))
            guard row.truth(12) else { return true }
            let entry = try journalEntry(row)
            let isOurs = query.account == nil || entry.account == query.account
            if isOurs && isWanted(entry) { rows.append(entry) }
            return true
        }
        let isCut = rows.count < query.limit && looked == reach
        let from = range.isAscending ? range.bound : min(range.bound, newest + 1)
        return JournalSlice(
            rows: range.listed(rows),
            reach: isCut
                ? SearchedReach(place: last, looked: Int(abs(last - from)), count: Int(newest))
                : nil,
            newest: beginning
        )
    }

    private func entries(
        _ name: ScreenStatement,
        _ id: Int64
    ) throws -> [JournalEntry] {
        let statement = try connection.prepared(name)
        statement.bind(1, id)
        return try statement.rows(journalEntry)
    }

    private func newestEntry() throws -> Int64 {
        let statement = try connection.prepared(ScreenStatement.entriesBefore)
        statement.bind(1, Int64.max)
        statement.bind(2, 1)
        return try statement.firstRow { $0.integer(0) } ?? 0
    }
}
