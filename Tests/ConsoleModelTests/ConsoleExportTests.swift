import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Exporting the visible list")
struct ConsoleExportTests {
    @Test("e asks for the format and exports the whole list as it is filtered")
    func export() throws {
        var driver = ConsoleDriver()
        driver.press("2 e")
        #expect(driver.text().contains("목록 내보내기"))
        #expect(driver.acts == [])
        driver.press("Down Down Enter")
        let query = CancellationQuery(status: .held, now: Sample.now, limit: 0)
        let list = ExportList.cancellations(query)
        #expect(driver.acts == [.export(list, .xlsx, .korean)])
    }

    @Test(
        "Each list is exported as it is shown",
        arguments: [
            ("o", ExportList.orders(OrderQuery(now: Sample.now, limit: 0))),
            ("o 2 0 2 Enter", .orders(OrderQuery(find: "202", now: Sample.now, limit: 0))),
            ("b", .pullList(PullQuery(now: Sample.now, limit: 0))),
            (
                "b / 수 량 > 1 Enter s 2 Enter",
                .pullList(
                    PullQuery(
                        filter: RowFilter([.init(.number(.quantity, .greater, 1))]),
                        now: Sample.now,
                        sort: PullSort(.urgency, isReversed: true),
                        limit: 0
                    )
                )
            ),
            ("i", .journal(JournalQuery(now: Sample.now, limit: 0))),
        ]
    )
    func pages(keys: String, list: ExportList) {
        var driver = ConsoleDriver()
        driver.press("\(keys) e Down Enter")
        #expect(driver.acts == [.export(list, .csv, .korean)])
    }

    @Test("The list of accounts is exported in its order, without those that are filtered out")
    func accounts() {
        var driver = ConsoleDriver()
        driver.press("/ 쿠 팡 Enter e Down Enter")
        #expect(driver.acts == [.export(.accounts(["coupang"]), .csv, .korean)])
    }

    @Test("The screen says how far it is and where the file went")
    func progress() {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.send(.exportProgress(1500))
        #expect(driver.text().contains("내보내는 중: 1,500행"))
        driver.send(.exportFinished(ExportResult(path: "/tmp/a.csv", rowCount: 2000)))
        #expect(driver.text().contains("/tmp/a.csv: 2,000행을 내보냈습니다."))
        #expect(!driver.text().contains("내보내는 중"))
    }

    @Test("Esc stops one before it goes back, and the message says what became of it")
    func escape() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.press("7")
        driver.send(.exportProgress(1500))
        driver.press("Esc")
        #expect(driver.acts == [.cancelExport])
        driver.send(.exportStopped)
        #expect(driver.text().contains("내보내기를 중지했습니다: 1,500행까지 썼으며"))
        #expect(!driver.text().contains("내보내는 중"))
        #expect(driver.text().contains("전체 취소건"))
        driver.press("Esc")
        #expect(driver.acts == [.cancelExport])
        #expect(!driver.text().contains("전체 취소건"))
    }

    @Test("While one runs, e offers to stop it")
    func stop() {
        var driver = ConsoleDriver()
        driver.press("7")
        driver.send(.exportProgress(500))
        driver.press("e y")
        #expect(driver.acts == [.cancelExport])
        driver.send(.exportStopped)
        #expect(!driver.text().contains("내보내는 중"))
    }

    @Test("Quitting asks first while one runs, and says what would be stopped")
    func quit() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.send(.exportProgress(1500))
        driver.press("q")
        #expect(driver.acts.isEmpty)
        #expect(driver.text().contains("내보내는 중: 1,500행"))
        #expect(driver.text().contains("완성되지 않은 파일은 남지 않고"))
        // The first choice goes on.
        driver.press("Enter")
        #expect(driver.acts.isEmpty && !driver.text().contains("중지하고 끝내기"))
        driver.press("q j Enter")
        #expect(driver.acts == [.quit])
    }

    @Test("The question whether to quit goes with the export that it is about")
    func quitTooLate() {
        var driver = ConsoleDriver(size: Size(columns: 120, rows: 40))
        driver.send(.exportProgress(1500))
        driver.press("q")
        #expect(driver.text().contains("중지하고 끝내기"))
        driver.send(.exportFinished(ExportResult(path: "/tmp/a.csv", rowCount: 2000)))
        #expect(!driver.text().contains("중지하고 끝내기"))
        driver.press("q")
        #expect(driver.acts == [.quit])
    }
}
