import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync sync`: one pass now.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Poll, match and apply once, now: these accounts, or all that are not paused."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line, one for each account.")
    var json = false

    @Argument(help: "Accounts (ids, names or aliases); all when none is given.")
    var accounts: [String] = []

    func run() async throws {
        let polls = try await options.reporting { workspace in
            let ids = try accounts.map { try workspace.account(named: $0).id }
            let polls = try await workspace.engine().resync(ids, trigger: .command) { _ in }
            var output = Output()
            for poll in polls {
                output.line(
                    json
                        ? JSONWriter.line { $0.members(of: poll) }
                        : "\(poll.account): \(workspace.phrases.details(of: poll))"
                )
            }
            output.flush()
            return polls
        }
        if polls.contains(where: \.hasFailed) { throw ExitStatus.failed.code }
        if polls.contains(where: { $0.tally.rejectedRows > 0 }) {
            throw ExitStatus.doneInPart.code
        }
    }
}

extension PollRecord {
    /// Whether the poll read less than its window.
    var hasFailed: Bool {
        switch outcome {
        case .succeeded: false
        case .failed, .cancelled: true
        }
    }
}
