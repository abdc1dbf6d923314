import ConsoleModel
import FeedConnectors
import MatchingCore
import SyncInterfaces

/// Prints each finished poll as it appears in the store, and who polls when that changes.
struct PollLog: Sendable {
    let workspace: Workspace
    let json: Bool

    /// Prints until the task is cancelled or nobody reads standard output any more.
    ///
    /// - Throws: `StoreError` when the store cannot be read, what ``Output/flush()`` throws.
    func run() async throws {
        var told = Told(since: workspace.time.now())
        let changes = workspace.store.changes()
        try await tell(&told)
        for await _ in changes { try await tell(&told) }
    }

    /// What was printed.
    private struct Told {
        let since: Timestamp
        var latest: [AccountID: PollRecord] = [:]
        var poller: String?

        /// Whether a poll was neither printed nor over before anything was; one that lies in the
        /// future was recorded by a clock that was ahead.
        func isNew(_ poll: PollRecord, now: Timestamp) -> Bool {
            poll != latest[poll.account] && poll.finishedAt > since && poll.finishedAt <= now
        }
    }

    private func tell(_ told: inout Told) async throws {
        let now = workspace.time.now()
        let (summaries, lease) = try await workspace.store.read { ledger in
            (try ledger.accountSummaries(now: now), try ledger.lease())
        }
        let poller = lease.flatMap { $0.expiresAt > now ? $0.holder : nil }
        if let poller, poller != told.poller { announce(poller) }
        told.poller = poller
        // Later than what was read, so that a poll that has just ended is not in the future.
        let present = workspace.time.now()
        let polls = summaries.compactMap(\.lastPoll)
            .filter { told.isNew($0, now: present) }
        var output = Output()
        for poll in polls.sorted(by: { $0.finishedAt < $1.finishedAt }) {
            output.line(line(for: poll, now: now))
            told.latest[poll.account] = poll
        }
        try output.flush()
    }

    private func announce(_ holder: String) {
        let other = holder == Workspace.holder ? nil : holder
        Output.problem("cancelsync: \(workspace.phrases.pollerIs(other))")
    }

    private func line(for poll: PollRecord, now: Timestamp) -> String {
        let rows = workspace.feeds.setAside.rows(of: poll.account.rawValue)
        guard !json else {
            return JSONWriter.printed {
                $0.members(of: poll, workspace.phrases)
                $0.members(of: rows)
            }
        }
        let phrases = workspace.phrases
        let parts = [phrases.line(for: poll, now: now), phrases.setAside(rows)].compactMap(\.self)
        return "\(phrases.name(of: poll.account)): \(parts.joined(separator: " · "))"
    }
}
