import ConsoleModel
import MatchingCore
import SyncInterfaces

extension JSONWriter {
    /// Writes a whole case: what is known, what was received, what was decided on what evidence,
    /// and what was done by whom.
    mutating func members(of facts: CaseFacts, _ phrases: Phrases) {
        member("written_at", facts.at.iso8601)
        member("written_by", facts.person)
        member("version", facts.version)
        member("account", facts.orderKey?.account.rawValue)
        member("order_no", facts.orderKey?.orderNumber.rawValue)
        name("cancellation")
        if let answer = facts.explanation {
            object { writer in
                writer.member("id", answer.id.rawValue)
                writer.members(of: answer.explanation)
            }
        } else {
            value(String?.none)
        }
        name("lines")
        array(facts.whys) { writer, why in
            writer.object { $0.members(of: why) { phrases.line(for: $0) } }
        }
        name("notices")
        array(facts.notices) { writer, entry in
            writer.object { writer in
                writer.member("id", entry.id.rawValue)
                writer.members(of: entry.notice)
            }
        }
        members(of: facts.order?.lineage ?? .none, facts.order?.revisions ?? [])
        name("journal")
        array(facts.journal) { writer, entry in
            writer.object { writer in
                writer.members(of: entry, phrases)
                writer.name("evidence")
                if let evidence = entry.evidence {
                    writer.object { $0.members(of: evidence) }
                } else {
                    writer.value(String?.none)
                }
            }
        }
    }

    /// Writes a notice as it was received.
    mutating func members(of notice: CancellationNotice) {
        member("account", notice.account.rawValue)
        member("claim_id", notice.claimID.rawValue)
        member("state", notice.state)
        name("fields")
        object { writer in
            for entry in notice.fields.entries { writer.member(entry.field.name, entry.value) }
        }
        member("quantity", notice.quantity)
        member("requested_at", notice.requestedAt?.iso8601)
        member("changed_at", notice.changedAt?.iso8601)
        member("reason", notice.buyerReason)
        members(of: notice.remarks)
        member("observed_at", notice.observedAt.iso8601)
        member("file", notice.origin?.file)
        member("row", notice.origin?.row)
    }
}
