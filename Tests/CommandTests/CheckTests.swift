import Foundation
import Testing

@Suite("cancelsync check", .timeLimit(.minutes(10)))
struct CheckTests {
    private func row(_ name: String, of outcome: Program.Outcome) throws -> JSONRow {
        try #require(try outcome.rows().first { $0.text("check") == name })
    }

    @Test("On a new machine nothing is wrong, and nothing is made")
    func untouched() async throws {
        let place = try Workplace()
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 0)
        #expect(try row("result", of: outcome).text("level") == "ok")
        #expect(!FileManager.default.fileExists(atPath: place.store))
        #expect(!FileManager.default.fileExists(atPath: place.inbox))
    }

    @Test("Each thing that was looked at has a level and a value")
    func members() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        let rows = try await place.rows("check")
        #expect(
            rows.map { $0.text("check") } == [
                "version", "libraries", "terminal", "size", "locale", "configuration", "catalogue",
                "setup", "keys", "console", "inbox", "rejected", "disk", "connections", "store",
                "poller", "texts", "audit", "result",
            ]
        )
        #expect(rows.allSatisfy { $0.text("level") == "ok" && $0.text("value") != nil })
    }

    @Test(
        "A wrong configuration is named by file, line and column, and the store checked all the same"
    )
    func configuration() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let file = try place.write(
            "marketplaces:\n  - id: coupang\n    poll_interval_minutes: 5\n",
            to: "config/marketplaces.yaml"
        )
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 5)
        let value = try row("configuration", of: outcome).text("value")
        #expect(value?.hasPrefix("\(file):3:28: ") == true)
        #expect(try row("audit", of: outcome).text("level") == "ok")
    }

    @Test("What is wrong with marketplaces.yaml counts once")
    func configurationOnce() async throws {
        let place = try Workplace()
        try place.write(
            "marketplaces:\n  - id: coupang\n    poll_interval_minutes: 5\n",
            to: "config/marketplaces.yaml"
        )
        let problems = try await place.run("check", "--json").rows()
            .filter { $0.text("level") == "problem" }.map { $0.text("check") }
        #expect(problems == ["configuration", "result"])
    }

    @Test(
        "Keys and the console's preferences are checked, by file, line and column",
        arguments: [
            ("keys", "keys.yaml", "undo: [u]\nfind: [q]\n", ":2:8: "),
            ("keys", "keys.yaml", "finds: [f]\n", ":1:1: "),
            ("keys", "keys.yaml", "quit_now: [F12]\napply: [a, Ctrl-c]\n", ":2:12: "),
            ("console", "console.yaml", "theme: dark\nbell: loud\n", ":2:7: "),
            ("console", "console.yaml", "reopen: always\n", ":1:9: "),
        ]
    )
    func consoleFiles(
        check: String,
        name: String,
        text: String,
        place position: String
    ) async throws {
        let place = try Workplace()
        let file = try place.write(text, to: "config/\(name)")
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 5)
        #expect(try row(check, of: outcome).text("level") == "problem")
        let value = try row(check, of: outcome).text("value")
        #expect(value?.hasPrefix("\(file)\(position)") == true, "\(value ?? "")")
    }

    @Test(
        "A wrong configuration keeps other commands from starting, with 78",
        arguments: [["sync"], ["marketplaces"], ["orders"], ["run"], ["console"], ["undo", "1"]]
    )
    func refusedConfiguration(words: [String]) async throws {
        let place = try Workplace()
        try place.write("marketplaces:\n  - id: [a\n", to: "config/marketplaces.yaml")
        let outcome = try await place.run(words)
        #expect(outcome.code == 78)
        #expect(outcome.problems.contains("marketplaces.yaml:3:1: "))
        #expect(outcome.problems.split(separator: "\n").count == 1)
    }

    /// What is done to a sound store, and a word of what is then said.
    static let damages: [(name: String, sql: String, word: String)] = [
        ("a newer version", "PRAGMA user_version = 99", "newer version"),
        ("another program's file", "PRAGMA application_id = 7", "not a cancelsync store"),
    ]

    @Test("A store that cannot be used is one line", arguments: damages)
    func unusable(damage: (name: String, sql: String, word: String)) async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let shell = try place.start("/usr/bin/sqlite3", [place.store, damage.sql])
        try #require(await shell.outcome().code == 0)
        let orders = try await place.run("orders")
        #expect(orders.code == 1)
        #expect(orders.problems.contains(damage.word))
        #expect(orders.problems.split(separator: "\n").count == 1)
        let check = try await place.run("check", "--json")
        #expect(check.code == 5)
        #expect(try row("store", of: check).text("level") == "problem")
    }

    @Test("A file that is no database is one line", arguments: ["text", ""])
    func noDatabase(kind: String) async throws {
        let place = try Workplace()
        let text = String(repeating: "not a database ", count: 400)
        try place.write(text, to: "store.sqlite")
        let outcome = try await place.run("cancellations")
        #expect(outcome.code == 1)
        #expect(outcome.problems.contains("not a cancelsync store"))
    }

    @Test("What does not hold in a store is found, with its place")
    func unsound() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        let shell = try place.start("/usr/bin/sqlite3", [place.store, "DELETE FROM journal"])
        try #require(await shell.outcome().code == 0)
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 5)
        let finding = try row("audit", of: outcome)
        #expect(finding.text("problem") == "applicationWithoutJournal")
        #expect(Set(["place", "detail"]).subtracting(finding.names) == [])
    }

    @Test("A store that others can read is worth a warning, not a failure")
    func mode() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: place.store
        )
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 0)
        #expect(try row("store", of: outcome).text("level") == "warning")
    }

    @Test(
        "A terminal or a locale that the console has to work around is worth a warning",
        arguments: [("TERM=bogus", "terminal"), ("LC_ALL=C", "locale")]
    )
    func environment(variable: String, name: String) async throws {
        let line = "\(variable) '\(Program.path)' check --json"
        let outcome = try await Workplace().start("/bin/bash", ["-c", line]).outcome()
        #expect(outcome.code == 0)
        #expect(try row(name, of: outcome).text("level") == "warning")
    }

    @Test("An inbox that is no folder is a problem")
    func inbox() async throws {
        let place = try Workplace()
        try place.write("", to: "inbox")
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 5)
        #expect(try row("inbox", of: outcome).text("level") == "problem")
    }

    @Test("A file where nothing is read is worth a warning")
    func misplaced() async throws {
        let place = try Workplace()
        try place.write("주문번호\n", to: "inbox/쿠팡/a.csv")
        let outcome = try await place.run("check", "--json")
        #expect(outcome.code == 0)
        let row = try row("inbox", of: outcome)
        #expect(row.text("level") == "warning")
        #expect(row.text("value")?.contains("inbox/coupang/") == true)
    }

    @Test("A file or folder that nobody can read in an account's own folder is worth a warning")
    func unreadable() async throws {
        let place = try Workplace()
        try place.write("주문번호\n", to: "inbox/coupang/export/a.csv")
        try FileManager.default.createSymbolicLink(
            atPath: "\(place.inbox)/coupang/link.csv",
            withDestinationPath: "/nowhere"
        )
        let row = try row("inbox", of: try await place.run("check", "--json"))
        #expect(row.text("level") == "warning")
        #expect(row.text("value")?.contains("coupang/export: it lies where nothing") == true)
        #expect(row.text("value")?.contains("coupang/link.csv: it is a symbolic link") == true)
    }

    @Test("Files that wait to be corrected are counted")
    func rejected() async throws {
        let place = try Workplace()
        try await place.take(claims: [Trade.claim(quantity: "0")])
        let value = try row("rejected", of: try await place.run("check", "--json")).text("value")
        #expect(value?.hasPrefix("naverpay 1 row set aside: not taken in. Correct") == true)
    }
}
