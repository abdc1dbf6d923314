import Foundation
import Testing

@Suite("cancelsync sync, pause and resume", .timeLimit(.minutes(10)))
struct SyncTests {
    @Test("A dropped file becomes an applied cancellation, and is archived")
    func dropped() async throws {
        let place = try Workplace()
        try place.drop(Trade.order(), at: "orders/orders.csv")
        try place.drop(Trade.claim(), at: "naverpay/claims.csv")
        let outcome = try await place.run("sync")
        #expect(outcome.code == 0)
        #expect(try await place.onlyCancellation().text("status") == "applied")
        #expect(place.files(in: "orders") + place.files(in: "naverpay") == [])
        #expect(place.files(in: "archive").count == 2)
    }

    @Test("What is dropped and asked for at once is waited for, not passed over")
    func fresh() async throws {
        let place = try Workplace()
        try place.write(Trade.order(), to: "inbox/orders/orders.csv")
        try place.write(Trade.claim(), to: "inbox/naverpay/claims.csv")
        #expect(try await place.run("sync").code == 0)
        #expect(try await place.onlyCancellation().text("status") == "applied")
    }

    @Test("Files of every form are taken in from the inbox")
    func everyForm() async throws {
        let place = try Workplace()
        try place.drop(fixture: "orders/coupang-orders.xlsx", at: "orders/coupang/orders.xlsx")
        try place.drop(fixture: "orders/cafe24-orders.csv", at: "orders/cafe24/orders.csv")
        try place.drop(fixture: "cancellations/cafe24-cancels.csv", at: "cafe24/c.csv")
        try place.drop(
            fixture: "cancellations/coupang-stop-requests.csv",
            at: "coupang/c.csv"
        )
        try #require(try await place.run("sync").code == 0)
        let rows = try await place.rows("cancellations")
        #expect(rows.map { $0.text("status") } == ["applied", "applied", "applied", "applied"])
    }

