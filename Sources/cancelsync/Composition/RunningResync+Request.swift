import ConsoleModel
import MatchingCore
import SyncInterfaces

extension ResyncRequest {
    /// Whether somebody is at it: what a command had begun whose process ended is not.
    var isRunning: Bool {
        guard let holder, finishedAt == nil else { return false }
        return order.trigger != .command || !ProcessName.hasEnded(holder)
    }
}

extension RunningResync {
    /// A request as consoles show it.
    init(_ request: ResyncRequest, now: Timestamp) {
        self.init(
            id: request.id,
            progress: request.progress(at: now),
            asker: request.order.person ?? request.asker
        )
    }
}
