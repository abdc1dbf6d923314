/// All notices of one claim, oldest first: the only place that decides what a new one changes.
///
/// Notices arrive repeated, late and out of order; the history, and so the claim folded from it,
/// does not depend on the order of arrival.
public struct ClaimHistory: Sendable, Hashable {
    /// The notices in the order in which the marketplace made them.
    public private(set) var notices: [CancellationNotice]

    let policy: SyncPolicy

    /// Starts a history with the claim's first notice.
    public init(first notice: CancellationNotice, policy: SyncPolicy) {
        notices = [notice]
        self.policy = policy
    }

    /// Restores a history from its notices, in any order; `nil` when there are none.
    public init?(notices: [CancellationNotice], policy: SyncPolicy) {
        guard !notices.isEmpty else { return nil }
        self.policy = policy
        self.notices = notices.inOrder(policy)
    }

    /// Restores a history from the notices of its first reading; `nil` when there are none.
    ///
    /// What repeats within it is left out, as ``record(_:)`` does.
    public init?(reading: [CancellationNotice], policy: SyncPolicy) {
        guard let oldest = reading.inOrder(policy).first else { return nil }
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
        let ordered = reading.inOrder(policy)
        var news: [CancellationNotice] = []
        for (index, notice) in ordered.enumerated() {
            let isPassed =
                notice.changedAt == nil
                && ordered[(index + 1)...].contains {
                    $0.isListedTogether(with: notice) || notice.isListed(before: $0, policy: policy)
                }
            if isPassed && isKnown(notice) { continue }
            if record(notice) { news.append(notice) }
        }
        return news
    }

    /// What the marketplace says by now.
    public var claim: Claim {
        let several = standingRequests
        let newest = several?.newest ?? notices[notices.count - 1]
        return Claim(
            account: newest.account,
            claimID: newest.claimID,
            state: newest.state,
            fields: notices.count == 1 ? newest.fields : mergedFields,
            quantity: several.map(\.quantity)
                ?? notices[startOfRequest...].last { $0.quantity != nil }?.quantity,
            requestedAt: notices.count == 1
                ? newest.requestedAt : notices.compactMap(\.requestedAt).min(),
            changedAt: newest.changedAt,
            buyerReason: notices.last { $0.buyerReason != nil }?.buyerReason,
            firstSeenAt: notices.reduce(newest.observedAt) { min($0, $1.observedAt) },
            wasAskedAgain: wasAskedAgain,
            remarks: notices.reduce(.none) { $1.remarks.supplemented(by: $0) },
            requests: several?.requests ?? []
        )
    }

    private mutating func record(_ notice: CancellationNotice) -> Bool {
        guard notice.changedAt == nil else {
            guard isNews(dated: notice) else { return false }
            notices = (notices + [notice]).inOrder(policy)
            return true
        }
        let placed = (notices + [notice]).inOrder(policy)
        let position = placed.lastIndex(of: notice) ?? placed.endIndex
        guard isNews(notice, after: placed[..<position]) else { return false }
        notices = placed
        return true
    }

    /// Whether nothing that was seen as early said the same at the same time, or only this one says
    /// what an undated notice of its own reading came before.
    private func isNews(dated notice: CancellationNotice) -> Bool {
        func tellsPlace(of other: CancellationNotice) -> Bool {
            other.isListed(before: notice, policy: policy)
                && !notices.contains { other.isListed(before: $0, policy: policy) }
        }
        return notices.contains(where: tellsPlace)
            || !notices.contains {
                $0.observedAt <= notice.observedAt && notice.isSame(as: $0)
                    && !notice.tellsRequest(beside: $0)
            }
    }

    /// Whether a notice without a time of its own says what nothing before it does.
    private func isNews(
        _ notice: CancellationNotice,
        after earlier: ArraySlice<CancellationNotice>
    ) -> Bool {
        if let last = earlier.last, last.mayMeanRequest(of: notice), last.saysTheSame(as: notice),
            !notice.tellsRequest(beside: last)
        {
            return false
        }
        guard notice.requestedAt != nil else { return true }
        let ofRequest = earlier.last { $0.requestedAt == notice.requestedAt }
        return ofRequest.map { !$0.saysTheSame(as: notice) } ?? true
    }

