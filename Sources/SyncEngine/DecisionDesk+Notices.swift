import MatchingCore
import SyncInterfaces

extension DecisionDesk {
    /// Takes in notices that carry one claim name and one order number.
    ///
    /// One claim name can name several order lines; each is a claim of its own on file, see
    /// ``LinePairing``. Neither the order of the notices nor how they are spread over batches
    /// changes what is on file in the end.
    mutating func take(_ notices: [CancellationNotice], matcher: Matcher) throws {
        let first = notices[0]
        let namesakes = try ledger.claims(account: first.account, claimID: first.claimID)
        if namesakes.isEmpty && notices.count == 1 {
            tally.news += 1
            try open(ClaimHistory(first: first, policy: matcher.policy), matcher: matcher)
            return try decideWhatIsLeft()
        }
        let records = namesakes.filter { $0.notices[0].orderNumber == first.orderNumber }
        for folder in folders(for: notices, onFile: records, matcher: matcher) {
            try take(folder, matcher: matcher)
        }
        try decideWhatIsLeft()
    }

    /// A claim on file, or one to be opened, with the notices that speak of it.
    private struct Folder {
        var record: ClaimRecord?
        /// What the claim says of its line so far.
        var fields: FieldValues
        var reading: [CancellationNotice] = []
    }

    private func folders(
        for notices: [CancellationNotice],
        onFile records: [ClaimRecord],
        matcher: Matcher
    ) -> [Folder] {
        let pairing = LinePairing(rule: matcher.policy.rule)
        var folders = records.compactMap { record in
            ClaimHistory(notices: record.notices, policy: matcher.policy).map {
                Folder(record: record, fields: $0.claim.fields)
            }
        }
        for notice in fullestFirst(notices, pairing: pairing, policy: matcher.policy) {
            let meant = folders.indices.filter {
                pairing.agree(folders[$0].fields, notice.fields)
            }
            for position in meant {
                folders[position].reading.append(notice)
                folders[position].fields.fillGaps(from: notice.fields)
            }
            guard meant.isEmpty else { continue }
            // What was said earlier, without saying of which line, was said of this one as well.
            let earlier = folders.flatMap { ($0.record?.notices ?? []) + $0.reading }
                .filter { pairing.agree($0.fields, notice.fields) }
            var folder = Folder(fields: notice.fields, reading: [notice])
            for other in earlier where !folder.reading.contains(other) {
                folder.reading.append(other)
                folder.fields.fillGaps(from: other.fields)
            }
            folders.append(folder)
        }
        return folders
    }

    private func fullestFirst(
        _ notices: [CancellationNotice],
        pairing: LinePairing,
        policy: SyncPolicy
    ) -> [CancellationNotice] {
        guard notices.count > 1, let history = ClaimHistory(notices: notices, policy: policy)
        else { return notices }
        return history.notices.enumerated()
            .map { (fullness: pairing.fullness($1.fields), position: $0, notice: $1) }
            .sorted { ($1.fullness, $0.position) < ($0.fullness, $1.position) }
            .map(\.notice)
    }

    private mutating func take(_ folder: Folder, matcher: Matcher) throws {
        guard !folder.reading.isEmpty else { return }
        guard let record = folder.record else {
            guard let history = ClaimHistory(reading: folder.reading, policy: matcher.policy)
            else { return }
            tally.news += history.notices.count
            try open(history, matcher: matcher)
            return
        }
        guard var history = ClaimHistory(notices: record.notices, policy: matcher.policy),
            let newestBefore = history.notices.last
        else { return }
        let isRuled = record.standing.ruling != nil
        let requestCount = isRuled ? history.requestCount : 0
        let news = history.record(folder.reading)
        guard !news.isEmpty else { return }
        tally.news += news.count
        for notice in news { try ledger.append(notice, to: record.id) }
        // A ruling was made on what the buyer wanted then; a withdrawal since ends it, also when
        // it arrives together with the claim's being asked again.
        let since = history.notices.reversed().prefix { $0 != newestBefore }.map {
            matcher.policy.meaning(ofState: $0.state) == .withdrawal
        }
        // What was ruled of a withdrawal stands as long as the buyer does not ask again.
        var endsRuling =
            record.standing.status == .withdrawn ? since.contains(false) : since.contains(true)
        // Nor did it know of a further request under the same name.
        if isRuled && history.requestCount > requestCount { endsRuling = true }
        try settle(
            Case(
                record: record,
                claim: history.claim,
                ruling: endsRuling ? nil : record.standing.ruling
            ),
            matcher: matcher
        )
    }
}

extension FieldValues {
    /// Takes over the fields that only `other` has.
    fileprivate mutating func fillGaps(from other: FieldValues) {
        for entry in other.entries where self[entry.field] == nil {
            self[entry.field] = entry.value
        }
    }
}
