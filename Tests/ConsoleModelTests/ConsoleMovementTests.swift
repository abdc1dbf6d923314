import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Moving through the console")
struct ConsoleMovementTests {
    /// The row that is selected, as it reads on screen.
    private func selectedLine(_ driver: ConsoleDriver) -> String {
        driver.text().split(separator: "\n").last { $0.hasPrefix(">") }.map(String.init) ?? ""
    }

    @Test("The cancellations of an account that is open are called so")
    func pathOfAccount() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("Enter c")
        #expect(driver.text().contains("› 취소건 "))
        driver.press("Esc Esc c")
        #expect(!driver.text().contains("› 취소건 "))
    }

    @Test("Where the way does not fit, its end is there")
    func narrowPath() {
        var driver = ConsoleDriver(size: Size(columns: 40, rows: 8), language: .english)
        driver.press("2 Enter")
        #expect(driver.text().contains("… › Cancellation #"))
        driver.send(.resized(Size(columns: 120, rows: 40)))
        #expect(driver.text().contains("Marketplaces › All cancellations › Cancellation #"))
    }

    @Test(
        "Keys lead to a row",
        arguments: [
            ("", "스마트스토"), ("j", "쿠팡"), ("j j", "브랜디"), ("Down Down Up", "쿠팡"),
            ("G", "AK몰"), ("G g", "스마트스토"), ("End Home", "스마트스토"),
            ("PgDn", "AK몰"), ("PgDn PgUp", "스마트스토"), ("k", "스마트스토"), ("ㅓ ㅓ ㅏ", "쿠팡"),
        ]
    )
    func marketplaceRows(script: String, name: String) {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 24))
        driver.press(script)
        #expect(selectedLine(driver).contains(name))
    }

    @Test(
        "A status key opens the list of that status",
        arguments: zip(
            ["1", "2", "3", "4", "5", "6", "7"],
            [
                Status.pending, .held, .applied, .withdrawn, .dismissed, .ignored, nil,
            ]
        )
    )
    func statusKeys(key: String, status: Status?) {
        var driver = ConsoleDriver()
        driver.press(key)
        let query = driver.queries.last
        #expect(query?.status == status)
        #expect(query?.account == nil)
    }

    @Test("Tab goes round the statuses")
    func tabs() {
        var driver = ConsoleDriver()
        driver.press("7 Tab")
        #expect(driver.queries.last?.status == .pending)
        driver.press("BackTab BackTab")
        #expect(driver.queries.last?.status == .ignored)
    }

    @Test(
        "An account's cancellations begin with what waits for a person",
        arguments: ["j c", "j Enter Enter", "j Enter c"]
    )
    func accountCancellations(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.queries.last?.account == "coupang")
        #expect(driver.queries.last?.status == .held)
    }

    @Test("Esc goes out screen by screen and never quits")
    func escape() {
        var driver = ConsoleDriver()
        let home = driver.text()
        driver.press("7 Enter Esc Esc")
        #expect(driver.text() == home)
        driver.press("Esc Esc Esc")
        #expect(driver.acts.isEmpty)
    }

    @Test(
        "q goes back and quits only at the top",
        arguments: zip(["q", "7 q", "7 Enter q", "7 Enter q q q", "? q"], [1, 0, 0, 1, 0])
    )
    func quit(script: String, quits: Int) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.acts.count { $0 == .quit } == quits)
    }

    @Test("Ctrl-C quits from anywhere", arguments: ["", "7", "7 Enter", "?", "/ ab", "2 d"])
    func interrupt(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        driver.press("Ctrl-C")
        #expect(driver.acts == [.quit])
    }

    @Test("Each screen keeps its cursor while another lies over it")
    func keepsCursor() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 24))
        driver.press("7 j j")
        let before = selectedLine(driver)
        driver.press("Enter ? Esc Esc")
        #expect(selectedLine(driver) == before)
    }

    @Test("The next key in an explanation turns to the next row of the list")
    func nextExplanation() {
        var driver = ConsoleDriver()
        driver.press("7 Enter l l")
        #expect(driver.text().contains("취소건 #6"))
        driver.press("h Esc")
        #expect(selectedLine(driver).contains("2026112512345678"))
    }

    @Test("The cursor stays on its row when new ones come above it")
    func cursorFollowsItsRow() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 24))
        driver.press("7 j j")
        let before = selectedLine(driver)
        driver.claims.append(SampleClaim(9, "gmarket", "취소요청", [.orderNumber: "2026112500009"]))
        driver.send(.storeChanged)
        #expect(driver.text().contains("2026112500009"))
        #expect(selectedLine(driver) == before)
    }

    @Test("When the selected row goes, the one in its place is selected")
    func selectedRowGoes() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 24))
        driver.press("7 j")
        driver.claims.removeAll { $0.id.rawValue == 7 }
        driver.send(.storeChanged)
        #expect(selectedLine(driver).contains("INT20261125004"))
    }

    @Test("The screen changes its language and back")
    func language() {
        var driver = ConsoleDriver()
        let korean = driver.text()
        driver.press("L")
        #expect(driver.console.language == .english)
        #expect(driver.text().contains("Marketplaces"))
        driver.press("L")
        #expect(driver.text() == korean)
    }

    @Test("A key that does something only elsewhere says what, and where keys are named")
    func idleKey() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("/ 쿠팡 Enter Enter e")
        #expect(driver.text().contains("이 화면에서는 쓸 수 없습니다: 내보내기, 사건 기록 (e). 도움말: ?"))
        driver.press("i ㅁ")
        #expect(driver.text().contains("이 화면에서는 쓸 수 없습니다: 적용 (a). 도움말: ?"))
        driver.press("L a")
        #expect(driver.text().contains("Not on this screen: Apply (a). Help: ?"))
        // What no screen has says nothing, nor does what leads to where one is.
        driver = ConsoleDriver()
        driver.press("b")
        let before = driver.text()
        driver.press("Z b")
        #expect(driver.text() == before)
    }
}
