package import MatchingCore

/// When an account is due, and how its polls have gone; one narrow row per account.
package struct AccountTimer: Sendable, Hashable {
    package let account: AccountID
    /// `nil` until the account is scheduled for the first time.
    package var nextPollAt: Timestamp?
    package var isPaused: Bool
    /// Who paused it, and why.
    package var pauseNote: String?
    /// Polls in a row that failed or left something unread.
    package var consecutiveFailures: Int
    package var lastPollAt: Timestamp?
    package var lastSuccessAt: Timestamp?
    /// What was wrong with the last of them; `nil` after a success.
    package var lastFailure: KeptProblem?
    /// The end of the newest window that was read.
    package var coveredUntil: Timestamp?
    /// The times before that which could not be read, each no longer than a day; polls ask for them
    /// again, the first one first.
    package var unreadPeriods: [TimeWindow]
    /// The times that no poll could read and a person has looked through elsewhere, which count as
    /// read until they can be; oldest first, none touching another.
    package var vouchedPeriods: [TimeWindow]

    package init(
        account: AccountID,
        nextPollAt: Timestamp? = nil,
        isPaused: Bool = false,
        pauseNote: String? = nil,
        consecutiveFailures: Int = 0,
        lastPollAt: Timestamp? = nil,
        lastSuccessAt: Timestamp? = nil,
        lastFailure: KeptProblem? = nil,
        coveredUntil: Timestamp? = nil,
        unreadPeriods: [TimeWindow] = [],
        vouchedPeriods: [TimeWindow] = []
    ) {
        self.account = account
        self.nextPollAt = nextPollAt
        self.isPaused = isPaused
        self.pauseNote = pauseNote
        self.consecutiveFailures = consecutiveFailures
        self.lastPollAt = lastPollAt
        self.lastSuccessAt = lastSuccessAt
        self.lastFailure = lastFailure
        self.coveredUntil = coveredUntil
        self.unreadPeriods = unreadPeriods
        self.vouchedPeriods = vouchedPeriods
    }
}

extension AccountTimer {
    /// The part of an interval by which a poll may come early or late, usually.
    package static let usualJitter = 0.05
    /// The longest wait after failures, usually.
    package static let usualBackOff: Duration = .seconds(30 * 60)

    /// When the account is due as of `now`: the time on file, or `now` where that lies further ahead
    /// than a poll ever puts off the next one.
    ///
    /// It does after the clock was ahead and was set right.
    ///
    /// - Parameters:
    ///   - now: The present moment.
    ///   - interval: The account's interval.
    ///   - jitter: The part of it by which a poll may come late.
    ///   - backOff: The longest wait after failures.
    /// - Returns: `nil` while the account is not scheduled.
    package func dueAt(
        now: Timestamp,
        interval: Duration,
        jitter: Double = usualJitter,
        backOff: Duration = usualBackOff
    ) -> Timestamp? {
        let longest = max(interval * (1 + jitter), consecutiveFailures > 0 ? backOff : .zero)
        return nextPollAt.map { $0 > now.advanced(by: longest) ? now : $0 }
    }
}

/// One pass over one account's feed: what it read and what came of it.
package struct PollRecord: Sendable, Hashable {
    /// What made the pass run: its timer, an operator's resync, or a command.
    package enum Trigger: String, Sendable, Hashable {
        case timer
        case resync
        case command
    }

    /// How the pass ended.
    package enum Outcome: Sendable, Hashable {
        case succeeded
        /// Everything that could be read was taken in; which files or periods could not be.
        ///
        /// They stay open, because cancellations may lie in them: for files that is the whole window.
        case incomplete(KeptProblem)
        case failed(KeptProblem)
        /// An operator stopped it.
        case cancelled

        /// Whether something could not be read.
        package var isProblem: Bool {
            switch self {
            case .failed, .incomplete: true
            case .succeeded, .cancelled: false
            }
        }

        /// Whether the feed was read to its end, so that reading it again at once brings nothing.
        package var isWhole: Bool {
            switch self {
            case .succeeded, .incomplete: true
            case .failed, .cancelled: false
            }
        }
    }

    package let account: AccountID
    package let trigger: Trigger
    package let window: TimeWindow
    package let startedAt: Timestamp
    package var finishedAt: Timestamp
    package var outcome: Outcome
    package var tally: PassTally
    /// The request of another process that it was a part of, if any.
    package var request: ResyncRequestID?

    package init(
        account: AccountID,
        trigger: Trigger,
        window: TimeWindow,
        startedAt: Timestamp,
        finishedAt: Timestamp,
        outcome: Outcome,
        tally: PassTally,
        request: ResyncRequestID? = nil
    ) {
        self.account = account
        self.trigger = trigger
        self.window = window
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.outcome = outcome
        self.tally = tally
        self.request = request
    }
}

/// The counts of a pass or an import.
package struct PassTally: Sendable, Hashable {
    /// Notices read, repeated ones included.
    package var notices = 0
    /// Notices that said something new.
    package var news = 0
    /// Cancellations that ended with each status, where the pass changed it.
    package var decided: [Status: Int] = [:]
    /// Units that were newly cancelled.
    package var unitsCancelled = 0
    package var rejectedRows = 0
    package var orderLines = 0
    /// Rows that were read, cancellations and order lines.
    package var rowCount: Int { notices + orderLines }

    package init() {}

    /// Adds the counts of `other`.
    package mutating func add(_ other: PassTally) {
        notices += other.notices
        news += other.news
        decided.merge(other.decided, uniquingKeysWith: +)
        unitsCancelled += other.unitsCancelled
        rejectedRows += other.rejectedRows
        orderLines += other.orderLines
    }
}

/// The right to poll, held by one process at a time.
package struct PollerLease: Sendable, Hashable {
    /// Names process and host.
    package let holder: String
    /// When this holder took it; `nil` where an older version did not say.
    package let since: Timestamp?
    package let expiresAt: Timestamp

    package init(holder: String, since: Timestamp?, expiresAt: Timestamp) {
        self.holder = holder
        self.since = since
        self.expiresAt = expiresAt
    }

    /// Whether it holds at `now`, if leases last `lasting`: one that would hold for longer was taken
    /// by a clock that was ahead.
    package func isInForce(at now: Timestamp, lasting: Duration) -> Bool {
        expiresAt > now && expiresAt <= now.advanced(by: lasting)
    }
}

/// What time it is, and waiting; injected so that years of polling can run in seconds.
package protocol TimeSource: Sendable {
    func now() -> Timestamp
    /// Returns at `deadline` or later.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    func sleep(until deadline: Timestamp) async throws
}
