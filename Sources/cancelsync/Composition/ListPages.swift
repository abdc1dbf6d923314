import MatchingCore
import SyncInterfaces

/// A cancellation of a list; its record where that was asked for.
typealias ListedCancellation = (row: CancellationRow, record: ClaimRecord?)

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
        var query = query
        var left = most
        while left > 0 {
            try Task.checkCancellation()
            query.limit = min(ListPage.size, left)
            let page = query
            let rows = try await store.read { ledger in
                try ledger.cancellations(page).map { row -> ListedCancellation in
                    (row, withRecords ? try ledger.claim(row.id) : nil)
                }
            }
            try take(rows)
            left -= rows.count
            guard let last = rows.last, rows.count == query.limit else { return }
            query.position = .before(last.row.id)
        }
    }

    /// Reads a list of order lines page by page, whatever its length; see the one of cancellations.
    func pages(
        of query: OrderLineQuery,
        most: Int = .max,
        _ take: ([LineOnFile]) throws -> Void
    ) async throws {
        var query = query
        var left = most
        while left > 0 {
            try Task.checkCancellation()
            query.limit = min(ListPage.size, left)
            let page = query
            let lines = try await store.read { try $0.orderLines(page) }
            try take(lines)
            left -= lines.count
            guard let last = lines.last, lines.count == query.limit else { return }
            query.after = last.line.key
        }
    }

    /// Reads the pull list page by page, whatever its length; see the one of cancellations.
    func pages(
        of query: PullQuery,
        most: Int = .max,
        _ take: ([PullRow]) throws -> Void
    ) async throws {
        var query = query
        var left = most
        while left > 0 {
            try Task.checkCancellation()
            query.limit = min(ListPage.size, left)
            let page = query
            let rows = try await store.read { try $0.pullList(page) }
            try take(rows)
            left -= rows.count
            guard let last = rows.last, rows.count == query.limit else { return }
            query.position = .below(last.place)
        }
    }

    /// Reads the journal page by page, whatever its length; see the one of cancellations.
    func pages(
        of query: JournalQuery,
        most: Int = .max,
        _ take: ([JournalEntry]) throws -> Void
    ) async throws {
        var query = query
        var left = most
        while left > 0 {
            try Task.checkCancellation()
            query.limit = min(ListPage.size, left)
            let page = query
            let entries = try await store.read { try $0.journal(page) }
            try take(entries)
            left -= entries.count
            guard let last = entries.last, entries.count == query.limit else { return }
            query.position = .below(last.id)
        }
    }
}
