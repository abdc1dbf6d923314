/// The SQL about lists of orders and about parcels.
package enum ParcelStatement: Int, StatementName {
    case ordersBefore
    case ordersAfter
    case ordersOfAccountBefore
    case ordersOfAccountAfter
    case orderOfArrival
    case linesBefore
    case linesAfter
    case linesOfAccountBefore
    case linesOfAccountAfter
    case linesToProbe
    case ordersOfPrefix
    case ordersOfLinePrefix
    case ordersOfParcelPrefix
    case ordersOfOriginalPrefix
    case linesOfParcel
    case parcelsAfter
    case setParcel
    case renewal
    case setRenewal
    case endRenewal
    case pullPlace
    case setPull
    case pullsAfter
    case pullsBefore
    case pullsAtMost
    case pullRow

    package var sql: String {
        switch self {
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
        // The same columns as those that are gone through in the order of arrival.
        case .linesToProbe:
            """
            SELECT 0, account, order_no, shipping, fields FROM order_line
            WHERE order_no = ?1 AND account = ?2
            """
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
        case .parcelsAfter: Self.selectParcels
        case .setParcel: Self.updateParcel
        case .renewal: "SELECT account, tracking_no FROM waybill_renewal WHERE id = 1"
        case .setRenewal: Self.updateRenewal
        case .endRenewal: "DELETE FROM waybill_renewal WHERE id = 1"
        case .pullPlace:
            """
            SELECT l.shipping, s.held_since, s.pulled_at, s.pull, s.units >= l.quantity
            FROM order_line l \(OrderStatement.joinState)
            WHERE l.order_no = ?1 AND l.account = ?2 AND l.line_id = ?3
            """
        case .setPull:
            """
            UPDATE line_state SET pulled_at = ?4, pull = ?5
            WHERE order_no = ?1 AND account = ?2 AND line_id = ?3
            """
        case .pullsAfter: Self.pulls(isAscending: true)
        case .pullsBefore: Self.pulls(isAscending: false)
        case .pullsAtMost: Self.pullsOfAll
        case .pullRow: Self.pullRow("TRUE")
        }
    }

    /// One urgency at a time: its range of the index, whatever the list is sorted by.
    private static func pulls(isAscending: Bool) -> String {
        let direction = isAscending ? "" : " DESC"
        let order = ["held_since", "order_no", "account", "line_id"]
            .map { "s.\($0)\(direction)" }.joined(separator: ", ")
        return """
            SELECT s.held_since, s.order_no, s.account, s.line_id FROM line_state s
            WHERE s.pull = ?1 AND (s.held_since, s.order_no, s.account, s.line_id)
                \(isAscending ? ">" : "<") (?2, ?3, ?4, ?5)
            ORDER BY \(order) LIMIT ?6
            """
    }

    private static let pullsOfAll = """
        SELECT s.held_since, s.order_no, s.account, s.line_id, s.pull, l.ordered_at
        FROM line_state s CROSS JOIN order_line l
        ON s.pull IS NOT NULL
            AND l.order_no = s.order_no AND l.account = s.account AND l.line_id = s.line_id
        WHERE s.pull >= 0 LIMIT ?1
        """

    /// Reads a line on the pull list by its key, parameters 1 to 3, where `condition` holds.
    package static func pullRow(_ condition: String) -> String {
        """
        SELECT \(OrderStatement.lineColumns), s.pull, s.held_since FROM line_state s
        CROSS JOIN order_line l
        ON l.order_no = s.order_no AND l.account = s.account AND l.line_id = s.line_id
        WHERE s.order_no = ?1 AND s.account = ?2 AND s.line_id = ?3 AND s.pull IS NOT NULL
            AND \(condition)
        """
    }

    private static let selectArrival = "SELECT account, order_no, id FROM order_arrival"

    private static let selectParcels = """
        SELECT tracking_no, order_no, line_id FROM order_line
        WHERE account = ?1 AND tracking_no > ?2 ORDER BY tracking_no
        """

    private static let updateParcel = """
        UPDATE order_line SET tracking_no = ?4
        WHERE order_no = ?1 AND account = ?2 AND line_id = ?3
        """

    private static let updateRenewal =
        "UPDATE waybill_renewal SET account = ?1, tracking_no = ?2 WHERE id = 1"

    // Nothing but what tells most lines apart from wanted ones: a search goes through all of them.
    private static let selectArrivedLine = """
        SELECT o.id, o.account, o.order_no, l.shipping, l.fields FROM order_arrival o
        CROSS JOIN order_line l ON l.order_no = o.order_no AND l.account = o.account
        """
}
