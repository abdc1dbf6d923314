import ArgumentParser

/// The root command; without a subcommand it opens the console.
struct CancelSync: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "cancelsync",
        abstract: "Cancellation sync (취소주문 연동): see, apply and explain cancelled orders.",
        discussion: """
            Marketplaces are polled for cancelled orders; each cancellation is matched to the \
            seller's own order lines, which are cancelled and held so that the parcel does not \
            leave. Every list is a command, and every command prints one JSON object a line \
            with --json.

            Exit codes: 0 done · 1 failed · 2 done, but rows or files were set aside · \
            3 nothing of that name · 4 refused as things stand · 5 check found something wrong · \
            6 pull-list --scan found a cancellation that is not decided, or an account not read · \
            64 wrong usage · 78 wrong configuration.
            """,
        version: version,
        subcommands: [
            ConsoleCommand.self, SyncCommand.self, RunCommand.self, ImportCommand.self,
            ExplainCommand.self, MarketplacesCommand.self, CancellationsCommand.self,
            OrdersCommand.self, PullListCommand.self, ActivityCommand.self, ApplyCommand.self,
            DismissCommand.self, UndoCommand.self, PauseCommand.self, ResumeCommand.self,
            VouchCommand.self, ExportCommand.self, CheckCommand.self, SimulateCommand.self,
            DemoCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self
    )
}
