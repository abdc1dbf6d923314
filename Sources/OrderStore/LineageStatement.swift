/// The SQL about where things come from: changed lines, numbers that were exchanged, files of
/// notices.
package enum LineageStatement: Int, StatementName {
    case revisions
    case insertRevision
    case linksToOriginals
    case linksToReplacements
    case insertLink
    case fileNumber
    case fileName
    case insertFile

    package var sql: String {
        switch self {
        case .revisions:
            """
            SELECT line_id, at, aspect, value_before, value_after FROM line_revision
            WHERE order_no = ?1 AND account = ?2
            """
        // Two changes at one moment are one, from what there was to what there is.
        case .insertRevision:
            """
            INSERT INTO line_revision
            (order_no, account, line_id, at, aspect, value_before, value_after)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT DO UPDATE SET value_after = excluded.value_after
            """
        case .linksToOriginals:
            "SELECT original, replacement FROM order_link WHERE account = ?1 AND replacement = ?2"
        case .linksToReplacements:
            "SELECT original, replacement FROM order_link WHERE account = ?1 AND original = ?2"
        case .insertLink:
            """
            INSERT OR IGNORE INTO order_link (account, replacement, original)
            VALUES (?1, ?2, ?3)
            """
        case .fileNumber: "SELECT id FROM feed_file WHERE name = ?1"
        case .fileName: "SELECT name FROM feed_file WHERE id = ?1"
        case .insertFile: "INSERT INTO feed_file (name) VALUES (?1)"
        }
    }
}
