import MatchingCore
import SyncInterfaces

// Resyncs that one process asks for and the one that polls carries out.
//
// What crosses is in the store alone: the request with how far it is, and the polls that it led to.
// Whoever has the lease carries open requests out, oldest first, also those that a holder before it
// left behind; accounts that are polled already are not polled again.
extension SyncEngine {
    /// A request that this process carries out.
    struct Carrying {
        let id: ResyncRequestID
        let task: Task<Void, Never>
    }

    /// Whether another process polls and this one follows it; a command that runs once does not.
    func isFollowing() async throws -> Bool {
        guard takesPart, leadingSince == nil else { return false }
        let lease = try await store.read { try $0.lease() }
        // A program of an older version, which does not say since when it polls, knows no requests.
        guard let lease, lease.since != nil else { return false }
        return lease.holder != settings.holder && lease.expiresAt > time.now()
    }

    // MARK: Asking

    /// Has the process that polls carry `order` out, and follows it until it is finished.
    func delegate(
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let (now, asker) = (time.now(), settings.holder)
        // Listening first: an answer must not come before anybody waits for it.
        let changes = store.changes()
        let id = try await store.write { ledger in
            try Self.journal(order, at: now, in: ledger)
            return try ledger.ask(order, asker: asker, at: now)
        }
        // From here on it can be stopped, also before the one that polls comes to it.
        progress(
            ResyncProgress(
                accountsDone: 0,
                accountCount: order.accounts.count,
                current: nil,
                tally: PassTally()
            )
        )
        do {
            return try await result(of: id, changes, progress: progress)
        } catch is CancellationError {
            // The task is cancelled; what is left to do must not be.
            return try await Task { try await stop(id, progress: progress) }.value
        }
    }

    private func stop(
        _ id: ResyncRequestID,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let (changes, now) = (store.changes(), time.now())
        try await store.write { try $0.cancel(id, at: now) }
        return try await result(of: id, changes, progress: progress)
    }

    private func result(
        of id: ResyncRequestID,
        _ changes: AsyncStream<Void>,
        progress: @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        var said: ResyncProgress?
        var iterator = changes.makeAsyncIterator()
        repeat {
            let (request, polls) = try await store.read { ledger in
                (try ledger.resyncRequest(id), try ledger.polls(of: id))
            }
            guard let request, request.finishedAt == nil else {
                if let failure = request?.failure {
                    throw ActError(problem: .notCarriedOut(failure))
                }
                return polls
            }
            if let now = request.progress, now != said {
                progress(now)
                said = now
            }
        } while await iterator.next() != nil
        throw CancellationError()
    }

    /// Polls what this process, which is the one that polls, was asked for, on record as well, so
    /// that others see how far it is, and take it up should this process die.
    func pollOnRecord(
        _ accounts: [Account],
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let id = try await putOnRecord(order)
        own.insert(id)
        defer { own.remove(id) }
        do {
            let records = try await poll(accounts, order, onRecordOf: id, progress: progress)
            await finish(id, failure: nil)
            return records
        } catch {
            await finish(id, failure: settings.describe(error))
            throw error
        }
    }

    private func putOnRecord(_ order: ResyncOrder) async throws -> ResyncRequestID {
        let (now, holder) = (time.now(), settings.holder)
        beginnings += 1
        defer { beginnings -= 1 }
        return try await store.write { ledger in
            try Self.journal(order, at: now, in: ledger)
            let id = try ledger.ask(order, asker: holder, at: now)
            try ledger.claim(id, holder: holder)
            return id
        }
    }

    private func finish(_ id: ResyncRequestID, failure: String?) async {
        let (holder, now) = (settings.holder, time.now())
        // What stays open is taken up by the next process that polls.
        try? await store.write { try $0.finish(id, holder: holder, failure: failure, at: now) }
    }

    /// Whether this process polls it for itself, so that nobody has to take it up.
    private func isOwn(_ request: ResyncRequest) -> Bool {
        let me = settings.holder
        return own.contains(request.id)
            || (beginnings > 0 && request.asker == me && request.holder == me)
    }

    // MARK: Carrying out

    /// Looks for requests at each change of the store.
    func serveRequests() async throws {
        for await _ in store.changes() {
            do {
                try await lookAtRequests()
            } catch let error as StoreError where error.mayPass {
                // The next change, or the next heart-beat, looks again.
            }
        }
        try Task.checkCancellation()
    }

