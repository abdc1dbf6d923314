import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The language key, and what was said and kept before it was pressed")
struct ConsoleLanguageTests {
    private static let korean = "취소목록.csv: 주문번호를 나타내는 열이 없습니다."
    private static let english = "취소목록.csv: no column holds the order number."

    @Test(
        "What failed a poll is told in the language of the screen, whoever polled",
        arguments: [
            // The list of accounts, with the failing one first; its own screen; the journal.
            "", "/ 스마트스토어 Enter Enter", "i",
        ]
    )
    func failure(script: String) {
        let size = Size(columns: 200, rows: 60)
        var driver = ConsoleDriver(size: size, language: .english)
        driver.furtherEntries = [
            JournalEntry(
                id: 999,
                at: driver.now,
                actor: .system,
                act: .takeIn,
                account: "storefarm",
                problem: Sample.failure
            )
        ]
        driver.press(script)
        #expect(driver.text().contains(Self.english))
        #expect(!driver.text().contains(Self.korean))
        driver.press("L")
        #expect(driver.text().contains(Self.korean))
        #expect(!driver.text().contains(Self.english))
    }

    @Test("What was said is read again in the other language")
    func messages() {
        var driver = ConsoleDriver(size: Size(columns: 200, rows: 24), language: .english)
        let error = StoreError(problem: .busy, path: "/s.db")
        driver.send(.notice(.problem, PhraseSamples.korean.both { $0.line(for: error) }))
        #expect(driver.text().contains("/s.db: another process keeps the store busy."))
        driver.press("L")
        #expect(driver.text().contains("/s.db: 다른 프로세스가 저장소를 쓰고 있습니다."))
        driver.send(.actFailed(ActError(problem: .notCarriedOut(Sample.failure))))
        driver.press("m")
        #expect(driver.text().contains("/s.db: 다른 프로세스가 저장소를 쓰고 있습니다."))
        #expect(driver.text().contains("수집하는 프로세스가 하지 못했습니다(\(Self.korean)"))
        driver.press("L")
        #expect(driver.text().contains("/s.db: another process keeps the store busy."))
        #expect(driver.text().contains("the process that polls could not do it"))
        #expect(!driver.text().contains("수집하는"))
    }

    @Test("A message on screen turns with the screen")
    func toast() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.send(.pauseChanged(["coupang", "storefarm"], isPaused: true))
        #expect(driver.text().contains("수집을 일시정지했습니다."))
        driver.press("L")
        #expect(driver.text().contains("polling is paused."))
        #expect(!driver.text().contains("일시정지했습니다"))
    }

    @Test("Whatever a key made the console say is there in both languages")
    func everyMessage() {
        var driver = ConsoleDriver(
            size: Size(columns: 160, rows: 60),
            language: .english,
            accounts: PhraseSamples.accounts
        )
        driver.press("u")
        driver.press("o")
        driver.press(">")
        driver.press("Esc")
        driver.send(.exportStopped)
        driver.send(.exportFinished(ExportResult(path: "/x.csv", rowCount: 3)))
        driver.send(.resyncFinished([]))
        driver.send(.pauseChanged(["alpha"], isPaused: false))
        driver.send(.actFailed(ActError(problem: .nothingToUndo)))
        driver.press("m")
        let english = driver.text()
        driver.press("L")
        let korean = driver.text()
        let marks: Set<Character> = ["✖", "✓", "·"]
        func said(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { line in
                line.contains("2026-") && line.contains { marks.contains($0) }
            }
        }
        #expect(said(english).count >= 6)
        #expect(said(english).count == said(korean).count)
        #expect(said(english).filter { String($0).hasHangul } == [])
        #expect(said(korean).filter { !String($0).hasHangul } == [])
    }
}
