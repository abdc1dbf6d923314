import ConsoleModel
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Choosing columns")
struct ConsoleColumnTests {
    private func heads(_ driver: ConsoleDriver) -> String {
        let lines = driver.text().split(separator: "\n")
        return String(lines.first { $0.contains("주문번호") } ?? "")
    }

    @Test("A column is hidden, moved, and put back where it was")
    func choose() throws {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 40))
        driver.press("7")
        let before = heads(driver)
        #expect(before.contains("취소번호"))
        // Marketplace, order number, status, state, …
        driver.press("w j j j Space Enter")
        #expect(!heads(driver).contains("취소상태"))
        driver.press("w j K Enter")
        let moved = heads(driver)
        let (order, account) = (moved.range(of: "주문번호"), moved.range(of: "판매처"))
        let first = try #require(order?.lowerBound)
        let second = try #require(account?.lowerBound)
        #expect(first < second)
        #expect(driver.remembered?.columns["cancellations"]?.prefix(2) == ["order", "account"])
        driver.press("w 0 Enter")
        #expect(heads(driver) == before)
        #expect(driver.remembered?.columns == [:])
    }

    @Test(
        "Order number and status cannot be hidden, whatever was written down",
        arguments: [80, 200]
    )
    func kept(columns: Int) throws {
        let json =
            #"{"columns": {"cancellations": ["-order", "-standing", "-x", "-account", "since"]}}"#
        let memory = try JSONDecoder().decode(ConsoleMemory.self, from: Data(json.utf8))
        var driver = ConsoleDriver(
            size: Size(columns: columns, rows: 24),
            configuration: ConsoleConfiguration(operatorName: "kim", memory: memory)
        )
        driver.press("7")
        #expect(heads(driver).contains("주문번호"))
        #expect(heads(driver).contains("상태"))
        #expect(!heads(driver).contains("판매처"))
        driver.press("w Space Enter")
        #expect(heads(driver).contains("주문번호"))
    }

    @Test(
        "Esc leaves the columns as they were; each list has its own",
        arguments: ["", "o", "b", "i"]
    )
    func givingUp(script: String) {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 40))
        driver.press(script)
        let before = driver.text()
        driver.press("w")
        #expect(driver.text().contains("열 고르기"))
        driver.press("j j Space Esc")
        #expect(driver.text() == before)
        driver.press("w j j j Space Enter")
        #expect(driver.text() != before)
        let names = ["": "accounts", "o": "orders", "b": "pull-list", "i": "activity"]
        #expect(driver.remembered?.columns.keys.first == names[script])
    }

    @Test(
        "Arrows with Shift move a column, as J and K do",
        arguments: zip(["Shift-Down", "Shift-Right", "J"], ["Shift-Up", "Shift-Left", "K"])
    )
    func shiftedArrows(onward: String, back: String) {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 40))
        driver.press("7 w \(onward) Enter")
        #expect(driver.remembered?.columns["cancellations"]?.prefix(2) == ["order", "account"])
        driver.press("w j \(back) Enter")
        #expect(driver.remembered?.columns == [:])
    }

    /// The cells of the heads from one to the next.
    private func width(_ name: String, _ next: String, _ driver: ConsoleDriver) -> Int {
        let line = heads(driver)
        guard let start = line.range(of: name), let end = line.range(of: next) else { return 0 }
        return DisplayText.width(of: line[start.lowerBound..<end.lowerBound]) - 1
    }

    @Test("A column is as wide as was chosen, in the next run as well, until it is left to itself")
    func widths() throws {
        var driver = ConsoleDriver(size: Size(columns: 250, rows: 40))
        driver.press("7")
        let usual = width("취소상태", "상품명", driver)
        driver.press("w j j j + + >")
        #expect(driver.text().contains("취소상태 · 너비 \(usual + 6)"))
        driver.press("Enter")
        #expect(width("취소상태", "상품명", driver) == usual + 6)
        let memory = try #require(driver.remembered)
        #expect(memory.columns["cancellations"]?.contains("state:\(usual + 6)") == true)
        driver = ConsoleDriver(
            size: Size(columns: 250, rows: 40),
            configuration: ConsoleConfiguration(operatorName: "kim", memory: memory)
        )
        driver.press("7")
        #expect(width("취소상태", "상품명", driver) == usual + 6)
        // Also narrower than it would ever be by itself.
        driver.press("w j j j" + String(repeating: " -", count: 9) + " Enter")
        #expect(width("취소상태", "상품명", driver) < 8)
        driver.press("Backspace")
        #expect(width("취소상태", "상품명", driver) == usual + 6)
        driver.press("w j j j w Enter")
        #expect(width("취소상태", "상품명", driver) == usual)
        #expect(driver.remembered?.columns == [:])
    }

    @Test("What was chosen too wide for the screen leaves every row whole", arguments: [40, 80])
    func tooWide(columns: Int) throws {
        let json = #"{"columns": {"cancellations": ["state:200", "order:3", "product:-4", "x:9"]}}"#
        let memory = try JSONDecoder().decode(ConsoleMemory.self, from: Data(json.utf8))
        var driver = ConsoleDriver(
            size: Size(columns: columns, rows: 24),
            configuration: ConsoleConfiguration(operatorName: "kim", memory: memory)
        )
        driver.press("7")
        #expect(driver.text().contains("주…"))
        #expect(driver.text().contains("적용"))
    }

    @Test("A column that does not come by itself is shown once it is ticked, whatever the width")
    func unasked() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("o w")
        #expect(driver.text().contains("[ ] 관리번호"))
        #expect(!heads(driver).contains("관리번호"))
        driver.press("j j Space")
        #expect(driver.text().contains("[x] 관리번호 "))
        #expect(!driver.text().contains("관리번호 · 자리 없음"))
        driver.press("Enter")
        #expect(heads(driver).contains("관리번호"))
        driver.press("w 0 Enter")
        #expect(!heads(driver).contains("관리번호"))
        driver.send(.resized(Size(columns: 200, rows: 40)))
        #expect(heads(driver).contains("관리번호"))
        driver.press("w")
        #expect(driver.text().contains("[x] 관리번호"))
    }

    @Test(
        "What is ticked is shown, or the dialog says that there is no room for it",
        arguments: ["7", "o", "b", "i"],
        [80, 100, 120, 200]
    )
    func room(script: String, columns: Int) throws {
        var driver = ConsoleDriver(size: Size(columns: columns, rows: 40))
        driver.press(script)
        let headRow = columns < 100 ? 3 : 2
        let lines = driver.text().split(separator: "\n", omittingEmptySubsequences: false)
        let heads = try #require(lines.dropFirst(headRow).first)
        driver.press("w")
        let ticked = driver.text().split(separator: "\n").compactMap { line -> Substring? in
            let start = line.range(of: "[x] ") ?? line.range(of: "[=] ")
            return start.map { line[$0.upperBound...].prefix { $0 != "│" } }
        }
        #expect(ticked.count > 3)
        for entry in ticked {
            let parts = entry.split(separator: "·").map { $0.trimmingCharacters(in: .whitespaces) }
            if parts.contains("자리 없음") {
                #expect(!heads.contains(parts[0]), "\(parts[0]): \(heads)")
            } else {
                #expect(heads.contains(parts[0].prefix(2)), "\(parts[0]): \(heads)")
            }
        }
    }

    @Test("A click on a box shows or hides its column")
    func box() throws {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 40))
        driver.press("7 w")
        let frame = driver.console.frame(now: driver.now)
        let lines = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("[x] 취소상태") })
        let column = try #require(Array(frame[row: row]).firstIndex { $0.glyph.character == "[" })
        driver.send(.mouse(MouseEvent(.press, row: row, column: column + 1)))
        #expect(driver.text().contains("[ ] 취소상태"))
        driver.send(.mouse(MouseEvent(.press, row: row, column: column + 1)))
        #expect(driver.text().contains("[x] 취소상태"))
        driver.send(.mouse(MouseEvent(.press, row: row, column: column + 6)))
        #expect(driver.text().contains("[x] 취소상태"))
    }

    @Test("A column that one account's list has no use for keeps its place in the list of all")
    func listOfOneAccount() throws {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 40))
        driver.press("c w j Space Enter")
        #expect(!heads(driver).contains("판매처"))
        driver.press("Esc 7")
        #expect(heads(driver).split(separator: " ").prefix(2) == ["판매처", "주문번호"])
        driver.press("w J + Enter Esc c w G K Enter Esc 7")
        #expect(heads(driver).split(separator: " ").prefix(2) == ["주문번호", "판매처"])
        let kept = try #require(driver.remembered?.columns["cancellations"])
        #expect(kept.contains { $0.hasPrefix("account:") })
        driver.press("Esc c w 0 Enter")
        #expect(driver.remembered?.columns == [:])
    }

    @Test("A column that comes on wide screens only is not hidden there by a choice on narrow ones")
    func choiceOnNarrowScreen() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("o w J Enter")
        #expect(!heads(driver).contains("관리번호"))
        driver.send(.resized(Size(columns: 200, rows: 40)))
        #expect(heads(driver).contains("관리번호"))
        driver.press("w j Space Enter")
        #expect(!heads(driver).contains("관리번호"))
        driver.send(.resized(Size(columns: 120, rows: 40)))
        driver.press("w J Enter")
        driver.send(.resized(Size(columns: 200, rows: 40)))
        #expect(!heads(driver).contains("관리번호"))
    }

    @Test("The palette finds it")
    func palette() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("7 : columns Enter")
        #expect(driver.text().contains("열 고르기"))
    }
}
