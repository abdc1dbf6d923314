import MatchingCore
import SyncInterfaces

extension DecisionDesk {
    /// Takes in notices of one order: of one claim name, or all of it where some have none.
    ///
    /// One claim name can name several order lines; each is a claim of its own on file, see
    /// ``ClaimFolders``. Neither the order of the notices nor how they are spread over batches
    /// changes what is on file in the end. Each claim is decided once.
    mutating func take(_ group: ClaimGroup, matcher: Matcher) throws {
        let last = group.last
        let records = try ledger.claims(meantBy: last)
        if records.isEmpty, let only = group.onlyNotice {
            tally.news += 1
            try open(ClaimHistory(first: only, policy: matcher.policy), matcher: matcher)
            return try decideWhatIsLeft()
        }
        var folders = ClaimFolders(
            of: last.orderNumber,
            pairing: book.pairing(of: last.account),
            policy: matcher.policy
        )
        folders.put(records)
        for notices in group.byName { folders.put(notices) }
        for folder in folders.folders { try take(folder, matcher: matcher) }
        try decideWhatIsLeft()
    }

    private mutating func take(_ folder: ClaimFolder, matcher: Matcher) throws {
        guard !folder.reading.isEmpty else { return }
        guard let record = folder.record else {
            guard let history = ClaimHistory(reading: folder.reading, policy: matcher.policy)
            else { return }
            tally.news += history.notices.count
            let inherited = folder.inherited.filter { inherited in
                !history.hasWithdrawal(after: inherited.known, matcher.policy)
            }
            return try open(history, inheriting: inherited.first, matcher: matcher)
        }
        if let name = folder.newName { try ledger.rename(record.id, to: name) }
        guard var history = ClaimHistory(notices: record.notices, policy: matcher.policy)
        else { return }
        let isRuled = record.standing.ruling != nil
        let requestCount = isRuled ? history.requestCount : 0
        let news = history.record(folder.reading)
        guard !news.isEmpty else { return }
        tally.news += news.count { !$0.repeats(record.notices) }
        for notice in news { try ledger.append(notice, to: record.id) }
        var endsRuling = history.endsRuling(of: record, matcher.policy)
        // Nor did it know of a further request under the same name.
        if isRuled && history.requestCount > requestCount { endsRuling = true }
        try settle(
            Case(
                record: record,
                claim: history.claim,
                ruling: endsRuling ? nil : record.standing.ruling
            ),
            matcher: try book.matcher(for: record, present: matcher, in: ledger)
        )
    }
}

extension ClaimHistory {
    /// Whether the buyer has wanted something else since a person ruled about the claim.
    ///
    /// A ruling was made on what the buyer wanted then; a withdrawal since ends it, also when it
    /// arrives together with the claim's being asked again, or behind it.
    fileprivate func endsRuling(of record: ClaimRecord, _ policy: SyncPolicy) -> Bool {
        let known = record.noticesKnownToRuling
        // What was ruled of a withdrawal stands as long as the buyer does not ask again.
        guard record.standing.status == .withdrawn else {
            return hasWithdrawal(after: known, policy)
        }
        return notices(after: known, policy).contains {
            policy.meaning(ofState: $0.state) != .withdrawal
        }
    }

    fileprivate func hasWithdrawal(
        after known: [CancellationNotice],
        _ policy: SyncPolicy
    ) -> Bool {
        notices(after: known, policy).contains {
            policy.meaning(ofState: $0.state) == .withdrawal
        }
    }

    /// What was said after the newest of the notices that were known.
    private func notices(
        after known: [CancellationNotice],
        _ policy: SyncPolicy
    ) -> [CancellationNotice] {
        guard let newest = ClaimHistory(notices: known, policy: policy)?.notices.last,
            let place = notices.lastIndex(of: newest)
        else { return notices }
        return Array(notices[(place + 1)...])
    }
}

extension ClaimRecord {
    /// What was on file of the claim when a person ruled about it; all of it where that is not known.
    var noticesKnownToRuling: [CancellationNotice] {
        standing.ruledAfter.map { Array(notices.prefix($0)) } ?? notices
    }
}
