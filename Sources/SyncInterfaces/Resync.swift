package import MatchingCore

/// What is to be polled now, for which time, and who asked.
package struct ResyncOrder: Sendable, Hashable {
    /// The accounts in the order in which they are polled; all that are not paused when empty.
    package var accounts: [AccountID]
    /// The time to read; `nil` for each account's usual window.
    package var period: ResyncPeriod?
    /// What made it run, for the record.
    package var trigger: PollRecord.Trigger
    /// The login name of whoever asked; `nil` when nobody did in person.
    package var person: String?

    package init(
        _ accounts: [AccountID] = [],
        period: ResyncPeriod? = nil,
        trigger: PollRecord.Trigger = .resync,
        by person: String? = nil
    ) {
        self.accounts = accounts
        self.period = period
        self.trigger = trigger
        self.person = person
    }
}

/// A time that an operator wants read, however well it was covered before.
package struct ResyncPeriod: Sendable, Hashable {
    package let start: Timestamp
    /// `nil` for the moment of the poll.
    package let end: Timestamp?

    package init(start: Timestamp, end: Timestamp? = nil) {
        self.start = start
        self.end = end
    }

    /// The window of a poll at `now`; nothing of it lies ahead.
    package func window(at now: Timestamp) -> TimeWindow {
        TimeWindow(start: start, end: min(end ?? now, now))
    }
}

/// How far a resync is.
package struct ResyncProgress: Sendable, Hashable {
    package let accountsDone: Int
    package let accountCount: Int
    /// The account that is being read; `nil` at the end.
    package let current: AccountID?
    package let tally: PassTally

    package init(
        accountsDone: Int,
        accountCount: Int,
        current: AccountID?,
        tally: PassTally
    ) {
        self.accountsDone = accountsDone
        self.accountCount = accountCount
        self.current = current
        self.tally = tally
    }
}