    /// Whether the same was said of the same request before, at whatever time.
    private func isKnown(_ notice: CancellationNotice) -> Bool {
        notices.contains {
            $0.requestedAt == notice.requestedAt && $0.saysTheSame(as: notice)
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
        guard let withdrawal = notices.lastIndex(where: isWithdrawal) else { return false }
        return withdrawal < notices.count - 1
    }

    /// The position of the first notice since the buyer asked anew; 0 where that happened once.
    private var startOfRequest: Int {
        guard notices.count > 1, let asked = notices.lastIndex(where: { !isWithdrawal($0) }),
            let withdrawal = notices[..<asked].lastIndex(where: isWithdrawal)
        else { return 0 }
        return withdrawal + 1
    }

    /// Whether the notice says that the buyer took the claim back.
    func isWithdrawal(_ notice: CancellationNotice) -> Bool {
        policy.meaning(ofState: notice.state) == .withdrawal
    }
}

extension [CancellationNotice] {
    /// The notices in the order in which the marketplace made them, which does not depend on arrival.
    ///
    /// One without a time of its own says how things stood when its file was written, and so comes
    /// at that time; but where the same file says when its request went further, it was before that.
    /// What was at one time comes in the order of reading, a withdrawal last of what was read together.
    fileprivate func inOrder(_ policy: SyncPolicy) -> [CancellationNotice] {
        if count < 2 { return self }
        return map { Placed($0, among: self, policy: policy) }.sorted().map(\.notice)
    }
}

/// A notice with what orders it among those of its claim.
private struct Placed: Comparable {
    let notice: CancellationNotice
    private let moment: Timestamp
    /// Whether ``moment`` is when something happened that comes after it.
    private let isBefore: Bool
    private let firstSeen: Timestamp
    /// What orders notices of one moment and reading: of those without a time of day of their own,
    /// when the buyer asked.
    private let timeWithin: Timestamp
    private let rank: Int

    init(
        _ notice: CancellationNotice,
        among others: [CancellationNotice],
        policy: SyncPolicy
    ) {
        let next = notice.changedAt == nil ? notice.nextListed(among: others, policy: policy) : nil
        self.notice = notice
        moment = next ?? notice.place(among: others)
        isBefore = next != nil
        firstSeen = notice.firstSeen(among: others)
        let ownTime = notice.hasOnlyDay ? nil : notice.changedAt
        timeWithin = ownTime ?? notice.requestedAt ?? firstSeen
        rank = policy.rank(ofState: notice.state)
    }

    /// A total order up to equal content, so that sorting does not depend on arrival.
    static func < (one: Placed, other: Placed) -> Bool {
        if one.moment != other.moment { return one.moment < other.moment }
        if one.isBefore != other.isBefore { return one.isBefore }
        if one.firstSeen != other.firstSeen { return one.firstSeen < other.firstSeen }
        if one.timeWithin != other.timeWithin { return one.timeWithin < other.timeWithin }
        if one.rank != other.rank { return one.rank < other.rank }
        let (left, right) = (one.notice, other.notice)
        if left.state != right.state { return left.state < right.state }
        if left.quantity != right.quantity { return (left.quantity ?? 0) < (right.quantity ?? 0) }
        if left.fields != right.fields { return left.fields.precedes(right.fields) }
        if left.remarks != right.remarks { return left.remarks.precedes(right.remarks) }
        return left.observedAt < right.observedAt
    }
}

extension CancellationNotice {
    /// Whether both have no time of their own and come from one file, about one request.
    fileprivate func isListedTogether(with other: CancellationNotice) -> Bool {
        changedAt == nil && other.changedAt == nil && observedAt == other.observedAt
            && requestedAt == other.requestedAt
    }

    /// Whether this has no time of its own, and the file that says it also says when its request
    /// went on to what `other` says.
    ///
    /// Where nothing says when the buyer asked, it may be a later request: it stays where it is.
    fileprivate func isListed(before other: CancellationNotice, policy: SyncPolicy) -> Bool {
        guard changedAt == nil, let changed = other.changedAt, let requestedAt,
            observedAt == other.observedAt
        else { return false }
        let isOfRequest =
            other.requestedAt.map { $0 == requestedAt } ?? (changed.latestMeant >= requestedAt)
        return isOfRequest && policy.rank(ofState: state) <= policy.rank(ofState: other.state)
    }

    /// When its request went further, by the file that says it; `nil` when that does not say so.
    fileprivate func nextListed(
        among others: [CancellationNotice],
        policy: SyncPolicy
    ) -> Timestamp? {
        var next: Timestamp?
        for other in others where isListed(before: other, policy: policy) {
            let changed = other.place(among: others)
            next = min(next ?? changed, changed)
        }
        return next
    }

    /// When it was so, as far as the notices of its claim tell: by its own time or that of its file,
    /// or, where the file also says what its request went on to, when the buyer asked.
    ///
    /// - Parameters:
    ///   - others: The notices of its claim, in any order.
    ///   - policy: The policy of its account.
    /// - Returns: The moment to show.
    package func moment(among others: [CancellationNotice], policy: SyncPolicy) -> Timestamp {
        let next = nextListed(among: others, policy: policy)
        return next.map { min(requestedAt ?? $0, $0) } ?? place(among: others)
    }

    /// Whether it says when the buyer asked, which `other` does not, and nothing else would tell their
    /// requests apart.
    fileprivate func tellsRequest(beside other: CancellationNotice) -> Bool {
        requestedAt != nil && requestedAt != other.requestedAt && hasMadeName
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
