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
    package func isMade(of order: OrderNumber) -> Bool {
        let (own, other) = (rawValue.utf8, order.rawValue.utf8)
        return own.count > other.count && own.starts(with: other)
            && own.dropFirst(other.count).first == UInt8(ascii: "/")
    }
}

extension CancellationNotice {
    /// Whether the claim's name was made of its key fields, and so says nothing about which request
    /// of the buyer it is.
    package var hasMadeName: Bool { claimID.isMade(of: orderNumber) }
}

extension ClaimHistory {
    /// What stands of several requests under one name.
    struct StandingRequests {
        /// Those that give a quantity, oldest first, where there are several; else empty.
        let requests: [ClaimRequest]
        /// What was said last of any of them.
        let newest: CancellationNotice
        /// The quantity that was given last of any of them.
        let quantity: Int?
    }

    /// How many requests that give a quantity came under one name that was made of key fields; 0 where
    /// there are not several.
    package var requestCount: Int {
        courses.count { course in course.notices.contains { $0.quantity != nil } }
    }

    /// What stands of several requests that only their times tell apart; `nil` where there are not
    /// several, or where none stands.
    ///
    /// A withdrawal or a refusal that says of which request it is leaves the others as they were.
    var standingRequests: StandingRequests? {
        let courses = courses
        guard !courses.isEmpty else { return nil }
        let asked = Set(courses.flatMap(\.statedTimes))
        func isOfAll(_ notice: CancellationNotice) -> Bool {
            notice.requestedAt.map { !asked.contains($0) } ?? true
        }
        let end = notices.lastIndex { isWithdrawal($0) && isOfAll($0) }
        let current = notices[(end.map { $0 + 1 } ?? 0)...]
        let standing = courses.filter { course in
            guard let last = current.last(where: course.speaks) else { return false }
            return !isWithdrawal(last) && policy.meaning(ofState: last.state) != .notSynced
        }
        let said = current.filter { notice in
            isOfAll(notice) || standing.contains { $0.speaks(notice) }
        }
        guard !standing.isEmpty, let newest = said.last else { return nil }
        let requests = standing.compactMap { course in
            current.last { course.speaks($0) && $0.quantity != nil }?.quantity.map {
                ClaimRequest(requestedAt: course.time, quantity: $0)
            }
        }
        return StandingRequests(
            requests: requests.count > 1 ? requests : [],
            newest: newest,
            quantity: said.last { $0.quantity != nil }?.quantity
        )
    }

    /// The notices of one request.
    private struct Course {
        let time: Timestamp
        /// The time, and how files round it.
        let statedTimes: Set<Timestamp>
        let notices: [CancellationNotice]

        func speaks(_ notice: CancellationNotice) -> Bool {
            notice.requestedAt.map { statedTimes.contains($0) } ?? false
        }
    }

    /// The requests under a name that was made of key fields, the oldest first; empty where there are
    /// not several, which is found without any work as a rule.
    private var courses: [Course] {
        guard notices.count > 1, notices[0].hasMadeName, hasSeveralTimes else { return [] }
        let times = Set(notices.filter { !isWithdrawal($0) }.compactMap(\.requestedAt)).sorted()
        let exact = times.filter { time in !times.contains { time.isRounded($0) } }
        guard exact.count > 1 else { return [] }
        return exact.map { time in
            let stated = Set(
                times.filter { stated in
                    stated == time || exact.first { stated.isRounded($0) } == time
                }
            )
            return Course(
                time: time,
                statedTimes: stated,
                notices: notices.filter { $0.requestedAt.map(stated.contains) ?? false }
            )
        }
    }

    private var hasSeveralTimes: Bool {
        guard let first = notices.lazy.compactMap(\.requestedAt).first else { return false }
        return notices.contains { $0.requestedAt.map { $0 != first } ?? false }
    }
}

extension Timestamp {
    /// Whether both are one moment, which one of them may give by the minute or the day.
    package func isMoment(_ other: Timestamp) -> Bool {
        self == other || isRounded(other) || other.isRounded(self)
    }

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
