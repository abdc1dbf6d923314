import ArgumentParser
import ConsoleModel
import ConsoleTerminal
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// A command that opens the console: it prepares on any thread, and is shown on the first one.
protocol ConsoleOpening: ParsableCommand {
    /// Prepares the console; `nil` when there is none to show.
    func open() async throws -> ConsoleHost?
}

/// Shows the console over a workspace while the engine polls beside it.
struct ConsoleHost: Sendable {
    let workspace: Workspace
    /// `nil` where nothing can be changed.
    let engine: SyncEngine?
    let configuration: ConsoleConfiguration
    var preferences = ConsolePreferences.standard
    /// What is played instead of showing the console on a terminal.
    var replay: ConsoleReplay?
    /// More work for as long as the console is open.
    var beside: @Sendable () async throws -> Void = {}
    /// Called after the console was closed.
    var cleanUp: @Sendable () -> Void = {}

    /// Runs on the calling thread until the operator leaves or a signal ends the process.
    ///
    /// - Throws: The exit code unless it is 0; when there is no terminal, after the reason was printed.
    func show() throws {
        defer { cleanUp() }
        let status: Int32
        do {
            status = try run()
        } catch {
            throw CommandRunner(language: configuration.language).report(error)
        }
        if status != 0 { throw ExitCode(status) }
    }

    private func run() throws -> Int32 {
        let mailbox = try EventMailbox()
        if let replay { return try play(replay, mailbox) }
        let session = ConsoleSession(workspace: workspace, engine: engine, mailbox: mailbox)
        let terminal = try Terminal(options: terminalOptions)
        mailbox.send(.storeChanged)
        let background = background(session, mailbox)
        defer {
            background.cancel()
            // Before the process ends, unfinished files are removed, and the lease is given back, so
            // that another one polls at once.
            try? Awaited {
                await session.stopFiles()
                await background.value
            }
            .value()
        }
        let time = workspace.time
        let factor = configuration.timeFactor
        var console = console(size: terminal.size)
        let loop = ConsoleLoop(
            terminal: terminal,
            mailbox: mailbox,
            now: { time.now() },
            timeUntil: { time.now().duration(to: $0) / factor },
            perform: { session.perform($0) }
        )
        return loop.run(&console).exitCode
    }

    private var terminalOptions: TerminalOptions {
        var options = TerminalOptions(
            environment: Environment.variable,
            theme: preferences.theme
        )
        options.usesMouse = preferences.usesMouse
        options.usesBell = preferences.usesBell
        options.notifications = preferences.notifications
        return options
    }

    private func console(size: Size) -> Console {
        var configuration = configuration
        configuration.usesMouse = preferences.usesMouse
        return Console(
            configuration: configuration,
            accounts: workspace.catalogue.accounts,
            size: size,
            now: workspace.time.now()
        )
    }

    private func play(_ replay: ConsoleReplay, _ mailbox: EventMailbox) throws -> Int32 {
        let session = ConsoleSession(
            workspace: workspace,
            engine: engine,
            mailbox: mailbox,
            keepsWork: true
        )
        let (console, time) = (console(size: replay.size), workspace.time)
        try Awaited {
            try await replay.run(
                console,
                session: session,
                mailbox: mailbox,
                now: { time.now() }
            )
        }
        .value()
        return 0
    }

    private func background(
        _ session: ConsoleSession,
        _ mailbox: EventMailbox
    ) -> Task<Void, Never> {
        let (beside, phrases, time) = (beside, workspace.phrases, workspace.time)
        // Polls can wait for what the operator asked for, which has this thread's priority.
        return Task(priority: .utility) {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await session.runInBackground() }
                group.addTask { await OpeningMemory.giveBack(after: .seconds(1), time) }
                group.addTask {
                    do {
                        try await beside()
                    } catch is CancellationError {
                        // The console was closed.
                    } catch {
                        mailbox.send(.notice(.problem, phrases.both { $0.line(forAny: error) }))
                    }
                }
            }
        }
    }
}
