/// All notices of one claim, oldest first: the only place that decides what a new one changes.
///
/// Notices arrive repeated, late and out of order; the history, and so the claim folded from it,
/// does not depend on the order of arrival.
public struct ClaimHistory: Sendable, Hashable {
    /// The notices in the order in which the marketplace made them.
    public private(set) var notices: [CancellationNotice]

    private let policy: SyncPolicy

    /// Starts a history with the claim's first notice.
    public init(first notice: CancellationNotice, policy: SyncPolicy) {
        notices = [notice]
        self.policy = policy
    }

    /// Restores a history from its notices, in any order; `nil` when there are none.
    public init?(notices: [CancellationNotice], policy: SyncPolicy) {
        guard !notices.isEmpty else { return nil }
        self.policy = policy
        self.notices = notices
        self.notices.sort { Self.precedes($0, $1, policy: policy) }
    }

    /// Restores a history from the notices of its first reading; `nil` when there are none.
    ///
    /// What repeats within it is left out, as ``record(_:)`` does.
    public init?(reading: [CancellationNotice], policy: SyncPolicy) {
        guard let oldest = reading.min(by: { Self.precedes($0, $1, policy: policy) }) else {
            return nil
        }
        self.init(first: oldest, policy: policy)
        _ = record(reading)
    }

    /// Takes notices of one reading into the history.
    ///
    /// A notice that says nothing new leaves the history as it was: the same words at the same
    /// time, or, without a time of its own, what was said of the same request last. An export may
    /// list everything that a request went through, each time again: what it lists before the state
    /// that is furthest on is new only where it was never seen.
    ///
    /// - Returns: The notices that said anything new, in the history's order.
    public mutating func record(_ reading: [CancellationNotice]) -> [CancellationNotice] {
        let ordered = reading.sorted { Self.precedes($0, $1, policy: policy) }
        var news: [CancellationNotice] = []
        for (index, notice) in ordered.enumerated() {
            let isPassed =
                notice.changedAt == nil
                && ordered[(index + 1)...].contains { $0.isListedTogether(with: notice) }
            if isPassed && isKnown(notice) { continue }
            if record(notice) { news.append(notice) }
        }
        return news
    }

    /// What the marketplace says by now.
    public var claim: Claim {
        let newest = notices[notices.count - 1]
        return Claim(
            account: newest.account,
            claimID: newest.claimID,
            state: newest.state,
            fields: notices.count == 1 ? newest.fields : mergedFields,
            quantity: notices.last { $0.quantity != nil }?.quantity,
            requestedAt: notices.count == 1
                ? newest.requestedAt : notices.compactMap(\.requestedAt).min(),
            changedAt: newest.changedAt,
            buyerReason: notices.last { $0.buyerReason != nil }?.buyerReason,
            firstSeenAt: notices.reduce(newest.observedAt) { min($0, $1.observedAt) },
            wasAskedAgain: wasAskedAgain,
            remarks: notices.reduce(.none) { $1.remarks.supplemented(by: $0) }
        )
    }

    private mutating func record(_ notice: CancellationNotice) -> Bool {
        let position =
            notices.firstIndex { Self.precedes(notice, $0, policy: policy) } ?? notices.endIndex
        guard isNews(notice, at: position) else { return false }
        notices.insert(notice, at: position)
        return true
    }

    /// Whether a notice that belongs at `position` says what nothing before it does.
    private func isNews(_ notice: CancellationNotice, at position: Int) -> Bool {
        guard notice.changedAt == nil else {
            return !notices.contains {
                $0.changedAt == notice.changedAt && Self.sayTheSame($0, notice)
            }
        }
        let earlier = notices[..<position]
        if let last = earlier.last, last.mayMeanRequest(of: notice), Self.sayTheSame(last, notice) {
            return false
        }
        guard notice.requestedAt != nil else { return true }
        let ofRequest = earlier.last { $0.requestedAt == notice.requestedAt }
        return ofRequest.map { !Self.sayTheSame($0, notice) } ?? true
    }

    /// Whether the same was said of the same request before, at whatever time.
    private func isKnown(_ notice: CancellationNotice) -> Bool {
        notices.contains {
            $0.requestedAt == notice.requestedAt && Self.sayTheSame($0, notice)
        }
    }

    private var mergedFields: FieldValues {
        var merged = FieldValues()
        for notice in notices {
            for entry in notice.fields.entries { merged[entry.field] = entry.value }
        }
        return merged
    }

    private var wasAskedAgain: Bool {
        guard
            let withdrawal = notices.lastIndex(where: {
                policy.meaning(ofState: $0.state) == .withdrawal
            })
        else { return false }
        return withdrawal < notices.count - 1
    }

    private static func sayTheSame(_ one: CancellationNotice, _ other: CancellationNotice) -> Bool {
        one.state == other.state && one.fields == other.fields && one.quantity == other.quantity
            && one.remarks == other.remarks
    }

    /// A total order up to equal content, so that sorting does not depend on arrival.
    private static func precedes(
        _ one: CancellationNotice,
        _ other: CancellationNotice,
        policy: SyncPolicy
    ) -> Bool {
        if one.effectiveAt != other.effectiveAt { return one.effectiveAt < other.effectiveAt }
        if one.timeWithin != other.timeWithin { return one.timeWithin < other.timeWithin }
        let ranks = (policy.rank(ofState: one.state), policy.rank(ofState: other.state))
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        if one.state != other.state { return one.state < other.state }
        if one.quantity != other.quantity { return (one.quantity ?? 0) < (other.quantity ?? 0) }
        if one.fields != other.fields { return one.fields.precedes(other.fields) }
        return one.remarks.precedes(other.remarks)
    }
}

extension CancellationNotice {
    /// What orders notices of one moment: of those without a time of their own, when the buyer asked.
    fileprivate var timeWithin: Timestamp {
        changedAt == nil ? requestedAt ?? observedAt : effectiveAt
    }

    /// Whether both have no time of their own and come from one file, about one request.
    fileprivate func isListedTogether(with other: CancellationNotice) -> Bool {
        changedAt == nil && other.changedAt == nil && observedAt == other.observedAt
            && requestedAt == other.requestedAt
    }

    /// Whether nothing says that the two are about different requests of the buyer.
    fileprivate func mayMeanRequest(of other: CancellationNotice) -> Bool {
        if requestedAt == other.requestedAt { return true }
        return changedAt != nil && (requestedAt == nil || other.requestedAt == nil)
    }
}

extension FieldValues {
    /// An arbitrary but fixed order of contents.
    fileprivate func precedes(_ other: FieldValues) -> Bool {
        entries.lexicographicallyPrecedes(other.entries) { left, right in
            left.field != right.field ? left.field < right.field : left.value < right.value
        }
    }
}
