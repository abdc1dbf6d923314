import MatchingCore
package import SyncInterfaces

extension SyncEngine {
    /// Polls accounts now, one after another, whoever has the poller's lease.
    ///
    /// A process that does not poll reads the feeds itself, beside the one that does: each batch
    /// is one transaction, intake marks keep a file from being taken twice, and a notice that was
    /// seen says nothing new, so that at worst something is read twice.
    ///
    /// - Parameters:
    ///   - order: Which accounts, for which time, and who asked.
    ///   - progress: Called at each account, after each batch and at the end; cancel the task to
    ///     stop the pass after the batch that it is at.
    /// - Returns: One record per account that was polled, the one that was stopped among them.
    /// - Throws: ``ActError`` for an unknown account or a period without a moment in it,
    ///   ``StoreError`` when nothing can be recorded.
    package func resync(
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        if let period = order.period, period.window(at: time.now()).isEmpty {
            throw ActError(problem: .emptyPeriod)
        }
        let chosen = try await chosenAccounts(order.accounts)
        try await prepare()
        try await journal(order, of: chosen)
        var sum = PassTally()
        let count = chosen.count
        let first = chosen.first?.id
        do {
            sum.add(
                try await readOrders { tally in
                    progress(
                        ResyncProgress(
                            accountsDone: 0,
                            accountCount: count,
                            current: first,
                            tally: tally
                        )
                    )
                }
            )
            return try await poll(chosen, order, sum: sum, progress: progress)
        } catch is CancellationError {
            return []
        }
    }

    private func poll(
        _ accounts: [Account],
        _ order: ResyncOrder,
        sum orders: PassTally,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        var records: [PollRecord] = []
        var sum = orders
        func report(_ current: AccountID?, _ tally: PassTally) -> ResyncProgress {
            ResyncProgress(
                accountsDone: records.count,
                accountCount: accounts.count,
                current: current,
                tally: tally
            )
        }
        for account in accounts where !Task.isCancelled {
            let before = report(account.id, sum)
            progress(before)
            do {
                let record = try await poll(account, order) { tally in
                    progress(before.adding(tally))
                }
                records.append(record)
                sum.add(record.tally)
            } catch is CancellationError {
                break
            }
        }
        progress(report(nil, sum))
        return records
    }

    private func chosenAccounts(_ ids: [AccountID]) async throws -> [Account] {
        guard ids.isEmpty else { return try ids.map(book.account) }
        let accounts = book.accounts
        let paused = try await store.read { ledger in
            try Set(accounts.map(\.id).filter { try ledger.timer(of: $0).isPaused })
        }
        return accounts.filter { !paused.contains($0.id) }
    }

    private func journal(_ order: ResyncOrder, of accounts: [Account]) async throws {
        let (now, actor) = (time.now(), order.person.map(Actor.person) ?? .system)
        let period = order.period.map { " \($0.start.iso8601)/\($0.end?.iso8601 ?? "")" } ?? ""
        let note = order.trigger.rawValue + period
        try await store.write { ledger in
            for account in accounts {
                try ledger.append(
                    JournalEntry(
                        at: now,
                        actor: actor,
                        act: .resync,
                        account: account.id,
                        note: note
                    )
                )
            }
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
