import MatchingCore
package import SyncInterfaces

// Stopping resyncs, and going on with what a command that ended in the middle had begun.
extension SyncEngine {
    /// Stops a resync, whoever asked for it and whichever process carries it out.
    ///
    /// What is done of it stays done. The process that polls sees it through the store.
    ///
    /// - Returns: Whether it was running until now.
    /// - Throws: ``StoreError`` when the store cannot be written.
    @discardableResult
    package func stop(_ id: ResyncRequestID, by person: String?) async throws -> Bool {
        let now = time.now()
        return try await store.write { ledger in
            guard let request = try ledger.resyncRequest(id), request.finishedAt == nil,
                !request.isCancelled
            else { return false }
            try ledger.cancel(id, by: person, at: now)
            let progress = request.progress(at: now)
            let asker = request.order.person ?? request.asker
            try ledger.append(
                JournalEntry(
                    at: now,
                    actor: person.map(Actor.person) ?? .system,
                    act: .stopResync,
                    account: request.order.accounts.count == 1 ? request.order.accounts[0] : nil,
                    note: "\(progress.partsDone)/\(progress.partCount) · \(asker)"
                )
            )
            return true
        }
    }

    /// Has what this process polls for itself stopped when somebody wants that, at each change.
    func watchForStops() async {
        for await _ in store.changes() {
            // What cannot be read now is looked at with the next change.
            try? await lookAtRequests()
        }
    }

    /// Says how far a resync was when it was stopped, and by whom; nothing of another one.
    func tellWhoStopped(
        _ id: ResyncRequestID,
        progress: @Sendable (ResyncProgress) -> Void
    ) async {
        let request = try? await store.read { try $0.resyncRequest(id) }
        guard let request, request.isCancelled else { return }
        progress(request.progress(at: time.now()))
    }

    /// Whether whoever polls goes on with the same resync, for which an ended process had asked.
    func isLeftBehind(_ order: ResyncOrder) async throws -> Bool {
        guard order.trigger != .command, order.period != nil else { return false }
        let settings = settings
        return try await store.read { try Self.leftBehind(order, settings, in: $0) != nil }
    }

    /// The open request for the same period whose asker has ended; `nil` for a command's order.
    static func leftBehind(
        _ order: ResyncOrder,
        _ settings: EngineSettings,
        in ledger: any LedgerReader
    ) throws -> ResyncRequest? {
        guard order.trigger != .command else { return nil }
        return try ledger.openResyncRequests().last { request in
            request.order.trigger != .command && request.isSame(as: order)
                && settings.hasEnded(request.asker)
        }
    }

    /// The same command's request that was left in the middle, and what had been read of it.
    ///
    /// A request of a process that has ended and that nobody will go on with is closed.
    static func interrupted(
        _ order: ResyncOrder,
        at now: Timestamp,
        _ settings: EngineSettings,
        in ledger: any Ledger
    ) throws -> (id: ResyncRequestID, read: [PollRecord])? {
        let left = try ledger.openResyncRequests().filter { request in
            request.order.trigger == .command && request.holder.map(settings.hasEnded) ?? true
        }
        func isOld(_ request: ResyncRequest) -> Bool {
            request.askedAt.duration(to: now) > settings.interruptedFor
        }
        let same = left.last { request in
            !isOld(request) && request.isSame(as: order)
        }
        for request in left where request.id != same?.id {
            guard isOld(request) || request.isCancelled || request.order.period == nil else {
                continue
            }
            try ledger.claim(request.id, holder: settings.holder)
            try ledger.finish(request.id, holder: settings.holder, failure: nil, at: now)
        }
        return try same.map { request in
            let polls = try ledger.polls(of: request.id)
            return (request.id, polls.filter { $0.outcome.isWhole })
        }
    }
}

extension ResyncRequest {
    /// Whether it is to go on, and reads the same accounts for the same period.
    fileprivate func isSame(as other: ResyncOrder) -> Bool {
        !isCancelled && other.period != nil && order.period == other.period
            && order.accounts == other.accounts
    }
}
