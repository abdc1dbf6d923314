import ConsoleModel
import MatchingCore
import SyncEngine
import SyncInterfaces

extension SyncCommand {
    /// Has the resyncs stopped that are running, and says which.
    ///
    /// - Throws: ``CommandFailure`` for an unknown account and where nothing is running.
    func stopResyncs(_ workspace: Workspace) async throws {
        let named = try Set(accounts.map { try workspace.account(named: $0).id })
        let now = workspace.time.now()
        let engine = try workspace.engine()
        let running = try await workspace.store.read { try $0.openResyncRequests() }.filter {
            ($0.isRunning || $0.holder == nil) && !$0.isCancelled
                && (named.isEmpty || !named.isDisjoint(with: $0.order.accounts))
        }
        var output = Output()
        var count = 0
        for request in running where try await engine.stop(request.id, by: Environment.person) {
            count += 1
            let resync = RunningResync(request, now: now)
            output.line(
                json
                    ? JSONWriter.printed { $0.members(of: request, now: now) }
                    : workspace.phrases.stopped(resync)
            )
        }
        try output.flush()
        guard count > 0 else {
            throw CommandFailure(workspace.phrases.noResyncRunning, status: .refused)
        }
    }
}

extension JSONWriter {
    /// Writes a resync that was stopped, and how far it was.
    mutating func members(of request: ResyncRequest, now: Timestamp) {
        let progress = request.progress(at: now)
        member("resync", Int(request.id.rawValue))
        member("asked_by", request.order.person ?? request.asker)
        member("asked_at", request.askedAt.iso8601)
        member("accounts", texts: request.order.accounts.map(\.rawValue))
        member("accounts_done", progress.accountsDone)
        member("parts_done", progress.partsDone)
        member("parts", progress.partCount)
    }
}
