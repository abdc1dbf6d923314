import Testing

@Suite(
    "An operator's work in a real terminal",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct OperatorTests {
    /// Opens the console on the list of cancellations with a status, by the status's number.
    private func open(list: String, showing text: String) throws -> ConsoleSession {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 40)
        try session.waitFor("쿠팡")
        try session.terminal.press(list)
        try session.waitFor(text)
        return session
    }

    /// Waits for the program's own word on a claim.
    private func wait(_ session: ConsoleSession, claim: String, standing: String) throws {
        try session.wait("claim \(claim) to be \(standing)") { _ in
            (try? session.workspace.standing(ofClaim: claim)) == standing
        }
    }

    @Test("/ finds a marketplace, and Esc shows all again")
    func find() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        try session.waitFor("옥션")
        try session.filterToCoupang()
        try session.terminal.press("Enter", "Escape")
        try session.waitFor("옥션")
    }

    @Test("Pasted text goes into the search")
    func findByPasting() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        try session.waitFor("옥션")
        try session.terminal.press("/")
        try session.terminal.paste("쿠팡")
        try session.wait("쿠팡 alone") { $0.contains("쿠팡") && !$0.contains("옥션") }
    }

    @Test("Command keys work while a Korean input method is on")
    func jamo() throws {
        let session = try ConsoleSession(try .withSamples())
        try session.waitFor("쿠팡")
        try session.terminal.type("ㅂ")
        #expect(try session.waitForEnd() == "0")
    }

    @Test("The explanation says which field differs, and how")
    func explanation() throws {
        let session = try open(list: "1", showing: "B-500")
        try session.terminal.press("Enter")
        let screen = try session.waitFor("다름: 띄어쓰기")
        #expect(screen.contains("니트␣가디건"))
        try session.terminal.press("Escape")
        try session.wait("the list") { !$0.contains("› 취소건 #") }
    }

    @Test("r takes a dropped file in, and its cancellation is applied")
    func resync() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        try session.waitFor("옥션")
        try session.workspace.drop(Samples.dropped, for: "auction")
        try session.terminal.press("/")
        try session.terminal.type("옥션")
        try session.wait("옥션 alone") { $0.contains("옥션") && !$0.contains("쿠팡") }
        try session.terminal.press("Enter", "r")
        try wait(session, claim: "C-9", standing: "applied applied")
        // As long as it goes on, Esc asks whether to stop it.
        try session.waitFor("재수집 완료")
        try session.terminal.press("Escape", "3")
        try session.waitFor("C-9")
    }

    @Test("A held cancellation is applied to the line that is chosen, after a question")
    func apply() throws {
        let session = try open(list: "2", showing: "A-7001")
        try select("A-7001", in: session)
        try session.terminal.press("a")
        try session.waitFor("그만두기")
        try session.terminal.press("1", "Enter")
        try session.waitFor("1개 적용")
        try session.terminal.press("1", "Enter")
        try wait(session, claim: "C-3", standing: "applied applied")
    }

    @Test("Enter on a question does nothing, for that is its default")
    func defaultIsCancel() throws {
        let session = try open(list: "2", showing: "A-7001")
        try select("A-7001", in: session)
        try session.terminal.press("a")
        try session.waitFor("그만두기")
        try session.terminal.press("Enter")
        try session.wait("the question to close") { !$0.contains("그만두기") }
        #expect(try session.workspace.standing(ofClaim: "C-3") == "held ambiguous")
    }

    @Test("Marks that were cleared by mistake come back with one key, and nothing is applied")
    func marksBack() throws {
        let session = try open(list: "2", showing: "A-7001")
        try session.terminal.press("Space", "Space")
        try session.waitFor("표시 2")
        try session.terminal.press("Escape")
        try session.waitFor("Backspace: 되살리기")
        try session.terminal.press("BSpace")
        try session.waitFor("보기 되돌림: 표시 2개 되살림")
        try session.terminal.press("a")
        try session.waitFor("표시한 2건 적용")
        #expect(try session.workspace.standing(ofClaim: "C-3") == "held ambiguous")
    }

    @Test("A held cancellation is dismissed with a reason")
    func dismiss() throws {
        let session = try open(list: "2", showing: "31000002")
        try select("31000002", in: session)
        try session.terminal.press("d")
        try session.waitFor("사유를 고르십시오")
        try session.terminal.press("2", "Enter")
        try wait(session, claim: "C-2", standing: "dismissed dismissed")
    }

    @Test("What was applied is taken back, and then waits for a person")
    func undo() throws {
        let session = try open(list: "3", showing: "31000001")
        try session.terminal.press("u")
        try session.waitFor("그만두기")
        try session.terminal.press("1", "Enter")
        try wait(session, claim: "C-1", standing: "held undone")
        try session.terminal.press("2")
        try session.waitFor("31000001")
    }

    /// Moves the cursor of a list of two to the row of an order.
    private func select(_ order: String, in session: ConsoleSession) throws {
        let isFirst = try session.terminal.screen().rows.first {
            $0.contains("A-7001") || $0.contains("31000002")
        }?.contains(order)
        if isFirst == false { try session.terminal.press("j") }
        try session.wait("the explanation of \(order)") { screen in
            screen.rows.contains { $0.contains("주문번호 \(order)") }
        }
    }
}
