import CNcurses
import ConsoleModel
import ConsoleTerminal
import Testing

@Suite("Codes of a terminal become keys")
struct KeyDecoderTests {
    /// What the codes are taken for when nothing follows them at once.
    private func events(_ codes: [Int32]) -> [String] {
        var decoder = KeyDecoder()
        var events: [ConsoleEvent] = []
        for code in codes { events += decoder.take(code) }
        return names(of: events + decoder.pause())
    }

    private func names(of events: [ConsoleEvent]) -> [String] {
        events.map { event in
            switch event {
            case .key(let key): "\(key)"
            case .pasted(let text): "pasted \(text)"
            default: "\(event)"
            }
        }
    }

    private func codes(_ text: String) -> [Int32] { text.utf8.map(Int32.init) }

    @Test(
        "A code is one key",
        arguments: [
            (0x61, Key.character("a")), (0x20, .character(" ")), (0x0D, .enter), (0x0A, .enter),
            (0x09, .tab), (0x7F, .backspace), (0x08, .backspace), (0x03, .control("c")),
            (0x1A, .control("z")), (0x1B, .escape), (SCREEN_KEY_UP.code, .up),
            (SCREEN_KEY_BACK_TAB.code, .backTab), (SCREEN_KEY_DELETE.code, .delete),
            (SCREEN_KEY_SHIFT_UP.code, .shifted(.up)),
            (SCREEN_KEY_SHIFT_DOWN.code, .shifted(.down)),
            (SCREEN_KEY_SHIFT_LEFT.code, .shifted(.left)),
            (SCREEN_KEY_SHIFT_RIGHT.code, .shifted(.right)),
            (SCREEN_KEY_PAGE_DOWN.code, .pageDown), (SCREEN_KEY_FUNCTION.code + 5, .function(5)),
        ] as [(Int32, Key)]
    )
    func single(code: Int32, key: Key) {
        #expect(events([code]) == ["\(key)"])
    }

    @Test("A code that no key has is dropped", arguments: [0, 0x1C, 0x9999, SCREEN_KEY_OTHER.code])
    func unknown(code: Int32) {
        #expect(events([code]).isEmpty)
    }

    @Test("Text of several bytes arrives as one character each", arguments: ["가나", "é", "ㅓ", "🚚"])
    func wide(text: String) {
        #expect(events(codes(text)) == text.map { "\(Key.character($0))" })
    }

    @Test("A character split between two reads is still one")
    func split() {
        var decoder = KeyDecoder()
        let bytes = codes("취")
        var events = decoder.take(bytes[0]).count + decoder.pause().count
        events += decoder.take(bytes[1]).count + decoder.pause().count
        #expect(events == 0)
        #expect(decoder.take(bytes[2]).count == 1)
    }

    @Test(
        "Bytes that are not UTF-8 are dropped, and what follows them is not",
        arguments: [[0xFF], [0x80], [0xEA, 0xB0], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80]]
            as [[Int32]]
    )
    func malformed(bytes: [Int32]) {
        #expect(events(bytes + codes("j")) == ["\(Key.character("j"))"])
    }

    @Test("Esc before another key is both keys")
    func escapeThenKey() {
        #expect(events([0x1B] + codes("j")) == ["escape", "\(Key.character("j"))"])
    }

    @Test(
        "A sequence that the terminal database lacks presses no key",
        arguments: ["\u{1B}[1;5C", "\u{1B}Ox", "\u{1B}[?62;c", "\u{1B}[12"]
    )
    func unknownSequence(text: String) {
        #expect(events(codes(text)).isEmpty)
    }

    @Test("What is pasted is text and presses no key")
    func paste() {
        let codes = [SCREEN_KEY_PASTE_BEGINS.code] + codes("qy쿠팡") + [SCREEN_KEY_PASTE_ENDS.code]
        #expect(events(codes) == ["pasted qy쿠팡"])
    }

    @Test("Line breaks and control characters in a paste are spaces")
    func pasteOfLines() {
        let codes =
            [SCREEN_KEY_PASTE_BEGINS.code] + codes("a\r\n\u{7}b") + [SCREEN_KEY_PASTE_ENDS.code]
        #expect(events(codes) == ["pasted a   b"])
    }

    @Test(
        "Nothing in a paste is a key, though some terminals let everything through",
        arguments: [
            0x03, 0x1B, SCREEN_KEY_UP.code, SCREEN_KEY_PASTE_BEGINS.code,
        ]
    )
    func pasteOfKeys(code: Int32) {
        let codes =
            [SCREEN_KEY_PASTE_BEGINS.code] + codes("x") + [code] + codes("\rd1")
            + [SCREEN_KEY_PASTE_ENDS.code]
        #expect(events(codes) == [code < 0x20 ? "pasted x  d1" : "pasted x d1"])
    }

    @Test("A paste whose end does not come can be ended")
    func endlessPaste() {
        var decoder = KeyDecoder()
        for code in [SCREEN_KEY_PASTE_BEGINS.code] + codes("x") { _ = decoder.take(code) }
        #expect(decoder.isPasting)
        #expect(names(of: decoder.endPaste()) == ["pasted x"])
        #expect(!decoder.isPasting)
        #expect(names(of: decoder.take(codes("q")[0])) == ["\(Key.character("q"))"])
    }

    @Test("Outside a paste there is none to be ended")
    func noPaste() {
        var decoder = KeyDecoder()
        _ = decoder.take(0x1B)
        #expect(decoder.endPaste().isEmpty)
        #expect(names(of: decoder.pause()) == ["\(Key.escape)"])
    }

    @Test("A paste is cut at its limit")
    func longPaste() {
        let text = Array(repeating: Int32(0x61), count: 70_000)
        let pasted = events([SCREEN_KEY_PASTE_BEGINS.code] + text + [SCREEN_KEY_PASTE_ENDS.code])
        #expect(pasted.first?.count == "pasted ".count + 65_536)
    }
}

