/// The SQL of the audit: each statement returns what must never be, at most a hundred rows.
///
/// Columns: place, detail.
package enum AuditStatement: Int, StatementName {
    case integrity
    case foreignKeys
    case unknownAccounts
    case unknownLines
    case unitsAboveOrdered
    case unitsAboveClaimed
    case stateWithoutApplications
    case statusCounts
    case hourlyCounts
    case appliedCounts
    case noticeCounts
    case requestTimes
    case stateCounts
    case pullCounts
    case chartCounts
    case pullList
    case restoreDue
    case arrivals
    case textNumbers
    case changedOrders
    case withoutJournal

    package var sql: String {
        switch self {
        case .integrity:
            "SELECT 'file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
        case .foreignKeys:
            """
            SELECT "table" || ifnull(' ' || rowid, ''), 'no such ' || parent
            FROM pragma_foreign_key_check LIMIT 100
            """
        case .unknownAccounts:
            """
            SELECT 'account ' || account, 'no such account' FROM (
                SELECT account FROM order_line UNION SELECT account FROM cancellation
                UNION SELECT account FROM application
                UNION SELECT account FROM journal WHERE account IS NOT NULL)
            WHERE account NOT IN (SELECT id FROM account) LIMIT 100
            """
        case .unknownLines:
            """
            SELECT s.order_no || ' ' || s.line_id, 'no such order line' FROM line_state s
            WHERE NOT EXISTS (SELECT 1 FROM order_line l
                WHERE l.order_no = s.order_no AND l.account = s.account AND l.line_id = s.line_id)
            LIMIT 100
            """
        case .unitsAboveOrdered:
            """
            SELECT l.order_no || ' ' || l.line_id, s.units || ' of ' || l.quantity
            FROM line_state s
            JOIN order_line l
            ON l.order_no = s.order_no AND l.account = s.account AND l.line_id = s.line_id
            WHERE s.units > l.quantity LIMIT 100
            """
        case .unitsAboveClaimed: Self.unitsAboveClaimedSQL
        case .stateWithoutApplications: Self.stateWithoutApplicationsSQL
        case .statusCounts: Self.statusCountsSQL
        case .hourlyCounts: Self.hourlyCountsSQL
        case .appliedCounts: Self.appliedCountsSQL
        case .noticeCounts:
            """
            SELECT c.id, c.notice_count || ' notices kept, ' || (1 + count(n.number)) || ' counted'
            FROM cancellation c LEFT JOIN notice n ON n.cancellation = c.id
            GROUP BY c.id HAVING c.notice_count <> 1 + count(n.number) LIMIT 100
            """
        case .requestTimes: Self.requestTimesSQL
        case .stateCounts: Self.stateCountsSQL
        case .pullCounts: Self.pullCountsSQL
        case .chartCounts: Self.chartCountsSQL
        case .pullList: Self.pullListSQL
        case .restoreDue: Self.restoreDueSQL
        case .arrivals: Self.arrivalsSQL
        case .textNumbers:
            """
            SELECT 'block ' || block, 'no such text ' || text FROM text_block
            WHERE text <> \(TextIndex.anyText) AND text NOT IN (SELECT id FROM product_text) LIMIT 100
            """
        case .changedOrders:
            """
            SELECT 'change ' || id, 'no such order ' || arrival FROM order_change
            WHERE arrival NOT IN (SELECT id FROM order_arrival) LIMIT 100
            """
        case .withoutJournal:
            """
            SELECT DISTINCT a.cancellation, 'no journal entry' FROM application a
            WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.cancellation = a.cancellation)
            LIMIT 100
            """
        }
    }

    // What an earlier notice claimed may have been taken before a later one claimed less, and a
    // notice without a quantity claims everything. Requests that came under a name that was made of
    // the order's number and its line may add up.
    private static let unitsAboveClaimedSQL = """
        SELECT c.id, t.units || ' of '
            || max(c.quantity, ifnull((SELECT max(quantity) FROM notice WHERE cancellation = c.id), 0))
        FROM (SELECT cancellation, sum(units) AS units FROM application GROUP BY cancellation) t
        JOIN cancellation c ON c.id = t.cancellation
        WHERE c.quantity IS NOT NULL
            AND NOT EXISTS
                (SELECT 1 FROM notice WHERE cancellation = c.id AND quantity IS NULL)
            AND t.units > max(c.quantity,
                ifnull((SELECT max(quantity) FROM notice WHERE cancellation = c.id), 0))
            AND NOT (substr(c.claim_id, 1, length(c.order_no) + 1) = c.order_no || '/'
                AND t.units <= (SELECT sum(most) FROM (
                    SELECT max(quantity) AS most FROM (
                        SELECT c.requested_at AS asked, c.quantity AS quantity
                        UNION ALL SELECT requested_at, quantity FROM notice
                        WHERE cancellation = c.id)
                    GROUP BY asked)))
        LIMIT 100
        """

    private static let stateWithoutApplicationsSQL = """
        SELECT order_no || ' ' || line_id,
            sum(kept) || ' units in the line''s state, ' || sum(taken) || ' in applications'
        FROM (
            SELECT order_no, account, line_id, units AS kept, 0 AS taken FROM line_state
            UNION ALL SELECT order_no, account, line_id, 0, units FROM application)
        GROUP BY order_no, account, line_id HAVING sum(kept) <> sum(taken) LIMIT 100
        """

    private static let statusCountsSQL = """
        SELECT ifnull(a.name, t.account), 'status ' || slot || ': ' || sum(kept) || ' kept, '
            || sum(counted) || ' counted'
        FROM (
            SELECT account, status AS slot, count AS kept, 0 AS counted FROM account_count
            UNION ALL
            SELECT account, status, 0, count(*) FROM cancellation GROUP BY account, status) t
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, slot HAVING sum(kept) <> sum(counted) LIMIT 100
        """

    // What is sorted by is kept only where further notices can say otherwise.
    private static let requestTimesSQL = """
        SELECT id, 'asked for at ' || ifnull(kept, '-') || ', by its notices ' || ifnull(counted, '-')
        FROM (
            SELECT id, asked_at AS kept,
                CASE WHEN notice_count > 1 THEN \(StoreSchema.askedAtByNotices) END AS counted
            FROM cancellation
            WHERE notice_count = 1
                OR EXISTS (SELECT 1 FROM notice n WHERE n.cancellation = cancellation.id))
        WHERE kept IS NOT counted LIMIT 100
        """

    private static let stateCountsSQL = """
        SELECT ifnull(a.name, t.account), 'state ' || slot || ': ' || sum(kept) || ' kept, '
            || sum(counted) || ' counted'
        FROM (
            SELECT account, state AS slot, count AS kept, 0 AS counted FROM state_count
            UNION ALL
            SELECT account, state, 0, count(*) FROM cancellation GROUP BY account, state) t
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, slot HAVING sum(kept) <> sum(counted) LIMIT 100
        """

    private static let pullCountsSQL = """
        SELECT ifnull(a.name, t.account), 'to pull ' || slot || ': ' || sum(kept) || ' kept, '
            || sum(counted) || ' counted'
        FROM (
            SELECT account, pull AS slot, count AS kept, 0 AS counted FROM pull_count
            UNION ALL
            SELECT account, pull, 0, count(*) FROM line_state WHERE pull IS NOT NULL
            GROUP BY account, pull) t
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, slot HAVING sum(kept) <> sum(counted) LIMIT 100
        """

    // On the list is what is on hold and was not pulled. What had left when the list was only of
    // what had not stays off it.
    private static let pullListSQL = """
        SELECT s.order_no || ' ' || s.line_id, 'on the pull list: ' || ifnull(s.pull, 'no')
        FROM line_state s
        JOIN order_line l
        ON l.order_no = s.order_no AND l.account = s.account AND l.line_id = s.line_id
        WHERE (s.is_held <> 0) <> (s.held_since IS NOT NULL)
            OR s.pull IS NOT CASE WHEN s.is_held <> 0 AND s.pulled_at IS NULL
                    THEN CASE l.shipping WHEN 1 THEN 0 WHEN 0 THEN 1 WHEN 2 THEN 2 END END
                AND NOT (l.shipping = 2 AND s.pull IS NULL)
        LIMIT 100
        """

    private static let restoreDueSQL = """
        SELECT c.id, 'to be restored: ' || CASE WHEN d.cancellation IS NULL THEN 'no' ELSE 'yes' END
        FROM cancellation c LEFT JOIN restore_due d ON d.cancellation = c.id
        WHERE NOT CASE WHEN \(StoreSchema.isDue)
            THEN d.account IS c.account AND d.standing_since IS c.standing_since
            ELSE d.cancellation IS NULL END
        LIMIT 100
        """

    // Orders that came before texts were indexed have no number.
    private static let arrivalsSQL = """
        SELECT o.order_no, 'came in as ' || a.id || ', has ' || ifnull(o.arrival, 'no number')
        FROM order_arrival a
        JOIN account_order o ON o.account = a.account AND o.order_no = a.order_no
        WHERE o.arrival IS NOT a.id
            AND (o.arrival IS NOT NULL OR a.id > (SELECT last_unindexed FROM text_index))
        LIMIT 100
        """

    // Hours more than four weeks and a day before the last that had any news are not kept.
    private static let hourlyCountsSQL = """
        WITH newest AS (SELECT account, max(hour) AS hour FROM hourly_count GROUP BY account)
        SELECT ifnull(a.name, t.account), 'hour ' || slot || ': ' || sum(kept) || ' kept, '
            || sum(counted) || ' counted'
        FROM (
            SELECT account, hour AS slot, count AS kept, 0 AS counted FROM hourly_count
            UNION ALL
            SELECT account, filed_at / 3600000, 0, count(*) FROM cancellation
            GROUP BY account, filed_at / 3600000) t
        JOIN newest n ON n.account = t.account AND slot > n.hour - \(KeptCounts.hoursKept)
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, slot HAVING sum(kept) <> sum(counted) LIMIT 100
        """

    // Hours before the last 72 in which anything moved are not kept.
    private static let chartCountsSQL = """
        WITH newest AS (SELECT account, max(hour) AS hour FROM chart_count GROUP BY account)
        SELECT ifnull(a.name, t.account), 'hour ' || t.hour || ', series ' || series || ': '
            || sum(kept) || ' kept, ' || sum(counted) || ' counted'
        FROM (
            SELECT account, hour, series, count AS kept, 0 AS counted FROM chart_count
            UNION ALL
            SELECT account, hour, series, 0, count
            FROM (SELECT 0 AS account, 0 AS hour, 0 AS series, 0 AS count WHERE 0
                UNION ALL \(StoreSchema.countedForCharts))) t
        JOIN newest n ON n.account = t.account AND t.hour > n.hour - 72
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, t.hour, series HAVING sum(kept) <> sum(counted) LIMIT 100
        """

    private static let appliedCountsSQL = """
        SELECT ifnull(a.name, t.account), 'applied on day ' || slot || ': ' || sum(kept)
            || ' kept, ' || sum(counted) || ' counted'
        FROM (
            SELECT account, day AS slot, count AS kept, 0 AS counted FROM applied_count
            UNION ALL
            SELECT account, (standing_since + 32400000) / 86400000 AS day, 0, count(*)
            FROM cancellation WHERE status = 2 GROUP BY account, day) t
        LEFT JOIN account a ON a.id = t.account
        GROUP BY t.account, slot HAVING sum(kept) <> sum(counted) LIMIT 100
        """
}
