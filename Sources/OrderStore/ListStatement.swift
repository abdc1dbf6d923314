import SyncInterfaces

/// The SQL that reads a range of an index of a list: what has a key, and what lies beyond it.
///
/// Two statements where one with a row value would do, because SQLite would go through everything
/// with the key to find an id among it.
package struct ListStatement: StatementName, Hashable {
    /// What an index holds behind account and status.
    package enum Key: Int, Sendable, Hashable, CaseIterable {
        case since, requested, order, claim
        /// Orders by number, whose id is the account's, and orders of an account as they came in.
        case orderNumber, arrival
        /// Cancellations that were withdrawn and hold units still, by ``since``.
        case due

        /// The key in SQL.
        fileprivate var sql: String {
            switch self {
            case .since, .due: "standing_since"
            case .requested: StoreSchema.askedAt
            case .order, .orderNumber: "order_no"
            case .claim: "claim_id"
            case .arrival: "id"
            }
        }

        fileprivate var table: String {
            switch self {
            case .since, .requested, .order, .claim: "cancellation"
            case .orderNumber: "account_order"
            case .arrival: "order_arrival"
            case .due: "restore_due"
            }
        }

        /// What tells rows with the same key apart.
        fileprivate var id: String {
            switch self {
            case .orderNumber: "account"
            case .due: "cancellation"
            case .since, .requested, .order, .claim, .arrival: "id"
            }
        }

        /// Whether the index begins with account and status, not with the account alone.
        var hasStatus: Bool {
            switch self {
            case .since, .requested: true
            case .order, .claim, .orderNumber, .arrival, .due: false
            }
        }

        /// Whether a third column says as the how manieth an order came in, if that is known.
        var hasArrival: Bool {
            switch self {
            case .orderNumber, .arrival: true
            case .since, .requested, .order, .claim, .due: false
            }
        }

        fileprivate var columns: String {
            switch self {
            case .orderNumber: "account, order_no, arrival"
            case .arrival: "id, id, id"
            case .since, .requested, .order, .claim, .due: "\(id), \(sql)"
            }
        }

        /// Whether keys are texts.
        var isText: Bool {
            switch self {
            case .order, .claim, .orderNumber: true
            case .since, .requested, .arrival, .due: false
            }
        }
    }

    package let rawValue: Int

    package init?(rawValue: Int) {
        guard (0..<4 * Key.allCases.count).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    init(_ key: Key, isAscending: Bool, isTie: Bool) {
        rawValue = 4 * key.rawValue + (isAscending ? 2 : 0) + (isTie ? 1 : 0)
    }

    package static let allCases = (0..<4 * Key.allCases.count).compactMap(Self.init(rawValue:))

    /// Parameters: account, status, the key, the id where there is a tie, how many at most.
    package var sql: String {
        guard let key = Key(rawValue: rawValue / 4) else { return "" }
        let (isAscending, isTie) = (rawValue & 2 != 0, rawValue & 1 != 0)
        let sign = isAscending ? ">" : "<"
        let direction = isAscending ? "" : " DESC"
        var conditions = ["account = ?1"]
        if key.hasStatus { conditions.append("status = ?2") }
        // The condition of the partial index, without which SQLite does not use it.
        if key == .requested { conditions.append("status <> 2") }
        conditions +=
            isTie ? ["\(key.sql) = ?3", "\(key.id) \(sign) ?4"] : ["\(key.sql) \(sign) ?3"]
        let ids = "\(key.id)\(direction)"
        let isOwnID = key.sql == key.id
        let order = isTie || isOwnID ? ids : "\(key.sql)\(direction), \(ids)"
        return """
            SELECT \(key.columns) FROM \(key.table)
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?5
            """
    }
}
