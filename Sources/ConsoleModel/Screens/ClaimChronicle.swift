import MatchingCore
import SyncInterfaces

/// What the marketplace said of a claim and what was done about it, in the order of time.
struct ClaimChronicle {
    struct Event {
        let time: String
        let text: String
    }

    let answer: ExplanationAnswer
    let phrases: Phrases

    var events: [Event] {
        let notices = answer.notices.map { ($0.effectiveAt, text(of: $0)) }
        let entries = answer.journal.map { ($0.at, text(of: $0)) }
        // What was said comes before what was decided on it at the same moment.
        return (notices + entries).enumerated()
            .sorted { left, right in
                left.element.0 != right.element.0
                    ? left.element.0 < right.element.0 : left.offset < right.offset
            }
            .map { Event(time: phrases.dateAndTime($0.element.0), text: $0.element.1) }
    }

    private func text(of notice: CancellationNotice) -> String {
        let units = notice.quantity.map { " · " + phrases.units($0) } ?? ""
        return phrases.pick(
            "판매처: \(notice.state)\(units)",
            "marketplace: \(notice.state)\(units)"
        )
    }

    private func text(of entry: JournalEntry) -> String {
        var parts = ["\(phrases.name(of: entry.actor)) \(phrases.word(for: entry.act))"]
        if let status = entry.status {
            let reason = entry.reason.map { ": \(phrases.word(for: $0))" } ?? ""
            parts.append(phrases.word(for: status) + reason)
        }
        if let note = entry.note, !note.isEmpty { parts.append(DisplayText.sanitized(note)) }
        return parts.joined(separator: " · ")
    }
}
