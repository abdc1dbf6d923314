import CNcurses

/// What can be said about a terminal without opening it.
package enum TerminalFacts {
    /// What the terminal database says of a terminal's colors.
    package enum Colors: Sendable, Hashable {
        /// The database has no such terminal; the console takes it for xterm-256color.
        case unknownTerminal
        case none
        case count(Int)
    }

    /// The version of the curses library, such as `ncurses 6.4.20221231`.
    package static var libraryVersion: String { String(cString: curses_library_version()) }

    /// Looks a terminal up in the terminal database; never while the console is open.
    ///
    /// - Parameter terminal: A value of `TERM`.
    /// - Returns: How many colors it has.
    package static func colors(of terminal: String) -> Colors {
        let count = terminal_color_count(terminal)
        if count == TERMINAL_UNKNOWN.rawValue { return .unknownTerminal }
        return count > 0 ? .count(Int(count)) : .none
    }
}
