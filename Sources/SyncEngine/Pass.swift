import MatchingCore
import SyncInterfaces

/// Poll, match and apply for one account, as one recorded unit.
///
/// Each batch is a transaction of its own; the record, the timer and the coverage follow in one
/// more. A pass that ends in between leaves batches that are whole, and a window that the next
/// pass reads again.
struct Pass: Sendable {
    let account: Account
    let feed: any Feed
    /// Why it runs, and for which time.
    let order: ResyncOrder
    /// The request of another process that it is a part of, if any.
    let request: ResyncRequestID?
    let store: any OrderStore
    let time: any TimeSource
    let takeIn: TakeIn
    let schedule: Schedule
    /// A random number in 0..<1 for the next due time.
    let draw: Double
    let lastProblems: LastProblems

    /// Reads the feed, takes in what it brings, and records how it went.
    ///
    /// A feed that fails and a task that is cancelled end in the record, not in an error.
    ///
    /// - Throws: ``StoreError`` when the record cannot be written.
    func run(progress: @Sendable (PassTally) -> Void) async throws -> PollRecord {
        let startedAt = time.now()
        let account = account.id
        let (configured, settings) = (self.account, schedule.settings)
        let timer = try await store.read {
            try $0.timer(of: configured, asOf: startedAt, settings: settings)
        }
        let window =
            order.period?.window(at: startedAt)
            ?? Windows.next(
                coveredUntil: timer.coveredUntil,
                now: startedAt,
                settings: settings
            )
        let counter = PassCounter()
        let (outcome, reading) = await read(window, timer, counter: counter, progress: progress)
        let record = PollRecord(
            account: account,
            trigger: order.trigger,
            window: window,
            startedAt: startedAt,
            finishedAt: time.now(),
            outcome: outcome,
            tally: await counter.tally,
            request: request
        )
        // What a cancelled task did is recorded all the same.
        try await Task { try await enter(record, reading) }.value
        return record
    }

    private func read(
        _ window: TimeWindow,
        _ timer: AccountTimer,
        counter: PassCounter,
        progress: @Sendable (PassTally) -> Void
    ) async -> (PollRecord.Outcome, PassReading) {
        var reading = PassReading()
        do {
            let report = try await report(of: window, counter, progress)
            if let failure = report.failure {
                reading.addProblems(of: report)
                return (.failed(KeptProblem(failure)), reading)
            }
            reading.add(report, of: window)
            if order.period == nil, reading.unreadFiles.isEmpty {
                for period in timer.unreadPeriods where reading.isWorthAsking(period) {
                    let report = try await self.report(of: period, counter, progress)
                    guard try reading.goesOn(after: report, of: period) else { break }
                }
            }
            let unread = reading.unread(
                after: timer,
                from: beginning(of: timer, at: window.end)
            )
            // Who asks for a period is told what of it was refused, whoever vouched for it.
            let vouched = order.period == nil ? timer.vouchedPeriods : []
            return (reading.outcome(leaving: unread, vouched: vouched), reading)
        } catch is CancellationError {
            return (.cancelled, PassReading())
        } catch {
            if Task.isCancelled { return (.cancelled, PassReading()) }
            return (.failed(KeptProblem(error)), PassReading())
        }
    }

    /// Reads a window; what keeps the feed from being read at all is in the report.
    private func report(
        of window: TimeWindow,
        _ counter: PassCounter,
        _ progress: @Sendable (PassTally) -> Void
    ) async throws -> FeedReport {
        do {
            return try await takeIn.read(feed, window: window, into: store, time: time) { tally in
                progress(await counter.add(tally))
            }
        } catch let error as FeedError {
            var report = FeedReport()
            report.failure = error
            return report
        }
    }

    private func enter(_ record: PollRecord, _ reading: PassReading) async throws {
        let compared = reading.problems.prefix(LastProblems.limit)
        let news = lastProblems.news(in: compared, of: account.id)
        try await store.write { ledger in
            let before = try ledger.timer(
                of: account,
                asOf: record.finishedAt,
                settings: schedule.settings
            )
            if try ledger.timer(of: account.id).isAhead(of: record.finishedAt) {
                let trusted = before.coveredUntil ?? Timestamp(rawValue: 0)
                let future = TimeWindow(start: trusted, end: Timestamp(rawValue: .max))
                try ledger.uncover(account.id, in: future)
            }
            try ledger.append(record)
            let after = self.timer(after: record, reading, before: before)
            for window in reading.read { try ledger.cover(account.id, in: window) }
            for period in after.unreadPeriods { try ledger.uncover(account.id, in: period) }
            try ledger.setTimer(after)
            for problem in news.prefix(schedule.settings.journaledProblems) {
                try ledger.append(
                    JournalEntry(
                        at: record.finishedAt,
                        actor: .system,
                        act: .takeIn,
                        account: account.id,
                        problem: KeptProblem(problem)
                    )
                )
            }
        }
        if record.outcome.isWhole { lastProblems.keep(compared, of: account.id) }
    }

