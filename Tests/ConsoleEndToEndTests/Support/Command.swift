import Foundation
import Glibc

/// A program that has run to its end.
struct Command {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let status: Int32
    let output: String
    let errorOutput: String

    /// Runs a program and waits for it.
    ///
    /// Its output goes to files: a server that it leaves behind would keep a pipe open.
    ///
    /// - Parameters:
    ///   - program: Its path, or its name on the search path.
    ///   - arguments: What follows it.
    ///   - environment: Variables beside those of the tests.
    /// - Throws: ``Failure`` when it cannot be started.
    init(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let outputFile = folder.appendingPathComponent("output")
        let errorFile = folder.appendingPathComponent("error")

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let forWriting = O_WRONLY | O_CREAT
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputFile.path, forWriting, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorFile.path, forWriting, 0o600)
        // A file that another test writes just now would stay open for writing as long as this runs,
        // and the program leaves such a file alone.
        for descriptor in 3..<Int32(1024) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        let assignments = environment.map { "\($0.key)=\($0.value)" }
        let words = ["env"] + assignments + [program] + arguments
        status = try Self.spawn(words, &actions)
        output = try String(decoding: Data(contentsOf: outputFile), as: UTF8.self)
        errorOutput = try String(decoding: Data(contentsOf: errorFile), as: UTF8.self)
    }

    private static func spawn(
        _ words: [String],
        _ actions: inout posix_spawn_file_actions_t
    ) throws -> Int32 {
        var words = words.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        // Threads of a pool block signals; a terminal whose programs inherit that never ends.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let error = posix_spawnp(&process, "env", &actions, &attributes, words, environ)
        guard error == 0 else { throw Failure(description: "posix_spawn: error \(error)") }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// The same, refusing any exit status but 0.
    @discardableResult
    static func run(
        _ program: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> String {
        let command = try Command(program, arguments, environment: environment)
        guard command.status == 0 else {
            throw Failure(
                description: "\(program) \(arguments.joined(separator: " ")): "
                    + "exit \(command.status)\n\(command.output)\(command.errorOutput)"
            )
        }
        return command.output
    }

    /// Whether a program is on the search path.
    static func exists(_ program: String) -> Bool {
        (try? Command("sh", ["-c", "command -v \(program)"]).status) == 0
    }
}
