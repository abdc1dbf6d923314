/// One request of the buyer, of several that came under one name.
///
/// A file without claim numbers gives all requests for one line the name that is made of its key
/// fields; nothing but when the buyer asked tells them apart.
public struct ClaimRequest: Sendable, Hashable {
    /// When the buyer asked.
    public let requestedAt: Timestamp
    /// Units asked for, at least 1.
    public let quantity: Int

    /// Creates a request.
    package init(requestedAt: Timestamp, quantity: Int) {
        self.requestedAt = requestedAt
        self.quantity = quantity
    }
}

extension Claim {
    /// Units that are asked for at most, which is when all ``requests`` count; `nil` means all.
    package var quantityAtMost: Int? {
        requests.isEmpty ? quantity : requests.saturatingSum(of: \.quantity)
    }

    /// Units that were asked for at once, in the greatest of ``requests``; `nil` means all.
    ///
    /// These are taken whichever request came first, so that it does not matter which one did.
    var quantityAtOnce: Int? {
        requests.isEmpty ? quantity : requests.map(\.quantity).max()
    }
}

extension ClaimID {
    /// Makes the name of a claim for which a file has none.
    ///
    /// - Parameters:
    ///   - order: The order that the claim names.
    ///   - line: What names its line.
    package init(madeOf order: OrderNumber, line: String) { self.init("\(order)/\(line)") }

    /// Whether the name was made so for a claim on this order.
    fileprivate func isMade(of order: OrderNumber) -> Bool {
        let (own, other) = (rawValue.utf8, order.rawValue.utf8)
        return own.count > other.count && own.starts(with: other)
            && own.dropFirst(other.count).first == UInt8(ascii: "/")
    }
}

extension CancellationNotice {
    /// Whether the claim's name was made of its key fields, and so says nothing about which request
    /// of the buyer it is.
    var hasMadeName: Bool { claimID.isMade(of: orderNumber) }
}

extension ClaimHistory {
    /// The requests since the last withdrawal, oldest first, where there are several under one name
    /// that was made of key fields; else empty.
    ///
    /// Those that the marketplace has refused since, or that give no quantity, are left out.
    package var requests: [ClaimRequest] {
        guard notices.count > 1, notices[0].hasMadeName, hasSeveralTimes else { return [] }
        let withdrawal = notices.lastIndex {
            policy.meaning(ofState: $0.state) == .withdrawal
        }
        let current = notices[(withdrawal.map { $0 + 1 } ?? 0)...]
        let times = Set(current.compactMap(\.requestedAt)).sorted()
        let exact = times.filter { time in !times.contains { time.isRounded($0) } }
        guard exact.count > 1 else { return [] }
        let requests = exact.compactMap { time in
            request(
                at: time,
                among: current.filter { notice in
                    notice.requestedAt == time
                        || notice.requestedAt.map { stated in
                            exact.first { stated.isRounded($0) } == time
                        } ?? false
                }
            )
        }
        return requests.count > 1 ? requests : []
    }

    /// Whether notices say that the buyer asked at two times; what is there as a rule, none, is found
    /// without any work.
    private var hasSeveralTimes: Bool {
        guard let first = notices.lazy.compactMap(\.requestedAt).first else { return false }
        return notices.contains { $0.requestedAt.map { $0 != first } ?? false }
    }

    /// What is asked for by now in the request of which `notices` speak.
    private func request(
        at time: Timestamp,
        among notices: [CancellationNotice]
    ) -> ClaimRequest? {
        guard let newest = notices.last, policy.meaning(ofState: newest.state) != .notSynced,
            let quantity = notices.last(where: { $0.quantity != nil })?.quantity
        else { return nil }
        return ClaimRequest(requestedAt: time, quantity: quantity)
    }
}

extension Timestamp {
    /// Whether this is how a file writes `other` that has no seconds, or only days.
    fileprivate func isRounded(_ other: Timestamp) -> Bool {
        guard self < other else { return false }
        let (own, exact) = (CivilTime(self), CivilTime(other))
        let isDay = own.hour == 0 && own.minute == 0 && own.second == 0
        let isSameDay = (own.year, own.month, own.day) == (exact.year, exact.month, exact.day)
        let isSameMinute = (own.hour, own.minute) == (exact.hour, exact.minute)
        return isSameDay && (isDay || own.second == 0 && isSameMinute)
    }
}
