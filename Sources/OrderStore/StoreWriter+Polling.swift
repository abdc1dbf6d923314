import MatchingCore
import SyncInterfaces

extension StoreWriter {
    func setTimer(_ timer: AccountTimer) throws {
        let statement = try connection.prepared(PollingStatement.setTimer)
        statement.bind(1, try connection.registeredNumber(of: timer.account))
        statement.bind(2, timer.nextPollAt)
        statement.bind(3, timer.isPaused)
        statement.bind(4, timer.pauseNote)
        statement.bind(5, timer.consecutiveFailures)
        statement.bind(6, timer.lastPollAt)
        statement.bind(7, timer.lastSuccessAt)
        statement.bind(8, timer.lastFailure?.stored)
        statement.bind(9, timer.coveredUntil)
        statement.bind(10, timer.unreadPeriods.stored)
        statement.bind(11, timer.vouchedPeriods.stored)
        try statement.run()
    }

    func setPolicyFingerprint(_ fingerprint: String, of account: AccountID) throws {
        let statement = try connection.prepared(PollingStatement.setPolicyFingerprint)
        statement.bind(1, try connection.registeredNumber(of: account))
        statement.bind(2, fingerprint)
        try statement.run()
    }

    func append(_ version: PolicyVersion, of account: AccountID) throws {
        let statement = try connection.prepared(PollingStatement.insertPolicyVersion)
        statement.bind(1, try connection.registeredNumber(of: account))
        statement.bind(2, version.number)
        statement.bind(3, version.since)
        statement.bind(4, version.fingerprint)
        statement.bind(5, version.rule)
        // State words are cleaned texts, which have no line breaks.
        statement.bind(6, version.cancelStates.joined(separator: "\n"))
        try statement.run()
    }

    func setIntake(_ mark: IntakeMark) throws {
        let statement = try connection.prepared(PollingStatement.setIntake)
        statement.bind(1, mark.source.rawValue)
        statement.bind(2, mark.name)
        statement.bind(3, mark.rowsTaken)
        statement.bind(4, mark.isComplete)
        try statement.run()
    }

    func append(_ poll: PollRecord) throws {
        let account = try connection.registeredNumber(of: poll.account)
        let statement = try connection.prepared(PollingStatement.insertPoll)
        statement.bind(1, account)
        statement.bind(2, poll.trigger.code)
        statement.bind(3, poll.window.start)
        statement.bind(4, poll.window.end)
        statement.bind(5, poll.startedAt)
        statement.bind(6, poll.finishedAt)
        switch poll.outcome {
        case .succeeded: statement.bind(outcome: 0, failure: nil)
        case .failed(let failure): statement.bind(outcome: 1, failure: failure.stored)
        case .cancelled: statement.bind(outcome: 2, failure: nil)
        case .incomplete(let unread): statement.bind(outcome: 3, failure: unread.stored)
        }
        statement.bind(poll.tally, from: 9)
        statement.bind(15, poll.request?.rawValue)
        try statement.run()
    }

    func cover(_ account: AccountID, in window: TimeWindow) throws {
        guard !window.isEmpty else { return }
        let number = try connection.registeredNumber(of: account)
        let touching = try takeOut(touching: window, account: number)
        let start = touching.reduce(window.start) { min($0, $1.start) }
        let end = touching.reduce(window.end) { max($0, $1.end) }
        try insert(TimeWindow(start: start, end: end), account: number)
    }

    func uncover(_ account: AccountID, in window: TimeWindow) throws {
        let number = try connection.registeredNumber(of: account)
        for touching in try takeOut(touching: window, account: number) {
            for part in touching.without([window]) { try insert(part, account: number) }
        }
    }

    /// Deletes the covered windows that touch `window`, and returns them.
    private func takeOut(touching window: TimeWindow, account: Int64) throws -> [TimeWindow] {
        let query = try connection.prepared(PollingStatement.coverageTouching)
        query.bind(1, account)
        query.bind(2, window.start)
        query.bind(3, window.end)
        let touching = try query.rows {
            TimeWindow(start: $0.timestamp(0), end: $0.timestamp(1))
        }
        let deletion = try connection.prepared(PollingStatement.deleteCoverage)
        for other in touching {
            deletion.bind(1, account)
            deletion.bind(2, other.start)
            try deletion.run()
        }
        return touching
    }

    private func insert(_ window: TimeWindow, account: Int64) throws {
        let statement = try connection.prepared(PollingStatement.insertCoverage)
        statement.bind(1, account)
        statement.bind(2, window.start)
        statement.bind(3, window.end)
        try statement.run()
    }

    func acquireLease(
        holder: String,
        now: Timestamp,
        lasting: Duration
    ) throws -> PollerLease {
        let inForce = try lease().flatMap { $0.isInForce(at: now, lasting: lasting) ? $0 : nil }
        if let inForce, inForce.holder != holder { return inForce }
        let lease = PollerLease(
            holder: holder,
            since: inForce?.since ?? now,
            expiresAt: now.advanced(by: lasting)
        )
        let statement = try connection.prepared(PollingStatement.setLease)
        statement.bind(1, lease.holder)
        statement.bind(2, lease.since)
        statement.bind(3, lease.expiresAt)
        try statement.run()
        if inForce != nil { silentChangeCount += 1 }
        return lease
    }

    func releaseLease(holder: String) throws {
        let statement = try connection.prepared(PollingStatement.deleteLease)
        statement.bind(1, holder)
        try statement.run()
    }
}

extension PreparedStatement {
    /// Binds a tally to six parameters that begin with `index`.
    func bind(_ tally: PassTally, from index: Int32) {
        bind(index, tally.notices)
        bind(index + 1, tally.news)
        bind(index + 2, tally.unitsCancelled)
        bind(index + 3, tally.rejectedRows)
        bind(index + 4, tally.orderLines)
        bind(index + 5, tally.decidedText)
    }

    fileprivate func bind(outcome: Int64, failure: String?) {
        bind(7, outcome)
        bind(8, failure)
    }
}
