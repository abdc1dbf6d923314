package import MatchingCore
package import SyncInterfaces

/// How long an account has brought nothing, beside what it brought in the same hours before.
package struct Silence: Sendable, Hashable {
    /// The hours without a cancellation up to now, the running one included.
    package let quietHours: Int
    /// The hours before them, of the last day.
    private let hoursBefore: ArraySlice<Int>
    /// What the whole hours of the silence brought in earlier weeks.
    private let usual: [Int]

    /// Where nothing, by chance, happens less than once in a thousand times, something is wrong.
    ///
    /// exp(-7) is about 1 in 1,000.
    private static let strangeCount = 7.0
    private static let leastHours = 2
    private static let leastHistory = 6
    private static let leastWeeks = 2

    /// Reads the silence off an account's counts.
    package init(_ summary: AccountSummary) {
        quietHours = summary.hourlyCounts.reversed().prefix { $0 == 0 }.count
        hoursBefore = summary.hourlyCounts.dropLast(quietHours)
        usual = summary.usualCounts
    }

    /// Whether the account's own history makes it strange.
    ///
    /// The same hours of earlier weeks say what to expect, unless one of them was silent as well.
    /// Without two such weeks the hours before the silence tell how much an hour brings.
    package var isUnusual: Bool {
        guard quietHours >= Self.leastHours else { return false }
        if usual.count >= Self.leastWeeks {
            return !usual.contains(0) && mean(usual[...]) >= Self.strangeCount
        }
        // The running hour is not over, so it does not count.
        return hoursBefore.count >= Self.leastHistory
            && mean(hoursBefore) * Double(quietHours - 1) >= Self.strangeCount
    }

    /// What these hours bring otherwise; `nil` while fewer than two weeks tell.
    package var usualCount: Int? {
        usual.count >= Self.leastWeeks ? Int(mean(usual[...]).rounded()) : nil
    }

    /// When the first hour without a cancellation began.
    package func start(now: Timestamp) -> Timestamp {
        let hour = now.seconds - now.seconds % 3600
        return Timestamp(seconds: hour - Int64(max(quietHours - 1, 0)) * 3600)
    }

    private func mean(_ counts: ArraySlice<Int>) -> Double {
        Double(counts.reduce(0, Int.saturatingSum)) / Double(counts.count)
    }
}
