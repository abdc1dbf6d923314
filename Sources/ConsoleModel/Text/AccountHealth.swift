package import MatchingCore
package import SyncInterfaces

/// How polling an account goes, as the list of accounts says it: the most telling word only.
package enum AccountHealth: String, Sendable, Hashable, CaseIterable {
    /// Polling succeeds and brings something.
    case healthy
    /// Polling succeeds, and nothing at all was found for a day, all of which was read.
    case silent
    /// The next poll is overdue.
    case late
    /// The last poll failed.
    case failing
    /// An operator paused the account.
    case paused
    /// The configuration lacks cancel states or a match rule; the feed is read all the same.
    case needsSetup
    /// The account was never polled, or nobody is polling.
    case notPolling

    /// How long a poll may be overdue before the account is late: passes queue behind one another.
    package static let tolerance: Duration = .seconds(180)

    /// Judges an account.
    ///
    /// - Parameters:
    ///   - account: The account with its marketplace's policy.
    ///   - summary: What the store knows; `nil` for an account that was never registered.
    ///   - isPollerRunning: Whether any process holds the poller's lease.
    ///   - now: The present moment.
    package init(
        of account: Account,
        summary: AccountSummary?,
        isPollerRunning: Bool = true,
        now: Timestamp
    ) {
        if !account.marketplace.policy.missing.isEmpty {
            self = .needsSetup
        } else if let summary {
            self = Self.polling(summary, isPollerRunning: isPollerRunning, now: now)
        } else {
            self = .notPolling
        }
    }

    /// When the answer changes by itself because a poll becomes late; `nil` when it does not.
    package static func lateDeadline(of timer: AccountTimer) -> Timestamp? {
        timer.isPaused ? nil : timer.nextPollAt?.advanced(by: tolerance)
    }

    private static func polling(
        _ summary: AccountSummary,
        isPollerRunning: Bool,
        now: Timestamp
    ) -> AccountHealth {
        let timer = summary.timer
        if timer.isPaused { return .paused }
        if timer.consecutiveFailures > 0 { return .failing }
        if !isPollerRunning { return .notPolling }
        // Also the first poll of all: one that hangs is as late as any other.
        if let deadline = lateDeadline(of: timer), now >= deadline { return .late }
        if timer.lastPollAt == nil { return .notPolling }
        return isSilent(summary) ? .silent : .healthy
    }

    /// Notices that repeat what is known count as something: they show that the feed lives.
    private static func isSilent(_ summary: AccountSummary) -> Bool {
        summary.isDayRead && summary.hourlyCounts.allSatisfy { $0 == 0 }
            && (summary.lastPoll?.tally.notices ?? 0) == 0
    }
}
