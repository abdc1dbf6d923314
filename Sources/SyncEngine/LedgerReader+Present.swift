import MatchingCore
import SyncInterfaces

// What is on file about polls, as far as it can be true now. A clock that was ahead, and was set
// right since, has left moments that are yet to come: nobody has read those.
extension LedgerReader {
    /// How many polls are looked at for the newest that is not in the future.
    private var pollsLookedAt: Int { 1000 }

    /// An account's timer without what lies in the future.
    ///
    /// What was read counts up to the newest poll that is in the past, and a due time that is too
    /// far ahead counts as now.
    func timer(
        of account: Account,
        asOf now: Timestamp,
        settings: EngineSettings? = nil
    ) throws -> AccountTimer {
        var timer = try timer(of: account.id)
        timer.nextPollAt = timer.dueAt(
            now: now,
            interval: account.interval,
            jitter: settings?.jitterFraction ?? AccountTimer.usualJitter,
            backOff: settings?.backOffLimit ?? AccountTimer.usualBackOff
        )
        guard timer.isAhead(of: now) else { return timer }
        let past = try polls(of: account.id, limit: pollsLookedAt)
            .filter { $0.finishedAt <= now && $0.window.end <= now }
        let success = past.first { $0.outcome == .succeeded }
        timer.lastPollAt = past.first?.finishedAt
        timer.lastSuccessAt = success?.finishedAt
        timer.coveredUntil = success?.window.end
        return timer
    }

    /// The windows that were read, without what lies in the future.
    ///
    /// - Parameters:
    ///   - timer: The account's, as of the same moment.
    ///   - since: Windows that end before are left out.
    ///   - now: The present moment.
    /// - Returns: Them, oldest first.
    /// - Throws: ``StoreError``.
    func coverage(
        of timer: AccountTimer,
        since: Timestamp,
        now: Timestamp
    ) throws -> [TimeWindow] {
        try coverage(of: timer.account, since: since).map { window in
            guard window.end > now else { return window }
            let end = timer.coveredUntil ?? window.start
            return TimeWindow(start: window.start, end: min(end, now))
        }
    }
}

extension AccountTimer {
    /// Whether anything of it happened later than `now`.
    func isAhead(of now: Timestamp) -> Bool {
        [lastPollAt, lastSuccessAt, coveredUntil].contains { moment in
            moment.map { $0 > now } ?? false
        }
    }
}

extension Account {
    /// The time between two polls.
    var interval: Duration { .seconds(marketplace.pollIntervalMinutes * 60) }
}
