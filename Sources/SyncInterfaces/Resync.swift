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
    /// The longest that marketplaces' APIs are asked for at once; a longer period has parts: weeks.
    ///
    /// An API takes minutes for some of them, and lists some things by several days at least.
    package static let longestPart = Duration.seconds(7 * 86_400)

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
    package var accountsDone: Int
    package let accountCount: Int
    /// Polls that are done, of those that it takes: one an account, for a long period one for each
    /// part of it.
    package var partsDone: Int
    package let partCount: Int
    /// Polls that an earlier run had made before it was interrupted, and the parts done by that.
    package var pollsBefore = 0
    package var partsBefore = 0
    /// Rows that those polls had read.
    package var rowsBefore = 0
    /// The account that is being read; `nil` at the end.
    package var current: AccountID?
    package var tally: PassTally
    /// How long it has taken so far, as of when this was said.
    package var elapsed = Duration.zero
    /// The login name of whoever stopped it; `nil` when nobody did in person.
    package var stoppedBy: String?

    /// Creates progress; without parts each account is one.
    package init(
        accountsDone: Int,
        accountCount: Int,
        parts: (done: Int, count: Int)? = nil,
        current: AccountID?,
        tally: PassTally
    ) {
        self.accountsDone = accountsDone
        self.accountCount = accountCount
        partsDone = parts?.done ?? accountsDone
        partCount = parts?.count ?? accountCount
        self.current = current
        self.tally = tally
    }

    /// Nothing of `order` is done yet.
    package static func start(of order: ResyncOrder) -> ResyncProgress {
        ResyncProgress(
            accountsDone: 0,
            accountCount: order.accounts.count,
            current: nil,
            tally: PassTally()
        )
    }

    /// Rows that this run read in a second, cancellations and order lines; `nil` when that is not
    /// known.
    package var rowsPerSecond: Double? {
        let rows = tally.rowCount - rowsBefore
        guard rows > 0, elapsed >= .seconds(2) else { return nil }
        return Double(rows) / elapsed.inSeconds
    }

    /// How long the rest will take if it goes on as it did; `nil` when that is not known.
    package var remaining: Duration? {
        let done = partsDone - partsBefore
        guard done > 0, partsDone < partCount, elapsed >= .seconds(2) else { return nil }
        return .seconds(elapsed.inSeconds / Double(done) * Double(partCount - partsDone))
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
