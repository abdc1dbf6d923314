import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The tabs over lists of cancellations")
struct TabsTests {
    private func tabs(_ applied: Int, _ pending: Int, _ language: Language) throws -> String {
        var driver = ConsoleDriver(size: Size(columns: 80, rows: 24), language: language)
        driver.press("3")
        driver.holdsAnswers = true
        driver.send(.storeChanged)
        var question: RequestToken?
        for case .loadSummaries(let token) in driver.questions { question = token }
        let summary = AccountSummary(
            account: Sample.accounts[0].id,
            counts: [.applied: applied, .pending: pending],
            appliedToday: 0,
            hourlyCounts: [],
            timer: AccountTimer(account: Sample.accounts[0].id),
            lastPoll: nil
        )
        driver.send(
            .summaries(
                SummariesAnswer(token: try #require(question), summaries: [summary], poller: .here)
            )
        )
        let lines = driver.text().split(separator: "\n")
        return String(lines.first { $0.contains("3:") } ?? "")
    }

    @Test(
        "Counts that have no room are rounded down, so that they stay in sight",
        arguments: [
            (1_239_999, 9_999, "3:적용 123만", "1:대기 9,999", Language.korean),
            (12_999, 250_000_000, "3:적용 1.2만", "1:대기 2.5억", .korean),
            (10_000, 100_000_000, "3:적용 1만", "1:대기 1억", .korean),
            (1_290_000, 0, "3:applied 1.2M", "1:pending 2:", .english),
            (12_999, 999, "3:applied 12k", "1:pending 999", .english),
        ]
    )
    func short(
        applied: Int,
        pending: Int,
        first: String,
        second: String,
        language: Language
    ) throws {
        let line = try tabs(applied, pending, language)
        #expect(line.contains(first), "\(line)")
        #expect(line.contains(second), "\(line)")
    }

    @Test("Where they have room they are whole")
    func whole() throws {
        #expect(try tabs(243, 12_345, .korean).contains("1:대기 12,345 "))
    }
}
