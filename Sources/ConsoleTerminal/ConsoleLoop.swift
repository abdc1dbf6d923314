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
    /// How long a frame is held back for an answer: most come within a millisecond or two, and are
    /// then shown at once, where an empty list would flash by.
    private static let patience = Duration.milliseconds(4)
    /// How many answers in a row a frame is held back for: rows, and what is shown of the first.
    private static let mostAnswers = 2
    /// How long nothing comes before a paste without an end is given up.
    private static let longestPasteGap = Duration.seconds(2)

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
    ///   - perform: Starts an effect and returns at once. What the terminal does is not among them:
    ///     the loop does that.
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
        var effects: [ConsoleEffect] = []
        var pasteGap = Duration.zero
        if let ending = take([.resized(terminal.size)], into: &console, &effects) { return ending }
        while true {
            if let ending = awaitAnswers(for: &console, &effects) { return ending }
            let moment = now()
            terminal.draw(console.frame(now: moment))
            console.giveUpReplaced()
            start(&effects) { _ in true }
            let deadline = console.nextDeadline(after: moment)
            let pause = deadline.map { max(Self.shortestPause, timeUntil($0)) }
            terminal.reportIdle()
            let activity = wait(atMost: pause, &pasteGap)
            if let ending = take(activity, deadline, into: &console, &effects) { return ending }
            if pasteGap >= Self.longestPasteGap,
                let ending = take(terminal.endPaste(), into: &console, &effects)
            {
                return ending
            }
        }
    }

    /// Waits until something happens.
    ///
    /// - Parameters:
    ///   - pause: How long at most; `nil` for ever.
    ///   - pasteGap: How long nothing has come of a paste, at least; zero outside one.
    /// - Returns: What happened.
    private func wait(atMost pause: Duration?, _ pasteGap: inout Duration) -> Terminal.Activity {
        guard terminal.isPasting else {
            pasteGap = .zero
            return terminal.wait(for: mailbox, atMost: pause)
        }
        let patience = Self.longestPasteGap - pasteGap
        let length = min(pause ?? patience, patience)
        let activity = terminal.wait(for: mailbox, atMost: length)
        if activity.contains(.keys) { pasteGap = .zero }
        if activity.isEmpty { pasteGap += length }
        return activity
    }

    /// Waits a moment for what the next frame is to show.
    ///
    /// What it does not wait for would slow it down, and is started behind it.
    private func awaitAnswers(
        for console: inout Console,
        _ effects: inout [ConsoleEffect]
    ) -> Ending? {
        for _ in 0..<Self.mostAnswers where console.isAnswerAwaited {
            start(&effects) { !$0.isAhead }
            let activity = terminal.wait(for: mailbox, atMost: Self.patience)
            if activity.isEmpty { return nil }
            if let ending = take(activity, nil, into: &console, &effects) { return ending }
        }
        return nil
    }

    private func start(
        _ effects: inout [ConsoleEffect],
        where isWanted: (ConsoleEffect) -> Bool
    ) {
        for effect in effects where isWanted(effect) { perform(effect) }
        effects.removeAll(where: isWanted)
    }

    private func take(
        _ activity: Terminal.Activity,
        _ deadline: Timestamp?,
        into console: inout Console,
        _ effects: inout [ConsoleEffect]
    ) -> Ending? {
        if let ending = takeSignals(into: &console, &effects) { return ending }
        if activity.contains(.hangUp) { return .hangUp }
        var events = activity.contains(.mailbox) ? mailbox.takeAll() : []
        if activity.contains(.keys) {
            guard let keys = terminal.takeKeys() else { return .hangUp }
            events += keys
        }
        if let deadline, deadline <= now() { events.append(.deadline) }
        return take(events, into: &console, &effects)
    }

    /// Takes events in.
    ///
    /// - Parameters:
    ///   - events: What happened.
    ///   - console: What it happened to.
    ///   - effects: Gathers what is to be started; what the terminal does is done at once.
    /// - Returns: Why the run ends, if it does.
    private func take(
        _ events: [ConsoleEvent],
        into console: inout Console,
        _ effects: inout [ConsoleEffect]
    ) -> Ending? {
        for event in events {
            for effect in console.handle(event, now: now()) {
                switch effect {
                case .quit:
                    start(&effects) { _ in true }
                    return .quit
                case .suspend:
                    terminal.suspend()
                    // The terminal may have been resized meanwhile.
                    let size = ConsoleEvent.resized(terminal.size)
                    if let ending = take([size], into: &console, &effects) { return ending }
                case .redraw: terminal.resume()
                case .useMouse(let isWanted): terminal.useMouse(isWanted)
                case .copy(let text): terminal.copy(text)
                case .alert(let text): terminal.alert(text)
                default: effects.append(effect)
                }
            }
        }
        return nil
    }

    private func takeSignals(
        into console: inout Console,
        _ effects: inout [ConsoleEffect]
    ) -> Ending? {
        var number: Int32 = 0
        while true {
            switch screen_next_signal(&number) {
            case SCREEN_SIGNAL_NONE: return nil
            case SCREEN_SIGNAL_RESIZE: terminal.updateSize()
            case SCREEN_SIGNAL_STOP: terminal.suspend()
            case SCREEN_SIGNAL_CONTINUE: terminal.resume()
            default: return .signal(number)
            }
            let size = ConsoleEvent.resized(terminal.size)
            if let ending = take([size], into: &console, &effects) { return ending }
        }
    }
}
