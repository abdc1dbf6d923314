import Glibc
import Testing

@Suite(
    "The terminal is given back as it was found",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct TerminalMannersTests {
    private let title = "판매처"

    private func open(
        environment: [String] = [],
        arguments: [String] = ["--lang", "ko"]
    ) throws -> ConsoleSession {
        let session = try ConsoleSession(
            Workspace(),
            environment: environment,
            arguments: arguments
        )
        try session.waitFor("옥션")
        return session
    }

    @Test("q leaves with status 0")
    func quit() throws {
        let session = try open()
        try session.terminal.press("q")
        #expect(try session.waitForEnd() == "0")
        #expect(try session.isTerminalRestored())
    }

    @Test(
        "A signal ends the console with 128 and its number",
        arguments: [SIGTERM, SIGHUP, SIGINT]
    )
    func signal(number: Int32) throws {
        let session = try open()
        try session.send(number)
        #expect(try session.waitForEnd() == "\(128 + number)")
        #expect(try session.isTerminalRestored())
    }

    @Test(
        "After a crash the terminal works and the shell names the signal",
        arguments: [SIGSEGV, SIGABRT]
    )
    func crash(number: Int32) throws {
        let session = try open()
        try session.send(number)
        #expect(try session.waitForEnd() == "\(128 + number)")
        #expect(try session.isTerminalRestored())
    }

    @Test("The console ends with its terminal")
    func hangUp() throws {
        let session = try open()
        session.terminal.close()
        #expect(try session.waitUntilGone())
    }

    @Test("Ctrl-Z stops to a shell that works, and fg brings the screen back at its new size")
    func suspend() throws {
        let session = try open()
        try session.terminal.press("C-z")
        try session.waitFor("Stopped")
        try session.terminal.type("echo $((40 + 2))")
        try session.terminal.press("Enter")
        try session.waitFor("42")
        try session.terminal.resize(columns: 80, rows: 24)
        try session.terminal.type("fg")
        try session.terminal.press("Enter")
        let screen = try session.waitFor("옥션")
        #expect(!screen.contains("Stopped"))
        #expect(screen.rows.allSatisfy { Screen.width(of: $0[...]) <= 80 })
    }

    @Test("Without a UTF-8 locale Hangul is shown all the same", arguments: ["C", "ko_KR.EUC-KR"])
    func locale(name: String) throws {
        let session = try open(environment: ["LC_ALL=\(name)"])
        #expect(try session.terminal.screen().contains(title))
    }

    @Test("A terminal that the database lacks is taken for a common one")
    func unknownTerminal() throws {
        let session = try open(environment: ["TERM=no-such-terminal"])
        #expect(try session.terminal.screen().contains(title))
    }

    @Test("A terminal that cannot place its cursor is refused, and what to do is said")
    func dumbTerminal() throws {
        let session = try ConsoleSession(Workspace(), environment: ["TERM=dumb"])
        #expect(try session.waitForEnd() != "0")
        #expect(try session.terminal.screen().contains("--json"))
    }

    @Test("Where there is no terminal, what to do is said")
    func noTerminal() throws {
        let workspace = try Workspace()
        let console = try Command(ProgramUnderTest.path, workspace.options + ["--lang", "ko"])
        #expect(console.status != 0)
        #expect((console.output + console.errorOutput).contains("--json"))
    }

    @Test("NO_COLOR leaves out every color")
    func noColor() throws {
        let plain = try open(environment: ["NO_COLOR=1"])
        #expect(try !colors(of: plain))
        let colored = try open()
        #expect(try colors(of: colored))
    }

    private func colors(of session: ConsoleSession) throws -> Bool {
        let screen = try session.terminal.styledScreen()
        // 39 and 49 are the terminal's own colors.
        let color = try Regex(#"\x1B\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]"#)
        return screen.firstMatch(of: color) != nil
    }

    @Test("Pasted text presses no key", arguments: ["qqq\nq\n", "q\u{1B}\nq\u{3}q\u{1B}[Bq"])
    func paste(text: String) throws {
        let session = try open()
        try session.terminal.paste(text)
        try session.terminal.press("?")
        #expect(try session.waitFor("도움말").rows.allSatisfy { !$0.hasPrefix("left") })
    }

    @Test("A paste whose end does not come is given up, and what came of it is text")
    func endlessPaste() throws {
        let session = try open()
        try session.terminal.press("/")
        try session.terminal.type("\u{1B}[200~쿠팡")
        try session.wait("쿠팡 alone") { $0.contains("쿠팡") && !$0.contains("옥션") }
    }
}
