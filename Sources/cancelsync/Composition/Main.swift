import ArgumentParser
import ConsoleModel
import Glibc
import MarketplaceCatalog
import TaskPool

/// Starts the command that was asked for.
///
/// The first thread waits while a command works on the others. A command that opens the console hands
/// it back: curses belongs to one thread, and a loop that blocks must not hold one of the pool's.
@main
enum Main {
    static func main() {
        TaskPool.install()
        do {
            let host = Awaited { try await start() }
            // Nearly every command needs it, and this thread has nothing else to do meanwhile.
            MarketplaceCatalog.readEmbedded()
            try host.value()?.show()
        } catch {
            leave(error)
        }
    }

    /// Ends the process with what the error says; arguments that it quotes command no terminal.
    private static func leave(_ error: any Error) -> Never {
        let code = CancelSync.exitCode(for: error)
        let text = CancelSync.fullMessage(for: error)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { DisplayText.sanitized(String($0)) }
            .joined(separator: "\n")
        if !text.isEmpty && code.isSuccess {
            var output = Output()
            output.line(text)
            // Nobody is left to be told when that fails.
            try? output.flush()
        } else if !text.isEmpty {
            Output.problem(text)
        }
        exit(code.rawValue)
    }

    /// Parses the arguments and runs the command, or prepares its console.
    private static func start() async throws -> ConsoleHost? {
        var command = try CancelSync.parseAsRoot()
        if let opening = command as? any ConsoleOpening { return try await opening.open() }
        if var asynchronous = command as? any AsyncParsableCommand {
            try await asynchronous.run()
        } else {
            try command.run()
        }
        return nil
    }
}
