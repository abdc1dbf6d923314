import Foundation

/// A tmux server of its own with one window: a terminal with a shell that has job control.
final class Tmux {
    private let socket: String

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - folder: Where its socket goes, and where the shell starts.
    ///   - columns: The width of the window.
    ///   - rows: The height of the window.
    /// - Throws: ``Command/Failure`` when tmux does not start.
    init(in folder: URL, columns: Int, rows: Int) throws {
        socket = folder.appendingPathComponent("tmux").path
        // The lines above the window are not kept, so that the screen is all there is.
        let configuration = folder.appendingPathComponent("tmux.conf")
        try """
        set -g history-limit 0
        set -g status off
        set -g default-terminal tmux-256color
        set -g set-clipboard on

        """.write(to: configuration, atomically: true, encoding: .utf8)
        try "PS1='shell$ '\n".write(
            to: folder.appendingPathComponent("bashrc"),
            atomically: true,
            encoding: .utf8
        )
        let unwanted = ["TMUX", "NO_COLOR", "COLORFGBG", "ESCDELAY"].flatMap { ["-u", $0] }
        let server = ["tmux", "-S", socket, "-f", configuration.path]
        let window = ["-d", "-x", "\(columns)", "-y", "\(rows)", "-c", folder.path]
        try Command.run(
            "env",
            unwanted + server + ["new-session"] + window + ["bash --noprofile --rcfile bashrc"],
            environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
        )
    }

    /// Ends the server, which hangs up the terminal.
    func close() { _ = try? Command("tmux", ["-S", socket, "kill-server"]) }

    /// Presses keys by their tmux names, such as `Down`, `C-z` or `Enter`.
    func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// Types text as it is.
    func type(_ text: String) throws { try tmux(["send-keys", "-l", text]) }

    /// Pastes text, bracketed when the program asked for that.
    func paste(_ text: String) throws {
        try tmux(["set-buffer", "--", text])
        try tmux(["paste-buffer", "-p"])
    }

    func resize(columns: Int, rows: Int) throws {
        try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// What is on the screen.
    func screen() throws -> Screen { Screen(text: try tmux(["capture-pane", "-p"])) }

    /// The screen with its colors and attributes as escape sequences.
    func styledScreen() throws -> String { try tmux(["capture-pane", "-p", "-e"]) }

    /// A property of the window in tmux's words, such as `alternate_on`.
    func property(_ name: String) throws -> String {
        try tmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
    }

    /// What a program put on the clipboard last; empty for nothing.
    func clipboard() throws -> String {
        try tmux(["list-buffers", "-F", "#{buffer_sample}"]).trimmingCharacters(in: .newlines)
    }

    /// Writes everything that the program sends from now on into a file, as it is.
    func record(to file: URL) throws { try tmux(["pipe-pane", "-o", "cat > '\(file.path)'"]) }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        try Command.run(
            "tmux",
            ["-u", "-S", socket] + arguments,
            environment: ["LC_ALL": "C.UTF-8"]
        )
    }
}
