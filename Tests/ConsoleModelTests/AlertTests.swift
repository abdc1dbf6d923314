import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Alerts: what became worse")
struct AlertTests {
    private var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
    private let account = Sample.accounts[0].id

    private var alerts: [String] {
        driver.acts.compactMap { if case .alert(let text) = $0 { text } else { nil } }
    }

    /// What one account's summary says after a poll of it.
    private func summary(
        failures: Int = 0,
        held: Int = 0,
        overdue: Duration = .seconds(-600),
        pulls: [PullUrgency: Int] = [:],
        hours: [Int] = [Int](repeating: 1, count: 24),
        usual: [Int] = []
    ) -> AccountSummary {
        AccountSummary(
            account: account,
            counts: [.held: held],
            appliedToday: 0,
            hourlyCounts: hours,
            timer: AccountTimer(
                account: account,
                nextPollAt: driver.now.advanced(by: .zero - overdue),
                consecutiveFailures: failures,
                lastPollAt: driver.now
            ),
            lastPoll: nil,
            pullCounts: pulls,
            usualCounts: usual
        )
    }

    private mutating func see(
        _ summary: AccountSummary,
        poller: PollerPresence = .here
    ) throws {
        driver.holdsAnswers = true
        driver.send(.storeChanged)
        var question: RequestToken?
        for case .loadSummaries(let token) in driver.questions.reversed() where question == nil {
            question = token
        }
        let answer = SummariesAnswer(
            token: try #require(question),
            summaries: [summary],
            poller: poller
        )
        driver.send(.summaries(answer))
    }

    @Test("An account that begins to fail is said once, by bell and message")
    mutating func failing() throws {
        try see(summary())
        let before = alerts.count
        try see(summary(failures: 1))
        try see(summary(failures: 2))
        #expect(alerts.count == before + 1)
        #expect(alerts.last?.hasPrefix("수집 실패: ") == true)
        #expect(driver.text().contains("수집 실패: "))
    }

    @Test("More that wait for a person are said with both numbers, fewer are not")
    mutating func held() throws {
        try see(summary(held: 3))
        try see(summary(held: 5))
        #expect(alerts.last == "판단필요 3 → 5")
        let count = alerts.count
        try see(summary(held: 1))
        #expect(alerts.count == count)
    }

    @Test("More labels to be pulled are said with both numbers, what has no label is not")
    mutating func pullList() throws {
        try see(summary(pulls: [.labeled: 116, .received: 4]))
        try see(summary(pulls: [.labeled: 117, .received: 4]))
        #expect(alerts.last == "당길 품목 116 → 117")
        let count = alerts.count
        try see(summary(pulls: [.labeled: 100, .received: 9]))
        #expect(alerts.count == count)
        // What one puts back on the list oneself is no news.
        let key = OrderLineKey(account: account, orderNumber: "1", lineID: "1")
        driver.send(.pullChanged(key, .labeled, isPulled: false))
        try see(summary(pulls: [.labeled: 101, .received: 9]))
        #expect(alerts.count == count)
    }

    @Test("What is cancelled and left all the same is said, before what has a label")
    mutating func recall() throws {
        try see(summary(pulls: [.labeled: 3]))
        try see(summary(pulls: [.labeled: 4, .recall: 1]))
        #expect(alerts.last == "취소했는데 출고됨, 회수할 품목 0 → 1 · 당길 품목 3 → 4")
        #expect(driver.text().contains("회수 1"))
    }

    @Test("What an act on several does is no news, however its counts come in", arguments: [0, 1])
    mutating func ownBulkAct(extra: Int) throws {
        driver.press("7 *")
        let marked = driver.marked(4, 7)
        try see(summary(held: 9, pulls: [.labeled: 149]))
        let before = alerts
        driver.press("a 1 Enter")
        try see(summary(held: 8, pulls: [.labeled: 150]))
        driver.send(.markedProgress(MarkedProgress(.apply(), count: 2)))
        try see(summary(held: 7, pulls: [.labeled: 151]))
        var progress = MarkedProgress(.apply(), count: 2)
        for one in marked {
            let key = OrderLineKey(account: account, orderNumber: "1", lineID: LineID("\(one.id)"))
            let change = LineChange(
                line: key,
                unitsBefore: 0,
                unitsAfter: 1,
                isHeld: true,
                shippingOfFreeLine: .labeled
            )
            progress.note(
                ActResult(id: one.id, status: .applied, reason: .applied, changes: [change]),
                of: one
            )
        }
        driver.send(.storeChanged)
        driver.send(.markedFinished(progress))
        driver.send(.deadline)
        // What was asked before the end may have been read before the last of them.
        try see(summary(held: 8, pulls: [.labeled: 150]))
        #expect(alerts == before)
        #expect(driver.text().contains("적용 2건"))
        try see(summary(held: 7, pulls: [.labeled: 151 + extra]))
        #expect(alerts == before + (extra == 0 ? [] : ["당길 품목 151 → 152"]))
    }

