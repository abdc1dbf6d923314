import Glibc

/// How the console uses the terminal.
package struct TerminalOptions: Sendable, Hashable {
    package var theme: Theme
    /// Whether the terminal reports clicks and the wheel; it then selects text with Shift held.
    package var usesMouse: Bool
    /// Whether the bell rings when something becomes worse.
    package var usesBell = true
    /// How a notification is asked for when something becomes worse; `nil` for none.
    package var notifications: NotificationForm?
    /// The file that takes standard error while the console is shown; `nil` keeps it in memory.
    ///
    /// Its end is printed when the terminal is given back.
    package var standardErrorLog: String?
    /// Where a line with the number of the frame goes when the console has nothing left to do.
    ///
    /// `nil` for nowhere. Tests wait for it rather than for time to pass.
    package var frameCounterDescriptor: Int32?

    /// Creates options.
    package init(
        theme: Theme = .dark,
        usesMouse: Bool = true,
        standardErrorLog: String? = nil,
        frameCounterDescriptor: Int32? = nil
    ) {
        self.theme = theme
        self.usesMouse = usesMouse
        self.standardErrorLog = standardErrorLog
        self.frameCounterDescriptor = frameCounterDescriptor
    }

    /// Creates the options that the environment asks for.
    ///
    /// `NO_COLOR`, when not empty, leaves out color; `COLORFGBG` tells a light background from a
    /// dark one; `CANCELSYNC_FRAME_FD` is the descriptor of the frame counter.
    ///
    /// - Parameters:
    ///   - variable: Returns an environment variable, or `nil`.
    ///   - theme: What the operator chose; `nil` leaves it to the environment.
    package init(environment variable: (String) -> String?, theme: Theme? = nil) {
        let wantsNoColor = variable("NO_COLOR").map { !$0.isEmpty } ?? false
        let background = variable("COLORFGBG").flatMap(Theme.init(colorPair:))
        self.init(
            theme: wantsNoColor ? .mono : theme ?? background ?? .dark,
            frameCounterDescriptor: variable("CANCELSYNC_FRAME_FD").flatMap(Int32.init)
        )
    }

    /// Says at once that there is no terminal, before work is done for a console that cannot open.
    ///
    /// - Throws: ``TerminalError`` when standard input or output is not a terminal.
    package static func requireTerminal() throws(TerminalError) {
        guard isatty(STDIN_FILENO) != 0 else { throw TerminalError(.inputIsNotATerminal) }
        guard isatty(STDOUT_FILENO) != 0 else { throw TerminalError(.outputIsNotATerminal) }
    }
}
