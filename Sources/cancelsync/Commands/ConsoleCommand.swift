import ArgumentParser
import ConsoleModel
import ConsoleTerminal

/// `cancelsync console`, and `cancelsync` alone: the console on the store.
struct ConsoleCommand: ConsoleOpening {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Open the console and poll (this is what cancelsync does without a command)."
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: "The colors: dark, light or mono (default: by the terminal).")
    var theme: Theme?

    @Flag(help: "Draw lines, bars and marks with ASCII only.")
    var ascii = false

    func open() async throws -> ConsoleHost? {
        try await options.reporting { workspace in
            ConsoleHost(
                workspace: workspace,
                engine: try workspace.engine(),
                configuration: ConsoleConfiguration(
                    language: options.language,
                    usesASCII: ascii,
                    operatorName: Environment.person
                ),
                theme: theme
            )
        }
    }
}

extension Theme: ExpressibleByArgument {}
