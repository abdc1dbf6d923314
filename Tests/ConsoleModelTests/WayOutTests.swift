import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What Esc does, and where that is said")
struct WayOutTests {
    private static let progress = ResyncProgress(
        accountsDone: 3,
        accountCount: 43,
        current: nil,
        tally: PassTally()
    )

    @Test(
        "The keys at the bottom say what Esc does",
        arguments: [
            ("7", "Esc 뒤로"), ("7 Enter", "Esc 뒤로"), ("2 Space", "Esc 표시 해제"),
            ("7 / 상품~가디건 Enter", "Esc 찾기 해제"), ("o / 상품~텀블러 Enter", "Esc 찾기 해제"),
            ("b 680100001 Enter", "Esc 닫기"), ("/ 쿠팡 Enter", "Esc 찾기 해제"),
            ("Space", "Esc 표시 해제"), ("o / 01 Enter Enter Enter", "Esc 닫기"),
        ]
    )
    func footer(script: String, words: String) {
        var driver = ConsoleDriver(size: Size(columns: 160, rows: 30))
        driver.press(script)
        #expect(driver.text().contains(words))
        let before = driver.text()
        driver.press("Esc")
        #expect(driver.text() != before)
    }

    @Test("An export is stopped before anything else is left")
    func export() {
        var driver = ConsoleDriver(size: Size(columns: 160, rows: 30))
        driver.press("2 Space")
        driver.send(.exportProgress(4_000))
        #expect(driver.text().contains("Esc 중지"))
        driver.press("Esc")
        #expect(driver.acts == [.cancelExport])
        #expect(driver.text().contains("표시 1"))
    }

    @Test(
        "Where a resync was asked for Esc asks whether to stop it, and the progress says so",
        arguments: ["Enter r", "Enter t 3 Enter", "7 r", "7 Enter r", "7 R"]
    )
    func asked(script: String) throws {
        var driver = ConsoleDriver()
        driver.press(script)
        let asked = try #require(driver.acts.last)
        driver.send(.resyncProgress(Self.progress))
        #expect(driver.text().contains("x·Esc 중지"))
        driver.press("Esc")
        #expect(driver.text().contains("계속 수집하고 뒤로"))
        driver.press("Esc")
        #expect(driver.text().contains("x·Esc 중지"))
        driver.press("Esc j Enter")
        #expect(driver.acts == [asked, .cancelResync])
    }

    @Test("Who only wants to go back does so with Enter, and is not asked again on the way")
    func goingBack() {
        var driver = ConsoleDriver()
        driver.press("Enter c r")
        driver.send(.resyncProgress(Self.progress))
        driver.press("Esc Enter")
        #expect(driver.acts.count == 1)
        #expect(driver.text().contains(" · x 중지"))
        driver.press("c")
        #expect(driver.text().contains(" · x 중지"))
        driver.press("Esc Esc")
        #expect(!driver.text().contains("계속 수집"))
        // Nothing is left to go back to.
        #expect(driver.text().contains("x·Esc 중지"))
    }

    @Test("From a screen over the one where it was asked for, Esc leads back to that")
    func over() {
        var driver = ConsoleDriver()
        driver.press("7 r Enter")
        driver.send(.resyncProgress(Self.progress))
        #expect(driver.text().contains(" · x 중지"))
        driver.press("Esc")
        #expect(driver.text().contains("x·Esc 중지"))
    }

    @Test(
        "While something is typed or asked, no key is named that would go there",
        arguments: ["/", "s", ":"]
    )
    func typing(key: String) {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.send(.resyncProgress(Self.progress))
        #expect(driver.text().contains("x 중지"))
        driver.press(key)
        #expect(!driver.text().contains("x 중지"))
    }
}
