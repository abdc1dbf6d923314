import ArgumentParser
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
            CancelSync.exit(withError: error)
        }
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
