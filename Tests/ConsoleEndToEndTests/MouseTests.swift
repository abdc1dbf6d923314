import Testing

@Suite(
    "The mouse in a real terminal",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct MouseTests {
    /// What a terminal sends for a press of the button at a text on the screen.
    private func click(_ session: ConsoleSession, _ text: String) throws {
        let screen = try session.waitFor(text)
        let row = try #require(screen.rows.firstIndex { $0.contains(text) })
        let cells = try #require(Screen.cells(of: text, in: screen.rows[row]))
        try session.terminal.type("\u{1B}[<0;\(cells.lowerBound + 1);\(row + 1)M")
        try session.terminal.type("\u{1B}[<0;\(cells.lowerBound + 1);\(row + 1)m")
    }

    @Test("A double click opens a row, and a click on a key of the footer presses it")
    func clicks() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        try session.waitFor("옥션")
        #expect(try session.terminal.property("mouse_standard_flag") == "1")
        #expect(try session.terminal.property("mouse_all_flag") == "0")
        try click(session, "옥션")
        try click(session, "옥션")
        try session.waitFor("› 옥션")
        try click(session, "? 도움말")
        try session.waitFor("판매처 한 곳의 키")
        try session.terminal.press("C-c")
        #expect(try session.waitForEnd() == "0")
        #expect(try session.terminal.property("mouse_standard_flag") == "0")
    }

    @Test("The wheel scrolls, and letters of a report are never keys")
    func wheel() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        let before = try session.waitFor("옥션")
        try session.terminal.type("\u{1B}[<65;10;10M")
        try session.wait("another row") { $0.description != before.description }
        #expect(try session.terminal.screen().contains("? 도움말"))
    }

    @Test("--no-mouse leaves the mouse to the terminal")
    func noMouse() throws {
        let session = try ConsoleSession(
            try .withSamples(),
            arguments: ["--lang", "ko", "--no-mouse"]
        )
        try session.waitFor("쿠팡")
        #expect(try session.terminal.property("mouse_standard_flag") == "0")
    }

    @Test("M leaves the mouse to the terminal, and takes it again")
    func toggled() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        try session.waitFor("옥션")
        try session.terminal.press("M")
        try session.waitFor("마우스를 터미널에 맡겼습니다. M: 다시 콘솔에서 쓰기")
        #expect(try session.terminal.property("mouse_standard_flag") == "0")
        // Drawing anew does not take it.
        try session.terminal.press("C-l")
        #expect(try session.terminal.property("mouse_standard_flag") == "0")
        try session.terminal.press("F8")
        try session.waitFor("마우스를 콘솔에서 씁니다.")
        #expect(try session.terminal.property("mouse_standard_flag") == "1")
    }
}
