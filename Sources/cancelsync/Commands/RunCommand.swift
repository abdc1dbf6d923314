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
            Each finished poll is one line on standard output; who polls, and what is wrong with \
            rows and files, is said on standard error. Ends with 0 when it is told to.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print each poll as a JSON object.")
    var json = false

    func run() async throws {
        try await options.reporting { workspace in
            // A reader that goes away must not end the process before the lease is given back.
            signal(SIGPIPE, SIG_IGN)
            let phrases = workspace.phrases
            let problems = ProblemLog { phrases.lines(for: $0).forEach(Output.problem) }
            let engine = try workspace.engine(problems: problems)
            let log = PollLog(workspace: workspace, json: json)
            let time = workspace.time
            let memory = Task { await OpeningMemory.giveBack(after: .seconds(1), time) }
            defer { memory.cancel() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await Signals.termination() }
                group.addTask { try await log.run() }
                group.addTask { try await engine.run() }
                defer { group.cancelAll() }
                try await group.next()
            }
            Output.problem("cancelsync: \(phrases.pollerStopped)")
        }
    }
}
