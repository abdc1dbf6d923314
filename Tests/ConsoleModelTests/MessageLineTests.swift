import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The line of messages while something is under way")
struct MessageLineTests {
    private func driver(_ columns: Int, _ text: String) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: columns, rows: 24))
        var tally = PassTally()
        tally.notices = 5120
        var progress = ResyncProgress(
            accountsDone: 3,
            accountCount: 7,
            parts: (done: 9, count: 28),
            current: "coupang",
            tally: tally
        )
        progress.elapsed = .seconds(64)
        driver.send(.resyncProgress(progress))
        driver.send(.notice(.problem, Bilingual(both: text)))
        return driver
    }

    private let sentence = "저장소를 읽지 못했습니다. 폴더의 권한과 남은 공간을 확인하고 다시 시도하십시오. 파일: a.csv"

    @Test("Both stand there where they fit, the work in short where it has to be")
    func both() {
        let wide = driver(160, "읽지 못했습니다.").text()
        #expect(wide.contains("✖ 읽지 못했습니다."))
        #expect(wide.contains("재수집 3/7 · 쿠팡 · 구간 9/28 · 새 0건 · 초당 80행 · 약 2분 남음 · x·Esc 중지"))
        let narrow = driver(60, "읽지 못했습니다.").text()
        #expect(narrow.contains("✖ 읽지 못했습니다."))
        #expect(narrow.contains("재수집 3/7 · 약 2분 남음 · x·Esc 중지"))
    }

    @Test("A long message is there in whole until it has been read")
    func long() {
        var driver = driver(80, sentence)
        #expect(driver.text().contains("✖ 저장소를 읽지 못했습니다."))
        #expect(driver.text().contains("파일: a.csv"))
        #expect(driver.text().contains("재수집 3/7 · 약 2분 남음 · x·Esc 중지"))
        let read = driver.now.advanced(by: .seconds(6))
        driver.send(.exportProgress(3))
        var deadlines: [Timestamp] = []
        while driver.now < read, deadlines.count < 100 {
            guard let next = driver.console.nextDeadline(after: driver.now) else { break }
            #expect(next > driver.now)
            driver.now = next
            deadlines.append(next)
        }
        #expect(deadlines.contains(read))
        driver.send(.exportFinished(nil))
        #expect(driver.text().contains("✖ 저장소를 읽지 못했습니다."))
        #expect(!driver.text().contains("파일: a.csv"))
        #expect(driver.text().contains("재수집 3/7 · 약 2분 남음 · x·Esc 중지"))
        driver.now = driver.now.advanced(by: .seconds(9))
        driver.send(.deadline)
        #expect(!driver.text().contains("✖ 저장소"))
        #expect(driver.text().contains("재수집 3/7 · 쿠팡"))
    }

    @Test(
        "On the smallest screen both can be read, and a key folds the message",
        arguments: [8, 12]
    )
    func smallest(rows: Int) {
        var driver = driver(40, sentence)
        driver.send(.resized(Size(columns: 40, rows: rows)))
        for _ in 0..<2 {
            let text = driver.text()
            #expect(text.contains("✖ 저장소를 읽지 못했습니다."))
            #expect(text.contains("시도하십시오. 파일: a.csv"))
            #expect(text.contains("재수집 3/7"))
            driver.send(.deadline)
        }
        driver.press("j")
        #expect(driver.text().contains("✖ 저장소를 읽지"))
        #expect(!driver.text().contains("a.csv"))
        #expect(driver.text().contains("재수집 3/7"))
    }

    @Test("What comes within a moment of a message does not hide it, until a key is pressed")
    func twoAtOnce() {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24))
        for (level, word) in [(NoticeLevel.problem, "하나"), (.problem, "둘"), (.success, "셋")] {
            driver.send(.notice(level, Bilingual(both: word)))
        }
        #expect(driver.text().contains("✖ 둘 · ✓ 셋 "))
        driver.press("j")
        driver.send(.notice(.success, Bilingual(both: "넷")))
        #expect(driver.text().contains(" ✓ 넷 "))
        #expect(!driver.text().contains("셋"))
        driver.press("m")
        for line in ["✖ 하나", "✖ 둘", "✓ 셋", "✓ 넷"] { #expect(driver.text().contains(line)) }
    }

    @Test("What was said once and is said again stands there once")
    func sameAgain() {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24))
        for _ in 0..<2 { driver.send(.notice(.problem, Bilingual(both: "하나"))) }
        #expect(driver.text().contains("✖ 하나 "))
        #expect(!driver.text().contains("하나 ·"))
    }

    @Test("The key that stops a resync stands beside how far it is, on every screen and width")
    func stopping() {
        for (script, columns) in [("", 40), ("7", 40), ("b", 60), ("7 Enter", 80), ("?", 120)] {
            var driver = driver(columns, "끝")
            driver.now = driver.now.advanced(by: .seconds(60))
            driver.press(script)
            let last = driver.text().split(separator: "\n").first { $0.contains("재수집 3/7") }
            let keys = script.isEmpty ? "x·Esc 중지" : "x 중지"
            #expect(last?.contains(keys) == true, "\(driver.text())")
        }
        var only = ConsoleDriver(configuration: ConsoleConfiguration(readOnly: .asked))
        let progress = ResyncProgress(
            accountsDone: 3,
            accountCount: 7,
            current: nil,
            tally: PassTally()
        )
        only.send(.resyncProgress(progress))
        #expect(!only.text().contains("x 중지"))
    }

    @Test("Where something is typed, a message stands over it", arguments: [8, 24])
    func prompt(rows: Int) {
        var driver = ConsoleDriver(size: Size(columns: 40, rows: rows))
        driver.press("2 d End Enter Enter")
        #expect(driver.text().contains("사유를 입력하십시오."))
        #expect(driver.text().contains("제외 사유:"))
    }

    @Test("A mistake in a filter can be read on the smallest screen")
    func mistake() {
        var driver = ConsoleDriver(size: Size(columns: 40, rows: 8))
        driver.press("7 / 수량:많이 Enter")
        #expect(driver.text().contains("/ 수량:많이"))
        #expect(driver.text().contains("^^"))
        let words = driver.text().split(whereSeparator: { " |\n>".contains($0) }).joined()
        #expect(words.contains("읽을수없습니다") || words.contains("숫자"), "\(driver.text())")
    }

    @Test("A console with nothing under way does not wake to cut a message")
    func idle() {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.send(.notice(.problem, Bilingual(both: sentence)))
        let end = driver.now.advanced(by: .seconds(15))
        #expect(driver.console.nextDeadline(after: driver.now) == end)
    }

    @Test(
        "What a key cannot do on a screen goes with the screen",
        arguments: [
            (keys: "? /", words: "쓸 수 없습니다", onward: "Esc"),
            (keys: "Esc", words: "끝내기: q", onward: "o"),
            (keys: "C Esc Esc", words: "끝내기: q", onward: ": 이력 Enter"),
        ]
    )
    func ofAScreen(keys: String, words: String, onward: String) {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        driver.press(keys)
        #expect(driver.text().contains(words))
        driver.press("j")
        #expect(driver.text().contains(words))
        driver.press(onward)
        #expect(!driver.text().contains(words))
        driver.press("m")
        #expect(driver.text().contains(words))
    }
}
