import MatchingCore
package import SyncInterfaces

extension SyncEngine {
    /// Polls accounts now, one after another; a process that follows has the one that polls do it.
    ///
    /// A command that runs once reads the feeds itself, beside the process that polls: each batch
    /// is one transaction, intake marks keep a file from being taken twice, and a notice that was
    /// seen says nothing new, so that at worst something is read twice.
    ///
    /// - Parameters:
    ///   - order: Which accounts, for which time, and who asked.
    ///   - progress: Called at each account, after each batch and at the end; cancel the task to
    ///     stop the pass after the batch that it is at.
    /// - Returns: One record per account that was polled, the one that was stopped among them; for a
    ///   long period one per part of it.
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
        if takesPart && leadingSince != nil {
            return try await pollOnRecord(chosen, order, progress: progress)
        }
        try await store.write { [order] in try Self.journal(order, at: now, in: $0) }
        return try await poll(chosen, order, progress: progress)
    }

    /// Reads the orders and polls `accounts`, one after another.
    ///
    /// What the polls in `made`, to which the request has led before, have read is left out.
    func poll(
        _ accounts: [Account],
        _ order: ResyncOrder,
        for request: ResyncRequestID? = nil,
        after made: [PollRecord] = [],
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        var records: [PollRecord] = []
        var sum = PassTally()
        var accountsDone = 0
        func report(_ current: AccountID?, _ tally: PassTally) -> ResyncProgress {
            ResyncProgress(
                accountsDone: accountsDone,
                accountCount: accounts.count,
                current: current,
                tally: tally
            )
        }
        do {
            let start = report(accounts.first?.id, sum)
            sum.add(try await readOrders { progress(start.adding($0)) })
        } catch is CancellationError {
            return []
        }
        for account in accounts where !Task.isCancelled {
            progress(report(account.id, sum))
            for part in parts(of: order, account, after: made) where !Task.isCancelled {
                let before = report(account.id, sum)
                guard
                    let record = try await pollUnlessCancelled(
                        account,
                        part,
                        for: request,
                        {
                            progress(before.adding($0))
                        }
                    )
                else { break }
                records.append(record)
                sum.add(record.tally)
                // What comes later than a failure is left to the polls, which close gaps.
                guard record.outcome == .succeeded else { break }
            }
            if !Task.isCancelled { accountsDone += 1 }
        }
        progress(report(nil, sum))
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

    /// An order for one account in the parts that are polls of their own, without those that were
    /// read before.
    private func parts(
        of order: ResyncOrder,
        _ account: Account,
        after made: [PollRecord]
    ) -> [ResyncOrder] {
        guard let period = order.period else { return [order] }
        let read = made.filter { $0.account == account.id && $0.outcome == .succeeded }
        let parts = feeds(account).parts(of: period.window(at: time.now()))
        return parts.enumerated().compactMap { index, part in
            let isRead = read.contains {
                $0.window.start <= part.start && part.end <= $0.window.end
            }
            guard !isRead else { return nil }
            var order = order
            // The last part ends when its poll begins, as the whole did.
            let end = index == parts.count - 1 ? period.end : part.end
            order.period = ResyncPeriod(start: part.start, end: end)
            return order
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

extension ResyncProgress {
    /// The same place with the counts of the account that is being read added.
    fileprivate func adding(_ tally: PassTally) -> ResyncProgress {
        var sum = self.tally
        sum.add(tally)
        return ResyncProgress(
            accountsDone: accountsDone,
            accountCount: accountCount,
            current: current,
            tally: sum
        )
    }
}
