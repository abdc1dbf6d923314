import ConsoleModel
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// A cancellation of a list.
struct ListedCancellation: Sendable {
    let row: CancellationRow
    /// Units that are left of it.
    let unitsLeft: Int
    /// What is on file of it, where that was asked for.
    var record: ClaimRecord?
    /// What the marketplace says by now, where that was asked for.
    var claim: Claim?
}

extension Workspace {
    /// Reads a list of cancellations page by page, whatever its length.
    ///
    /// - Parameters:
    ///   - query: The list; its position is where it starts, its limit is not used.
    ///   - most: At most this many rows.
    ///   - withRecords: Whether each row's record is wanted.
    ///   - take: Called with each page.
    /// - Throws: What the store or `take` throws; `CancellationError` once the task was cancelled.
    func pages(
        of query: CancellationQuery,
        most: Int = .max,
        withRecords: Bool,
        _ take: ([ListedCancellation]) throws -> Void
    ) async throws {
        let (catalogue, explainer) = (catalogue, explainer)
        let reading = PagedReading<CancellationQuery, ListedCancellation>(
            limit: \.limit,
            read: { ledger, query in
                try ledger.cancellations(query).map { row in
                    guard withRecords, let record = try ledger.claim(row.id) else {
                        return ListedCancellation(row: row, unitsLeft: row.unitsLeft ?? 0)
                    }
                    // A row knows neither what a claim of all means nor what is open of its lines by
                    // now.
                    let isAsked =
                        row.unitsBeyondTaken != nil || row.status == .held && row.takenUnits > 0
                    return ListedCancellation(
                        row: row,
                        unitsLeft: isAsked
                            ? try explainer.unitsLeft(of: record, in: ledger) : 0,
                        record: record,
                        claim: catalogue.claim(of: record, of: row.account)
                    )
                }
            },
            goOn: { $0.position = .below($1.row.place) }
        )
        try await reading.pages(from: query, most: most, of: store, take)
    }

    /// All rows of a list, up to the query's limit, as they are marked.
    ///
    /// - Throws: `StoreError`; `CancellationError` once the task was cancelled.
    func marks(of query: CancellationQuery, for token: RequestToken) async throws -> MarksAnswer {
        var marked: [MarkedCancellation] = []
        try await pages(of: query, most: query.limit + 1, withRecords: false) { rows in
            marked += rows.map { MarkedCancellation($0.row) }
        }
        return MarksAnswer(
            token: token,
            query: query,
            marked: Array(marked.prefix(query.limit)),
            isCut: marked.count > query.limit
        )
    }

    /// Rows that were marked, as they are by now.
    ///
    /// - Throws: `StoreError`; `CancellationError` once the task was cancelled.
    func marks(of ids: [CancellationID]) async throws -> [MarkedCancellation] {
        var marked: [MarkedCancellation] = []
        for start in stride(from: 0, to: ids.count, by: rowsOfRead) {
            try Task.checkCancellation()
            var query = CancellationQuery(limit: rowsOfRead)
            query.ids = Array(ids[start..<min(start + rowsOfRead, ids.count)])
            marked += try await store.read { [query] in try $0.cancellations(query) }
                .map { MarkedCancellation($0) }
        }
        return marked
    }

    /// Reads a list of order lines page by page, whatever its length; see the one of cancellations.
    func pages(
        of query: OrderLineQuery,
        most: Int = .max,
        _ take: ([LineOnFile]) throws -> Void
    ) async throws {
        var reading = OrderLineReading(query)
        var left = most
        while left > 0 {
            try Task.checkCancellation()
            let size = min(rowsOfRead, left)
            let (lines, next) = try await store.read { [reading] ledger in
                var reading = reading
                return (try reading.page(of: size, from: ledger), reading)
            }
            reading = next
            try take(lines)
            left -= lines.count
            guard lines.count == size else { return }
        }
    }

    /// Reads a list of orders page by page; what a number finds is read at once, as it has no pages.
    ///
    /// - Returns: Whether a number finds more orders than were read.
    func pages(
        of query: OrderQuery,
        _ take: ([OrderRow]) throws -> Void
    ) async throws -> Bool {
        guard query.find == nil else {
            var query = query
            (query.position, query.limit) = (nil, mostFoundOrders + 1)
            let found = try await store.read { [query] in try $0.orders(query) }
            try take(Array(found.prefix(mostFoundOrders)))
            return found.count > mostFoundOrders
        }
        var reading = OrderReading(query)
        while true {
            try Task.checkCancellation()
            let (orders, next) = try await store.read { [reading] ledger in
                var reading = reading
                return (try reading.page(of: rowsOfRead, from: ledger), reading)
            }
            reading = next
            try take(orders)
            guard orders.count == rowsOfRead else { return false }
        }
    }

    /// Reads the pull list page by page, whatever its length; see the one of cancellations.
    func pages(
        of query: PullQuery,
        most: Int = .max,
        _ take: ([PullRow]) throws -> Void
    ) async throws {
        let reading = PagedReading<PullQuery, PullRow>(
            limit: \.limit,
            read: { try $0.pullList($1) },
            goOn: { $0.position = .below($1.place) }
        )
        try await reading.pages(from: query, most: most, of: store, take)
    }

    /// Reads the journal page by page, whatever its length; see the one of cancellations.
    func pages(
        of query: JournalQuery,
        most: Int = .max,
        _ take: ([JournalEntry]) throws -> Void
    ) async throws {
        let phrases = phrases
        let reading = PagedReading<JournalQuery, JournalEntry>(
            limit: \.limit,
            read: { try $0.journal($1, notes: phrases.notes(of:)) },
            goOn: { $0.position = .below($1.id) }
        )
        try await reading.pages(from: query, most: most, of: store, take)
    }
}

extension MarketplaceCatalog {
    /// What the marketplace says by now of a claim that is on file.
    ///
    /// Of an account that is not configured any more, no state counts as a withdrawal.
    fileprivate func claim(of record: ClaimRecord, of id: AccountID) -> Claim? {
        let policy = account(named: id.rawValue)?.marketplace.policy
        return ClaimHistory(
            notices: record.notices,
            policy: policy ?? SyncPolicy(cancelStates: [], rule: nil)
        )?.claim
    }
}

/// Rows of one read: a list of any length takes this much memory.
private let rowsOfRead = 500
/// Orders that are read of those that a number finds.
private let mostFoundOrders = 10_000

/// How one kind of list is read, a page after another.
private struct PagedReading<Query: Sendable, Row: Sendable> {
    let limit: WritableKeyPath<Query, Int>
    let read: @Sendable (any LedgerReader, Query) throws -> [Row]
    /// Lets a query go on behind the last row of a page.
    let goOn: (inout Query, Row) -> Void

    func pages(
        from query: Query,
        most: Int,
        of store: any OrderStore,
        _ take: ([Row]) throws -> Void
    ) async throws {
        var query = query
        var left = most
        while left > 0 {
            try Task.checkCancellation()
            let size = min(rowsOfRead, left)
            query[keyPath: limit] = size
            let (page, read) = (query, read)
            let rows = try await store.read { try read($0, page) }
            try take(rows)
            left -= rows.count
            guard let last = rows.last, rows.count == size else { return }
            goOn(&query, last)
        }
    }
}