    @Test("All accounts are polled by default; each is an object, and so are the order files")
    func everyAccount() async throws {
        let rows = try await Workplace().rows("sync")
        #expect(rows.count == 44)
        #expect(rows.last?.text("account") == "orders")
        let required: Set = [
            "account", "outcome", "window_start", "window_end", "notices", "new_notices",
            "pending", "held", "applied", "withdrawn", "dismissed", "ignored", "units_cancelled",
            "rejected_rows",
        ]
        for row in rows.dropLast() { #expect(required.subtracting(row.names) == []) }
    }

    @Test("Only the accounts that are named are polled, each once, by id, name or alias")
    func named() async throws {
        let rows = try await Workplace().rows("sync", "쿠팡", "G마켓", "coupang")
        #expect(rows.map { $0.text("account") } == ["coupang", "gmarket", "orders"])
    }

    @Test("A period is read instead of what follows the last poll; its end takes its start's day")
    func period() async throws {
        let (since, until) = ("--since=2025-11-24T09:00", "--until=18:00")
        let rows = try await Workplace().rows("sync", "coupang", since, until)
        let row = try #require(rows.first)
        #expect(row.text("window_start") == "2025-11-24T09:00:00+09:00")
        #expect(row.text("window_end") == "2025-11-24T18:00:00+09:00")
    }

    @Test(
        "A period that cannot be is refused",
        arguments: zip(
            [["--until", "09:00"], ["--since", "soon"], ["--since", "2999-01-01"]],
            [64, 64, 4] as [Int32]
        )
    )
    func badPeriod(options: [String], code: Int32) async throws {
        #expect(try await Workplace().run(["sync"] + options).code == code)
    }

    @Test("The last line counts everything together")
    func total() async throws {
        let place = try Workplace()
        try place.drop(Trade.order("D-1 D-2"), at: "orders/orders.csv")
        try place.drop(Trade.claim(), at: "naverpay/claims.csv")
        let last = try #require(try await place.run("sync").lines.last)
        #expect(last.hasPrefix("total: 43 accounts · 1 new · 2 order lines · applied 1"))
    }

    @Test("An unknown account is refused with the one that was probably meant")
    func unknown() async throws {
        let outcome = try await Workplace().run("sync", "gmrket")
        #expect(outcome.code == 3)
        #expect(outcome.problems.contains("Did you mean 'gmarket'?"))
        #expect(outcome.output == "")
    }

    @Test(
        "Bad rows and files end with 2 and are named",
        arguments: [
            ("broken/bad-values.csv", "coupang/bad-values.csv"),
            ("broken/damaged.xlsx", "coupang/damaged.xlsx"),
            ("broken/html.xls", "orders/html.xls"),
        ]
    )
    func setAside(fixture: String, path: String) async throws {
        let place = try Workplace()
        try place.drop(fixture: fixture, at: path)
        let outcome = try await place.run("sync")
        #expect(outcome.code == 2)
        #expect(outcome.problems.contains((path as NSString).lastPathComponent))
        #expect(place.files(in: "rejected") != [])
        #expect(place.files(in: (path as NSString).deletingLastPathComponent) == [])
    }

    @Test("A cancellation file that nobody could read is told until it is taken away")
    func unread() async throws {
        let place = try Workplace()
        try place.drop(Trade.order(), at: "orders/orders.csv")
        try place.drop(fixture: "broken/damaged.xlsx", at: "naverpay/damaged.xlsx")
        for _ in 1...2 {
            let outcome = try await place.run("sync", "naverpay", "--json")
            #expect(outcome.code == 2)
            let row = try #require(try outcome.rows().first)
            #expect(row.text("outcome") == "incomplete")
            #expect(row.text("error")?.hasPrefix("1 file not read: ") == true)
            let text = try await place.run("sync", "naverpay").output
            #expect(text.contains("total: 1 account · 0 new · 1 with unread files"))
            let why = try await place.run("explain", "--order", "N-1")
            #expect(why.output.contains("damaged.xlsx") && !why.output.contains("can leave"))
        }
        try FileManager.default.removeItem(
            atPath: "\(place.inbox)/rejected/naverpay/damaged.xlsx"
        )
        #expect(try await place.run("sync", "naverpay").code == 0)
        let why = try await place.run("explain", "--order", "N-1")
        #expect(!why.output.contains("damaged.xlsx"))
    }

    @Test("An inbox that is no folder is one line and ends with 1")
    func noFolder() async throws {
        let place = try Workplace()
        try place.write("", to: "inbox")
        let outcome = try await place.run("sync")
        #expect(outcome.code == 1)
        #expect(outcome.problems.split(separator: "\n").count == 1)
    }

    @Test("What was killed in the middle goes on where it stopped, and is not read again")
    func resumed() async throws {
        let place = try Workplace()
        let log = place.folder.appending(path: "log").path
        let script = try place.write(
            """
            echo "$CANCELSYNC_ACCOUNT $CANCELSYNC_FROM" >> \(log)
            while [ $CANCELSYNC_ACCOUNT = coupang ] && [ ! -e \(log).go ]; do sleep 0.1; done
            """,
            to: "a.sh"
        )
        try place.write(
            """
            connections:
              11st: {command: [/bin/sh, \(script)]}
              coupang: {command: [/bin/sh, \(script)]}
            """,
            to: "config/connections.yaml"
        )
        func calls() -> [String] {
            ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n")
                .map(String.init)
        }
        let command = ["sync", "11st", "coupang", "--since", "2026-01-01"]
        let first = try place.start(command)
        #expect(try await Program.eventually { calls().count == 2 })
        first.send(SIGKILL)
        try place.write("", to: "log.go")
        _ = await first.outcome()
        #expect(try await place.rows("activity").filter { $0.text("act") == "stopResync" } == [])
        let second = try await place.run(command)
        #expect(second.code == 0, "\(second.problems)")
        #expect(second.problems.contains("going on with an interrupted resync; its 1 poll "))
        let all = calls()
        #expect(all[0] == "11st 2025-12-31T15:00:00Z" || all[0].contains("2026-01-01T00:00:00"))
        // The account that was read is asked for what came since; the other one for all of it.
        #expect(all.count == 4)
        #expect(all[2].hasPrefix("11st") && all[2] != all[0])
        #expect(all[3] == all[1])
        let third = try await place.run(command)
        #expect(!third.problems.contains("interrupted"))
    }

    @Test("A resync is stopped from another process, which is told what was running")
    func stopped() async throws {
        let place = try Workplace()
        let script = try place.write(
            "echo x > \(place.folder.path)/log\nexec sleep 60\n",
            to: "a.sh"
        )
        try place.write(
            "connections: {coupang: {command: [/bin/sh, \(script)]}}\n",
            to: "config/connections.yaml"
        )
        #expect(try await place.run("sync", "--stop").code == 4)
        let running = try place.start(["sync", "coupang", "11st"])
        let files = FileManager.default
        let log = "\(place.folder.path)/log"
        #expect(try await Program.eventually { files.fileExists(atPath: log) })
        #expect(try await place.run("sync", "--stop", "gmarket").code == 4)
        let stop = try await place.rows("sync", "--stop", "coupang")
        #expect(stop.count == 1)
        let person = try #require(stop.first?.text("asked_by"))
        let outcome = await running.outcome()
        #expect(outcome.code == 1)
        #expect(outcome.problems.contains("resync stopped by \(person)"))
        let acts = try await place.rows("activity").map { $0.text("act") }
        #expect(acts.contains("stopResync"))
    }

    @Test("A paused account is left out until it is resumed")
    func paused() async throws {
        let place = try Workplace()
        let pause = try await place.run("pause", "네이버페이", "--reason", "휴무", "--json")
        #expect(pause.code == 0)
        #expect(try pause.rows().map { $0.truth("paused") } == [true])
        try place.drop(Trade.claim(), at: "naverpay/claims.csv")
        #expect(try await place.rows("sync").count == 43)
        #expect(try await place.rows("cancellations") == [])
        let resume = try await place.run("resume", "naverpay", "--reason", "휴무 끝", "--json")
        #expect(try resume.rows().map { $0.truth("paused") } == [false])
        let acts = try await place.rows("activity").filter { $0.text("act") == "resume" }
        #expect(acts.map { $0.text("note") } == ["휴무 끝"])
        #expect(try await place.rows("sync").count == 44)
        #expect(try await place.rows("cancellations").count == 1)
    }

    @Test("Pausing an unknown account ends with 3", arguments: ["pause", "resume"])
    func pausedUnknown(command: String) async throws {
        #expect(try await Workplace().run(command, "nowhere").code == 3)
    }
}
