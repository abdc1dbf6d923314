import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Time on screen")
struct ConsoleTimeTests {
    @Test(
        "Countdowns derive from the clock",
        arguments: zip(
            [0, 1, 60, 753, 754, 755],
            ["12:34", "12:33", "11:34", "00:01", "00:00", "늦음 +0:01"]
        )
    )
    func countdown(seconds: Int, shown: String) {
        let driver = ConsoleDriver(size: Size(columns: 200, rows: 60))
        let later = driver.now.advanced(by: .seconds(seconds))
        #expect(driver.console.frame(now: later).text.contains(shown))
    }

    @Test("An entry of another day tells day and time, however narrow", arguments: [80, 120])
    func otherDays(columns: Int) {
        var driver = ConsoleDriver(size: Size(columns: columns, rows: 24))
        driver.now = driver.now.advanced(by: .seconds(86_400))
        driver.press("i")
        #expect(driver.text().contains(" 11-25 11:26 자동"))
        #expect(driver.text().contains("판단필요: 이미 배송"))
    }

    @Test("All countdowns move together on whole seconds")
    func wholeSeconds() {
        let driver = ConsoleDriver()
        let now = driver.now.advanced(by: .milliseconds(250))
        #expect(
            driver.console.nextDeadline(after: now) == driver.now.advanced(by: .seconds(1))
        )
    }

    @Test("Where time is sped up the screen moves once a real second, and says so")
    func demonstration() {
        let configuration = ConsoleConfiguration(isDemo: true, timeFactor: 60)
        let driver = ConsoleDriver(configuration: configuration)
        let deadline = driver.console.nextDeadline(after: driver.now)
        #expect(deadline == driver.now.advanced(by: .seconds(60)))
        #expect(driver.text().contains("DEMO ×60 · 시간 가속"))
    }

    /// When the first of the sample's accounts will be late, which is to be said then.
    private func lateDeadline(_ driver: ConsoleDriver) -> Timestamp? {
        Sample.summaries(of: driver.claims.map(\.row))
            .compactMap { AccountHealth.lateDeadline(of: $0.timer) }
            // What was overdue before is said once its poll had its chance.
            .flatMap { [$0, max($0, Sample.now.advanced(by: AccountHealth.tolerance))] }
            .filter { $0 > driver.now }.min()
    }

    @Test(
        "A screen without a running time wakes only when an account will be late",
        arguments: ["7", "7 Enter", "?"]
    )
    func idle(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.console.nextDeadline(after: driver.now) == lateDeadline(driver))
    }

    @Test("A terminal that is too small to show countdowns does not wake for them")
    func tooSmall() {
        let driver = ConsoleDriver(size: Size(columns: 20, rows: 4))
        #expect(driver.console.nextDeadline(after: driver.now) == lateDeadline(driver))
    }

    @Test("A console without accounts never wakes")
    func noAccounts() {
        let driver = ConsoleDriver(accounts: [])
        #expect(driver.console.nextDeadline(after: driver.now) == nil)
    }

    @Test(
        "A message goes away by itself, a problem later",
        arguments: zip([NoticeLevel.information, .success, .problem], [6, 6, 15])
    )
    func toast(level: NoticeLevel, seconds: Int) {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.send(.notice(level, Bilingual(both: "알림 하나")))
        let expiry = driver.now.advanced(by: .seconds(seconds))
        #expect(driver.console.nextDeadline(after: driver.now) == expiry)
        #expect(driver.text().contains("알림 하나"))
        driver.now = expiry
        driver.send(.deadline)
        #expect(!driver.text().contains("알림 하나"))
        #expect(driver.console.nextDeadline(after: driver.now) == lateDeadline(driver))
    }

    @Test("A message from outside is cleaned")
    func cleanToast() {
        var driver = ConsoleDriver()
        driver.send(.notice(.problem, Bilingual(both: "나쁜\u{1B}[31m 글")))
        #expect(driver.text().contains("나쁜␛[31m 글"))
    }
}
