package import MatchingCore
import SyncInterfaces

extension SyncEngine {
    /// Polls each account when it is due, orders before cancellations, until it is cancelled.
    ///
    /// One process at a time polls: the one with the lease, which it renews at each heart-beat.
    /// Others look at each heart-beat whether the lease has run out, and take over when it has.
    ///
    /// - Throws: ``StoreError`` when the store cannot be used any more; a store that is busy or
    ///   full is tried again at the next heart-beat.
    package func run() async throws {
        var failure: (any Error)?
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.beat() }
                group.addTask { try await self.pollOnAndOn() }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch is CancellationError {
        } catch {
            failure = error
        }
        if leadingSince != nil {
            leadingSince = nil
            let (store, holder) = (store, settings.holder)
            // The lease is given back also when the task is cancelled, so that nobody waits for it.
            try await Task { try await store.write { try $0.releaseLease(holder: holder) } }.value
        }
        if let failure { throw failure }
    }

    /// Does all that is due now, if this process is the one that polls.
    ///
    /// - Returns: When to look again: when the next account is due, at a heart-beat at the latest.
    /// - Throws: ``StoreError`` when the store cannot be read or written.
    package func tick() async throws -> Timestamp {
        let now = time.now()
        let nextBeat = now.advanced(by: settings.heartBeat)
        if let others = try await leaseOfAnother() {
            // Looking again the moment it runs out makes nobody wait longer than it lasts.
            return min(max(others.expiresAt, now.advanced(by: .milliseconds(1))), nextBeat)
        }
        try await prepare()
        let due = Schedule.due(try await timers(), now: now)
        if !due.isEmpty {
            _ = try await readOrders { _ in }
            try await poll(due.map(\.account))
        }
        let next = Schedule.nextDue(try await timers()) ?? nextBeat
        return min(max(next, time.now()), time.now().advanced(by: settings.heartBeat))
    }

    /// Takes or renews the lease; the lease of another process when that is in force.
    private func leaseOfAnother() async throws -> PollerLease? {
        let now = time.now()
        if let leadingSince, leadingSince.duration(to: now) < settings.heartBeat,
            leadingSince <= now
        {
            return nil
        }
        let (holder, lasting) = (settings.holder, settings.leaseDuration)
        let lease = try await store.write {
            try $0.acquireLease(holder: holder, now: now, lasting: lasting)
        }
        leadingSince = lease.holder == holder ? now : nil
        return leadingSince == nil ? lease : nil
    }

    /// The timers of all accounts; those without a due time are given one.
    private func timers() async throws -> [AccountTimer] {
        let accounts = book.accounts
        let timers = try await store.read { ledger in
            try accounts.map { try ledger.timer(of: $0.id) }
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

    /// Polls these accounts, a few at a time.
    private func poll(_ ids: [AccountID]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (position, id) in ids.enumerated() {
                if position >= settings.concurrentPolls { try await group.next() }
                group.addTask {
                    try Task.checkCancellation()
                    // Another process may have taken over while others were read.
                    guard await self.leadingSince != nil else { return }
                    _ = try await self.poll(self.book.account(id), trigger: .timer) { _ in }
                }
            }
            try await group.waitForAll()
        }
    }

    private func pollOnAndOn() async throws {
        while true {
            try Task.checkCancellation()
            let next: Timestamp
            do {
                next = try await tick()
            } catch let error as StoreError where error.mayPass {
                next = time.now().advanced(by: settings.heartBeat)
            }
            try await rest(until: next)
        }
    }

    /// Keeps the lease while a pass takes longer than a heart-beat.
    private func beat() async throws {
        while true {
            try await time.sleep(until: time.now().advanced(by: settings.heartBeat))
            guard leadingSince != nil else { continue }
            do {
                _ = try await leaseOfAnother()
            } catch let error as StoreError where error.mayPass {
                continue
            }
        }
    }
}

extension StoreError {
    /// Whether trying again later can succeed without anybody changing the set-up.
    fileprivate var mayPass: Bool {
        switch problem {
        case .busy, .diskFull: true
        case .notAStore, .madeByNewerVersion, .readOnly, .damaged, .other: false
        }
    }
}
