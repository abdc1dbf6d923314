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
        let (outcome, problems) = await read(window, counter: counter, progress: progress)
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
        try await Task { try await enter(record, problems: problems) }.value
        return record
    }

    private func read(
        _ window: TimeWindow,
        counter: PassCounter,
        progress: @Sendable (PassTally) -> Void
    ) async -> (PollRecord.Outcome, [FeedError]) {
        do {
            let report = try await takeIn.read(
                feed,
                window: window,
                into: store,
                time: time
            ) { tally in progress(await counter.add(tally)) }
            if let failure = report.failure {
                return (.failed(KeptProblem(failure)), report.problems)
            }
            guard !report.unread.isEmpty else { return (.succeeded, report.problems) }
            return (.incomplete(KeptProblem(UnreadFiles(report.unread))), report.problems)
        } catch is CancellationError {
            return (.cancelled, [])
        } catch {
            if Task.isCancelled { return (.cancelled, []) }
            return (.failed(KeptProblem(error)), [])
        }
    }

    private func enter(_ record: PollRecord, problems: [FeedError]) async throws {
        let compared = problems.prefix(LastProblems.limit)
        let news = lastProblems.news(in: compared, of: account.id)
        try await store.write { ledger in
            let before = try ledger.timer(
                of: account,
                asOf: record.finishedAt,
                settings: schedule.settings
            )
            if try ledger.timer(of: account.id).isAhead(of: record.finishedAt) {
                let trusted = before.coveredUntil ?? Timestamp(rawValue: 0)
                try ledger.uncover(account.id, after: trusted)
            }
            try ledger.append(record)
            try ledger.setTimer(self.timer(after: record, before: before))
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

    private func timer(after record: PollRecord, before: AccountTimer) -> AccountTimer {
        var timer = before
        let now = record.finishedAt
        switch record.outcome {
        case .cancelled: return timer
        case .failed(let problem):
            timer.consecutiveFailures += 1
            timer.lastFailure = problem
            timer.nextPollAt = schedule.afterFailure(
                failures: timer.consecutiveFailures,
                now: now,
                draw: draw
            )
        case .incomplete(let problem):
            timer.consecutiveFailures += 1
            timer.lastFailure = problem
            // A file that is still being written is read soon; one that nobody mends holds nothing
            // else up.
            let soon = schedule.afterFailure(
                failures: timer.consecutiveFailures,
                now: now,
                draw: draw
            )
            timer.nextPollAt = min(soon, next(after: before, at: now))
        case .succeeded:
            timer.consecutiveFailures = 0
            timer.lastFailure = nil
            timer.lastSuccessAt = now
            // A period that begins after what was read leaves a gap, which the next poll closes
            // only where coverage is still said to end before it.
            guard record.window.start <= edge(of: before, at: record.startedAt) else { break }
            timer.coveredUntil = max(before.coveredUntil ?? record.window.end, record.window.end)
            guard record.window.end >= record.startedAt else { break }
            if before.nextPollAt.map({ $0 <= now }) ?? true || before.consecutiveFailures > 0 {
                timer.nextPollAt = next(after: before, at: now)
            }
        }
        timer.lastPollAt = now
        return timer
    }
}

extension Pass {
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