    @Test("An act that comes to nothing leaves the alerts as they were")
    mutating func abortedAct() throws {
        driver.press("3 u 1")
        try see(summary(held: 3))
        let before = alerts
        driver.press("Enter")
        try see(summary(held: 4))
        #expect(alerts == before)
        driver.send(.actAborted(Bilingual("저장소에 쓸 수 없습니다.", "cannot be written")))
        #expect(driver.text().contains("저장소에 쓸 수 없습니다."))
        try see(summary(held: 4))
        try see(summary(held: 4))
        #expect(alerts == before + ["판단필요 3 → 4"])
    }

    @Test("An account that becomes late is said when it does, without another event")
    mutating func late() throws {
        try see(summary())
        let count = alerts.count
        driver.send(.resized(Size(columns: 20, rows: 5)))
        let deadline = try #require(driver.console.nextDeadline(after: driver.now))
        #expect(deadline == driver.now.advanced(by: .seconds(600) + AccountHealth.tolerance))
        driver.now = deadline
        driver.send(.deadline)
        #expect(alerts.count == count + 1)
        #expect(alerts.last?.hasPrefix("수집 지연: ") == true)
    }

    @Test(
        "What is overdue after a break is news only when it is late after its poll had its chance",
        arguments: [
            [PollerPresence.nobody, .here], [.here, .here], [.nobody, .elsewhere("b", since: nil)],
        ]
    )
    mutating func overdue(pollers: [PollerPresence]) throws {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.holdsAnswers = true
        self.driver = driver
        for poller in pollers { try see(summary(overdue: .seconds(36_000)), poller: poller) }
        #expect(alerts == [])
        let chance = driver.now.advanced(by: AccountHealth.tolerance)
        self.driver.send(.resized(Size(columns: 20, rows: 5)))
        #expect(self.driver.console.nextDeadline(after: driver.now) == chance)
        self.driver.now = chance
        self.driver.send(.deadline)
        #expect(alerts.map { $0.hasPrefix("수집 지연: ") } == [true])
        self.driver.send(.deadline)
        #expect(alerts.count == 1)
    }

    @Test(
        "What is overdue when a console goes on that was stopped has its chance first",
        arguments: [(3600, 0), (30, 1)]
    )
    mutating func stopped(seconds: Int, count: Int) throws {
        try see(summary())
        driver.send(.resized(Size(columns: 20, rows: 5)))
        let deadline = try #require(driver.console.nextDeadline(after: driver.now))
        driver.now = deadline.advanced(by: .seconds(seconds))
        driver.send(.deadline)
        #expect(alerts.count == count)
        driver.now = driver.now.advanced(by: AccountHealth.tolerance)
        driver.send(.deadline)
        #expect(alerts.map { $0.hasPrefix("수집 지연: ") } == [true])
    }

    @Test("What was overdue and is polled in time is never said")
    mutating func caughtUp() throws {
        let count = alerts.count
        try see(summary(overdue: .seconds(36_000)), poller: .nobody)
        try see(summary(overdue: .seconds(36_000)))
        try see(summary())
        self.driver.now = driver.now.advanced(by: AccountHealth.tolerance)
        driver.send(.deadline)
        #expect(alerts.count == count)
    }

    @Test("Nothing is said of what was so when the console opened")
    func first() {
        #expect(alerts == [])
    }