@Suite("Answers of the terminal")
struct TerminalAnswerTests {
    private var decoder = KeyDecoder()

    private mutating func take(_ text: String) -> Int {
        text.utf8.reduce(0) { $0 + decoder.take(Int32($1)).count }
    }

    @Test(
        "A terminal that knows mode 2026 is told where frames begin and end",
        arguments: zip([0, 1, 2, 3, 4], [false, true, true, true, false])
    )
    mutating func mode(value: Int, isKnown: Bool) {
        #expect(take("\u{1B}[?2026;\(value)$y") == 0)
        #expect(decoder.answers.synchronizesOutput == isKnown)
        #expect(!decoder.answers.areComplete)
    }

    @Test("Once it has said who it is, no more answers come", arguments: ["?6", "?62;22", "?1;2"])
    mutating func identity(parameters: String) {
        #expect(take("\u{1B}[\(parameters)c") == 0)
        #expect(decoder.answers.areComplete)
        #expect(!decoder.answers.synchronizesOutput)
    }

    @Test("An answer that comes in pieces presses no key")
    mutating func pieces() {
        #expect(take("\u{1B}[?20") == 0)
        #expect(decoder.pause().isEmpty)
        #expect(take("26;2$y") == 0)
        #expect(decoder.answers.synchronizesOutput)
        #expect(take("q") == 1)
    }

    @Test(
        "What is no answer says nothing",
        arguments: ["[?2027;2$y", "[2026;2$y", "[?2026;2y", "Oc", "[1;2c", "[?2026;12$y"]
    )
    mutating func others(text: String) {
        #expect(take("\u{1B}" + text) == 0)
        #expect(decoder.answers == TerminalAnswers())
    }
}

@Suite("Reports of the mouse become events")
struct MouseReportTests {
    private func events(_ report: String) -> [String] {
        var decoder = KeyDecoder()
        var events: [ConsoleEvent] = []
        for code in [SCREEN_KEY_MOUSE_BEGINS.code] + report.utf8.map(Int32.init) {
            events += decoder.take(code)
        }
        events += decoder.pause()
        return events.map { event in
            switch event {
            case .mouse(let event): "\(event.kind) \(event.row):\(event.column)"
            case .key(let key): "\(key)"
            default: "\(event)"
            }
        }
    }

    @Test(
        "Presses and the wheel count from cell 0, whatever keys are held",
        arguments: [
            ("0;10;5M", "press 4:9"), ("64;1;1M", "wheelUp 0:0"),
            ("65;300;200M", "wheelDown 199:299"),
            ("4;2;1M", "press 0:1"), ("16;2;1M", "press 0:1"),
        ]
    )
    func known(report: String, event: String) {
        #expect(events(report) == [event])
    }

    @Test(
        "Releases, other buttons, motion and broken reports are dropped whole",
        arguments: ["0;10;5m", "1;1;1M", "2;1;1M", "35;1;1M", "0;0;1M", "0;1M", "M", "0;1;1", "x"]
    )
    func dropped(report: String) {
        #expect(events(report) == [])
    }

    @Test("What follows a report is a key again")
    func keysAfter() {
        #expect(events("0;10;5Mq") == ["press 4:9", "character(\"q\")"])
    }

    @Test("A report that never ends does not swallow every key")
    func endless() {
        #expect(events("0;1;1;q") == ["character(\"q\")"])
    }
}
