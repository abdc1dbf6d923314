import MatchingCore
import SyncInterfaces

/// What the marketplace said of claims and what was done about them, in the order of time.
struct ClaimChronicle {
    struct Event {
        let time: String
        let text: String
    }

    let phrases: Phrases
    /// What happened when; `given` is the time to show, where that is not the one to sort by.
    private var entries: [(at: Timestamp, given: Timestamp?, text: String)] = []

    init(phrases: Phrases) { self.phrases = phrases }

    /// The events; of several at one moment, in the order in which they were added.
    var events: [Event] {
        entries.enumerated()
            .sorted { left, right in
                left.element.at != right.element.at
                    ? left.element.at < right.element.at : left.offset < right.offset
            }
            .map { _, entry in
                let time = entry.given.map { phrases.givenTime($0) }
                return Event(time: time ?? phrases.dateAndTime(entry.at), text: entry.text)
            }
    }

    mutating func add(_ text: String, at moment: Timestamp, given: Timestamp? = nil) {
        entries.append((moment, given, text))
    }

    /// Adds what the marketplace said; add it before what was decided on it.
    mutating func add(_ notices: [CancellationNotice], of name: String = "") {
        for (index, notice) in notices.enumerated() where !notice.repeats(notices[..<index]) {
            let policy = phrases.marketplace(of: notice.account)?.policy
            let moment = policy.map { notice.moment(among: notices, policy: $0) }
            add(
                name + text(of: notice),
                at: moment ?? notice.effectiveAt,
                given: notice.hasOnlyDay ? notice.changedAt : nil
            )
        }
    }

    mutating func add(_ journal: [JournalEntry], of name: String = "") {
        for entry in journal { add(name + phrases.line(for: entry), at: entry.at) }
    }

    /// Adds how far imports said that lines are.
    mutating func add(_ revisions: [LineRevision]) {
        for revision in revisions where !revision.aspect.isAboutItem {
            let change = phrases.line(for: revision, namesLine: true)
            add(phrases.pick("우리 시스템: \(change)", "our system: \(change)"), at: revision.at)
        }
    }

    private func text(of notice: CancellationNotice) -> String {
        let units = notice.quantity.map { " · " + phrases.units($0) } ?? ""
        let words = [notice.remarks.cancelledBy, notice.remarks.shippingWord].compactMap(\.self)
            .map { " · " + DisplayText.sanitized($0) }.joined()
        return phrases.pick(
            "판매처: \(notice.state)\(units)\(words)",
            "marketplace: \(notice.state)\(units)\(words)"
        )
    }
}
