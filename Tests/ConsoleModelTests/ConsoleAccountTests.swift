import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Acts on accounts")
struct ConsoleAccountTests {
    private static let day: Int64 = 86_400

    private static func since(_ seconds: Int64) -> ResyncPeriod {
        ResyncPeriod(start: Sample.now.advanced(by: .seconds(-seconds)))
    }

    @Test("r acts on the marked accounts, in the list's order, and says how many")
    func marked() {
        var driver = ConsoleDriver()
        driver.press("j Space Space r")
        #expect(driver.text().contains("표시 2"))
        #expect(driver.text().contains("계정 2곳을 지금 수집"))
        #expect(driver.acts.count == 1)
        guard case .resync(let accounts, nil) = driver.acts.first else {
            Issue.record("\(driver.acts)")
            return
        }
        #expect(accounts.count == 2)
        #expect(!accounts.contains("storefarm"))
    }

    @Test("Space marks and unmarks; Esc takes all marks away and stays")
    func unmark() {
        var driver = ConsoleDriver()
        driver.press("Space k Space")
        #expect(!driver.text().contains("표시 1"))
        driver.press("* Esc r")
        #expect(driver.acts.count == 1)
        guard case .resync(let accounts, nil) = driver.acts.first else { return }
        #expect(accounts.count == 1)
    }

    @Test("* marks every account of the list, or none")
    func markAll() {
        var driver = ConsoleDriver()
        driver.press("*")
        #expect(driver.text().contains("표시 \(Sample.accounts.count)"))
        driver.press("*")
        #expect(!driver.text().contains(" · 표시"))
    }

