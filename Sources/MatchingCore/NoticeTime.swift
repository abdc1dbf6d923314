/// When a notice was so, as far as its claim's notices tell.
///
/// Many exports give a date without a time of day, which reads as that day's midnight. Such a notice
/// may be of any moment of the day: it counts as of the day's end, but not as later than it was first
/// seen, nor as earlier than its own request. What it says of the time stays as it was given.
extension CancellationNotice {
    /// The moment by which it stands among the notices of its claim.
    ///
    /// - Parameter others: The notices of its claim, in any order.
    /// - Returns: ``effectiveAt``, or, where that only is a day, the latest moment that it can mean.
    func place(among others: [CancellationNotice]) -> Timestamp {
        guard let changedAt, changedAt.isStartOfDay else { return effectiveAt }
        let seen = firstSeen(among: others)
        // A clock may be behind the marketplace's: it was later than what had been seen by then.
        let latest = others.lazy.filter { $0.observedAt <= seen }.reduce(seen) { latest, other in
            [other.changedAt, other.requestedAt].compactMap(\.self).reduce(latest, max)
        }
        let bounded = min(changedAt.latestMeant, max(changedAt, latest))
        return requestedAt.map { max($0, bounded) } ?? bounded
    }

    /// When a reading had it first.
    ///
    /// - Parameter others: The notices of its claim, in any order.
    /// - Returns: The earliest moment at which the same was observed.
    func firstSeen(among others: [CancellationNotice]) -> Timestamp {
        guard changedAt != nil else { return observedAt }
        return others.reduce(observedAt) { first, other in
            other.observedAt < first && isSame(as: other) ? other.observedAt : first
        }
    }

    /// Whether both have a time of their own, and say the same as of the same time.
    ///
    /// Of one day the same can be so of several requests.
    func isSame(as other: CancellationNotice) -> Bool {
        guard let changedAt, changedAt == other.changedAt, saysTheSame(as: other) else {
            return false
        }
        return requestedAt == other.requestedAt || !changedAt.isStartOfDay
    }

    /// Whether one of them says the same as of the same time: this one only tells that it was seen
    /// earlier than was known.
    package func repeats(_ others: some Sequence<CancellationNotice>) -> Bool {
        others.contains { isSame(as: $0) && requestedAt == $0.requestedAt }
    }

    /// Whether one of them is the same sighting: it says the same as of the same time, or, without a
    /// time of its own, was seen at the same moment.
    package func isAmong(_ others: some Sequence<CancellationNotice>) -> Bool {
        if changedAt != nil { return repeats(others) }
        return others.contains {
            $0.changedAt == nil && observedAt == $0.observedAt && requestedAt == $0.requestedAt
                && saysTheSame(as: $0)
        }
    }

    /// Whether both say the same, whenever it was.
    func saysTheSame(as other: CancellationNotice) -> Bool {
        state == other.state && fields == other.fields && quantity == other.quantity
            && remarks == other.remarks
    }

    /// Whether ``changedAt`` only is a day.
    package var hasOnlyDay: Bool { changedAt?.isStartOfDay ?? false }
}

extension Timestamp {
    private static let millisecondsOfDay: Int64 = 86_400_000

    /// Whether a Korean clock shows midnight to the millisecond, as it does where only a date was given.
    package var isStartOfDay: Bool {
        let offset = CivilTime.offsetFromUTCInSeconds * 1000
        return (rawValue + offset) % Self.millisecondsOfDay == 0
    }

    /// The last moment that is meant: where only a date was given, the end of that day.
    var latestMeant: Timestamp {
        isStartOfDay ? Timestamp(rawValue: rawValue + Self.millisecondsOfDay - 1) : self
    }
}
