import Foundation
import Testing

@Suite("The process", .timeLimit(.minutes(10)))
struct ProcessTests {
    @Test("The poller gives its lease back when it is told to end", arguments: [SIGTERM, SIGINT])
    func termination(signal: Int32) async throws {
        let place = try Workplace()
        let poller = try place.start(["run", "--json"])
        #expect(try await Program.eventually { poller.output.contains("\n") })
        poller.send(signal)
        let outcome = await poller.outcome()
        #expect(outcome.code == 0)
        #expect(try outcome.rows().first?.text("outcome") == "succeeded")
        let check = try await place.rows("check")
        let holder = check.first { $0.text("check") == "poller" }?.text("value")
        #expect(holder?.hasPrefix("nobody") == true)
    }

    @Test("A second poller follows, and takes over when the first one ends")
    func takeOver() async throws {
        let place = try Workplace()
        let first = try place.start(["run"])
        #expect(try await Program.eventually { first.output.contains("\n") })
        let second = try place.start(["run"])
        #expect(try await Program.eventually { second.problems.contains("takes over") })
        first.send(SIGTERM)
        #expect(await first.outcome().code == 0)
        #expect(try await Program.eventually { second.problems.contains("this process polls") })
        second.send(SIGTERM)
        #expect(await second.outcome().code == 0)
    }

    @Test("A poller begins at once where the clock was ahead, and prints what it polls")
    func clockSetRight() async throws {
        let place = try Workplace()
        _ = try place.stopClock(at: Int64(Date().timeIntervalSince1970) + 86_400)
        try #require(try await place.run("sync").code == 0)
        place.variables = [:]
        try await place.take(orders: Trade.order())
        let why = try await place.run("explain", "--order", "N-1")
        #expect(why.code == 0 && !why.output.contains("can leave"))
        let poller = try place.start(["run", "--json"])
        #expect(try await Program.eventually { poller.output.contains("\"naverpay\"") })
        poller.send(SIGTERM)
        let outcome = await poller.outcome()
        #expect(outcome.code == 0)
        let now = ISO8601DateFormatter().string(from: Date().addingTimeInterval(9 * 3600))
        for row in try outcome.rows() {
            #expect(try #require(row.text("window_end")).prefix(10) <= now.prefix(10))
        }
    }

    @Test("The poller names bad rows on standard error")
    func badRows() async throws {
        let place = try Workplace()
        try place.drop(Trade.claim(quantity: "0"), at: "auction/claims.csv")
        let poller = try place.start(["run"])
        #expect(try await Program.eventually { poller.problems.contains("claims.csv, row 2") })
        poller.send(SIGTERM)
        #expect(await poller.outcome().code == 0)
    }

    @Test("A reader that has seen enough is no failure to report")
    func closedPipe() async throws {
        let place = try Workplace()
        let line = "'\(Program.path)' marketplaces --json | head -1"
        let outcome = try await place.start("/bin/bash", ["-c", line]).outcome()
        #expect(outcome.code == 0)
        #expect(outcome.lines.count == 1)
        #expect(outcome.problems == "")
    }

    @Test("Output that cannot be written is a failure")
    func fullDevice() async throws {
        let line = "'\(Program.path)' marketplaces >/dev/full"
        let outcome = try await Workplace().start("/bin/bash", ["-c", line]).outcome()
        #expect(outcome.code == 1)
        #expect(outcome.problems.contains("No space left"))
    }

    @Test(
        "Without a terminal the console says so in one line",
        arguments: [[], ["console"], ["demo"]]
    )
    func noTerminal(words: [String]) async throws {
        let place = try Workplace()
        let outcome = try await place.start(Program.path, words).outcome()
        #expect(outcome.code == 1)
        #expect(outcome.problems.contains("not a terminal"))
        #expect(outcome.problems.split(separator: "\n").count == 1)
    }

    @Test("A command that does not exist is named, with those that do")
    func unknownCommand() async throws {
        let outcome = try await Workplace().start(Program.path, ["frobnicate"]).outcome()
        #expect(outcome.code == 64)
        #expect(outcome.problems.contains("There is no command 'frobnicate'"))
        #expect(outcome.problems.contains("marketplaces"))
    }

    @Test("Every exit code is in the help")
    func exitCodes() async throws {
        let help = try await Workplace().start(Program.path, ["--help"]).outcome()
        #expect(help.code == 0)
        let words = Set(help.output.split { !$0.isNumber }.map(String.init))
        #expect(Set(["0", "1", "2", "3", "4", "5", "64", "78"]).subtracting(words) == [])
    }

    @Test("Each shell has completions for the commands", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let outcome = try await Workplace().start(
            Program.path,
            ["--generate-completion-script", shell]
        ).outcome()
        #expect(outcome.code == 0)
        for command in ["sync", "import", "explain", "check", "dismiss"] {
            #expect(outcome.output.contains(command))
        }
    }

    @Test("Without options the XDG folders are used, and without those the home folder")
    func defaultFolders() async throws {
        let place = try Workplace()
        let outcome = try await place.start(Program.path, ["sync", "coupang"]).outcome()
        #expect(outcome.code == 0)
        let files = FileManager.default
        let data = place.folder.appending(path: ".local/share/cancelsync").path
        #expect(files.fileExists(atPath: "\(data)/store.sqlite"))
        #expect(files.fileExists(atPath: "\(data)/inbox/coupang"))
        let mode = try files.attributesOfItem(atPath: "\(data)/store.sqlite")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }
}