    private func timer(
        after record: PollRecord,
        _ reading: PassReading,
        before: AccountTimer
    ) -> AccountTimer {
        var timer = before
        let now = record.finishedAt
        switch record.outcome {
        case .cancelled: return timer
        case .failed(let problem):
            timer.consecutiveFailures += 1
            timer.lastFailure = problem
            timer.nextPollAt = soon(after: timer.consecutiveFailures, at: now)
        case .incomplete(let problem):
            timer.consecutiveFailures += 1
            timer.lastFailure = problem
            take(reading, of: record, into: &timer)
            // A file that is still being written is read soon; what nobody mends holds nothing
            // else up.
            let soon = soon(after: timer.consecutiveFailures, at: now)
            timer.nextPollAt = min(soon, next(after: before, at: now))
        case .succeeded:
            take(reading, of: record, into: &timer)
            // A poll of some period says nothing of the times that others could not read.
            if timer.unreadPeriods.isEmpty {
                timer.consecutiveFailures = 0
                timer.lastFailure = nil
            }
            timer.lastSuccessAt = now
            guard record.window.start <= edge(of: before, at: record.startedAt),
                record.window.end >= record.startedAt
            else { break }
            if before.nextPollAt.map({ $0 <= now }) ?? true || before.consecutiveFailures > 0 {
                timer.nextPollAt = next(after: before, at: now)
            }
        }
        timer.lastPollAt = now
        return timer
    }
}

extension Pass {
    /// Puts on the timer up to where an account was read by now, and what of it was not.
    private func take(_ reading: PassReading, of record: PollRecord, into timer: inout AccountTimer)
    {
        let before = timer
        let read = reading.read.compactMap { $0.common(with: record.window) }
        // A period that begins after what was read leaves a gap, which the next poll closes
        // only where coverage is still said to end before it.
        if let end = read.last?.end, record.window.start <= edge(of: before, at: record.startedAt) {
            timer.coveredUntil = max(before.coveredUntil ?? end, end)
        }
        let beginning = beginning(of: before, at: record.startedAt)
        let covered = TimeWindow(
            start: Timestamp(rawValue: .min),
            end: timer.coveredUntil ?? Timestamp(rawValue: .min)
        )
        // What lies behind it is asked for anyway.
        timer.unreadPeriods = reading.unread(after: before, from: beginning)
            .compactMap { $0.common(with: covered) }
        timer.vouchedPeriods = before.vouchedPeriods.without(reading.read)
    }

    /// From when on everything has to be read: a period that an operator asks for may reach back to
    /// where nobody would look.
    private func beginning(of timer: AccountTimer, at start: Timestamp) -> Timestamp {
        order.period == nil ? Timestamp(rawValue: .min) : edge(of: timer, at: start)
    }

    /// When a poll is made again that failed.
    private func soon(after failures: Int, at now: Timestamp) -> Timestamp {
        schedule.afterFailure(failures: failures, now: now, draw: draw)
    }

    /// When the account is due at its interval.
    private func next(after timer: AccountTimer, at now: Timestamp) -> Timestamp {
        schedule.afterSuccess(
            due: timer.nextPollAt,
            now: now,
            interval: account.interval,
            draw: draw
        )
    }

    /// Up to where an account was read before a poll; where its first one is to begin, if never.
    private func edge(of timer: AccountTimer, at start: Timestamp) -> Timestamp {
        timer.coveredUntil ?? start.advanced(by: .zero - schedule.settings.firstLookBack)
    }
}

extension TakeIn {
    /// Reads a feed and takes each of its batches in, one transaction each.
    ///
    /// After each, once it is durable, `afterBatch` is called with its counts.
    func read(
        _ feed: any Feed,
        window: TimeWindow,
        into store: any OrderStore,
        time: any TimeSource,
        afterBatch: @Sendable (PassTally) async -> Void
    ) async throws -> FeedReport {
        let request = FeedRequest(window: window, now: time.now()) { source in
            try await store.read { try $0.intake(of: source) }
        }
        return try await feed.read(request) { batch in
            try Task.checkCancellation()
            let scale: WriteScale = batch.noticeCount >= manyNotices ? .many : .few
            let tally = try await store.write(scale, isFollowed: batch.isFollowed) { ledger in
                try take(batch, into: ledger, at: time.now())
            }
            await afterBatch(tally)
        }
    }
}
