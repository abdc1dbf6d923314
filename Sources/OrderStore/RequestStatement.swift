/// The SQL about resyncs that one process asks another for.
package enum RequestStatement: Int, StatementName {
    case insert
    case insertAccount
    case forgetOld
    case request
    case openRequests
    case accounts
    case polls
    case claim
    case setProgress
    case cancel
    case finish

    package var sql: String {
        switch self {
        case .insert:
            """
            INSERT INTO resync_request (asker, person, trigger, asked_at, period_start, period_end)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .insertAccount:
            "INSERT INTO resync_account (request, position, account) VALUES (?1, ?2, ?3)"
        case .forgetOld: "DELETE FROM resync_request WHERE id <= ?1 AND finished_at IS NOT NULL"
        case .request: "SELECT \(Self.columns) FROM resync_request WHERE id = ?1"
        case .openRequests:
            "SELECT \(Self.columns) FROM resync_request WHERE finished_at IS NULL ORDER BY id"
        case .accounts: "SELECT account FROM resync_account WHERE request = ?1 ORDER BY position"
        case .polls:
            """
            SELECT \(PollingStatement.pollColumns), account
            FROM poll WHERE request = ?1 ORDER BY id
            """
        case .claim:
            "UPDATE resync_request SET holder = ?2 WHERE id = ?1 AND finished_at IS NULL"
        case .setProgress:
            """
            UPDATE resync_request
            SET accounts_done = ?3, account_count = ?4, current = ?5, notices = ?6, news = ?7,
                units = ?8, rejected_rows = ?9, order_lines = ?10, decided = ?11,
                parts_done = ?12, part_count = ?13
            WHERE id = ?1 AND holder = ?2 AND finished_at IS NULL
            """
        case .cancel:
            """
            UPDATE resync_request
            SET is_cancelled = 1, stopped_by = ?3,
                finished_at = CASE WHEN holder IS NULL THEN ?2 END
            WHERE id = ?1 AND finished_at IS NULL
            """
        case .finish:
            """
            UPDATE resync_request SET finished_at = ?3, failure = ?4
            WHERE id = ?1 AND holder = ?2 AND finished_at IS NULL
            """
        }
    }

    private static let columns = """
        id, asker, person, trigger, asked_at, period_start, period_end, holder, accounts_done,
        account_count, current, notices, news, units, rejected_rows, order_lines, decided,
        is_cancelled, finished_at, failure, parts_done, part_count, stopped_by
        """
}
