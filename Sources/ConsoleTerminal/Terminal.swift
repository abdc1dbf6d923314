import CNcurses
package import ConsoleModel

/// The terminal that the console is shown on.
///
/// A class because it owns the one terminal of the process, from ``init(options:)`` until
/// ``close()``. It stays on the thread that made it, which should be the main one: a process that
/// stops does so there first.
package final class Terminal {
    private let options: TerminalOptions
    private var shown: Frame?
    private var pairs: [Int32: Int32] = [:]
    private var decoder = KeyDecoder()
    private var frameCount = 0
    private var emptyReads = 0
    private var isAnswerDue = false

    /// How many times in a row the terminal may claim to have keys and give none, before it counts
    /// as gone.
    private static let toleratedEmptyReads = 8
    /// How long the answer to a question may take when the program ends at once.
    private static let answerMilliseconds: Int32 = 100

    /// Takes the terminal.
    ///
    /// - Parameter options: Colors, and where standard error goes meanwhile.
    /// - Throws: ``TerminalError``; the terminal is then as it was.
    package init(options: TerminalOptions) throws(TerminalError) {
        self.options = options
        if let problem = Self.problem(of: screen_open()) { throw TerminalError(problem) }
        screen_use_mouse(options.usesMouse)
        isAnswerDue = screen_ask()
        let errorNumber = standard_error_redirect(options.standardErrorLog)
        guard errorNumber == 0 else {
            screen_close()
            throw TerminalError(
                .logNotWritable(
                    path: options.standardErrorLog ?? "memory",
                    errorNumber: errorNumber
                )
            )
        }
    }

    deinit { close() }

    /// Gives the terminal back as it was found, and prints the end of what went to standard error.
    ///
    /// The first call does it; further ones do nothing.
    package func close() {
        awaitAnswer()
        screen_close()
        standard_error_restore()
    }

    /// The size of the terminal in cells, at least one by one.
    package var size: Size {
        Size(columns: Int(screen_columns()), rows: Int(screen_rows()))
    }

    /// Shows a frame.
    ///
    /// Only what differs from the last one is sent. A frame that is larger than the terminal is
    /// cut.
    package func draw(_ frame: Frame) {
        if shown?.size != frame.size { forget() }
        for run in FrameDifference.runs(from: shown, to: frame) { draw(run, of: frame) }
        let size = size
        let place = (frame.caret ?? frame.focus).flatMap { place in
            place.row < size.rows && place.column < size.columns ? place : nil
        }
        screen_present(
            Int32(place?.row ?? -1),
            Int32(place?.column ?? -1),
            place != nil && frame.caret != nil
        )
        shown = frame
        frameCount += 1
    }

    /// Makes the next ``draw(_:)`` send everything, as after another program wrote on the terminal.
    package func forget() {
        shown = nil
        screen_forget()
    }

    private func draw(_ run: FrameRun, of frame: Frame) {
        let size = size
        let end = min(run.columns.upperBound, size.columns)
        guard run.row < size.rows, run.columns.lowerBound < end else { return }
        // Curses moves the rest of a row when it writes over half of a wide character, so that the
        // run is emptied of them first.
        screen_put_blanks(
            Int32(run.row),
            Int32(run.columns.lowerBound),
            Int32(end - run.columns.lowerBound)
        )
        let row = frame[row: run.row]
        var style: Style?
        var scalars: [UInt32] = []
        for column in run.columns.lowerBound..<end {
            let cell = row[row.startIndex + column]
            guard cell.width > 0, column + Int(cell.width) <= end, cell != .blank else { continue }
            if cell.style != style {
                style = cell.style
                use(cell.style)
            }
            scalars.removeAll(keepingCapacity: true)
            cell.glyph.appendScalars(to: &scalars)
            screen_put_glyph(
                Int32(run.row),
                Int32(column),
                scalars,
                Int32(scalars.count),
                Int32(cell.width)
            )
        }
    }

    /// Shows what is put from now on in a style.
    private func use(_ style: Style) {
        let appearance = options.theme.appearance(
            of: style,
            colorCount: Int(screen_color_count())
        )
        screen_set_style(appearance.attributes.rawValue, pair(for: appearance.foreground))
    }

    private func pair(for foreground: Int32?) -> Int32 {
        guard let foreground else { return 0 }
        if let pair = pairs[foreground] { return pair }
        let pair = Int32(pairs.count + 1)
        screen_define_pair(pair, foreground)
        pairs[foreground] = pair
        return pair
    }
}

// MARK: Input

