import ArgumentParser
import ConsoleModel
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync pause`: stop polling an account.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stop polling an account until it is resumed.",
        discussion: "What lies in its inbox waits. Naming the account in `sync` reads it anyway."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print the result as a JSON object.")
    var json = false

    @Option(help: "Why; shown beside the account and in the journal.")
    var reason: String?

    @Argument(help: "The account (id, name or alias).")
    var account: String

    func run() async throws {
        try await options.reporting { workspace in
            let id = try workspace.account(named: account).id
            try await workspace.engine().pause(id, by: ActHand(Environment.person, reason: reason))
            try workspace.reportPause(of: id, isPaused: true, json: json)
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

    @Flag(help: "Print the result as a JSON object.")
    var json = false

    @Option(help: "Why; goes into the journal.")
    var reason: String?

    @Argument(help: "The account (id, name or alias).")
    var account: String

    func run() async throws {
        try await options.reporting { workspace in
            let id = try workspace.account(named: account).id
            try await workspace.engine().resume(id, by: ActHand(Environment.person, reason: reason))
            try workspace.reportPause(of: id, isPaused: false, json: json)
        }
    }
}

extension Workspace {
    fileprivate func reportPause(of account: AccountID, isPaused: Bool, json: Bool) throws {
        var output = Output()
        output.line(
            json
                ? JSONWriter.printed {
                    $0.member("account", account.rawValue)
                    $0.member("paused", isPaused)
                } : phrases.pauseChanged(account, isPaused: isPaused)
        )
        try output.flush()
    }
}
