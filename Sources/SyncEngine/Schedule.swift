package import MatchingCore
package import SyncInterfaces

/// When accounts are due: arithmetic on timers, without a clock.
package struct Schedule: Sendable {
    let settings: EngineSettings

    /// Creates a schedule with these intervals and limits.
    package init(settings: EngineSettings) { self.settings = settings }

    /// When the account at `position` of `count` is due for the first time.
    ///
    /// First polls are spread evenly, so that starting does not ask every marketplace at once.
    package func firstPoll(position: Int, of count: Int, now: Timestamp) -> Timestamp {
        let spread = settings.firstPollSpread.wholeMilliseconds
        return Timestamp(rawValue: now.rawValue + spread * Int64(position) / Int64(max(count, 1)))
    }

    /// When an account is due after a success.
    ///
    /// The next tick counts from the last due time, not from when the poll ended, so that slow
    /// polls do not make the interval longer. Ticks that were missed meanwhile are left out.
    ///
    /// - Parameters:
    ///   - due: When this poll was due; `nil` when it was not, and `now` counts.
    ///   - now: When the poll ended.
    ///   - interval: The account's interval.
    ///   - draw: A random number in 0..<1, for the jitter.
    /// - Returns: A moment after `now`.
    package func afterSuccess(
        due: Timestamp?,
        now: Timestamp,
        interval: Duration,
        draw: Double
    ) -> Timestamp {
        let step = max(interval.wholeMilliseconds, 1)
        let from = min(due ?? now, now).rawValue
        let ticks = (now.rawValue - from) / step + 1
        let jitter = Double(step) * settings.jitterFraction * (2 * draw - 1)
        let next = from + ticks * step + Int64(jitter)
        return Timestamp(rawValue: max(next, now.rawValue + 1))
    }

    /// The longest wait after `failures` failures in a row; 1 for the first.
    package func backOffCeiling(failures: Int) -> Duration {
        let doublings = min(max(failures - 1, 0), 30)
        let wait = settings.backOffBase.wholeMilliseconds.multipliedReportingOverflow(
            by: 1 << doublings
        )
        let limit = settings.backOffLimit.wholeMilliseconds
        return .milliseconds(wait.overflow ? limit : min(wait.partialValue, limit))
    }

    /// When an account is due after a failure: a random moment up to the ceiling (full jitter).
    ///
    /// Many accounts that failed together so do not come back together.
    package func afterFailure(failures: Int, now: Timestamp, draw: Double) -> Timestamp {
        let ceiling = backOffCeiling(failures: failures).wholeMilliseconds
        let floor = min(settings.backOffFloor.wholeMilliseconds, ceiling)
        return Timestamp(rawValue: now.rawValue + floor + Int64(Double(ceiling - floor) * draw))
    }

    /// The timers that are due, the longest overdue first; paused ones never are.
    package static func due(_ timers: [AccountTimer], now: Timestamp) -> [AccountTimer] {
        timers
            .filter { timer in !timer.isPaused && timer.nextPollAt.map { $0 <= now } ?? false }
            .sorted {
                ($0.nextPollAt ?? now, $0.account) < ($1.nextPollAt ?? now, $1.account)
            }
    }

    /// When the next of these timers is due; `nil` when none will be.
    package static func nextDue(_ timers: [AccountTimer]) -> Timestamp? {
        timers.filter { !$0.isPaused }.compactMap(\.nextPollAt).min()
    }
}
