public import ArgumentParser
import ConsoleModel
import Glibc
public import MatchingCore
import SyncInterfaces

/// The options that play a session without a terminal.
struct ReplayOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Play the keys of this file (- for standard input) without a terminal and write the screen.",
            discussion: """
                Words are keys (Enter, Esc, PgDn, Ctrl-d, …) or characters pressed one after the \
                other; lines that begin with # are remarks. What the keys do is really done, so \
                play on a copy of the store.
                """
        )
    )
    var keys: String?

    @Option(help: "Where the screen is written as text (- for standard output, the default).")
    var dumpScreen: String?

    @Option(help: "The size of that screen, such as 120x40.")
    var size = Size(columns: 80, rows: 24)

    @Option(help: "The time at which they are played, such as '2026-11-24 09:05' (default: now).")
    var now: Timestamp?

    func validate() throws {
        guard isWanted || now == nil else {
            throw ValidationError("--now goes with --keys or --dump-screen.")
        }
    }

    /// Whether there is something to play.
    var isWanted: Bool { keys != nil || dumpScreen != nil }

    /// What is to be played.
    ///
    /// - Parameter language: That of what is said where it cannot be read.
    /// - Returns: `nil` when the console is to be shown on a terminal.
    /// - Throws: What keeps the script from being read.
    func replay(_ language: Language) throws -> ConsoleReplay? {
        guard isWanted else { return nil }
        return ConsoleReplay(
            keys: KeyScript.keys(in: try keys.map { try Self.script(at: $0, language) } ?? ""),
            size: size,
            output: dumpScreen ?? "-"
        )
    }

    /// Reads a script to its end, as it comes: a pipe or a device is no file that has a size.
    private static func script(at path: String, _ language: Language) throws -> String {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor > STDERR_FILENO { close(descriptor) } }
        var count = descriptor < 0 ? -1 : read(descriptor, &block, block.count)
        while count > 0 || (count < 0 && errno == EINTR) {
            bytes += block.prefix(max(0, count))
            count = read(descriptor, &block, block.count)
        }
        guard count == 0 else {
            let cause = String(cString: strerror(errno))
            throw CommandFailure(Phrases(language: language).unreadable(path, cause))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The clock of what is played: one that stands still; the machine's when nothing is played.
    var time: any TimeSource {
        isWanted ? SteppedTime(now ?? Environment.time.now()) : Environment.time
    }
}

extension Size: ExpressibleByArgument {
    /// Reads `COLUMNSxROWS`, at most 1000 each.
    package init?(argument: String) {
        let parts = argument.lowercased().split(separator: "x").map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1],
            (1...1000).contains(columns), (1...1000).contains(rows)
        else { return nil }
        self.init(columns: columns, rows: rows)
    }

    /// `80x24`.
    package var defaultValueDescription: String { "\(columns)x\(rows)" }
}

extension Timestamp: ExpressibleByArgument {
    /// Reads a time as files may write it; Korean without a zone.
    public init?(argument: String) {
        guard let moment = TimeText.timestamp(argument) else { return nil }
        self = moment
    }
}
