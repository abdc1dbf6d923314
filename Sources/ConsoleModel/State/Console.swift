package import MatchingCore

/// The console as a value: what it shows, and what a key does.
///
/// `(state, event) → (state, effects)`; it waits for nothing and asks no clock.
package struct Console: Sendable {
    package private(set) var size: Size

    package init(size: Size) { self.size = size }

    /// Takes an event in.
    ///
    /// - Returns: What is to be done about it elsewhere, in order.
    package mutating func handle(_ event: ConsoleEvent, now: Timestamp) -> [ConsoleEffect] {
        if case .resized(let size) = event { self.size = size }
        return []
    }

    /// What the screen shows at `now`.
    package func frame(now: Timestamp) -> Frame { Frame(size: size) }

    /// When the screen next changes by itself; `nil` when it never does.
    package func nextDeadline(after now: Timestamp) -> Timestamp? { nil }
}

/// Something that happened to the console.
package enum ConsoleEvent: Sendable {
    case key(Key)
    /// Text from the clipboard: for the prompt that is open, never commands. Of one line, without
    /// control characters.
    case pasted(String)
    case resized(Size)
    /// The moment that ``Console/nextDeadline(after:)`` named has come.
    case deadline
}

/// Something that the console wants done; what comes of it returns as a ``ConsoleEvent``.
package enum ConsoleEffect: Sendable, Hashable {
    case quit
    case suspend
    /// Draw everything anew, as after another program wrote on the terminal.
    case redraw
}