extension Terminal {
    /// What ended a wait; empty when the time was up.
    struct Activity: OptionSet {
        let rawValue: Int32

        static let keys = Activity(rawValue: Int32(SCREEN_ACTIVITY_KEYS.rawValue))
        static let mailbox = Activity(rawValue: Int32(SCREEN_ACTIVITY_WAKE.rawValue))
        static let signal = Activity(rawValue: Int32(SCREEN_ACTIVITY_SIGNAL.rawValue))
        static let hangUp = Activity(rawValue: Int32(SCREEN_ACTIVITY_HANG_UP.rawValue))
    }

    /// Tells whoever counts frames that nothing more is drawn until something happens.
    func reportIdle() {
        guard let descriptor = options.frameCounterDescriptor else { return }
        var line = "\(frameCount)\n"
        line.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                descriptor_write(descriptor, characters.baseAddress, Int32(characters.count))
            }
        }
    }

    /// Sleeps until something happens, at most for `duration`; for ever when that is `nil`.
    func wait(for mailbox: EventMailbox, atMost duration: Duration?) -> Activity {
        Activity(rawValue: screen_wait(mailbox.wake, Self.milliseconds(duration)))
    }

    /// All keys that wait, in order; `nil` when the terminal only claims to have some.
    func takeKeys() -> [ConsoleEvent]? {
        var events: [ConsoleEvent] = []
        var count = 0
        while true {
            let code = screen_next_key()
            if code == SCREEN_KEY_NONE.code { break }
            count += 1
            events += decoder.take(code)
        }
        if decoder.answers.areComplete { isAnswerDue = false }
        if decoder.answers.synchronizesOutput { screen_synchronize() }
        emptyReads = count > 0 ? 0 : emptyReads + 1
        return emptyReads > Self.toleratedEmptyReads ? nil : events + decoder.pause()
    }

    /// Whether the end of a paste is still to come.
    var isPasting: Bool { decoder.isPasting }

    /// Ends a paste whose end did not come.
    func endPaste() -> [ConsoleEvent] { decoder.endPaste() }

    /// Waits a moment for what the terminal was asked, which would else reach whoever reads next.
    private func awaitAnswer() {
        guard isAnswerDue else { return }
        isAnswerDue = false
        for _ in 0..<Self.toleratedEmptyReads {
            let activity = Activity(rawValue: screen_wait(-1, Self.answerMilliseconds))
            guard activity == .keys, takeKeys() != nil, !decoder.answers.areComplete else { return }
        }
    }

    /// Gives the terminal back, stops the process as Ctrl-Z does, and takes it again afterwards.
    func suspend() {
        forget()
        screen_suspend()
    }

    /// Takes the terminal again after it may have been used by another program.
    func resume() {
        forget()
        screen_resume()
    }

    /// Asks the terminal for its size anew.
    func updateSize() {
        screen_update_size()
        forget()
    }

    /// Takes the mouse, or leaves it to the terminal.
    func useMouse(_ isWanted: Bool) { screen_use_mouse(isWanted) }

    /// Puts a text on the clipboard, where the terminal lets programs do so.
    func copy(_ text: String) {
        if let message = TerminalMessage.copy(text) { send(message) }
    }

    /// Rings, and asks for a notification, as far as that is wanted.
    func alert(_ text: String) {
        if options.usesBell { send(TerminalMessage.bell) }
        if let form = options.notifications {
            send(TerminalMessage.notification(text, form))
        }
    }

    private func send(_ message: String) {
        var message = message
        message.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                screen_send(characters.baseAddress, Int32(characters.count))
            }
        }
    }

    private static func milliseconds(_ duration: Duration?) -> Int32 {
        guard let duration else { return -1 }
        let (seconds, attoseconds) = duration.components
        guard seconds < Int64(Int32.max) / 1000 else { return Int32.max }
        // Rounded up: a wait that ends too early would be repeated.
        let fraction = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(max(0, seconds * 1000 + fraction))
    }

    private static func problem(of status: screen_status) -> TerminalError.Problem? {
        switch status {
        case SCREEN_OPENED: nil
        case SCREEN_INPUT_NOT_A_TERMINAL: .inputIsNotATerminal
        case SCREEN_OUTPUT_NOT_A_TERMINAL: .outputIsNotATerminal
        case SCREEN_UNKNOWN_TERMINAL: .unknownTerminal
        case SCREEN_CANNOT_PLACE_CURSOR: .cannotPlaceCursor
        case SCREEN_NO_UNICODE: .noUnicode
        default: .unavailable
        }
    }
}
