import MatchingCore
package import SyncInterfaces

extension SyncEngine {
    /// Polls accounts now, one after another; a process that follows has the one that polls do it.
    ///
    /// A command that runs once reads the feeds itself, beside the process that polls: each batch
    /// is one transaction, intake marks keep a file from being taken twice, and a notice that was
    /// seen says nothing new, so that at worst something is read twice. One for a period goes on
    /// where the same command stopped when its process ended in the middle. What a console or a
    /// poller had asked for whose process ended is gone on with by whoever polls; asking for the
    /// same period again follows that.
    ///
    /// - Parameters:
    ///   - order: Which accounts, for which time, and who asked.
    ///   - progress: Called at each account, after each batch and at the end; cancel the task to
    ///     stop the pass after the batch that it is at.
    /// - Returns: One record per account that was polled, the one that was stopped among them; for a
    ///   long period one per part of it, those that an interrupted run had read included.
    /// - Throws: ``ActError`` for an unknown account or a period without a moment in it,
    ///   ``StoreError`` when nothing can be recorded.
    package func resync(
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let now = time.now()
        if let period = order.period, period.window(at: now).isEmpty {
            throw ActError(problem: .emptyPeriod)
        }
        let chosen = try await chosenAccounts(order.accounts)
        var order = order
        order.accounts = chosen.map(\.id)
        if try await isFollowing() { return try await delegate(order, progress: progress) }
        try await prepare()
        // Where every account is paused nobody has the lease.
        if takesPart && leadingSince == nil { _ = try await leaseOfAnother() }
        if takesPart, leadingSince != nil, try await isLeftBehind(order) {
            return try await delegate(order, progress: progress)
        }
        if (takesPart && leadingSince != nil) || order.trigger == .command {
            return try await pollOnRecord(chosen, order, progress: progress)
        }
        try await store.write { [order] in try Self.journal(order, at: now, in: $0) }
        return try await poll(plan(order, of: chosen), progress: progress)
    }

    /// What `order` takes, without what `polls`, to which its request has led before, have read.
    func plan(
        _ order: ResyncOrder,
        of accounts: [Account],
        after polls: [PollRecord] = [],
        asked: Timestamp? = nil
    ) -> ResyncPlan {
        ResyncPlan(
            order,
            of: accounts,
            after: polls,
            asked: asked,
            now: time.now(),
            overlap: settings.windowOverlap,
            feeds: feeds
        )
    }

    /// Reads the orders and polls the accounts of `plan`, one after another.
    func poll(
        _ plan: ResyncPlan,
        for request: ResyncRequestID? = nil,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        var records: [PollRecord] = []
        var state = ResyncProgress(plan)
        let left = plan.stops.filter { !$0.orders.isEmpty }
        let reporter = Reporter(time: time, startedAt: time.now(), report: progress)
        do {
            state.current = left.first?.account.id
            state.tally.add(try await readOrders { [state] in reporter.say(state, adding: $0) })
        } catch is CancellationError {
            return []
        }
        for stop in left where !Task.isCancelled {
            state.current = stop.account.id
            reporter.say(state)
            var partsLeft = stop.orders.count
            for part in stop.orders where !Task.isCancelled {
                let record = try await pollUnlessCancelled(stop.account, part, for: request) {
                    [state] in reporter.say(state, adding: $0)
                }
                guard let record else { break }
                records.append(record)
                state.tally.add(record.tally)
                // What comes later than a failure is left to the polls, which close gaps.
                guard record.outcome.isWhole else { break }
                partsLeft -= 1
                state.partsDone += 1
                if partsLeft > 0 { reporter.say(state) }
            }
            if !Task.isCancelled {
                state.accountsDone += 1
                state.partsDone += partsLeft
            }
        }
        state.current = nil
        reporter.say(state)
        return records
    }

    private func pollUnlessCancelled(
        _ account: Account,
        _ order: ResyncOrder,
        for request: ResyncRequestID?,
        _ progress: @escaping @Sendable (PassTally) -> Void
    ) async throws -> PollRecord? {
        do {
            return try await poll(account, order, for: request, progress: progress)
        } catch is CancellationError {
            return nil
        }
    }

    private func chosenAccounts(_ ids: [AccountID]) async throws -> [Account] {
        guard ids.isEmpty else { return try ids.map(book.account) }
        let accounts = book.accounts
        let paused = try await store.read { ledger in
            try Set(accounts.map(\.id).filter { try ledger.timer(of: $0).isPaused })
        }
        return accounts.filter { !paused.contains($0.id) }
    }

    /// Puts on record who asked for what.
    static func journal(_ order: ResyncOrder, at now: Timestamp, in ledger: any Ledger) throws {
        let actor = order.person.map(Actor.person) ?? .system
        let period = order.period.map { " \($0.start.iso8601)/\($0.end?.iso8601 ?? "")" } ?? ""
        for account in order.accounts {
            try ledger.append(
                JournalEntry(
                    at: now,
                    actor: actor,
                    act: .resync,
                    account: account,
                    note: order.trigger.rawValue + period
                )
            )
        }
    }
}

/// Says how far a resync is, and how long that took.
private struct Reporter: Sendable {
    let time: any TimeSource
    let startedAt: Timestamp
    let report: @Sendable (ResyncProgress) -> Void

    /// Says `progress` with the counts of the account that is being read added.
    func say(_ progress: ResyncProgress, adding tally: PassTally = PassTally()) {
        var progress = progress
        progress.tally.add(tally)
        progress.elapsed = startedAt.duration(to: time.now())
        report(progress)
    }
}

extension ResyncProgress {
    /// Where a resync by `plan` begins.
    fileprivate init(_ plan: ResyncPlan) {
        let before = plan.stops.map(\.partsBefore).reduce(0, +)
        self.init(
            accountsDone: plan.stops.filter(\.orders.isEmpty).count,
            accountCount: plan.stops.count,
            parts: (done: before, count: plan.stops.map(\.partCount).reduce(0, +)),
            current: nil,
            tally: plan.tallyBefore
        )
        partsBefore = before
        pollsBefore = plan.pollsBefore
        rowsBefore = plan.tallyBefore.rowCount
    }
}