    /// Begins with the oldest open request unless one is under way; stops one that is cancelled.
    func lookAtRequests() async throws {
        guard takesPart, leadingSince != nil else { return }
        let open = try await store.read { try $0.openResyncRequests() }.filter { !isOwn($0) }
        if let carrying {
            let isWanted = open.contains { $0.id == carrying.id && !$0.isCancelled }
            if !isWanted { carrying.task.cancel() }
        } else if takesPart, leadingSince != nil, let next = open.first {
            carrying = Carrying(id: next.id, task: Task { await self.carryOut(next) })
        }
    }

    /// Waits until no request is under way.
    func finishRequests() async {
        while let task = carrying?.task { await task.value }
    }

    /// Lets go of the request that is under way, which stays open for the next holder; what this
    /// process was asked for itself ends with it.
    func leaveRequests() async {
        for id in own { await finish(id, failure: nil) }
        carrying?.task.cancel()
        await carrying?.task.value
    }

    private func carryOut(_ request: ResyncRequest) async {
        let holder = settings.holder
        var failure: String?
        do {
            try await store.write { try $0.claim(request.id, holder: holder) }
            if !request.isCancelled { try await pollWhatIsLeft(of: request) }
        } catch {
            failure = settings.describe(error)
        }
        await end(request, failure: failure)
        carrying = nil
        // What cannot be read now is looked for at the next heart-beat.
        try? await lookAtRequests()
    }

    /// Puts the end on record, unless the request is to be taken up by another holder.
    private func end(_ request: ResyncRequest, failure: String?) async {
        let (holder, now, wasStopped) = (settings.holder, time.now(), Task.isCancelled)
        // A store that cannot be written leaves the request open: it is taken up again.
        try? await store.write { ledger in
            let isCancelled = try ledger.resyncRequest(request.id)?.isCancelled ?? true
            guard isCancelled || !wasStopped else { return }
            try ledger.finish(request.id, holder: holder, failure: failure, at: now)
        }
    }

    private func pollWhatIsLeft(of request: ResyncRequest) async throws {
        let polls = try await store.read { try $0.polls(of: request.id) }
        let done = Set(
            request.order.accounts.filter { id in
                request.isDone(polls.filter { $0.account == id && $0.outcome != .cancelled })
            }
        )
        var tally = PassTally()
        for poll in polls { tally.add(poll.tally) }
        let accounts = try request.order.accounts.filter { !done.contains($0) }.map(book.account)
        let before = ResyncProgress(
            accountsDone: done.count,
            accountCount: request.order.accounts.count,
            current: nil,
            tally: tally
        )
        let order = request.order
        _ = try await poll(
            accounts,
            order,
            onRecordOf: request.id,
            after: before,
            and: polls
        ) { _ in }
    }

    /// Polls, and puts on record how far that is, counted on from `before`.
    private func poll(
        _ accounts: [Account],
        _ order: ResyncOrder,
        onRecordOf request: ResyncRequestID,
        after before: ResyncProgress? = nil,
        and polls: [PollRecord] = [],
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let (stream, continuation) = AsyncStream<ResyncProgress>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        async let recorded: Void = record(stream, of: request)
        let records = try await poll(accounts, order, for: request, after: polls) { now in
            progress(now)
            continuation.yield(before.map { now.following($0) } ?? now)
        }
        continuation.finish()
        await recorded
        return records
    }

    /// Puts progress on record: each account, and within one at most once a second.
    private func record(_ stream: AsyncStream<ResyncProgress>, of id: ResyncRequestID) async {
        let holder = settings.holder
        var last: (progress: ResyncProgress, at: Timestamp)?
        for await progress in stream {
            let now = time.now()
            if let last, last.progress.current == progress.current,
                last.at.duration(to: now) < .seconds(1)
            {
                continue
            }
            last = (progress, now)
            // Progress that could not be written is only late.
            try? await store.write { ledger in
                try ledger.setProgress(progress, of: id, holder: holder)
            }
        }
    }
}

extension ResyncRequest {
    /// Whether the polls of one account, of which none was stopped, are all that it is to have: one,
    /// or for a period as many as cover it up to the asking, unless one failed.
    fileprivate func isDone(_ polls: [PollRecord]) -> Bool {
        guard let period = order.period, polls.allSatisfy({ $0.outcome == .succeeded }) else {
            return !polls.isEmpty
        }
        let whole = period.window(at: askedAt)
        return Windows.gaps(in: whole, covered: polls.map(\.window)).isEmpty && !polls.isEmpty
    }
}

extension ResyncProgress {
    /// This progress as the rest of a resync that was at `before`.
    fileprivate func following(_ before: ResyncProgress) -> ResyncProgress {
        var sum = before.tally
        sum.add(tally)
        return ResyncProgress(
            accountsDone: before.accountsDone + accountsDone,
            accountCount: before.accountCount,
            current: current,
            tally: sum
        )
    }
}
