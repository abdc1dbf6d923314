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
        return lease.holder != settings.holder
            && lease.isInForce(at: time.now(), lasting: settings.leaseDuration)
    }

    // MARK: Asking

    /// Has the process that polls carry `order` out, and follows it until it is finished.
    func delegate(
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let (now, settings) = (time.now(), settings)
        // Listening first: an answer must not come before anybody waits for it.
        let changes = store.changes()
        let id = try await store.write { ledger in
            try Self.journal(order, at: now, in: ledger)
            if let left = try Self.leftBehind(order, settings, in: ledger) { return left.id }
            return try ledger.ask(order, asker: settings.holder, at: now)
        }
        // From here on it can be stopped, also before the one that polls comes to it.
        progress(.start(of: order))
        // Where this process polls itself it is the one to begin with it.
        try await lookAtRequests()
        do {
            return try await result(of: id, changes, progress: progress)
        } catch is CancellationError {
            // The task is cancelled; what is left to do must not be.
            return try await Task {
                let changes = store.changes()
                try await stop(id, by: order.person)
                return try await result(of: id, changes, progress: progress)
            }.value
        }
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
                if let request, request.isCancelled { progress(request.progress(at: time.now())) }
                return polls
            }
            if let now = request.progress, now != said {
                progress(request.progress(at: time.now()))
                said = now
            }
        } while await iterator.next() != nil
        throw CancellationError()
    }

    /// Polls what this process was asked for, which is the one that polls or a command that runs
    /// once, on record as well, so that others see how far it is and can stop it, and so that it is
    /// taken up should this process die.
    func pollOnRecord(
        _ accounts: [Account],
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let (id, before) = try await putOnRecord(order)
        let plan = plan(order, of: accounts, after: before)
        let task = Task { try await poll(plan, onRecordOf: id, progress: progress) }
        own[id] = task
        defer { own[id] = nil }
        // Whoever takes part looks at requests anyway.
        let watch = takesPart ? nil : Task { await watchForStops() }
        defer { watch?.cancel() }
        do {
            let records = try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
            // The task is cancelled; putting that on record must not be.
            if Task.isCancelled {
                _ = try await Task { try await stop(id, by: order.person) }.value
            }
            await finish(id, failure: nil)
            await tellWhoStopped(id, progress: progress)
            return before + records
        } catch {
            await finish(id, failure: KeptProblem(error))
            throw error
        }
    }

    private func putOnRecord(
        _ order: ResyncOrder
    ) async throws -> (ResyncRequestID, [PollRecord]) {
        let (now, settings) = (time.now(), settings)
        beginnings += 1
        defer { beginnings -= 1 }
        return try await store.write { ledger in
            try Self.journal(order, at: now, in: ledger)
            if order.trigger == .command,
                let interrupted = try Self.interrupted(order, at: now, settings, in: ledger)
            {
                try ledger.claim(interrupted.id, holder: settings.holder)
                return interrupted
            }
            let id = try ledger.ask(order, asker: settings.holder, at: now)
            try ledger.claim(id, holder: settings.holder)
            return (id, [])
        }
    }

    private func finish(_ id: ResyncRequestID, failure: KeptProblem?) async {
        let (holder, now) = (settings.holder, time.now())
        // What stays open is taken up by the next process that polls.
        try? await store.write { try $0.finish(id, holder: holder, failure: failure, at: now) }
    }

    /// Whether this process polls it for itself, so that nobody has to take it up.
    private func isOwn(_ request: ResyncRequest) -> Bool {
        let me = settings.holder
        return own[request.id] != nil
            || (beginnings > 0 && request.asker == me && request.holder == me)
    }

    // MARK: Carrying out

    /// Looks for requests at each change of the store.
    func serveRequests() async throws {
        for await _ in store.changes() {
            // Somebody may have resumed an account.
            if isAtRest { wake() }
            do {
                try await lookAtRequests()
            } catch let error as StoreError where error.mayPass {
                // The next change, or the next heart-beat, looks again.
            }
        }
        try Task.checkCancellation()
    }

    /// Begins with the oldest open request unless one is under way; stops those that are cancelled.
    func lookAtRequests() async throws {
        let isLeading = takesPart && leadingSince != nil
        guard isLeading || !own.isEmpty else { return }
        let all = try await store.read { try $0.openResyncRequests() }
        for request in all where request.isCancelled { own[request.id]?.cancel() }
        guard isLeading else { return }
        // What a command began is gone on with by the same command.
        let open = all.filter { !isOwn($0) && $0.order.trigger != .command }
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
        for id in own.keys { await finish(id, failure: nil) }
        carrying?.task.cancel()
        await carrying?.task.value
    }

    private func carryOut(_ request: ResyncRequest) async {
        let holder = settings.holder
        var failure: KeptProblem?
        do {
            try await store.write { try $0.claim(request.id, holder: holder) }
            if !request.isCancelled { try await pollWhatIsLeft(of: request) }
        } catch {
            failure = KeptProblem(error)
        }
        await end(request, failure: failure)
        carrying = nil
        // What cannot be read now is looked for at the next heart-beat.
        try? await lookAtRequests()
    }

    /// Puts the end on record, unless the request is to be taken up by another holder.
    private func end(_ request: ResyncRequest, failure: KeptProblem?) async {
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
        let accounts = try request.order.accounts.map(book.account)
        let plan = plan(request.order, of: accounts, after: polls, asked: request.askedAt)
        _ = try await poll(plan, onRecordOf: request.id) { _ in }
    }

    /// Polls, and puts on record how far that is.
    private func poll(
        _ plan: ResyncPlan,
        onRecordOf request: ResyncRequestID,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord] {
        let (stream, continuation) = AsyncStream<ResyncProgress>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        async let recorded: Void = record(stream, of: request)
        let records = try await poll(plan, for: request) { now in
            progress(now)
            continuation.yield(now)
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
            if let last, last.progress.isAtPlace(of: progress),
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

extension ResyncProgress {
    /// Whether the same part of the same account is being read.
    fileprivate func isAtPlace(of other: ResyncProgress) -> Bool {
        current == other.current && partsDone == other.partsDone
    }
}
