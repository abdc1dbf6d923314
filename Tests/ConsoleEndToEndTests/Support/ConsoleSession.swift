import Foundation
import Glibc

/// A console on a workspace, in a terminal.
final class ConsoleSession {
    struct Timeout: Error, CustomStringConvertible {
        let expectation: String
        let screen: Screen

        var description: String { "waited in vain for \(expectation):\n\(screen)" }
    }

    let workspace: Workspace
    let terminal: Tmux
    private let frames: FrameSignal
    /// Where the terminal and what belongs to it lie.
    private let home: URL
    private var processFile: URL { home.appendingPathComponent("process") }

    /// Starts the console from the shell of a new terminal.
    ///
    /// - Parameters:
    ///   - workspace: Its store, inbox and configuration.
    ///   - name: Tells the terminals of one workspace apart.
    ///   - command: The program's command; the console when empty.
    ///   - columns: The width of the terminal.
    ///   - rows: The height of the terminal.
    ///   - environment: Assignments for the console alone, such as `TERM=dumb`.
    ///   - arguments: Options beside those for the workspace.
    ///   - isOnWorkspace: Whether the command takes those; the demo has a world of its own.
    /// - Throws: ``Timeout`` when there is no shell, ``Command/Failure`` when there is no terminal.
    init(
        _ workspace: Workspace,
        name: String = "terminal",
        command: [String] = [],
        columns: Int = 100,
        rows: Int = 30,
        environment: [String] = [],
        arguments: [String] = ["--lang", "ko"],
        isOnWorkspace: Bool = true
    ) throws {
        self.workspace = workspace
        home = workspace.folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        frames = try FrameSignal(in: home)
        terminal = try Tmux(in: home, columns: columns, rows: rows)
        let words =
            ["env"] + workspace.variables.map { "\($0.key)=\($0.value)" } + environment
            + ["CANCELSYNC_FRAME_FD=9", ProgramUnderTest.path]
            + command + (isOnWorkspace ? workspace.options : []) + arguments
        try workspace.write(
            """
            echo $$ > process
            exec 9<>frames
            exec \(words.map { "'\($0)'" }.joined(separator: " "))

            """,
            to: "\(name)/console"
        )
        try wait("the shell") { $0.contains("shell$") }
        try terminal.type("stty -g > before; sh console; echo left $?; stty -g > after")
        try terminal.press("Enter")
    }

    // Before the workspace goes, with the socket by which the server is reached.
    deinit { terminal.close() }

    /// Waits until the screen is as a test expects it.
    ///
    /// - Throws: ``Timeout`` with the last screen.
    @discardableResult
    func wait(_ expectation: String, until isMet: (Screen) -> Bool) throws -> Screen {
        let deadline = Date(timeIntervalSinceNow: 20)
        while true {
            let screen = try terminal.screen()
            if isMet(screen) { return screen }
            if Date() > deadline { throw Timeout(expectation: expectation, screen: screen) }
            frames.wait()
        }
    }

    /// Waits until a text is on the screen.
    @discardableResult
    func waitFor(_ text: String) throws -> Screen {
        try wait("'\(text)'") { $0.contains(text) }
    }

    /// Types what leaves 쿠팡 alone among the marketplaces; Enter, which keeps it, is not pressed.
    func filterToCoupang() throws {
        try terminal.press("/")
        try terminal.type("쿠팡")
        try wait("쿠팡 alone") { $0.contains("쿠팡") && !$0.contains("옥션") }
    }

    /// Waits until the console has ended.
    ///
    /// - Returns: What the process exited with, as the shell says it.
    func waitForEnd() throws -> String? {
        let screen = try wait("the console's end") { screen in
            screen.rows.contains { $0.hasPrefix("left ") }
        }
        return screen.rows.first { $0.hasPrefix("left ") }
            .map { String($0.dropFirst("left ".count)) }
    }

    /// Whether the terminal is as the shell left it to the console.
    func isTerminalRestored() throws -> Bool {
        let before = try Data(contentsOf: home.appendingPathComponent("before"))
        var after = Data()
        let deadline = Date(timeIntervalSinceNow: 20)
        while after.count < before.count && Date() < deadline {
            after = (try? Data(contentsOf: home.appendingPathComponent("after"))) ?? Data()
        }
        return try before == after && terminal.property("alternate_on") == "0"
            && terminal.property("cursor_flag") == "1"
            && terminal.property("keypad_flag") == "0"
    }

    /// Sends a signal to the console.
    func send(_ signal: Int32) throws { kill(try processID(), signal) }

    /// Waits until the console's process is gone.
    func waitUntilGone() throws -> Bool {
        let id = try processID()
        let deadline = Date(timeIntervalSinceNow: 20)
        while Date() < deadline {
            let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
            // A process that nobody waited for stays listed as a zombie.
            guard let status, !status.contains(") Z ") else { return true }
            frames.wait()
        }
        return false
    }

    /// The names of the console's threads.
    func threadNames() throws -> Set<String> {
        let folder = "/proc/\(try processID())/task"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { task in
            // A thread may have ended meanwhile.
            try? String(contentsOfFile: "\(folder)/\(task)/comm", encoding: .utf8)
        }
        return Set(names.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
    }

    func processID() throws -> Int32 {
        let text = try String(contentsOf: processFile, encoding: .utf8)
        guard let id = Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Command.Failure(description: "no process number in '\(text)'")
        }
        return id
    }
}
