import ArgumentParser
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync pause`: stop polling an account.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stop polling an account until it is resumed."
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "Why; shown beside the account.")
    var reason: String?

    @Argument(help: "The account (id, name or alias).")
    var account: String

    func run() async throws {
        try await options.reporting { workspace in
            let id = try workspace.account(named: account).id
            try await workspace.engine().pause(id, reason: reason, by: Environment.person)
        }
    }
}

/// `cancelsync resume`: poll an account again.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Poll a paused account again."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The account (id, name or alias).")
    var account: String

    func run() async throws {
        try await options.reporting { workspace in
            let id = try workspace.account(named: account).id
            try await workspace.engine().resume(id, by: Environment.person)
        }
    }
}
