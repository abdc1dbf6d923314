/// The SQL about order lines.
package enum OrderStatement: Int, StatementName {
    case linesOfOrder
    case linesOfAccountOrder
    case line
    case linesOfItem
    case linesFrom
    case linesOfAccountFrom
    case ordersOfAccount
    case ordersOfAccountBefore
    case insertLine
    case storedLine
    case storedLinesOfOrder
    case updateLine
    case insertAccountOrder
    case unitsOfLine
    case addUnits
    case giveUnitsBack
    package var sql: String {
        switch self {
        case .linesOfOrder: "\(Self.selectLine) WHERE l.order_no = ?1"
        case .linesOfAccountOrder: "\(Self.selectLine) WHERE l.order_no = ?1 AND l.account = ?2"
        case .line:
            """
            \(Self.selectLine)
            WHERE l.order_no = ?1 AND l.account = ?2 AND l.line_id = ?3
            """
        case .linesOfItem:
            """
            \(Self.selectLine)
            WHERE l.account = ?1 AND l.item_no = ?2 ORDER BY l.order_no DESC LIMIT ?3
            """
        case .linesFrom:
            """
            \(Self.selectLine)
            WHERE l.order_no >= ?1 AND l.order_no < ?2 ORDER BY l.order_no
            """
        case .linesOfAccountFrom:
            """
            SELECT \(Self.lineColumns) FROM account_order o
            CROSS JOIN order_line l ON l.order_no = o.order_no AND l.account = o.account
            \(Self.joinState)
            WHERE o.account = ?3 AND o.order_no >= ?1 AND o.order_no < ?2 ORDER BY o.order_no
            """
        case .ordersOfAccount:
            """
            SELECT order_no FROM account_order
            WHERE account = ?1 AND order_no >= ?2 AND order_no < ?3 ORDER BY order_no LIMIT ?4
            """
        case .ordersOfAccountBefore:
            """
            SELECT order_no FROM account_order
            WHERE account = ?1 AND order_no < ?2 ORDER BY order_no DESC LIMIT ?3
            """
        case .insertLine:
            """
            INSERT INTO order_line
            (order_no, account, line_id, quantity, shipping, ordered_at, tracking_no, item_no, fields)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING
            """
        case .storedLine:
            "\(Self.selectStoredLine) WHERE order_no = ?1 AND account = ?2 AND line_id = ?3"
        case .storedLinesOfOrder: "\(Self.selectStoredLine) WHERE order_no = ?1 AND account = ?2"
        case .updateLine:
            """
            UPDATE order_line
            SET quantity = ?4, shipping = ?5, ordered_at = ?6, tracking_no = ?7, item_no = ?8,
                fields = ?9
            WHERE order_no = ?1 AND account = ?2 AND line_id = ?3
            """
        case .insertAccountOrder:
            """
            INSERT OR IGNORE INTO account_order (account, order_no, arrival) VALUES (?1, ?2, ?3)
            """
        case .unitsOfLine:
            """
            SELECT units FROM line_state
            WHERE order_no = ?1 AND account = ?2 AND line_id = ?3
            """
        case .addUnits:
            """
            INSERT INTO line_state
            (order_no, account, line_id, units, is_held, held_since, pulled_at, pull)
            VALUES (?1, ?2, ?3, MAX(?4, 0), ?5, ?6, ?7, ?8)
            ON CONFLICT DO UPDATE SET units = units + ?4, is_held = excluded.is_held,
                held_since = excluded.held_since, pulled_at = excluded.pulled_at,
                pull = excluded.pull
            """
        // Not the statement above: a row with negative units is refused before it meets the
        // row that it would be added to.
        case .giveUnitsBack:
            """
            UPDATE line_state SET units = units + ?4, is_held = ?5, held_since = ?6,
                pulled_at = ?7, pull = ?8
            WHERE order_no = ?1 AND account = ?2 AND line_id = ?3
            """
        }
    }

    static let lineColumns = """
        l.order_no, l.account, l.line_id, l.quantity, l.shipping, l.ordered_at, l.tracking_no,
        l.item_no, l.fields, s.units, s.is_held
        """

    static let joinState = """
        LEFT JOIN line_state s
        ON s.order_no = l.order_no AND s.account = l.account AND s.line_id = l.line_id
        """

    private static let selectStoredLine = """
        SELECT quantity, shipping, ordered_at, tracking_no, item_no, fields, line_id
        FROM order_line
        """

    static let selectLine = "SELECT \(lineColumns) FROM order_line l \(joinState)"
}
