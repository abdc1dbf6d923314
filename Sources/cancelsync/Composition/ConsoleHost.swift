import ConsoleModel
import ConsoleTerminal
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// Shows the console over a workspace while the engine polls beside it.
struct ConsoleHost: Sendable {
    let workspace: Workspace
    let engine: SyncEngine
    let configuration: ConsoleConfiguration
    let theme: Theme?

    /// Runs until the operator leaves or a signal ends the process.
    ///
    /// - Parameter beside: More work for as long as the console is open.
    /// - Returns: What the process should exit with.
    /// - Throws: `TerminalError` when there is no terminal to show it on.
    func run(beside: @escaping @Sendable () async throws -> Void = {}) async throws -> Int32 {
        let mailbox = try EventMailbox()
        let session = ConsoleSession(workspace: workspace, engine: engine, mailbox: mailbox)
        let background = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await session.runInBackground() }
                group.addTask {
                    do {
                        try await beside()
                    } catch is CancellationError {
                    } catch {
                        mailbox.send(.notice(.problem, "\(error)"))
                    }
                }
            }
        }
        defer { background.cancel() }
        let status = try await show(session, mailbox)
        background.cancel()
        await background.value
        return status
    }

    // Curses is for one thread, and a loop that blocks must not hold one of the pool's.
    @MainActor
    private func show(_ session: ConsoleSession, _ mailbox: EventMailbox) throws -> Int32 {
        mailbox.send(.storeChanged)
        let time = workspace.time
        let terminal = try Terminal(
            options: TerminalOptions(environment: Environment.variable, theme: theme)
        )
        var console = Console(
            configuration: configuration,
            accounts: workspace.catalogue.accounts,
            size: terminal.size,
            now: time.now()
        )
        let factor = configuration.timeFactor
        let loop = ConsoleLoop(
            terminal: terminal,
            mailbox: mailbox,
            now: { time.now() },
            timeUntil: { time.now().duration(to: $0) / factor },
            perform: { session.perform($0) }
        )
        return loop.run(&console).exitCode
    }
}
