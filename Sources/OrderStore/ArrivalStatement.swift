/// The SQL about orders as they come in: the changes of those on file, the texts of their products and
/// options, and the blocks that have them.
package enum ArrivalStatement: Int, StatementName {
    case insertArrival
    case lastArrival
    case arrivalOfOrder
    case insertChange
    case lastChange
    case changesAfter
    case forgetChanges
    case setArrival
    case index
    case setLastUnindexed
    case number
    case insertText
    case lastNumber
    case textsAfter
    case insertBlock
    case isInBlock
    case ofBlock
    case wordsOfBlock

    package var sql: String {
        switch self {
        case .insertArrival: "INSERT INTO order_arrival (id, account, order_no) VALUES (?1, ?2, ?3)"
        case .lastArrival: "SELECT max(id) FROM order_arrival"
        case .arrivalOfOrder:
            "SELECT arrival FROM account_order WHERE account = ?1 AND order_no = ?2"
        case .insertChange: "INSERT INTO order_change (arrival) VALUES (?1)"
        case .lastChange: "SELECT max(id) FROM order_change"
        case .changesAfter:
            """
            SELECT c.id, o.account, o.order_no, o.id FROM order_change c
            CROSS JOIN order_arrival o ON o.id = c.arrival WHERE c.id > ?1 ORDER BY c.id
            """
        case .forgetChanges: "DELETE FROM order_change WHERE id <= ?1"
        case .setArrival:
            "UPDATE account_order SET arrival = ?3 WHERE account = ?1 AND order_no = ?2"
        case .setLastUnindexed: "UPDATE text_index SET last_unindexed = ?1 WHERE id = 1"
        case .index: "SELECT last_unindexed, orders_per_block FROM text_index WHERE id = 1"
        case .number: "SELECT id FROM product_text WHERE field = ?1 AND text = ?2"
        case .insertText: "INSERT INTO product_text (field, text) VALUES (?1, ?2)"
        case .lastNumber: "SELECT max(id) FROM product_text"
        case .textsAfter:
            "SELECT id, field, text FROM product_text WHERE id > ?1 ORDER BY id LIMIT ?2"
        case .insertBlock: "INSERT OR IGNORE INTO text_block (block, text) VALUES (?1, ?2)"
        case .isInBlock: "SELECT 1 FROM text_block WHERE block = ?1 AND text = ?2"
        case .ofBlock:
            "SELECT text FROM text_block WHERE block = ?1 AND text BETWEEN ?2 AND ?3"
        case .wordsOfBlock:
            """
            SELECT b.text, t.field, t.text FROM text_block b
            LEFT JOIN product_text t ON t.id = b.text WHERE b.block = ?1
            """
        }
    }
}
