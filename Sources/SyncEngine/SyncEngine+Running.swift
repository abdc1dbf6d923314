package import MatchingCore
import SyncInterfaces

extension SyncEngine {
    /// Polls each account when it is due, orders before cancellations, until it is cancelled.
    ///
    /// One process at a time polls: the one with the lease, which it renews at each heart-beat.
    /// Others look when the lease runs out, and take over. A slow feed holds up no other account.
    /// The resyncs that the others ask for are carried out beside the timers. While every account is
    /// paused nobody has the lease, and nothing wakes up until the store changes.
    ///
    /// - Throws: ``StoreError`` when the store cannot be used any more; a store that is busy or
    ///   full is tried again at the next heart-beat.
    package func run() async throws {
        var failure: (any Error)?
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.pollOnAndOn() }
                group.addTask { try await self.serveRequests() }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch is CancellationError {
        } catch {
            failure = error
        }
        takesPart = false
        await leaveRequests()
        try await giveLeaseBack()
        if let failure { throw failure }
    }

    /// Does all that is due now, if this process is the one that polls, and waits for its end.
    ///
    /// - Returns: When to look again: when the next account is due, at a heart-beat at the latest.
    /// - Throws: ``StoreError`` when the store cannot be read or written.
    package func tick() async throws -> Timestamp {
        let round = try await nextRound()
        await finishRequests()
        guard !round.due.isEmpty else { return round.nextLook }
        _ = try await readOrders { _ in }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (position, account) in round.due.enumerated() {
                if position >= settings.concurrentPolls { try await group.next() }
                group.addTask { try await self.pollByTimer(account) }
            }
            try await group.waitForAll()
        }
        return nextLook(try await timers())
    }

    /// What is due, and when to look again once that is under way.
    private struct Round {
        var due: [Account] = []
        var nextLook: Timestamp
    }

    private func nextRound() async throws -> Round {
        let now = time.now()
        takesPart = true
        if try await isNothingToPoll() {
            try await giveLeaseBack()
            return Round(nextLook: now.advanced(by: .seconds(86_400)))
        }
        if let others = try await leaseOfAnother() {
            // Looking again the moment it runs out makes nobody wait longer than it lasts.
            let end = max(others.expiresAt, now.advanced(by: .milliseconds(1)))
            return Round(nextLook: min(end, now.advanced(by: settings.heartBeat)))
        }
        try await prepare()
        try await lookAtRequests()
        let waiting = try await timers().filter { !polling.contains($0.account) }
        let due = try Schedule.due(waiting, now: now).map { try book.account($0.account) }
        let later = waiting.filter { timer in !due.contains { $0.id == timer.account } }
        return Round(due: due, nextLook: nextLook(later))
    }

    private func nextLook(_ timers: [AccountTimer]) -> Timestamp {
        let now = time.now()
        let nextBeat = now.advanced(by: settings.heartBeat)
        return Schedule.nextDue(timers).map { min(max($0, now), nextBeat) } ?? nextBeat
    }

    private func pollOnAndOn() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                try Task.checkCancellation()
                startListening()
                var nextLook = time.now().advanced(by: settings.heartBeat)
                do {
                    if !isPrepared, try await leaseOfAnother() == nil {
                        try await keepingLease { try await self.prepare() }
                    }
                    let round = try await nextRound()
                    let free = max(settings.concurrentPolls, 1) - polling.count
                    let accounts = Array(round.due.prefix(max(free, 0)))
                    if !accounts.isEmpty {
                        polling.formUnion(accounts.map(\.id))
                        group.addTask { try await self.pollInTheBackground(accounts) }
                    }
                    if try await canCatchUp() {
                        isCatchingUp = true
                        group.addTask { try await self.catchUpWhileIdle() }
                    }
                    // Whoever found no free place is looked at when another lands.
                    nextLook = round.nextLook
                } catch let error as StoreError where error.mayPass {}
                try await rest(until: nextLook)
            }
        }
    }

    /// Reads the orders, then polls accounts side by side.
    private func pollInTheBackground(_ accounts: [Account]) async throws {
        do {
            _ = try await readOrders { _ in }
        } catch let error as StoreError where error.mayPass {}
        try await withThrowingDiscardingTaskGroup { group in
            for account in accounts {
                group.addTask { try await self.pollInTheBackground(account) }
            }
        }
    }

    private func pollInTheBackground(_ account: Account) async throws {
        do {
            try await pollByTimer(account)
        } catch let error as StoreError where error.mayPass {
            // Its timer could not be moved on; without a wait it would be due at once.
            try await time.sleep(until: time.now().advanced(by: settings.heartBeat))
        }
        polling.remove(account.id)
        wake()
    }

    private func pollByTimer(_ account: Account) async throws {
        try Task.checkCancellation()
        // Another process may have taken over while others were read.
        guard leadingSince != nil else { return }
        _ = try await poll(account, ResyncOrder(trigger: .timer)) { _ in }
    }

    /// Whether every account is paused and nobody has asked for anything.
    private func isNothingToPoll() async throws -> Bool {
        // A change that comes while this is read wakes the rest that follows.
        isAtRest =
            isPrepared && polling.isEmpty && carrying == nil && own.isEmpty && beginnings == 0
        guard isAtRest else { return false }
        let accounts = book.accounts
        isAtRest = try await store.read { ledger in
            try accounts.allSatisfy { try ledger.timer(of: $0.id).isPaused }
                && ledger.openResyncRequests().isEmpty
        }
        return isAtRest
    }

    /// The timers of all accounts as of now; those without a due time are given one.
    private func timers() async throws -> [AccountTimer] {
        let accounts = book.accounts
        let (settings, present) = (settings, time.now())
        let timers = try await store.read { ledger in
            try accounts.map { try ledger.timer(of: $0, asOf: present, settings: settings) }
        }
        guard timers.contains(where: { $0.nextPollAt == nil }) else { return timers }
        let (schedule, now) = (schedule, time.now())
        return try await store.write { ledger in
            try accounts.enumerated().map { position, account in
                var timer = try ledger.timer(of: account.id)
                guard timer.nextPollAt == nil else { return timer }
                timer.nextPollAt = schedule.firstPoll(
                    position: position,
                    of: accounts.count,
                    now: now
                )
                try ledger.setTimer(timer)
                return timer
            }
        }
    }
}
