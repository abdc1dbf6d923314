import ConsoleModel
import MatchingCore
import SyncInterfaces

// The objects of the lists that are not about cancellations.
extension JSONWriter {
    /// Writes the members of a journal entry.
    mutating func members(of entry: JournalEntry, _ phrases: Phrases) {
        member("id", entry.id)
        member("at", entry.at.iso8601)
        if case .person(let name) = entry.actor {
            member("actor", name)
        } else {
            member("actor", String?.none)
        }
        member("act", entry.act.rawValue)
        member("account", entry.account?.rawValue)
        member("cancellation", entry.cancellation?.rawValue)
        member("order_no", entry.orderNumber?.rawValue)
        member("status", entry.status?.rawValue)
        member("reason", entry.reason?.rawValue)
        if let problem = entry.problem {
            member("note", problem, phrases)
        } else {
            member("note", entry.note)
        }
    }

    /// Writes the members of a line that is to be pulled.
    mutating func members(of row: PullRow) {
        members(of: row.line)
        member("urgency", "\(row.place.urgency)")
        member("held_since", row.place.since.iso8601)
    }

    /// Writes the members of an account with what waits where and how polling goes.
    mutating func members(of standing: AccountStanding, _ phrases: Phrases) {
        let (account, summary) = (standing.account, standing.summary)
        member("id", account.id.rawValue)
        member("marketplace", account.marketplace.id.rawValue)
        member("name", account.name)
        member("health", standing.health.rawValue)
        for status in Status.allCases { member(status.rawValue, standing.count(status)) }
        member("applied_today", summary?.appliedToday ?? 0)
        member("to_pull", standing.toPull)
        member("next_poll_at", summary?.timer.nextPollAt?.iso8601)
        member("last_poll_at", summary?.timer.lastPollAt?.iso8601)
        if let failure = summary?.timer.lastFailure { member("last_failure", failure, phrases) }
    }

    /// Writes whether a parcel may leave, and what is in it.
    mutating func members(of answer: ParcelAnswer, _ phrases: Phrases) {
        member("number", answer.id)
        member("verdict", answer.verdict.rawValue)
        member("undecided", answer.isUndecided)
        name("lines")
        array(answer.lines) { writer, line in
            writer.object { writer in
                writer.members(of: line.line)
                writer.member("to_pull", line.isToPull)
                writer.member("pulled_at", line.mark?.pulledAt?.iso8601)
                writer.name("cancellations")
                writer.array(line.takers) { $0.value($1.rawValue) }
            }
        }
        member("waiting", answer.waiting)
        if !answer.naming.isEmpty { member("cancellations", answer.naming) }
        name("unread")
        array(answer.unread) { writer, doubt in
            writer.object { writer in
                writer.member("account", doubt.line.line.key.account.rawValue)
                writer.member("order_no", doubt.line.line.key.orderNumber.rawValue)
                writer.member("reason", doubt.reason.rawValue)
            }
        }
        members(of: answer.aside.rows, phrases)
        member("set_aside_rows", answer.aside.counts.values.map(\.rowCount).reduce(0, +))
    }

    /// Writes what names an order of which no line is on file.
    mutating func members(
        ofUnknown number: OrderNumber,
        claims: [ClaimRecord],
        setAside: [SetAsideRow],
        _ phrases: Phrases
    ) {
        member("order_no", number.rawValue)
        name("lines")
        array([Int]()) { $0.value($1) }
        member("cancellations", claims)
        members(of: setAside, phrases)
    }

    /// Writes claims with where they stand.
    private mutating func member(_ name: String, _ claims: [ClaimRecord]) {
        self.name(name)
        array(claims) { writer, claim in
            writer.object { writer in
                writer.member("id", claim.id.rawValue)
                writer.member("account", claim.notices.last?.account.rawValue)
                writer.member("order_no", claim.notices.last?.orderNumber.rawValue)
                writer.member("state", claim.standing.state)
                writer.member("status", claim.standing.status.rawValue)
                writer.member("reason", claim.standing.reason.rawValue)
            }
        }
    }

    /// Writes what a rule on trial would decide.
    mutating func members(of result: RehearsalResult) {
        member("account", result.account.rawValue)
        member("match", result.ruleNow?.description)
        member("rule", result.rule.description)
        member("cancellations", result.count)
        member("since", result.since?.iso8601)
        for kind in RehearsalResult.Kind.allCases {
            member(kind.rawValue, result.count(of: kind))
        }
        name("changes")
        array(result.changes) { writer, change in
            writer.object { writer in
                writer.member("id", change.id.rawValue)
                writer.member("order_no", change.orderNumber.rawValue)
                writer.member("kind", change.kind.rawValue)
                for (name, outcome) in [("now", change.now), ("then", change.then)] {
                    writer.name(name)
                    writer.object { $0.members(of: outcome) }
                }
            }
        }
    }

    private mutating func members(of outcome: RehearsalResult.Outcome) {
        member("status", outcome.status.rawValue)
        member("reason", outcome.reason.rawValue)
        name("applications")
        array(outcome.applications) { writer, application in
            writer.object { writer in
                writer.member("line_id", application.line.lineID.rawValue)
                writer.member("quantity", application.units)
            }
        }
    }

    /// Writes what a marketplace says beside the key fields.
    mutating func members(of remarks: MarketplaceRemarks) {
        member("marketplace_shipping", remarks.shippingWord)
        member("original_order_no", remarks.originalOrderNumber?.rawValue)
        member("cancelled_by", remarks.cancelledBy)
    }

    /// Writes which orders were exchanged for which, and what imports changed of the lines.
    mutating func members(of lineage: Lineage, _ revisions: [LineRevision]) {
        name("exchanges")
        array(lineage.links) { writer, link in
            writer.object { writer in
                writer.member("original_order_no", link.original.rawValue)
                writer.member("order_no", link.replacement.rawValue)
            }
        }
        name("revisions")
        array(revisions) { writer, revision in
            writer.object { writer in
                writer.member("line_id", revision.line.lineID.rawValue)
                writer.member("at", revision.at.iso8601)
                writer.member("field", revision.aspect.name)
                writer.member("before", revision.before)
                writer.member("after", revision.after)
            }
        }
    }

    /// Writes an order: its lines with why they stand where they stand, notices and journal.
    mutating func members(
        of answer: OrderAnswer,
        explanations: [OrderExplanation],
        _ phrases: Phrases
    ) {
        member("account", answer.id.account.rawValue)
        member("order_no", answer.id.orderNumber.rawValue)
        name("lines")
        array(explanations) { writer, explanation in
            writer.object { $0.members(of: explanation) { phrases.line(for: $0) } }
        }
        name("notices")
        let notices = answer.claims.flatMap { claim in claim.notices.map { (claim.id, $0) } }
        array(notices) { writer, entry in
            let (id, notice) = entry
            writer.object { writer in
                writer.member("id", id.rawValue)
                writer.members(of: notice)
            }
        }
        members(of: answer.lineage, answer.revisions)
        name("journal")
        array(answer.journal) { writer, entry in writer.object { $0.members(of: entry, phrases) } }
    }
}
