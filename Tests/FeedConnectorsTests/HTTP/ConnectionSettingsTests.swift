import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Where settings and secrets come from", .timeLimit(.minutes(2)))
final class ConnectionSettingsTests {
    private let folder = NSTemporaryDirectory() + "settings-" + UUID().uuidString
    private let time = StillTime()

    init() throws {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func settings(_ sources: [String: SettingSource]) -> ConnectionSettings {
        ConnectionSettings(
            sources,
            secretNames: ["key"],
            surroundings: .init(
                environment: ["KEY": "from-variable", "HOME": folder, "PATH": "/usr/bin:/bin"],
                time: time
            )
        )
    }

    private func write(_ text: String, _ name: String, mode: Int) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func problem(_ sources: [String: SettingSource]) async -> ServiceProblem? {
        do {
            try await settings(sources).prepare()
            return nil
        } catch {
            return (error as? ServiceFailure)?.problem
        }
    }

    @Test("A secret comes from a variable, a file or a program; it prints as dots")
    func sources() async throws {
        let path = try write("from-file\r\n", "key", mode: 0o600)
        for (source, value) in [
            (SettingSource.environment("KEY"), "from-variable"), (.file(path), "from-file"),
            (.file("~/key"), "from-file"),
            (.command(["printf", "from-program\\n\\n"]), "from-program"),
            (.text("inline"), "inline"),
        ] {
            let settings = settings(["key": source])
            try await settings.prepare()
            let secret = settings.secret("key")
            #expect(try secret.value() == value)
            #expect("\(secret) \(String(reflecting: secret))" == "••• •••")
            #expect(settings.words.redacted("<\(value)>") == "<•••>")
        }
    }

    @Test("What cannot be had is told by the setting's name and the place, never by a value")
    func missing() async throws {
        #expect(
            await problem(["key": .environment("NONE")])
                == .secretNotAvailable("key", reason: "$NONE")
        )
        #expect(
            await problem(["key": .file("/nowhere")])
                == .secretNotAvailable("key", reason: "/nowhere: No such file or directory")
        )
        let empty = try write("\n", "empty", mode: 0o600)
        #expect(await problem(["key": .file(empty)]) == .secretNotAvailable("key", reason: empty))
        #expect(
            await problem(["key": .command(["sh", "-c", "echo hunter2; echo hunter3 >&2; exit 2"])])
                == .secretNotAvailable("key", reason: "sh: exit 2")
        )
        #expect(
            await problem(["key": .command(["/no/such/program"])])
                == .secretNotAvailable("key", reason: "/no/such/program")
        )
        let settings = settings([:])
        #expect(throws: ServiceFailure(.missingSetting("vendor_id"))) {
            try settings.value("vendor_id")
        }
        #expect(try settings.optional("vendor_id") == nil)
    }

    @Test("A file that others can read is refused", arguments: [0o644, 0o640, 0o604, 0o620])
    func readable(mode: Int) async throws {
        let path = try write("from-file", "key", mode: mode)
        #expect(
            await problem(["key": .file(path)])
                == .secretReadableByOthers(path: path, mode: String(mode, radix: 8))
        )
    }

    @Test("A value is kept for some minutes, then asked for again")
    func cache() async throws {
        let path = try write("old-value", "key", mode: 0o400)
        let settings = settings(["key": .file(path)])
        try await settings.prepare()
        try FileManager.default.removeItem(atPath: path)
        _ = try write("new-value", "key", mode: 0o400)
        time.advance(by: .seconds(60))
        try await settings.prepare()
        #expect(try settings.value("key") == "old-value")
        time.advance(by: .seconds(300))
        try await settings.prepare()
        #expect(try settings.value("key") == "new-value")
        #expect(settings.words.redacted("old-value new-value") == "••• •••")
    }

    @Test("A program's value is not waited for in the middle of a call")
    func notPrepared() {
        let settings = settings(["key": .command(["printf", "x"])])
        #expect(throws: ServiceFailure.self) { try settings.value("key") }
    }

    // MARK: Tokens that are replaced

    private func tokens(_ first: String = "first-token") -> (TokenFile, ConnectionSettings) {
        let settings = settings(["key": .text(first)])
        let file = TokenFile(path: "\(folder)/tokens/shop.json", setting: "key", settings: settings)
        return (file, settings)
    }

    @Test("A token that was replaced outlives the process, for this user alone")
    func replaced() async throws {
        let (file, settings) = tokens()
        #expect(try await file.token() == "first-token")
        try await file.replace("first-token", with: "second-token")
        #expect(try await tokens().0.token() == "second-token")
        #expect(settings.words.redacted("second-token") == "•••")
        let folders = [("tokens", 0o700), ("tokens/shop.json", 0o600)]
        for (name, mode) in folders {
            let path = "\(folder)/\(name)"
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == mode)
        }
        let text = try String(contentsOfFile: "\(folder)/tokens/shop.json", encoding: .utf8)
        #expect(!text.contains("first-token"))
    }

    @Test("A token that an operator gives later takes the place of the kept one")
    func givenAnew() async throws {
        try await tokens().0.replace("first-token", with: "second-token")
        #expect(try await tokens("another-token").0.token() == "another-token")
    }

    @Test("What a crash leaves of a token's file does no harm")
    func crash() async throws {
        try await tokens().0.replace("first-token", with: "second-token")
        _ = try write("{\"origin\":", "tokens/shop.json.new", mode: 0o600)
        #expect(try await tokens().0.token() == "second-token")
        try await tokens().0.replace("second-token", with: "third-token")
        #expect(try await tokens().0.token() == "third-token")
    }

    @Test("Whoever uses the token has the turn; another waits until it is over")
    func turns() async throws {
        let first = try await tokens().0.turn()
        let file = tokens().0
        let second = Task {
            let turn = try await file.turn()
            let token = try await file.token()
            turn.end()
            return token
        }
        try await Task.sleep(for: .milliseconds(300))
        try await tokens().0.replace("first-token", with: "second-token")
        first.end()
        #expect(try await second.value == "second-token")
    }

    @Test("A token's file that others can read is refused")
    func readableToken() async throws {
        try await tokens().0.replace("first-token", with: "second-token")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: "\(folder)/tokens/shop.json"
        )
        await #expect(throws: ServiceFailure.self) { try await tokens().0.token() }
    }
}
