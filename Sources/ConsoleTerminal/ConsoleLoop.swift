import CNcurses
package import ConsoleModel
package import MatchingCore

/// Runs a console on a terminal: waits, takes in what happened, draws once, and waits again.
///
/// It sleeps until a key, a sent event, a signal, or the moment at which the screen next changes by
/// itself; when it never does, for ever.
package struct ConsoleLoop {
    /// Why a run ended.
    package enum Ending: Sendable, Hashable {
        /// The operator left.
        case quit
        /// A signal asked the process to end.
        case signal(Int32)
        /// The terminal is gone.
        case hangUp

        /// What the process should exit with: 128 and the signal's number when one ended it.
        package var exitCode: Int32 {
            switch self {
            case .quit: 0
            case .signal(let number): 128 + number
            case .hangUp: 129
            }
        }
    }

    /// The least time between two redraws that only the clock asks for: a fast clock must not keep
    /// the processor busy.
    private static let shortestPause = Duration.milliseconds(50)

    private let terminal: Terminal
    private let mailbox: EventMailbox
    private let now: () -> Timestamp
    private let timeUntil: (Timestamp) -> Duration
    private let perform: (ConsoleEffect) -> Void

    /// Creates a loop.
    ///
    /// - Parameters:
    ///   - terminal: Where frames are drawn and keys come from.
    ///   - mailbox: Where what came of effects arrives.
    ///   - now: The console's time.
    ///   - timeUntil: How long to really wait until a moment of the console's time.
    ///   - perform: Starts an effect and returns at once. Quitting, suspending and redrawing are
    ///     not among them: the loop does those.
    package init(
        terminal: Terminal,
        mailbox: EventMailbox,
        now: @escaping () -> Timestamp,
        timeUntil: @escaping (Timestamp) -> Duration,
        perform: @escaping (ConsoleEffect) -> Void
    ) {
        self.terminal = terminal
        self.mailbox = mailbox
        self.now = now
        self.timeUntil = timeUntil
        self.perform = perform
    }

    /// Shows the console until it is left, a signal ends the process, or the terminal hangs up.
    ///
    /// The console is first told the terminal's size, by ``ConsoleEvent/resized(_:)``. The terminal
    /// has been given back when this returns.
    package func run(_ console: inout Console) -> Ending {
        defer { terminal.close() }
        if let ending = take([.resized(terminal.size)], into: &console) { return ending }
        while true {
            let moment = now()
            terminal.draw(console.frame(now: moment))
            let deadline = console.nextDeadline(after: moment)
            let pause = deadline.map { max(Self.shortestPause, timeUntil($0)) }
            let activity = terminal.wait(for: mailbox, atMost: pause)
            if let ending = takeSignals(into: &console) { return ending }
            if activity.contains(.hangUp) { return .hangUp }
            var events = activity.contains(.mailbox) ? mailbox.takeAll() : []
            if activity.contains(.keys) {
                guard let keys = terminal.takeKeys() else { return .hangUp }
                events += keys
            }
            if let deadline, deadline <= now() { events.append(.deadline) }
            if let ending = take(events, into: &console) { return ending }
        }
    }

    private func take(_ events: [ConsoleEvent], into console: inout Console) -> Ending? {
        for event in events {
            for effect in console.handle(event, now: now()) {
                if case .quit = effect { return .quit }
                if case .suspend = effect {
                    terminal.suspend()
                    // The terminal may have been resized meanwhile.
                    if let ending = take([.resized(terminal.size)], into: &console) {
                        return ending
                    }
                } else if case .redraw = effect {
                    terminal.resume()
                } else if case .copy(let text) = effect {
                    terminal.copy(text)
                } else if case .alert(let text) = effect {
                    terminal.alert(text)
                } else {
                    perform(effect)
                }
            }
        }
        return nil
    }

    private func takeSignals(into console: inout Console) -> Ending? {
        var number: Int32 = 0
        while true {
            switch screen_next_signal(&number) {
            case SCREEN_SIGNAL_NONE: return nil
            case SCREEN_SIGNAL_RESIZE: terminal.updateSize()
            case SCREEN_SIGNAL_STOP: terminal.suspend()
            case SCREEN_SIGNAL_CONTINUE: terminal.resume()
            default: return .signal(number)
            }
            if let ending = take([.resized(terminal.size)], into: &console) { return ending }
        }
    }
}
