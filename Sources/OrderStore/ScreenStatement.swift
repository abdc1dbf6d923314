import MatchingCore
import SyncInterfaces

/// The SQL behind lists, the journal and the kept counts.
package enum ScreenStatement: Int, StatementName {
    case statusCounts
    case hourlyCounts
    case oldestHour
    case appliedCounts
    case addStatusCount
    case addHourlyCount
    case forgetHours
    case addAppliedCount
    case stateCounts
    case addStateCount
    case pullCounts
    case addPullCount
    case row
    case idsOfOrderPrefix
    case idsOfClaimPrefix
    case journalOfCancellation
    case entriesBefore
    case entriesAfter
    case entriesOfAccountBefore
    case entriesOfAccountAfter
    case entriesOfCancellation
    case entry

    package var sql: String {
        switch self {
        case .statusCounts: "SELECT account, status, count FROM account_count"
        case .hourlyCounts:
            "SELECT hour, count FROM hourly_count WHERE account = ?1 AND hour BETWEEN ?2 AND ?3"
        case .oldestHour:
            "SELECT hour FROM hourly_count WHERE account = ?1 ORDER BY hour LIMIT 1"
        case .appliedCounts: "SELECT count FROM applied_count WHERE account = ?1 AND day = ?2"
        case .addStatusCount: Self.addCount(to: "account_count", of: "status")
        case .addHourlyCount: Self.addCount(to: "hourly_count", of: "hour")
        case .forgetHours: "DELETE FROM hourly_count WHERE account = ?1 AND hour < ?2"
        case .addAppliedCount: Self.addCount(to: "applied_count", of: "day")
        case .stateCounts: "SELECT state, count, since FROM state_count WHERE account = ?1"
        case .addStateCount:
            """
            INSERT INTO state_count (account, state, count, since) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """
        case .pullCounts: "SELECT account, pull, count FROM pull_count"
        case .addPullCount: Self.addCount(to: "pull_count", of: "pull")
        case .row:
            """
            SELECT account, claim_id, order_no, state, status, reason, standing_since, notice_count,
                fields, quantity, requested_at, observed_at, \(Self.takenUnits),
                CASE WHEN status = \(Status.withdrawn.code) THEN \(Self.isRestored) ELSE 0 END,
                ruling IS 3, ruling IS 0
            FROM cancellation WHERE id = ?1
            """
        case .idsOfOrderPrefix:
            """
            SELECT id FROM cancellation
            WHERE account = ?1 AND order_no >= ?2 AND order_no < ?3 LIMIT ?4
            """
        case .idsOfClaimPrefix:
            """
            SELECT id FROM cancellation
            WHERE account = ?1 AND claim_id >= ?2 AND claim_id < ?3 LIMIT ?4
            """
        case .journalOfCancellation:
            """
            SELECT id, at, actor, act, account, cancellation, reason, status, note, evidence,
                NULL, NULL
            FROM journal WHERE cancellation = ?1 ORDER BY id
            """
        case .entriesBefore: "\(Self.selectEntry()) WHERE j.id < ?1 ORDER BY j.id DESC LIMIT ?2"
        case .entriesAfter: "\(Self.selectEntry()) WHERE j.id > ?1 ORDER BY j.id LIMIT ?2"
        case .entriesOfAccountBefore:
            """
            \(Self.selectEntry()) WHERE j.account = ?3 AND j.id < ?1 ORDER BY j.id DESC LIMIT ?2
            """
        case .entriesOfAccountAfter:
            "\(Self.selectEntry()) WHERE j.account = ?3 AND j.id > ?1 ORDER BY j.id LIMIT ?2"
        case .entriesOfCancellation: "\(Self.selectEntry()) WHERE j.cancellation = ?1"
        case .entry: "\(Self.selectEntry()) WHERE j.id = ?1"
        }
    }

    private static func addCount(to table: String, of slot: String) -> String {
        """
        INSERT INTO \(table) (account, \(slot), count) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET count = count + excluded.count
        """
    }

    /// Goes through the journal without an end, each entry with whether `condition` holds.
    ///
    /// - Parameters:
    ///   - condition: In SQL, with parameters from 4 on.
    ///   - isOfAccount: Whether only the entries of parameter 3 are wanted.
    ///   - isAscending: Whether from the oldest one on.
    /// - Returns: The statement.
    package static func journalSearch(
        _ condition: String,
        isOfAccount: Bool,
        isAscending: Bool
    ) -> String {
        """
        \(selectEntry(condition)) WHERE j.id \(isAscending ? ">" : "<") ?1
        \(isOfAccount ? "AND j.account = ?3" : "")
        ORDER BY j.id\(isAscending ? "" : " DESC")
        """
    }

    // A list shows no evidence, which is most of what an entry weighs.
    private static func selectEntry(_ condition: String = "TRUE") -> String {
        """
        SELECT j.id, j.at, j.actor, j.act, j.account, j.cancellation, j.reason, j.status, j.note,
            NULL, c.order_no, c.claim_id, (\(condition))
        FROM journal j LEFT JOIN cancellation c ON c.id = j.cancellation
        """
    }

    /// The units that a cancellation has of order lines.
    static let takenUnits = """
        (SELECT coalesce(sum(a.units), 0) FROM application a WHERE a.cancellation = cancellation.id)
        """

    /// Whether a person gave back what a cancellation had after it was withdrawn.
    private static let isRestored = """
        EXISTS (SELECT 1 FROM journal j WHERE j.cancellation = cancellation.id
            AND j.act = \(JournalEntry.Act.undo.code) AND j.status = \(Status.withdrawn.code))
        """
}
