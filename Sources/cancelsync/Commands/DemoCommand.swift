import ArgumentParser
import ConsoleModel
import ConsoleTerminal
import Foundation
import MatchingCore
import SyncInterfaces

/// `cancelsync demo`: the console on a seeded world that keeps moving.
struct DemoCommand: ConsoleOpening {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Open the console on a made-up world of every marketplace that keeps moving.",
        discussion: """
            The world lives in a temporary folder and is gone afterwards. With --prepare FOLDER its \
            first day is written there instead, taken in, and kept, and no console opens.
            """
    )

    @Option(help: "The language: ko or en (default: by the locale).")
    var lang: Language?

    @Option(help: "The same seed gives the same world.")
    var seed: UInt64 = 20_261_124

    @Option(help: "How many seconds pass in one second.")
    var speed = 60

    @Option(help: "Write the world's first day into this folder and open no console.")
    var prepare: String?

    @OptionGroup var look: LookOptions

    @OptionGroup(title: "Playing a session") var playing: ReplayOptions

    // Half a day of small files comes and goes quickly in memory, and slowly on many disks.
    private static var temporaryFolder: String {
        let memory = "/dev/shm"
        return FileManager.default.isWritableFile(atPath: memory)
            ? memory : FileManager.default.temporaryDirectory.path
    }

    func validate() throws {
        guard (1...600).contains(speed) else {
            throw ValidationError("--speed takes a whole number from 1 to 600.")
        }
    }

    func open() async throws -> ConsoleHost? {
        let folder = prepare ?? "\(Self.temporaryFolder)/cancelsync-demo-\(getpid())"
        let language = lang ?? Environment.language
        var stage = DemoStage(
            folders: Folders(
                store: "\(folder)/store.sqlite",
                inbox: "\(folder)/inbox",
                configuration: "\(folder)/config",
                state: "\(folder)/state",
                variable: Environment.variable
            ),
            language: language,
            seed: seed,
            usesASCII: look.ascii
        )
        return try await CommandRunner(language: language).run {
            if prepare == nil && !playing.isWanted {
                try TerminalOptions.requireTerminal()
            }
            if prepare == nil { FolderGuard.start(for: folder) }
            Output.problem(language == .korean ? "데모 준비 중…" : "Preparing the demo…")
            let now = playing.time.now()
            // What is kept or replayed must not lead to an address that is gone.
            if prepare == nil && !playing.isWanted {
                stage.simulator = try await DemoSimulator.start(
                    seed: seed,
                    from: now.advanced(by: .zero - DemoStage.past),
                    configuration: stage.folders.configuration
                )
            }
            let past = try await stage.playPast(until: now)
            guard prepare == nil else { return nil }
            var host =
                try playing.isWanted
                ? stage.console(at: playing.time)
                : stage.console(playing: past, speed: speed)
            host.preferences = look.applied(to: host.preferences)
            host.replay = try playing.replay(language)
            // The guard removes what is written while the process ends.
            host.cleanUp = { try? FileManager.default.removeItem(atPath: folder) }
            return host
        }
    }
}
