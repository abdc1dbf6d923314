import ConsoleModel
import MatchingCore
import Testing

@Suite("What the accounts were found by, in the next run")
struct KeptAccountFilterTests {
    @Test(
        "Accounts stay found as they were, in the next run as well, and the screen says so",
        arguments: [
            ("대기>0", "/대기>0 3/7 · 숨은 계정: 실패 1 · Esc: 모두 보기"),
            ("상태:실패", "/상태:실패 1/7 · 숨은 계정: 늦음 1 · Esc: 모두 보기"),
            ("쿠팡", "/쿠팡 1/7 · 숨은 계정: 실패 1 · Esc: 모두 보기"),
            ("health:late,failing", "/health:late,failing 2/7 · Esc: 모두 보기"),
        ]
    )
    func accountsAsLeft(filter: String, header: String) throws {
        var driver = ConsoleDriver()
        driver.press("/ \(filter)")
        // What is being typed is nothing to keep yet.
        #expect(driver.remembered == nil)
        driver.press("Enter")
        #expect(driver.text().contains(header))
        let memory = try #require(driver.remembered)
        var next = ConsoleDriver(configuration: ConsoleConfiguration(memory: memory))
        #expect(next.remembered == nil)
        #expect(next.text().contains(header))
        // Of all accounts, whichever are listed.
        #expect(next.text().contains("판단필요 2 · 대기 3"))
        next.press("Esc")
        #expect(!next.text().contains("/\(filter)"))
        let cleared = try #require(next.remembered)
        let last = ConsoleDriver(configuration: ConsoleConfiguration(memory: cleared))
        #expect(last.text().contains("1/7"))
    }

    @Test("Before anything is known of the accounts, a kept filter does not say that none is such")
    func accountsNotRead() throws {
        var driver = ConsoleDriver()
        driver.press("/ 상태:실패 Enter")
        let memory = try #require(driver.remembered)
        let next = Console(
            configuration: ConsoleConfiguration(memory: memory),
            accounts: Sample.accounts,
            size: Size(columns: 80, rows: 24),
            now: Sample.now
        )
        #expect(next.frame(now: Sample.now).text.contains("읽는 중…"))
        #expect(!next.frame(now: Sample.now).text.contains("맞는 계정이 없습니다"))
    }

    @Test(
        "A kept filter that names an account which is gone is dropped; one that nobody meets is not",
        arguments: [("쿠팡", false), ("판매처:쿠팡", false), ("상태:폴링", true)]
    )
    func accountsGone(filter: String, isKept: Bool) throws {
        var driver = ConsoleDriver()
        driver.press("/ \(filter) Enter")
        let memory = try #require(driver.remembered)
        let next = ConsoleDriver(
            accounts: Sample.accounts.filter { $0.id != "coupang" },
            configuration: ConsoleConfiguration(memory: memory)
        )
        #expect(next.text().contains("/\(filter)") == isKept)
    }
}
