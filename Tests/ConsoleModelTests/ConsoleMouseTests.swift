import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The mouse")
struct ConsoleMouseTests {
    private var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))

    /// Where a text stands on the screen.
    private func place(of text: String) throws -> (row: Int, column: Int) {
        let frame = driver.console.frame(now: driver.now)
        let wanted = Array(text)
        for row in 0..<frame.size.rows {
            let cells = Array(frame[row: row]).enumerated().filter { $0.element.width > 0 }
            let letters = cells.map(\.element.glyph.character)
            guard letters.count >= wanted.count else { continue }
            for start in 0...(letters.count - wanted.count)
            where Array(letters[start..<start + wanted.count]) == wanted {
                return (row, cells[start].offset)
            }
        }
        throw NotOnScreen(text: text, screen: driver.text())
    }

    private struct NotOnScreen: Error {
        let text: String
        let screen: String
    }

    private mutating func click(_ text: String) throws {
        let place = try place(of: text)
        driver.send(.mouse(MouseEvent(.press, row: place.row, column: place.column)))
    }

    private var selectedRow: Int? {
        let frame = driver.console.frame(now: driver.now)
        return (2..<frame.size.rows).first { row in
            frame[row: row].prefix(40).allSatisfy(\.style.isSelected)
        }
    }

    @Test("A click selects a row, a second one soon after opens it")
    mutating func open() throws {
        let row = try place(of: "브랜디").row
        try click("브랜디")
        #expect(selectedRow == row)
        #expect(driver.text().contains("판매처 › ") == false)
        driver.now = driver.now.advanced(by: .milliseconds(200))
        try click("브랜디")
        #expect(driver.text().contains("› 브랜디"))
    }

    @Test("What a click on a tab or a head changed is taken back by the same key")
    mutating func takenBack() throws {
        driver.press("7")
        let before = driver.text()
        try click("주문번호")
        #expect(driver.text() != before)
        try click("2:판단필요")
        driver.press("Backspace")
        #expect(driver.text().contains("보기 되돌림: 전체 목록"))
        driver.press("Backspace")
        #expect(driver.text().contains("보기 되돌림: 정렬 이후"))
    }

    @Test("A click on a message is none on the keys or rows under it", arguments: [7, 6])
    func onMessage(row: Int) {
        var driver = ConsoleDriver(size: Size(columns: 40, rows: 8))
        // Of two lines, the first of which lies over the list.
        driver.send(.notice(.problem, Bilingual(String(repeating: "가나다 ", count: 9), "")))
        let before = driver.console.frame(now: driver.now)
        let click = ConsoleEvent.mouse(MouseEvent(.press, row: row, column: 2))
        driver.send(click)
        let after = driver.console.frame(now: driver.now)
        #expect(after.text.contains("가나다"))
        #expect(header(of: after) == header(of: before))
        #expect(Self.selectedRow(of: after) == Self.selectedRow(of: before))
        driver.now = driver.now.advanced(by: .seconds(60))
        driver.send(.deadline)
        driver.send(click)
        let later = driver.console.frame(now: driver.now)
        let isActedOn =
            header(of: later) != header(of: before)
            || Self.selectedRow(of: later) != Self.selectedRow(of: before)
        #expect(isActedOn)
    }

    private func header(of frame: Frame) -> Substring? { frame.text.split(separator: "\n").first }

    private static func selectedRow(of frame: Frame) -> Int? {
        (0..<frame.size.rows).first { row in
            frame[row: row].prefix(10).contains { $0.style.isSelected }
        }
    }

    @Test("A second click much later only selects")
    mutating func slow() throws {
        try click("브랜디")
        driver.now = driver.now.advanced(by: .seconds(2))
        try click("브랜디")
        #expect(!driver.text().contains("› 브랜디"))
    }

    @Test("A click on a tab, on a key of the footer and on the heads does what the key does")
    mutating func places() throws {
        driver.press("7")
        try click("3:적용")
        #expect(driver.queries.last?.status == .applied)
        try click("도움말")
        #expect(driver.text().contains("취소건 목록의 키"))
        driver.press("Esc Esc")
        let before = driver.text()
        try click("마지막 수집")
        #expect(driver.text() != before)
    }

    @Test("The wheel moves the cursor by three rows, and scrolls a text")
    mutating func wheel() throws {
        let before = try #require(selectedRow)
        driver.send(.mouse(MouseEvent(.wheelDown, row: 10, column: 10)))
        #expect(selectedRow == before + 3)
        driver.send(.mouse(MouseEvent(.wheelUp, row: 10, column: 10)))
        #expect(selectedRow == before)
    }

    @Test(
        "Rows of every list are selected by a click, opened by a second one, and passed by the wheel",
        arguments: zip(["o", "b", "7"], ["› 주문 ", "› 주문 ", "취소건 #"])
    )
    mutating func lists(script: String, opened: String) throws {
        driver.press("\(script) g")
        let first = try #require(selectedRow)
        let press = MouseEvent(.press, row: first + 1, column: 5)
        driver.send(.mouse(press))
        #expect(selectedRow == first + 1)
        driver.send(.mouse(MouseEvent(.wheelUp, row: first, column: 5)))
        #expect(selectedRow == first)
        driver.send(.mouse(press))
        driver.send(.mouse(press))
        #expect(driver.text().contains(opened))
    }

    @Test("A click on a key of the footer does what the key does, on every page")
    mutating func footers() throws {
        for script in ["o", "b", "i", "v", "m", "o Enter", "Enter", "7 Enter"] {
            driver.press(script)
            let before = driver.text()
            try click("도움말")
            #expect(driver.text() != before)
            #expect(driver.text().contains("의 키"))
            driver.press("Esc")
            #expect(driver.text() == before)
            driver.press("Esc Esc Esc")
        }
    }

    @Test("A click selects a choice of a question, a second one takes it")
    mutating func dialog() throws {
        driver.press("2 d")
        try click("중복된 취소")
        #expect(driver.acts == [])
        try click("중복된 취소")
        #expect(driver.acts.count == 1)
    }

    @Test("A click runs a command of the palette the second time")
    mutating func palette() throws {
        driver.press(": 도움말")
        try click("F1")
        try click("F1")
        #expect(driver.text().contains("판매처 화면의 키"))
    }

    @Test(
        "A click anywhere, also outside the screen, does no harm",
        arguments: [(-1, -1), (0, 0), (39, 119), (40, 120), (1000, 1000), (20, 60)]
    )
    func anywhere(row: Int, column: Int) {
        for script in ["", "7", "2 Enter", "?", "2 d", "/", ":"] {
            var driver = driver
            driver.press(script)
            driver.send(.mouse(MouseEvent(.press, row: row, column: column)))
            driver.send(.mouse(MouseEvent(.press, row: row, column: column)))
            #expect(FrameText.faults(in: driver.console.frame(now: driver.now)) == [])
        }
    }

    @Test(
        "M and F8 leave the mouse to the terminal from any screen, and take it again",
        arguments: ["", "7", "?"]
    )
    func toggled(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        driver.press("M")
        #expect(driver.acts == [.useMouse(false)])
        #expect(driver.text().contains("M: 다시 콘솔에서 쓰기"))
        driver.press("F8")
        #expect(driver.acts == [.useMouse(false), .useMouse(true)])
    }
}
