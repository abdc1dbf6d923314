/// The SQL about accounts, polls, coverage, intake and the lease.
package enum PollingStatement: Int, StatementName {
    case accountNames
    case insertAccount
    case timers
    case timer
    case setTimer
    case policyFingerprint
    case setPolicyFingerprint
    case policyVersions
    case insertPolicyVersion
    case intake
    case setIntake
    case lease
    case setLease
    case deleteLease
    case insertPoll
    case polls
    case coverage
    case coverageTouching
    case deleteCoverage
    case insertCoverage

    package var sql: String {
        switch self {
        case .accountNames: "SELECT id, name FROM account"
        case .insertAccount: "INSERT INTO account (name) VALUES (?1)"
        case .timers: "SELECT \(Self.timerColumns) FROM account ORDER BY id"
        case .timer: "SELECT \(Self.timerColumns) FROM account WHERE id = ?1"
        case .setTimer:
            """
            UPDATE account
            SET next_poll_at = ?2, is_paused = ?3, pause_note = ?4, consecutive_failures = ?5,
                last_poll_at = ?6, last_success_at = ?7, last_failure = ?8, covered_until = ?9,
                unread_periods = ?10, vouched_periods = ?11
            WHERE id = ?1
            """
        case .policyFingerprint: "SELECT policy_fingerprint FROM account WHERE id = ?1"
        case .setPolicyFingerprint: "UPDATE account SET policy_fingerprint = ?2 WHERE id = ?1"
        case .policyVersions:
            """
            SELECT number, since, fingerprint, match_rule, cancel_states FROM policy_version
            WHERE account = ?1 ORDER BY number DESC LIMIT ?2
            """
        case .insertPolicyVersion:
            """
            INSERT INTO policy_version
            (account, number, since, fingerprint, match_rule, cancel_states)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .intake: "SELECT name, rows_taken, is_complete FROM intake WHERE source = ?1"
        case .setIntake:
            """
            INSERT INTO intake (source, name, rows_taken, is_complete) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET name = excluded.name, rows_taken = excluded.rows_taken,
                is_complete = excluded.is_complete
            """
        case .lease: "SELECT holder, since, expires_at FROM lease WHERE id = 1"
        case .setLease:
            """
            INSERT OR REPLACE INTO lease (id, holder, since, expires_at) VALUES (1, ?1, ?2, ?3)
            """
        case .deleteLease: "DELETE FROM lease WHERE id = 1 AND holder = ?1"
        case .insertPoll:
            """
            INSERT INTO poll
            (account, trigger, window_start, window_end, started_at, finished_at, outcome, failure,
                notices, news, units, rejected_rows, order_lines, decided, request)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            """
        case .polls:
            """
            SELECT \(Self.pollColumns) FROM poll WHERE account = ?1 ORDER BY id DESC LIMIT ?2
            """
        case .coverage:
            """
            SELECT window_start, window_end FROM coverage
            WHERE account = ?1 AND window_end > ?2 AND window_start >= ifnull(
                (SELECT max(window_start) FROM coverage WHERE account = ?1 AND window_start <= ?2),
                ?2)
            ORDER BY window_start
            """
        case .coverageTouching:
            """
            SELECT window_start, window_end FROM coverage
            WHERE account = ?1 AND window_end >= ?2 AND window_start <= ?3
                AND window_start >= ifnull(
                    (SELECT max(window_start) FROM coverage
                        WHERE account = ?1 AND window_start <= ?2),
                    ?2)
            ORDER BY window_start
            """
        case .deleteCoverage: "DELETE FROM coverage WHERE account = ?1 AND window_start = ?2"
        case .insertCoverage:
            "INSERT INTO coverage (account, window_start, window_end) VALUES (?1, ?2, ?3)"
        }
    }

    /// The columns of a poll in the order in which one is read.
    static let pollColumns = """
        trigger, window_start, window_end, started_at, finished_at, outcome, failure,
        notices, news, units, rejected_rows, order_lines, decided, request
        """

    private static let timerColumns = """
        id, next_poll_at, is_paused, pause_note, consecutive_failures, last_poll_at,
        last_success_at, last_failure, covered_until, unread_periods, vouched_periods
        """
}
