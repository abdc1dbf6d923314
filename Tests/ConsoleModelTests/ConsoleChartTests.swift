import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The charts")
struct ConsoleChartTests {
    @Test("v opens them, Esc goes back, and a change of the store asks anew")
    func open() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("v")
        #expect(driver.text().contains("판매처 › 차트"))
        #expect(driver.text().contains("요청에서 적용까지"))
        let count = driver.questions.count
        driver.send(.storeChanged)
        #expect(driver.questions.count == count + 2)
        driver.press("Esc")
        #expect(!driver.text().contains("› 차트"))
    }

    @Test("The account that matches worst comes first, with how many of how many")
    func rates() throws {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 60))
        driver.holdsAnswers = true
        driver.press("v")
        var token: RequestToken?
        for case .ask(.charts, let asked) in driver.questions { token = asked }
        let hours: (Int, Int) -> [[Status: Int]] = { applied, held in
            [[Status: Int]](repeating: [:], count: 71) + [[.applied: applied, .held: held]]
        }
        let charts = [
            AccountChart(account: "coupang", hours: hours(9, 1), leads: [.hour: 3, .day: 1]),
            AccountChart(account: "auction", hours: hours(1, 3), leads: [:]),
        ]
        let answer = ChartsAnswer(token: try #require(token), charts: charts, now: driver.now)
        driver.send(.charts(answer))
        let rows = driver.text().split(separator: "\n")
        let worst = try #require(rows.firstIndex { $0.contains(" 25% · 1/4") })
        #expect(rows[worst + 1].contains("쿠팡"))
        #expect(rows[worst + 1].contains("90% · 9/10"))
        #expect(rows.contains { $0.contains("30분~1시간") && $0.contains("75%") })
    }

    @Test("Without a cancellation they say so, at any width", arguments: [40, 60, 80, 300])
    func empty(width: Int) {
        var driver = ConsoleDriver(size: Size(columns: width, rows: 50), claims: [])
        driver.press("v")
        #expect(driver.text().contains("최근 취소건이 없습니다."))
    }
}