    @Test(
        "t asks for which time, and nothing happens unless that is answered",
        arguments: ["t Enter", "t Esc", "t q", "t 5 Enter Esc"]
    )
    func nothing(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.acts.isEmpty)
    }

    @Test(
        "A period of the list is read",
        arguments: zip(["t 1 Enter", "t 3 Enter", "t 4 Enter"], [nil, since(day), since(7 * day)])
    )
    func chosen(script: String, period: ResyncPeriod?) {
        var driver = ConsoleDriver()
        driver.press(script)
        #expect(driver.acts == [.resync(["storefarm"], period)])
    }

    @Test("Since midnight means Korea's")
    func midnight() {
        var driver = ConsoleDriver()
        driver.press("t 2 Enter")
        guard case .resync(_, let period?) = driver.acts.first else {
            Issue.record("\(driver.acts)")
            return
        }
        #expect(CivilTime(period.start).timeText == "00:00:00")
        #expect(CivilTime(period.start).dateText == CivilTime(Sample.now).dateText)
    }

    @Test("A typed period is read; one that cannot be read is asked for again")
    func typed() {
        var driver = ConsoleDriver()
        driver.press("t 5 Enter soon Enter")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("지난 기간이 아닙니다"))
        driver.press("Ctrl-U 2026-11-20 ~ 2026-11-21 Enter")
        #expect(driver.acts.count == 1)
        guard case .resync(_, let period?) = driver.acts.first else { return }
        #expect(period.start.iso8601 == "2026-11-20T00:00:00+09:00")
        #expect(period.end?.iso8601 == "2026-11-22T00:00:00+09:00")
    }

    @Test("A long period that is typed is asked about, with the parts that it has")
    func longPeriod() {
        var driver = ConsoleDriver()
        driver.press("t 5 Enter 1900-01-01 ~ 1900-03-12 Enter")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("11구간"))
        driver.press("Enter")
        #expect(driver.acts.isEmpty)
        driver.press("t 5 Enter 1900-01-01 ~ 1900-03-12 Enter y")
        #expect(driver.acts.count == 1)
    }

    @Test("p on several accounts names how many, and asks")
    func pauseSeveral() {
        var driver = ConsoleDriver()
        driver.press("Space Space p")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("일시정지: 계정 2곳"))
        driver.press("y")
        guard case .pause(let accounts, _) = driver.acts.first else {
            Issue.record("\(driver.acts)")
            return
        }
        #expect(accounts.count == 2)
    }

    @Test("The header says which process polls, and since when")
    func poller() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        driver.poller = .elsewhere(
            "ops-1:4711",
            since: Sample.now.advanced(by: .seconds(-600))
        )
        driver.send(.storeChanged)
        let time = CivilTime(Sample.now.advanced(by: .seconds(-600))).minuteText
        #expect(driver.text().contains("수집 ops-1:4711 (\(time)부터)"))
    }

    @Test("What another console asked for is shown with who asked, until it has ended")
    func others() {
        var driver = ConsoleDriver()
        let progress = ResyncProgress(
            accountsDone: 3,
            accountCount: 43,
            current: "coupang",
            tally: PassTally()
        )
        driver.othersResync = running(progress, by: "lee\u{1B}[2J")
        driver.send(.storeChanged)
        #expect(driver.text().contains("재수집 3/43 · 쿠팡 · 새 0건 · lee"))
        #expect(driver.text().contains("요청"))
        driver.now = driver.now.advanced(by: .seconds(60))
        driver.othersResync = nil
        driver.send(.storeChanged)
        #expect(!driver.text().contains("3/43"))
    }

    @Test("A console's own resync goes before another's")
    func ownFirst() {
        var driver = ConsoleDriver()
        let (own, other) = (progress(of: 2), progress(of: 43))
        driver.othersResync = running(other, by: "lee")
        driver.send(.storeChanged)
        driver.send(.resyncProgress(own))
        #expect(driver.text().contains("재수집 0/2"))
        driver.send(.resyncFinished([]))
        driver.now = driver.now.advanced(by: .seconds(60))
        driver.send(.deadline)
        #expect(driver.text().contains("재수집 0/43"))
    }

    @Test(
        "x stops what another console asked for, once that was confirmed",
        arguments: [true, false]
    )
    func stopOthers(isConfirmed: Bool) {
        var driver = ConsoleDriver()
        driver.othersResync = running(progress(of: 43), by: "lee")
        driver.send(.storeChanged)
        driver.press("x")
        #expect(driver.acts == [])
        #expect(driver.text().contains("재수집 0/43 · 새 0건 · lee 요청"))
        driver.press(isConfirmed ? "1 Enter" : "Enter")
        let stop = ConsoleEffect.stopResync(ResyncRequestID(rawValue: 7))
        #expect(driver.acts == (isConfirmed ? [stop] : []))
    }

    @Test("Esc on the first screen asks whether this console's resync is to be stopped")
    func stopByEscape() {
        var driver = ConsoleDriver()
        driver.press("Space")
        driver.send(.resyncProgress(progress(of: 2)))
        driver.press("Esc")
        #expect(driver.text().contains("계속 수집"))
        driver.press("Enter")
        #expect(driver.acts == [])
        #expect(driver.text().contains("표시 1"))
        driver.press("Esc j Enter")
        #expect(driver.acts == [.cancelResync])
    }

    @Test("The question whether to stop says how far it is, and goes when it has ended")
    func stopQuestionEnds() {
        var driver = ConsoleDriver()
        driver.send(.resyncProgress(progress(of: 43)))
        driver.press("Esc")
        #expect(driver.text().contains("재수집 0/43"))
        var further = progress(of: 43)
        further.accountsDone = 7
        driver.send(.resyncProgress(further))
        #expect(driver.text().contains("재수집 7/43"))
        #expect(driver.text().contains("계속 수집"))
        driver.send(.resyncFinished([]))
        #expect(!driver.text().contains("계속 수집"))
        driver.press("j Enter")
        #expect(driver.acts == [])
    }

    @Test("The question about another console's resync goes when that has ended")
    func stopQuestionOfAnother() {
        var driver = ConsoleDriver()
        driver.othersResync = running(progress(of: 43), by: "lee")
        driver.send(.storeChanged)
        driver.press("x")
        #expect(driver.text().contains("계속 수집"))
        driver.othersResync = nil
        driver.send(.storeChanged)
        #expect(!driver.text().contains("계속 수집"))
    }

    @Test(
        "x stops a resync on every screen; Esc leads back from all but the first",
        arguments: [
            "", "7", "7 Enter", "Enter", "o", "7 o", "b", "i", "m", "v", "Enter w Esc", "?",
        ]
    )
    func stopAnywhere(script: String) {
        var driver = ConsoleDriver()
        driver.press(script)
        driver.send(.resyncProgress(progress(of: 2)))
        driver.press("x")
        #expect(driver.acts == [.cancelResync])
        let before = driver.text()
        driver.press("Esc")
        #expect(driver.text() != before)
        #expect(driver.text().contains("계속 수집") == script.isEmpty)
    }

    @Test("What somebody else stopped is told with who did, and how far it was")
    func stoppedByAnother() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        var last = progress(of: 2)
        last.stoppedBy = "lee"
        driver.send(.resyncProgress(last))
        driver.send(.resyncFinished([]))
        #expect(driver.text().contains("재수집 중지(lee): 계정 0/2곳"))
        last.stoppedBy = "kim"
        driver.send(.resyncProgress(last))
        driver.send(.resyncFinished([]))
        #expect(driver.text().contains("재수집 중지: 계정 0/2곳"))
    }

    @Test("A long period is told by its parts, how fast it goes and how long it still takes")
    func parts() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 30))
        var tally = PassTally()
        (tally.notices, tally.orderLines) = (2000, 400)
        var progress = ResyncProgress(
            accountsDone: 1,
            accountCount: 3,
            parts: (done: 4, count: 12),
            current: "coupang",
            tally: tally
        )
        progress.elapsed = .seconds(40)
        driver.send(.resyncProgress(progress))
        #expect(driver.text().contains("재수집 1/3 · 쿠팡 · 구간 4/12 · 새 0건"))
        #expect(driver.text().contains(" · 초당 60행 · 약 1분 남음"))
    }

    private func running(_ progress: ResyncProgress, by asker: String) -> RunningResync {
        RunningResync(id: ResyncRequestID(rawValue: 7), progress: progress, asker: asker)
    }

    private func progress(of count: Int) -> ResyncProgress {
        ResyncProgress(accountsDone: 0, accountCount: count, current: nil, tally: PassTally())
    }

    @Test("A resync names each account that failed once, and says how many more there are")
    func failures() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 24))
        let failed: [AccountID] = [
            "gmarket", "gmarket", "brandi", "coupang", "akmall", "storefarm",
        ]
        driver.send(
            .resyncFinished(
                failed.map { account in
                    PollRecord(
                        account: account,
                        trigger: .resync,
                        window: TimeWindow(start: Sample.now, end: Sample.now),
                        startedAt: Sample.now,
                        finishedAt: Sample.now,
                        outcome: .failed(Sample.failure),
                        tally: PassTally()
                    )
                }
            )
        )
        #expect(driver.text().contains("계정 5곳"))
        #expect(driver.text().contains("실패 5: 지마켓, 브랜디, 쿠팡 +2 "))
    }

    @Test("An account that is still to be polled sends nobody for a poller where one runs")
    func notPolledYet() {
        var driver = ConsoleDriver(
            size: Size(columns: 120, rows: 24),
            accounts: [Sample.account("new", "새 판매처", ["취소"], "order_no")]
        )
        #expect(driver.text().contains("아직 수집한 적이 없습니다."))
        #expect(!driver.text().contains("cancelsync run"))
        driver.poller = .nobody
        driver.send(.storeChanged)
        #expect(driver.text().contains("수집하는 프로세스가 없습니다. cancelsync run"))
    }
}
