import ArgumentParser
import ConsoleModel
import ConsoleTerminal

/// `cancelsync console`, and `cancelsync` alone: the console on the store.
struct ConsoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Open the console and poll (this is what cancelsync does without a command)."
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "The colors: dark, light or mono (default: by the terminal).")
    var theme: Theme?

    @Flag(help: "Draw lines, bars and marks with ASCII only.")
    var ascii = false

    func run() async throws {
        let status = try await options.reporting { workspace in
            let host = ConsoleHost(
                workspace: workspace,
                engine: try workspace.engine(),
                configuration: ConsoleConfiguration(
                    language: options.language,
                    usesASCII: ascii,
                    operatorName: Environment.person
                ),
                theme: theme
            )
            return try await host.run()
        }
        if status != 0 { throw ExitCode(status) }
    }
}

extension Theme: ExpressibleByArgument {}