    @Test(
        "Silence counts against the same hours of earlier weeks, where two of them are known",
        arguments: [
            ([12, 11, 13, 12], 12, true), ([3, 2, 4], 3, false), ([12, 0, 13], 8, false),
            ([20, 9], 15, true), ([40], nil, false), ([], nil, false),
        ]
    )
    func weeks(usual: [Int], count: Int?, isUnusual: Bool) {
        let hours = [Int](repeating: 1, count: 21) + [0, 0, 0]
        let silence = Silence(summary(hours: hours, usual: usual))
        #expect(silence.usualCount == count)
        #expect(silence.isUnusual == isUnusual)
        #expect(silence.start(now: Timestamp(seconds: 36_000 + 60)) == Timestamp(seconds: 28_800))
    }

    @Test("An account that is silent is named with what these hours usually bring")
    mutating func silentAccount() throws {
        try see(summary(hours: [Int](repeating: 1, count: 24)))
        try see(summary(hours: [Int](repeating: 1, count: 20) + [0, 0, 0, 0], usual: [12, 12]))
        #expect(alerts.last?.contains("부터 0건, 평소 이 시간 12건") == true)
    }

    @Test(
        "What was silent when the console opened is no news once somebody polls",
        arguments: [
            [PollerPresence.nobody, .here], [.nobody, .nobody, .elsewhere("b", since: nil)],
            [.here, .nobody, .here],
        ]
    )
    mutating func silentBefore(pollers: [PollerPresence]) throws {
        driver.console = Console(
            configuration: ConsoleConfiguration(operatorName: "kim"),
            accounts: Sample.accounts,
            size: Size(columns: 120, rows: 40),
            now: driver.now
        )
        let silent = [Int](repeating: 1, count: 20) + [0, 0, 0, 0]
        for poller in pollers { try see(summary(hours: silent, usual: [12, 12]), poller: poller) }
        #expect(alerts == [])
        // What comes ends the silence; another one is news.
        try see(summary())
        #expect(alerts == [])
        try see(summary(hours: silent, usual: [12, 12]))
        #expect(alerts.count == 1)
    }

    @Test("A silence is said once, however often nobody polls in between")
    mutating func silentOnce() throws {
        let silent = [Int](repeating: 1, count: 20) + [0, 0, 0, 0]
        try see(summary())
        let count = alerts.count
        // While nobody polls, nothing can come: that tells nothing.
        try see(summary(hours: silent, usual: [12, 12]), poller: .nobody)
        #expect(alerts.count == count)
        for poller in [PollerPresence.here, .nobody, .here] {
            try see(summary(hours: silent, usual: [12, 12]), poller: poller)
        }
        #expect(alerts.count == count + 1)
    }

    @Test(
        "Silence counts against the account's own last day",
        arguments: [
            ([Int](repeating: 5, count: 20) + [0, 0, 0, 0], true),
            ([Int](repeating: 1, count: 20) + [0, 0, 0, 0], false),
            ([Int](repeating: 5, count: 23) + [0], false),
            ([Int](repeating: 0, count: 24), false),
            ([Int](repeating: 1, count: 12) + [Int](repeating: 0, count: 12), true),
            ([], false),
        ]
    )
    func silence(hours: [Int], isUnusual: Bool) {
        #expect(Silence(summary(hours: hours)).isUnusual == isUnusual)
    }
}

@Suite("Copying")
struct ConsoleCopyTests {
    @Test("y copies the order number, Y the claim, and both say so")
    func copy() throws {
        var driver = ConsoleDriver()
        driver.press("7 y")
        let row = try #require(driver.claims.map(\.row).max { $0.id < $1.id })
        #expect(driver.acts == [.copy(row.orderNumber.rawValue)])
        #expect(driver.text().contains("복사함: \(row.orderNumber)"))
        driver.press("Enter Y")
        #expect(driver.acts.last == .copy(row.claimID.rawValue))
    }

    @Test("On orders it is the order number, on the pull list the tracking number")
    func pages() {
        var driver = ConsoleDriver()
        driver.press("b y")
        #expect(driver.acts.last == .copy("680100001"))
        driver.press("Esc o y Enter y")
        let copied = driver.acts.suffix(2)
        #expect(copied.count == 2)
        #expect(Set(copied).count == 1)
    }

    @Test("Where nothing is selected, nothing is copied")
    func nothing() {
        var driver = ConsoleDriver(claims: [])
        driver.press("7 y Y")
        #expect(driver.acts == [])
        #expect(driver.text().contains("선택한 행이 없습니다."))
    }
}
