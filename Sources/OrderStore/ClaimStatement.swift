import MatchingCore

/// The SQL that reads cancellations, their notices and what they took.
package enum ClaimStatement: Int, StatementName {
    case claim
    case claimsOfOrder
    case claimsOfNumber
    case waitingClaims
    case heldOrders
    case heldClaimOfOrder
    case anyClaim
    case lastClaim
    case notices
    case applications
    case takersOfLine
    case takersElsewhere

    package var sql: String {
        switch self {
        case .claim: "\(Self.selectClaim) WHERE id = ?1"
        case .claimsOfOrder: "\(Self.selectClaim) WHERE account = ?1 AND order_no = ?2 ORDER BY id"
        case .claimsOfNumber:
            "\(Self.selectClaim) WHERE account IN (SELECT id FROM account) AND order_no = ?1"
        case .waitingClaims: "\(Self.selectClaim) WHERE order_no = ?1 AND status = 0 ORDER BY id"
        case .heldOrders:
            """
            SELECT order_no FROM cancellation
            WHERE account = ?1 AND status = \(Status.held.code) LIMIT ?2
            """
        // The plus has it looked up by its order, of which there are few claims.
        case .heldClaimOfOrder:
            """
            SELECT 1 FROM cancellation
            WHERE account = ?1 AND order_no = ?2 AND +status = \(Status.held.code) LIMIT 1
            """
        case .anyClaim: "SELECT 1 FROM cancellation WHERE account = ?1 LIMIT 1"
        case .lastClaim: "SELECT max(id) FROM cancellation"
        case .notices:
            """
            SELECT state, fields, quantity, requested_at, changed_at, buyer_reason, observed_at
            FROM notice WHERE cancellation = ?1 ORDER BY number
            """
        case .applications:
            """
            SELECT order_no, account, line_id, units FROM application
            WHERE cancellation = ?1
            """
        case .takersOfLine:
            """
            SELECT c.id, a.units FROM cancellation c
            CROSS JOIN application a ON a.cancellation = c.id
                AND a.order_no = ?1 AND a.account = ?2 AND a.line_id = ?3
            WHERE c.account = ?2 AND c.order_no = ?1
            """
        case .takersElsewhere:
            """
            SELECT cancellation, units FROM application
            WHERE is_elsewhere = 1 AND order_no = ?1 AND account = ?2 AND line_id = ?3
            """
        }
    }

    private static let selectClaim = """
        SELECT id, account, claim_id, order_no, state, status, reason, ruling, ruling_reason,
            notice_count, first_state, first_order_no, fields, quantity, requested_at, changed_at,
            buyer_reason, observed_at, ruled_after
        FROM cancellation
        """
}

/// The SQL that changes cancellations, their notices and what they took.
package enum ClaimChangeStatement: Int, StatementName {
    case insertCancellation
    case insertNotice
    case identity
    case countNotice
    case rename
    case markElsewhere
    case standing
    case setStanding
    case insertApplication
    case updateApplication
    case deleteApplication
    case insertJournalEntry
    case forgetDue
    case insertDue

    package var sql: String {
        switch self {
        case .insertCancellation:
            """
            INSERT INTO cancellation
            (account, claim_id, order_no, state, status, reason, ruling, ruling_reason, filed_at,
                standing_since, notice_count, first_state, first_order_no, fields, quantity,
                requested_at, changed_at, buyer_reason, observed_at, asked_at, id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19, ?20)
            """
        case .insertNotice:
            """
            INSERT INTO notice
            (cancellation, number, state, fields, quantity, requested_at, changed_at, buyer_reason,
                observed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """
        case .identity: "SELECT account, order_no, status FROM cancellation WHERE id = ?1"
        case .countNotice:
            """
            UPDATE cancellation
            SET notice_count = ?2, order_no = ?3, asked_at = ?4,
                first_order_no = CASE WHEN order_no = ?3 THEN first_order_no
                    ELSE coalesce(first_order_no, order_no) END
            WHERE id = ?1
            """
        case .rename: "UPDATE cancellation SET claim_id = ?2 WHERE id = ?1"
        case .markElsewhere:
            """
            UPDATE application
            SET is_elsewhere = CASE WHEN order_no = ?2 AND account = ?3 THEN NULL ELSE 1 END
            WHERE cancellation = ?1
            """
        case .standing:
            """
            SELECT account, status, standing_since, state, requested_at FROM cancellation
            WHERE id = ?1
            """
        case .setStanding:
            """
            UPDATE cancellation
            SET first_state = CASE WHEN state = ?2 THEN first_state
                    ELSE coalesce(first_state, state) END,
                state = ?2, status = ?3, reason = ?4, ruling = ?5, ruling_reason = ?6,
                standing_since = ?7, ruled_after = ?8
            WHERE id = ?1
            """
        case .insertApplication:
            """
            INSERT INTO application (cancellation, order_no, account, line_id, units, is_elsewhere)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """
        case .updateApplication:
            """
            UPDATE application SET units = ?5
            WHERE cancellation = ?1 AND order_no = ?2 AND account = ?3 AND line_id = ?4
                AND units = ?6
            """
        case .deleteApplication:
            """
            DELETE FROM application
            WHERE cancellation = ?1 AND order_no = ?2 AND account = ?3 AND line_id = ?4
                AND units = ?5
            """
        case .insertJournalEntry:
            """
            INSERT INTO journal
            (at, actor, act, account, cancellation, reason, status, note, evidence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """
        case .forgetDue: "DELETE FROM restore_due WHERE cancellation = ?1"
        case .insertDue:
            "\(StoreSchema.insertDue) FROM cancellation c WHERE c.id = ?1 AND \(StoreSchema.isDue)"
        }
    }
}
