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
        #expect(driver.text().contains("멈출 재수집이 없습니다."))
        driver.press("Enter")
        #expect(!driver.text().contains("Esc 닫기"))
        #expect(driver.text().contains("멈출 재수집이 없습니다."))
        #expect(driver.acts == [])
    }

    @Test(
        "No reason is cut to what may be its opposite",
        arguments: [Size(columns: 40, rows: 8), Size(columns: 80, rows: 24)],
        Language.allCases
    )
    func cut(size: Size, language: Language) {
        for screen in ["", "7", "3", "7 Enter", "o", "b", "i"] {
            var driver = ConsoleDriver(size: size, language: language)
            driver.press("\(screen) :")
            var reasons = 0
            for _ in 0..<70 {
                for line in driver.text().split(separator: "\n") {
                    guard let mark = line.firstRange(of: "✖ ") else { continue }
                    reasons += 1
                    #expect(!line[mark.upperBound...].contains("…"), "\(screen): \(line)")
                }
                driver.press("Down")
            }
            #expect(reasons > 0)
        }
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

    @Test(
        "What is called exactly so, or has the key, comes before all whose titles contain the words",
        arguments: zip(
            ["o : 열", "o : 정렬", "C : 되돌리기", "o : columns", "o : w", "i : B", "i : e"],
            ["열", "정렬", "되돌리기", "열", "열", "당길 송장", "내보내기"]
        )
    )
    func exactly(script: String, title: String) throws {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 30))
        driver.press(script)
        let lines = driver.text().split(separator: "\n")
        let input = try #require(lines.firstIndex { $0.contains("│ : ") })
        let words = lines[input + 1].drop { $0 != "│" }.split(separator: " ").joined(separator: " ")
        #expect(words.contains(" \(title) "), "\(lines[input + 1])")
        #expect(lines[input + 1].hasPrefix(">"))
    }

    @Test(
        "What another screen has under the name is said not to be on this one, and nothing is done",
        arguments: zip(
            ["m : export", "m : 내보내기", "m : apply", "v : 정렬", "m : export Space case"],
            ["내보내기 (e)", "내보내기 (e)", "적용 (a)", "정렬 (s)", "사건 기록 (e)"]
        )
    )
    func elsewhere(script: String, named: String) {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 30))
        driver.press(script)
        let place = driver.text().split(separator: "\n")[0]
        #expect(driver.text().contains("✖ 이 화면에서는 쓸 수 없습니다."))
        driver.press("Enter")
        #expect(driver.text().contains("이 화면에서는 쓸 수 없습니다: \(named)."))
        #expect(driver.text().split(separator: "\n")[0] == place)
        #expect(driver.acts == [])
    }

    @Test("What this screen has under the name comes before what others have")
    func hereFirst() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 30))
        driver.press(": 적용")
        let lines = driver.text().split(separator: "\n").drop { !$0.contains("│ : ") }.dropFirst()
        #expect(lines.first?.contains("적용 목록") == true)
        #expect(lines.dropFirst().first?.contains("✖ 이 화면에서는") == true)
        driver.press("Enter")
        #expect(driver.queries.last?.status == .applied)
    }

    @Test("A screen that is open is not said to be elsewhere", arguments: ["m : 메시지", "o : 주문"])
    func openAlready(script: String) {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 30))
        driver.press(script)
        #expect(!driver.text().contains("✖ 이 화면에서는 쓸 수 없습니다."))
    }

    @Test("Without words only what the screen has is listed")
    func unnamed() {
        var driver = ConsoleDriver(size: Size(columns: 100, rows: 60))
        driver.press("m :")
        #expect(!driver.text().contains("이 화면에서는"))
    }

    @Test("The key that leads back leads back, and does not quit")
    func back() {
        var driver = ConsoleDriver()
        driver.press("o : q Enter")
        #expect(!driver.acts.contains(.quit))
        #expect(!driver.text().contains("판매처 › 주문"))
    }

    @Test(
        "English that was typed with a Korean input method on finds what it would without",
        arguments: zip(["ㅗ디ㅔ", "ㄷ테ㅐㄳ", "ㅊㅗㅁㄳㄴ"], ["help", "export", "charts"])
    )
    func inputMethod(typed: String, meant: String) {
        let found = [typed, meant].map { words in
            var driver = ConsoleDriver(size: Size(columns: 100, rows: 30))
            driver.press("C : \(words)")
            return driver.text().split(separator: "\n").drop { !$0.contains("│ : ") }.dropFirst()
        }
        #expect(found[0].prefix(3) == found[1].prefix(3))
        #expect(!found[0].contains { $0.contains("그런 명령이 없습니다.") })
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
