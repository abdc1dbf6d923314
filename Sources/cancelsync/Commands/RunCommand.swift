import ArgumentParser
import ConsoleModel
import Glibc
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync run`: the poller without a console.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Poll on timers without a console, until SIGTERM or SIGINT.",
        discussion: """
            One process polls a store at a time; another one waits and takes over when it ends. \
            Each finished poll is one line on standard output.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print each poll as a JSON object.")
    var json = false

    func run() async throws {
        try await options.reporting { workspace in
            let engine = try workspace.engine()
            let log = PollLog(workspace: workspace, json: json)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await engine.run() }
                group.addTask { try await log.run() }
                group.addTask { await Signals.termination() }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }
}
