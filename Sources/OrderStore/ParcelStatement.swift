/// The SQL about lists of orders and about parcels.
package enum ParcelStatement: Int, StatementName {
    case insertArrival
    case ordersBefore
    case ordersAfter
    case ordersOfAccountBefore
    case ordersOfAccountAfter
    case orderOfArrival
    case linesBefore
    case linesAfter
    case linesOfAccountBefore
    case linesOfAccountAfter
    case ordersOfPrefix
    case ordersOfLinePrefix
    case ordersOfParcelPrefix
    case ordersOfOriginalPrefix
    case linesOfParcel
    case pullPlace
    case setPull
    case pullListFrom
    case pullListAbove
    case pullListEnd

    package var sql: String {
        switch self {
        case .insertArrival: "INSERT INTO order_arrival (account, order_no) VALUES (?1, ?2)"
        case .ordersBefore: "\(Self.selectArrival) WHERE id < ?1 ORDER BY id DESC LIMIT ?2"
        case .ordersAfter: "\(Self.selectArrival) WHERE id > ?1 ORDER BY id LIMIT ?2"
        case .ordersOfAccountBefore:
            "\(Self.selectArrival) WHERE account = ?3 AND id < ?1 ORDER BY id DESC LIMIT ?2"
        case .ordersOfAccountAfter:
            "\(Self.selectArrival) WHERE account = ?3 AND id > ?1 ORDER BY id LIMIT ?2"
        case .orderOfArrival: "\(Self.selectArrival) WHERE id = ?1"
        case .linesBefore: "\(Self.selectArrivedLine) WHERE o.id < ?1 ORDER BY o.id DESC"
        case .linesAfter: "\(Self.selectArrivedLine) WHERE o.id > ?1 ORDER BY o.id"
        case .linesOfAccountBefore:
            "\(Self.selectArrivedLine) WHERE o.account = ?2 AND o.id < ?1 ORDER BY o.id DESC"
        case .linesOfAccountAfter:
            "\(Self.selectArrivedLine) WHERE o.account = ?2 AND o.id > ?1 ORDER BY o.id"
        case .ordersOfPrefix:
            """
            SELECT account, order_no FROM account_order
            WHERE account = ?1 AND order_no >= ?2 AND order_no < ?3 ORDER BY order_no LIMIT ?4
            """
        case .ordersOfLinePrefix:
            """
            SELECT account, order_no FROM order_line
            WHERE account = ?1 AND line_id >= ?2 AND line_id < ?3 ORDER BY line_id LIMIT ?4
            """
        case .ordersOfParcelPrefix:
            """
            SELECT account, order_no FROM order_line
            WHERE account = ?1 AND tracking_no >= ?2 AND tracking_no < ?3
            ORDER BY tracking_no LIMIT ?4
            """
        case .ordersOfOriginalPrefix:
            """
            SELECT account, replacement FROM order_link
            WHERE account = ?1 AND original >= ?2 AND original < ?3 ORDER BY original LIMIT ?4
            """
        case .linesOfParcel:
            "\(OrderStatement.selectLine) WHERE l.account = ?1 AND l.tracking_no = ?2"
        case .pullPlace:
            """
            SELECT l.shipping, s.held_since, s.pulled_at, s.pull FROM order_line l \(OrderStatement.joinState)
            WHERE l.order_no = ?1 AND l.account = ?2 AND l.line_id = ?3
            """
        case .setPull:
            """
            UPDATE line_state SET pulled_at = ?4, pull = ?5
            WHERE order_no = ?1 AND account = ?2 AND line_id = ?3
            """
        case .pullListFrom:
            """
            \(Self.selectPull) WHERE \(Self.pullKey) >= (?1, ?2, ?3, ?4, ?5)
            ORDER BY s.pull, s.held_since, s.order_no, s.account, s.line_id LIMIT ?6
            """
        case .pullListAbove:
            """
            \(Self.selectPull) WHERE \(Self.pullKey) < (?1, ?2, ?3, ?4, ?5)
            \(Self.pullBackwards) LIMIT ?6
            """
        case .pullListEnd: "\(Self.selectPull) \(Self.pullBackwards) LIMIT ?1"
        }
    }

    private static let selectArrival = "SELECT account, order_no, id FROM order_arrival"

    // Nothing but what tells most lines apart from wanted ones: a search goes through all of them.
    private static let selectArrivedLine = """
        SELECT o.id, o.account, o.order_no, l.shipping, l.fields FROM order_arrival o
        CROSS JOIN order_line l ON l.order_no = o.order_no AND l.account = o.account
        """

    // The join on `pull` keeps the partial index usable in each of the statements.
    private static let selectPull = """
        SELECT \(OrderStatement.lineColumns), s.pull, s.held_since FROM line_state s
        CROSS JOIN order_line l
        ON s.pull IS NOT NULL
            AND l.order_no = s.order_no AND l.account = s.account AND l.line_id = s.line_id
        """

    private static let pullKey = "(s.pull, s.held_since, s.order_no, s.account, s.line_id)"

    private static let pullBackwards = """
        ORDER BY s.pull DESC, s.held_since DESC, s.order_no DESC, s.account DESC, s.line_id DESC
        """
}
