package import CNcurses
package import ConsoleModel

/// Turns the codes that a terminal sends into keys and pasted text.
///
/// Outside a paste:
///
/// ```
///            ESC                 [ or O
///   ready ─────────► escaped ─────────────► sequence ── final byte ──► ready   (dropped)
///                       └── anything else, or a pause: the key Esc ──► ready
/// ```
///
/// What the terminal database knows never gets here as a sequence; the rest is taken whole, so that
/// the letters in it do not act as commands: as an answer of the terminal, or not at all.
package struct KeyDecoder {
    private enum State {
        case ready
        case escaped
        case sequence(TerminalReply, isShort: Bool)
        case pasting
        /// The bytes of a report so far.
        case mouse(MouseReport)
    }

    /// Bytes of a paste that are kept; a longer one is cut.
    private static let pasteLimit = 65_536

    private var state = State.ready
    private var bytes = UTF8Assembler()
    private var pasted = ""
    /// What the terminal has answered.
    package private(set) var answers = TerminalAnswers()

    /// Creates a decoder that is in the middle of nothing.
    package init() {}

    /// Takes one code in: a byte, or one of `screen_key`.
    ///
    /// - Returns: What it completes, often nothing or one event.
    package mutating func take(_ code: Int32) -> [ConsoleEvent] {
        switch state {
        case .ready: return takeOutsideSequence(code)
        case .escaped:
            state = .ready
            if code == Byte.leftBracket || code == Byte.letterO {
                state = .sequence(TerminalReply(), isShort: code == Byte.letterO)
                return []
            }
            return [.key(.escape)] + takeOutsideSequence(code)
        case .sequence(var reply, let isShort):
            reply.take(code)
            let isFinal = isShort || !(0x20...0x3F).contains(code)
            state = isFinal ? .ready : .sequence(reply, isShort: isShort)
            if isFinal { answers.take(reply) }
            return []
        case .pasting: return takeInPaste(code)
        case .mouse(var report):
            let isOver = report.take(code)
            state = isOver ? .ready : .mouse(report)
            return isOver ? report.event.map { [.mouse($0)] } ?? [] : []
        }
    }

    /// Notes that no more codes wait.
    ///
    /// - Returns: What was only held back for them: the key Esc, or nothing.
    package mutating func pause() -> [ConsoleEvent] {
        switch state {
        case .ready, .pasting: return []
        // The rest of an answer may be long in coming, and would act as commands.
        case .sequence(let reply, _) where reply.isPrivate: return []
        case .sequence, .mouse:
            state = .ready
            return []
        case .escaped:
            state = .ready
            return [.key(.escape)]
        }
    }

    private mutating func takeOutsideSequence(_ code: Int32) -> [ConsoleEvent] {
        switch code {
        case Byte.escape:
            state = .escaped
            return []
        case SCREEN_KEY_PASTE_BEGINS.code:
            state = .pasting
            return []
        case SCREEN_KEY_MOUSE_BEGINS.code:
            state = .mouse(MouseReport())
            return []
        case 0x80...0xFF:
            return bytes.take(UInt8(code)).map { [.key(.character(Character($0)))] } ?? []
        default:
            bytes = UTF8Assembler()
            return KeyDecoder.key(for: code).map { [.key($0)] } ?? []
        }
    }

    /// Whether the end of a paste is still to come.
    package var isPasting: Bool { if case .pasting = state { true } else { false } }

    /// Ends a paste whose end did not come; it would swallow every key.
    ///
    /// - Returns: What was pasted; nothing outside a paste.
    package mutating func endPaste() -> [ConsoleEvent] {
        guard isPasting else { return [] }
        state = .ready
        bytes = UTF8Assembler()
        defer { pasted = "" }
        return pasted.isEmpty ? [] : [.pasted(pasted)]
    }

    /// Nothing in a paste is a key, not even Esc: some terminals let everything through.
    private mutating func takeInPaste(_ code: Int32) -> [ConsoleEvent] {
        switch code {
        case SCREEN_KEY_PASTE_ENDS.code: return endPaste()
        case 0...0xFF:
            guard let scalar = bytes.take(UInt8(code)), pasted.utf8.count < Self.pasteLimit else {
                return []
            }
            let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            pasted.unicodeScalars.append(isControl ? " " : scalar)
            return []
        default: return []
        }
    }

    private static func key(for code: Int32) -> Key? {
        switch code {
        case 0x09: .tab
        case 0x0A, 0x0D, SCREEN_KEY_ENTER.code: .enter
        case 0x08, 0x7F, SCREEN_KEY_BACKSPACE.code: .backspace
        case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(code + 0x60))))
        case 0x20...0x7E: .character(Character(Unicode.Scalar(UInt8(code))))
        default: specialKeys[code] ?? functionKey(for: code)
        }
    }

    private static let specialKeys: [Int32: Key] = [
        SCREEN_KEY_UP.code: .up,
        SCREEN_KEY_DOWN.code: .down,
        SCREEN_KEY_LEFT.code: .left,
        SCREEN_KEY_RIGHT.code: .right,
        SCREEN_KEY_PAGE_UP.code: .pageUp,
        SCREEN_KEY_PAGE_DOWN.code: .pageDown,
        SCREEN_KEY_HOME.code: .home,
        SCREEN_KEY_END.code: .end,
        SCREEN_KEY_BACK_TAB.code: .backTab,
        SCREEN_KEY_DELETE.code: .delete,
        SCREEN_KEY_SHIFT_UP.code: .shifted(.up),
        SCREEN_KEY_SHIFT_DOWN.code: .shifted(.down),
        SCREEN_KEY_SHIFT_LEFT.code: .shifted(.left),
        SCREEN_KEY_SHIFT_RIGHT.code: .shifted(.right),
    ]

    private static func functionKey(for code: Int32) -> Key? {
        let number = code - SCREEN_KEY_FUNCTION.code
        return (1...63).contains(number) ? .function(Int(number)) : nil
    }
}

extension screen_key {
    /// The number that `screen_next_key` returns for the key.
    package var code: Int32 { Int32(truncatingIfNeeded: rawValue) }
}

private enum Byte {
    static let escape: Int32 = 0x1B
    static let leftBracket: Int32 = 0x5B
    static let letterO: Int32 = 0x4F
}
