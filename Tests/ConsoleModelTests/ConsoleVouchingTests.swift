import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What an operator says of times that no poll could read")
struct ConsoleVouchingTests {
    private let phrases = Phrases(language: .korean)
    private let account: AccountID = "storefarm"

    private func unread(_ hour: Int) -> TimeWindow {
        let start = Sample.now.advanced(by: .seconds(-3600 * hour))
        return TimeWindow(start: start, end: start.advanced(by: .seconds(1800)))
    }

    /// The first account's screen, with what no poll could read and what was vouched for.
    private func screen(
        unread: [TimeWindow] = [],
        vouched: [TimeWindow] = []
    ) -> ConsoleDriver {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 50))
        (driver.unreadPeriods, driver.vouchedPeriods) = (unread, vouched)
        driver.send(.storeChanged)
        driver.press("Enter")
        return driver
    }

    @Test("What could not be read is named with the key that records that somebody looked")
    func unreadNamed() {
        let driver = screen(unread: [unread(30), unread(50)], vouched: [unread(90)])
        let text = driver.text()
        for period in [unread(50), unread(30)] {
            #expect(text.contains("읽지 못한 기간 \(phrases.period(period))"))
        }
        #expect(text.contains("확인했으면 d로 기록하십시오."))
        #expect(text.contains("직접 확인한 기간 \(phrases.period(unread(90)))"))
    }

    @Test("Of many periods the screen and the question say how many more there are")
    func many() {
        var driver = screen(unread: (1...9).map { unread(10 * $0) })
        #expect(driver.text().contains("읽지 못한 기간 외 3개 기간"))
        driver.press("d")
        #expect(driver.text().contains("외 4개 기간"))
    }

    @Test(
        "d asks, and records what was on the screen with a reason that is offered or typed",
        arguments: zip(
            ["1 Enter", "2 Enter", "1 Tab Tab 통화 Enter 1 Enter"],
            ["판매처 화면에서 확인: 취소 없음", "판매처 화면에서 확인: 취소는 따로 처리함", "통화"]
        )
    )
    func vouch(keys: String, reason: String) {
        var driver = screen(unread: [unread(30), unread(50)])
        driver.press("d")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains(phrases.period(unread(50))))
        driver.press("Enter d \(keys)")
        let periods = [unread(50), unread(30)]
        #expect(driver.acts == [.setVouched(account, periods, true, reason: reason)])
        driver.send(.vouchChanged(account, periods, isVouched: true))
        #expect(driver.text().contains("직접 확인한 것으로 기록했습니다"))
    }

    @Test("u asks, and takes back what somebody has vouched for")
    func takeBack() {
        var driver = screen(vouched: [unread(30)])
        driver.press("u Enter")
        #expect(driver.acts.isEmpty)
        driver.press("u y")
        #expect(driver.acts == [.setVouched(account, [unread(30)], false)])
        driver.send(.vouchChanged(account, [unread(30)], isVouched: false))
        #expect(driver.text().contains("직접 확인을 취소했습니다"))
    }

    @Test(
        "Where there is nothing of the kind, the keys say so",
        arguments: zip(["d", "u"], ["읽지 못한 기간이 없습니다.", "직접 확인한 기간이 없습니다."])
    )
    func nothingToVouch(key: String, words: String) {
        var driver = screen()
        driver.press(key)
        #expect(driver.text().contains(words))
        #expect(driver.acts.isEmpty)
    }
}
