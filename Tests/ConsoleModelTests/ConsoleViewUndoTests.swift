import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Taking back how a list is looked at")
struct ConsoleViewUndoTests {
    private func driver(_ script: String) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        driver.press(script)
        return driver
    }

    /// The screen without what was said last.
    private func view(_ driver: ConsoleDriver) -> String {
        var driver = driver
        driver.now = driver.now.advanced(by: .seconds(20))
        driver.send(.deadline)
        return driver.text()
    }

    @Test(
        "What changed last is taken back, and said",
        arguments: [
            ("7", "/ 상태:보류 Enter", "찾기 해제"), ("7 / 상태:보류 Enter", "Esc", "찾기 '상태:판단필요'"),
            ("2", "Tab", "판단필요 목록"), ("7", ">", "정렬 이후: 최근에 바뀐 것부터"),
            ("7", "s End Enter", "정렬 이후: 최근에 바뀐 것부터"),
            ("7", "w j j j Space Enter", "열 원래대로"), ("7", "Space", "표시 1개 지움"),
            ("7 Space Space", "\\", "표시 2개 되살림"), ("7 *", "Esc", "표시 8개 되살림"),
            ("7 Space", "*", "표시 7개 지움"),
            ("", ">", "정렬 급한 계정 먼저"), ("", "s 7 Enter", "정렬 급한 계정 먼저"), ("", "/ 쿠팡 Enter", "찾기 해제"),
            ("/ 쿠팡 Enter", "Esc", "찾기 '쿠팡'"), ("Space Space", "\\", "표시 2개 되살림"),
            ("Space", "Esc", "표시 1개 되살림"), ("", "w j j j Space Enter", "열 원래대로"),
            ("o", "/ 01 Enter", "찾기 해제"), ("o", ">", "정렬 "), ("b", "> >", "정렬 "),
            ("o", "w j j j Space Enter", "열 원래대로"), ("b", "/ 배송상태:송장 Enter", "찾기 해제"),
            ("i", "/ 한일:제외 Enter", "찾기 해제"), ("i", "f", "모든 계정 목록"),
        ]
    )
    func kinds(before: String, change: String, said: String) {
        var driver = driver(before)
        let steps = change == "> >" ? 2 : 1
        let (unchanged, remembered) = (view(driver), driver.remembered)
        driver.press(change)
        #expect(view(driver) != unchanged)
        for _ in 0..<steps { driver.press("Backspace") }
        #expect(driver.text().contains("보기 되돌림: \(said)"))
        driver.press("g")
        var fresh = driver
        fresh.send(.storeChanged)
        var expected = ConsoleDriver(size: Size(columns: 120, rows: 30))
        expected.press(before + " g")
        #expect(view(fresh) == view(expected))
        #expect(driver.remembered?.columns ?? [:] == remembered?.columns ?? [:])
        #expect(driver.remembered?.filters ?? [:] == remembered?.filters ?? [:])
        #expect(driver.remembered?.sorts ?? [:] == remembered?.sorts ?? [:])
    }

    @Test("As many changes are taken back as were made, the last one first")
    func several() {
        var driver = driver("7 Space / 상태:보류 Enter > Tab")
        for said in ["전체 목록", "정렬 ", "찾기 해제", "표시 1개 지움"] {
            driver.press("Backspace")
            #expect(driver.text().contains("보기 되돌림: \(said)"))
        }
        driver.press("Backspace")
        #expect(driver.text().contains("이 화면에서 바꾼 보기가 없습니다."))
    }

    @Test("Letters of one search are one change; one that was given up is none")
    func search() {
        var driver = driver("/ 쿠 팡 Enter")
        driver.press("Backspace")
        #expect(driver.text().contains("보기 되돌림: 찾기 해제"))
        driver.press("/ 쿠팡 Esc Backspace")
        #expect(driver.text().contains("이 화면에서 바꾼 보기가 없습니다."))
    }

    @Test("Marks that were cleared by mistake come back; the message names the key")
    func marks() {
        var driver = driver("2 Space Space Esc")
        #expect(driver.text().contains("표시를 지웠습니다(2개). Backspace: 되살리기"))
        driver.press("Backspace a j Enter")
        guard case .actOnMarked(.apply, let all) = driver.acts.last else {
            Issue.record("the marks are gone")
            return
        }
        #expect(all.map(\.id.rawValue) == [4, 7])
    }

    @Test("Acts are never taken back, and marks that they used up do not come back")
    func acts() {
        var driver = driver("2 Space Space a j Enter")
        let acts = driver.acts
        let progress = driver.whole(.apply(), driver.marked(4, 7), now: .applied)
        driver.send(.markedFinished(progress))
        driver.press("Backspace")
        #expect(driver.text().contains("이 화면에서 바꾼 보기가 없습니다."))
        #expect(driver.acts == acts)
    }

    @Test("Each screen has changes of its own; what another one changed is none of them")
    func screens() {
        var driver = driver("Space 2 Space Enter Esc")
        driver.press("Backspace")
        #expect(driver.text().contains("표시 1개 지움"))
        driver.press("w j j j Space Enter Esc Backspace")
        #expect(driver.text().contains("표시 1개 지움"))
        #expect(driver.text().contains("판매처"))
        driver.press("Backspace")
        #expect(driver.text().contains("이 화면에서 바꾼 보기가 없습니다."))
    }

    @Test("Only so many changes are kept")
    func bound() {
        var driver = driver("7 Space")
        for _ in 0..<60 { driver.press(">") }
        for _ in 0..<60 { driver.press("Backspace") }
        #expect(driver.text().contains("이 화면에서 바꾼 보기가 없습니다."))
        #expect(driver.text().contains("표시 1"))
    }

    @Test(
        "Screens that are no list have nothing to take back",
        arguments: ["?", "m", "v", "7 Enter"]
    )
    func noList(script: String) {
        var driver = driver(script)
        let text = driver.text()
        driver.press("Backspace")
        #expect(driver.text() == text)
    }

    @Test("The palette finds it, and says why it cannot be done")
    func palette() {
        var driver = driver("7 : 보기")
        #expect(driver.text().contains("보기 되돌리기"))
        #expect(driver.text().contains("이 화면에서 바꾼 보기가 없습니다."))
        driver.press("Esc Space : 보기 Enter")
        #expect(driver.text().contains("표시 1개 지움"))
    }
}
