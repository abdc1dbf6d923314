import ConsoleModel
import MatchingCore
import SyncInterfaces

/// Prints each finished poll as it appears in the store.
struct PollLog: Sendable {
    let workspace: Workspace
    let json: Bool

    /// Prints until the task is cancelled.
    ///
    /// - Throws: `StoreError` when the store cannot be read.
    func run() async throws {
        var newest = workspace.time.now()
        for await _ in workspace.store.changes() {
            let now = workspace.time.now()
            let since = newest
            let polls = try await workspace.store.read { ledger in
                try ledger.accountSummaries(now: now).compactMap(\.lastPoll)
                    .filter { $0.finishedAt > since }
            }
            var output = Output()
            for poll in polls.sorted(by: { $0.finishedAt < $1.finishedAt }) {
                output.line(line(for: poll, now: now))
                newest = max(newest, poll.finishedAt)
            }
            output.flush()
        }
    }

    private func line(for poll: PollRecord, now: Timestamp) -> String {
        guard !json else { return JSONWriter.line { $0.members(of: poll) } }
        let name = workspace.name(of: poll.account)
        return "\(name): \(workspace.phrases.line(for: poll, now: now))"
    }
}
