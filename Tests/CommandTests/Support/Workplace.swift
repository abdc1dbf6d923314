import Foundation
import Testing

/// A store, an inbox and a configuration of their own, gone when nobody holds them any more.
///
/// A class, so that its folder is removed once.
final class Workplace {
    let folder: URL
    /// What the environment has on top of what a login shell would give.
    var variables: [String: String] = [:]
    /// The language that every command is given.
    var language: String

    init(language: String = "en") throws {
        self.language = language
        folder = FileManager.default.temporaryDirectory
            .appending(path: "cancelsync-commands-\(UUID().uuidString)")
        let configuration = folder.appending(path: "config")
        try FileManager.default.createDirectory(
            at: configuration,
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var store: String { folder.appending(path: "store.sqlite").path }
    var inbox: String { folder.appending(path: "inbox").path }

    /// What a login shell would give, and nothing of this one.
    var environment: [String: String] {
        [
            "HOME": folder.path, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color", "USER": "tester",
        ].merging(variables) { $1 }
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ words: String...) async throws -> Program.Outcome { try await run(words) }

    /// Runs a command to its end.
    @discardableResult
    func run(_ words: [String]) async throws -> Program.Outcome {
        try await start(words).outcome()
    }

    /// Runs a command that must end well, and returns the objects that it prints.
    func rows(_ words: String...) async throws -> [JSONRow] {
        let outcome = try await run(words + ["--json"])
        try #require(outcome.code == 0, "\(words): \(outcome.problems)")
        return try outcome.rows()
    }

    /// Starts a command.
    func start(_ words: [String]) throws -> RunningProgram {
        let places = [
            "--store", store, "--inbox", inbox, "--config", folder.appending(path: "config").path,
            "--lang", language,
        ]
        return try start(Program.path, words + places)
    }

    /// Starts any program in this place's environment.
    func start(_ executable: String, _ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(executable, arguments, at: self)
    }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ text: String, to path: String) throws -> String {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Drops a file into the inbox, as if it had been there for a while.
    func drop(_ text: String, at path: String) throws {
        try settle(write(text, to: "inbox/\(path)"))
    }

    /// Drops a fixture into the inbox, as if it had been there for a while.
    func drop(fixture: String, at path: String) throws {
        let target = try write("", to: "inbox/\(path)")
        try Data(contentsOf: URL(filePath: Program.fixture(fixture))).write(
            to: URL(filePath: target)
        )
        try settle(target)
    }

    private func settle(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)],
            ofItemAtPath: path
        )
    }

    /// The files below a folder of the inbox, without those that say why.
    func files(in path: String) -> [String] {
        let folder = "\(inbox)/\(path)"
        return (FileManager.default.subpaths(atPath: folder) ?? []).filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: "\(folder)/\(name)",
                isDirectory: &isFolder
            )
            return !isFolder.boolValue
        }
    }

    /// The only cancellation that is on file.
    func onlyCancellation() async throws -> JSONRow {
        let rows = try await rows("cancellations")
        try #require(rows.count == 1)
        return rows[0]
    }
}
