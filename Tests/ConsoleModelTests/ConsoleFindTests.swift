import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Finding")
struct ConsoleFindTests {
    @Test(
        "Cancellations are found by the beginning of an order or claim number",
        arguments: zip(
            ["B2026", "C-1004", "2026112512345678", "없는번호"],
            ["B20261125-7", "31000777000", "2026112512345678", "시작하는 취소건이 없습니다"]
        )
    )
    func prefix(typed: String, shown: String) {
        var driver = ConsoleDriver()
        driver.press("2 / \(typed) Enter")
        #expect(driver.queries.last?.prefix == typed)
        #expect(driver.queries.last?.status == nil)
        #expect(driver.text().contains(shown))
    }

    @Test("Esc clears the search before it leaves the list")
    func clearing() {
        var driver = ConsoleDriver()
        driver.press("7 / B2026 Enter Esc")
        #expect(driver.queries.last?.prefix == nil)
        #expect(driver.text().contains("전체 취소건"))
    }

    @Test("Esc in the prompt leaves the list as it was")
    func givingUp() {
        var driver = ConsoleDriver()
        driver.press("7")
        let before = driver.text()
        driver.press("/ B2026 Esc")
        #expect(driver.text() == before)
    }

    @Test(
        "Accounts are filtered while one types",
        arguments: zip(["쿠", "COUP", "ak", "스마트"], ["쿠팡", "쿠팡", "AK몰", "스마트스토어"])
    )
    func filter(typed: String, name: String) {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 24))
        driver.press("/ \(typed)")
        let rows = driver.text().split(separator: "\n").filter { $0.contains("12:34") }.count
        #expect(driver.text().contains(name))
        #expect(rows <= 1)
    }

    @Test("What is no account's name is looked for among all cancellations")
    func fallsThrough() {
        var driver = ConsoleDriver()
        driver.press("/ B2026 Enter")
        #expect(driver.queries.last?.prefix == "B2026")
        #expect(driver.queries.last?.account == nil)
        driver.press("Esc Esc")
        #expect(driver.text().contains("패션플러스"))
    }

    @Test("Command keys are text in a prompt", arguments: ["q", "ㅂ", "?", "L", "R", "한글"])
    func textNotCommands(typed: String) {
        var driver = ConsoleDriver()
        driver.press("7 / \(typed)")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("/ \(typed)"))
    }

    @Test("Pasted text goes into a prompt, cleaned, and nowhere else")
    func paste() {
        var driver = ConsoleDriver()
        driver.send(.pasted("q\u{1B}[2J"))
        #expect(driver.acts.isEmpty)
        driver.press("7 /")
        driver.send(.pasted("B2026\u{1B}\u{202E}"))
        #expect(driver.text().contains("/ B2026␛"))
    }

    @Test(
        "The caret stands where the next character goes, by cells",
        arguments: zip(
            ["한글", "한글 Left", "ab Home", "한글 Backspace", "abc Home Delete End", "a b Ctrl-U"],
            [7, 5, 3, 5, 5, 3]
        )
    )
    func caret(script: String, column: Int) {
        var driver = ConsoleDriver()
        driver.press("7 / \(script)")
        #expect(driver.console.frame(now: driver.now).caret == .init(row: 23, column: column))
    }

    @Test("The caret shows only while text is typed")
    func noCaret() {
        var driver = ConsoleDriver()
        #expect(driver.console.frame(now: driver.now).caret == nil)
        driver.press("7 / a Enter")
        #expect(driver.console.frame(now: driver.now).caret == nil)
    }
}
