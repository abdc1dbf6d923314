import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The palette of commands")
struct PaletteTests {
    @Test("It runs what is found, in either language", arguments: ["도움", "help", "f1"])
    func run(words: String) {
        var driver = ConsoleDriver()
        driver.press(": \(words) Enter")
        #expect(driver.text().contains("판매처 화면의 키"))
    }

    @Test("Each status is a command of its own")
    func status() {
        var driver = ConsoleDriver()
        driver.press(": 판단필요 Enter")
        #expect(driver.text().contains("전체 취소건"))
        #expect(driver.queries.last?.status == .held)
    }

    @Test("What cannot be done is listed with the reason, which Enter says as well")
    func obstacle() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 30))
        driver.press(": stop Space resync")
        #expect(driver.text().contains("재수집 중이 아닙니다."))
        driver.press("Enter")
        #expect(!driver.text().contains("Esc 닫기"))
        #expect(driver.text().contains("재수집 중이 아닙니다."))
        #expect(driver.acts == [])
    }

    @Test("Letters that are commands elsewhere are text here, and Esc closes")
    func typing() {
        var driver = ConsoleDriver()
        driver.press(": q")
        #expect(driver.acts == [])
        driver.press("Esc")
        #expect(!driver.text().contains("Esc 닫기"))
    }

    @Test(
        "An action's own title or name wins over what others say of it",
        arguments: ["일시정지", "pause", "toggle_pause"]
    )
    func title(words: String) {
        var driver = ConsoleDriver()
        driver.press(": \(words) Enter")
        #expect(driver.text().contains("수집 일시정지: 계정 1곳"))
        #expect(driver.acts == [])
    }

    @Test("Nothing found runs nothing")
    func nothing() {
        var driver = ConsoleDriver()
        driver.press(": zzz Enter Down Enter")
        #expect(driver.text().contains("그런 명령이 없습니다."))
        #expect(driver.acts == [])
    }

    @Test("The cursor goes around the end")
    func around() {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24))
        driver.press(": Up")
        #expect(driver.text().contains("Ctrl-L"))
        driver.press("Down Enter")
        #expect(driver.acts.count <= 1)
    }
}
