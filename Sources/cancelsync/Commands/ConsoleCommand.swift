import ArgumentParser
import ConsoleModel

/// `cancelsync console`, and `cancelsync` alone: the console on the store.
struct ConsoleCommand: ConsoleOpening {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Open the console and poll (this is what cancelsync does without a command)."
    )

    @OptionGroup var options: GlobalOptions

    @OptionGroup var look: LookOptions

    @OptionGroup(title: "Playing a session") var playing: ReplayOptions

    @Flag(help: "Only show: poll nothing, and change nothing.")
    var readOnly = false

    // The command that the root falls back on sees the words that name no command.
    @Argument(help: .hidden)
    var words: [String] = []

    func validate() throws {
        guard let word = words.first else { return }
        let names = CancelSync.configuration.subcommands.compactMap { $0.configuration.commandName }
        throw ValidationError(
            "There is no command '\(word)'. The commands: \(names.joined(separator: ", "))."
        )
    }

    func open() async throws -> ConsoleHost? {
        try await CommandRunner(language: options.language).run {
            let (workspace, reason) = try options.consoleWorkspace(
                isReadOnly: readOnly,
                time: playing.time
            )
            let folder = workspace.folders.configuration
            let preferences = try ConsolePreferences.load(configurationFolder: folder)
            let replay = try playing.replay(options.language)
            let memory = MemoryFile(folder: workspace.folders.state)
            return ConsoleHost(
                workspace: workspace,
                engine: try reason == nil ? workspace.engine() : nil,
                configuration: ConsoleConfiguration(
                    language: options.language,
                    usesASCII: look.ascii,
                    operatorName: Environment.person,
                    bindings: try .load(configurationFolder: folder),
                    readOnly: reason,
                    // What is played back looks the same wherever it is.
                    memory: replay == nil ? memory.load() : ConsoleMemory(),
                    reopensScreens: preferences.reopensScreens,
                    accountsWithAPI: workspace.connections.accountsWithAPI
                ),
                preferences: look.applied(to: preferences),
                replay: replay
            )
        }
    }
}
