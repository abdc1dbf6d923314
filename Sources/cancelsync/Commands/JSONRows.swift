import ConsoleModel
import MatchingCore
import SyncInterfaces

/// The objects that `--json` prints, one a line; names are those of the rule language.
extension JSONWriter {
    /// One object as a line for standard output, which may be a terminal.
    static func printed(_ members: (inout JSONWriter) -> Void) -> String {
        line(isForTerminals: true, members)
    }

    /// Writes the members of a marketplace of the catalogue.
    mutating func members(
        of marketplace: Marketplace,
        accounts: [Account],
        connections: Connections,
        phrases: Phrases
    ) {
        member("id", marketplace.id.rawValue)
        member("name", marketplace.name)
        texts("aliases", marketplace.aliases)
        texts("cancel_states", marketplace.policy.cancelStates)
        member("match", marketplace.policy.rule?.description)
        member("poll_interval_minutes", marketplace.pollIntervalMinutes)
        texts("missing", marketplace.policy.missing.map(\.rawValue))
        texts("confirm", marketplace.policy.confirmStates)
        texts("withdrawal", marketplace.policy.withdrawalStates)
        texts("accounts", accounts.map(\.id.rawValue))
        member("note", marketplace.note)
        member("match_set_in", marketplace.places.rule)
        member("cancel_states_set_in", marketplace.places.cancelStates)
        name("connections")
        array(accounts) { writer, account in
            writer.object { writer in
                writer.member("account", account.id.rawValue)
                writer.members(of: connections.facts(of: account.id), phrases)
            }
        }
    }

    /// Writes the members of a cancellation with what it took.
    mutating func members(of listed: ListedCancellation) {
        let (row, claim) = (listed.row, listed.claim)
        member("id", row.id.rawValue)
        member("account", row.account.rawValue)
        member("claim_id", row.claimID.rawValue)
        member("order_no", row.orderNumber.rawValue)
        member("state", row.state)
        member("status", row.status.rawValue)
        member("reason", row.reason.rawValue)
        name("applications")
        array(listed.record?.applications ?? []) { writer, application in
            writer.object { writer in
                writer.member("line_id", application.line.lineID.rawValue)
                writer.member("quantity", application.units)
                if application.line.orderNumber != row.orderNumber {
                    writer.member("order_no", application.line.orderNumber.rawValue)
                }
            }
        }
        for entry in claim?.fields.entries ?? [] where entry.field != .orderNumber {
            member(entry.field.name, entry.value)
        }
        member("quantity", row.quantity)
        member("unapplied_quantity", listed.unitsLeft)
        member("buyer_reason", claim?.buyerReason)
        member("requested_at", row.requestedAt?.iso8601)
        member("changed_at", claim?.changedAt?.iso8601)
        member("first_seen_at", row.firstSeenAt.iso8601)
        member("status_since", row.standingSince.iso8601)
    }

    /// Writes the members of an order line with its three axes.
    mutating func members(of line: LineOnFile) {
        member("account", line.line.key.account.rawValue)
        member("line_id", line.line.key.lineID.rawValue)
        for entry in line.line.fields.entries { member(entry.field.name, entry.value) }
        member("quantity", line.line.quantity)
        member("shipping", line.line.shipping.rawValue)
        member("cancelled_quantity", line.cancelledUnits)
        member("open_quantity", line.openUnits)
        member("held", line.isHeld)
        member("ordered_at", line.line.orderedAt?.iso8601)
        member("tracking_no", line.line.trackingNumber)
    }

    /// Writes what went wrong: the sentence under `name`, then `problem` and `arguments`.
    mutating func member(_ name: String, _ problem: KeptProblem, _ phrases: Phrases) {
        member(name, phrases.line(for: problem))
        members(of: problem, code: "problem")
    }

    /// Writes the rows that were set aside and name an order.
    mutating func members(of setAside: [SetAsideRow], _ phrases: Phrases) {
        member("set_aside", objects: setAside) { writer, row in
            writer.member("file", row.file)
            writer.member("because", row.problem, phrases)
        }
    }

    /// Writes how many rows lie aside.
    mutating func members(of setAside: SetAsideRows) {
        member("set_aside_rows", setAside.rowCount)
    }

    /// Writes the members of a pass.
    mutating func members(of poll: PollRecord, _ phrases: Phrases) {
        member("account", poll.account.rawValue)
        switch poll.outcome {
        case .succeeded: member("outcome", "succeeded")
        case .cancelled: member("outcome", "cancelled")
        case .incomplete(let unread):
            member("outcome", "incomplete")
            member("error", unread, phrases)
        case .failed(let failure):
            member("outcome", "failed")
            member("error", failure, phrases)
        }
        member("window_start", poll.window.start.iso8601)
        member("window_end", poll.window.end.iso8601)
        members(of: poll.tally)
    }

    /// Writes the members of a tally.
    mutating func members(of tally: PassTally) {
        member("notices", tally.notices)
        member("new_notices", tally.news)
        for status in Status.allCases { member(status.rawValue, tally.decided[status] ?? 0) }
        member("units_cancelled", tally.unitsCancelled)
        member("order_lines", tally.orderLines)
        member("rejected_rows", tally.rejectedRows)
    }

    /// Writes the members of an act's result.
    mutating func members(of result: ActResult) {
        member("id", result.id.rawValue)
        member("status", result.status.rawValue)
        member("reason", result.reason.rawValue)
        member(result.changes)
        member("others", objects: result.others) { writer, other in
            writer.member("id", other.id.rawValue)
            writer.member(other.changes)
        }
    }

    private mutating func member(_ changes: [LineChange]) {
        member("changes", objects: changes) { writer, change in
            writer.member("line_id", change.line.lineID.rawValue)
            writer.member("quantity_before", change.unitsBefore)
            writer.member("quantity", change.unitsAfter)
            writer.member("held", change.isHeld)
        }
    }

    private mutating func texts(_ name: String, _ values: [String]) {
        self.name(name)
        array(values) { $0.value($1) }
    }
}
