package import MatchingCore

/// What the chart screen shows of one account: the last hours, from counts kept on write.
package struct AccountChart: Sendable, Hashable {
    /// Hours that are kept, the running one included.
    package static let hourCount = 72

    package let account: AccountID
    /// The cancellations that came to stand where they stand in each of the last ``hourCount``
    /// hours, oldest first, the running one last.
    package let hours: [[Status: Int]]
    /// How long the cancellations applied in these hours had waited since the buyer asked, as far
    /// as marketplaces say when that was.
    package let leads: [LeadTime: Int]

    package init(account: AccountID, hours: [[Status: Int]], leads: [LeadTime: Int]) {
        self.account = account
        self.hours = hours
        self.leads = leads
    }
}

/// How long it took from the buyer's request until the cancellation was applied.
package enum LeadTime: Int, Sendable, Hashable, CaseIterable {
    case tenMinutes, halfAnHour, hour, twoHours, sixHours, day, longer

    /// The times below which the cases lie, in minutes; the last one has no limit.
    private static let limits: [Int64] = [10, 30, 60, 120, 360, 1440]

    /// The case for a request that was applied at `moment`; one from the future took no time.
    package init(from request: Timestamp, to moment: Timestamp) {
        let minutes = request.duration(to: moment).wholeMilliseconds / 60_000
        let index = Self.limits.firstIndex { minutes < $0 } ?? Self.limits.count
        self = Self.allCases[index]
    }
}
