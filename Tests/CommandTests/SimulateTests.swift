import Foundation
import Testing

@Suite("The simulator", .timeLimit(.minutes(10)))
struct SimulateTests {
    private let accounts = ["coupang", "storefarm", "11st", "makeshop"]

    /// A simulator that writes a place's configuration.
    private func simulator(at place: Workplace) async throws -> RunningProgram {
        let config = place.folder.appending(path: "config").path
        let words = ["simulate", "--write", config, "--orders", "30", "--claims", "15"]
        let simulator = try place.start(words)
        #expect(try await Program.eventually { simulator.output.contains("zigzag") })
        return simulator
    }

    @Test("What was written for it is read over the APIs, and the score finds nothing amiss")
    func score() async throws {
        let place = try Workplace()
        let simulator = try await simulator(at: place)
        let since = Date(timeIntervalSinceNow: -2 * 86_400).formatted(.iso8601.year().month().day())
        let sync = try await place.run(["sync"] + accounts + ["--since", since])
        #expect(sync.code == 0, "\(sync.problems)")
        let config = place.folder.appending(path: "config").path
        let rows = try await place.run("simulate", "--score", "--write", config, "--json").rows()
            .filter { row in row.text("account").map(accounts.contains) ?? false }
        #expect(rows.count == accounts.count)
        for row in rows {
            let account = row.text("account") ?? ""
            for name in ["missed", "wrong", "twice"] {
                #expect(row.members[name] == .list([]), "\(account): \(name)")
            }
            #expect(row.members["right"] != .number(0), "\(account) has claims by now")
        }
        simulator.send(SIGTERM)
        #expect(await simulator.outcome().code == 0)
    }

    @Test(
        "Days of polls over every connector, amid faults, leave nothing missed, wrong or twice",
        arguments: [
            "all", "slow,retry-after,5xx", "reset,truncated,cut-short,gateway-page",
            "wrong-encoding,renamed-field,clock-skew", "expired-tokens,untidy",
        ]
    )
    func faults(choice: String) async throws {
        let place = try Workplace()
        let clock = try place.stopClock(at: 1_772_323_200)
        let config = place.folder.appending(path: "config").path
        let simulator = try place.start([
            "simulate", "--write", config, "--orders", "30", "--claims", "15", "--days", "3",
            "--faults", choice,
        ])
        #expect(try await Program.eventually { simulator.output.contains("zigzag") })
        // Two days lie behind, one ahead; after the last steps of the last claims all is told.
        _ = try await place.run("sync", "--since", "2026-02-27T09:00")
        for _ in 1...4 {
            try clock.advance(bySeconds: 6 * 3600)
            _ = try await place.run("sync")
        }
        try clock.advance(bySeconds: 8 * 3600)
        var missing = Set(try await accounts(at: place))
        // One refusal that says nothing of how long it lasts ends a poll of 쿠팡, so some take many.
        for _ in 1...60 where !missing.isEmpty {
            try clock.advance(bySeconds: 1800)
            for poll in try await place.run("sync", "--json").rows()
            where poll.text("outcome") == "succeeded" {
                poll.text("account").map { _ = missing.remove($0) }
            }
        }
        #expect(missing == [], "every account was read to the end")
        let outcome = try await place.run("simulate", "--score", "--write", config)
        #expect(outcome.code == 0, "\(outcome.output)")
        #expect(outcome.lines.count == 11)
        #expect(outcome.lines.allSatisfy { $0.hasSuffix("missed 0  wrong 0  twice 0") })
        simulator.send(SIGTERM)
        #expect(await simulator.outcome().code == 0)
    }

    /// The accounts that the simulator has written connections for.
    private func accounts(at place: Workplace) async throws -> [String] {
        let config = place.folder.appending(path: "config").path
        return try await place.run("simulate", "--score", "--write", config, "--json").rows()
            .compactMap { $0.text("account") }
    }

    @Test("A store that read nothing has missed every claim, and the exit code says so")
    func missed() async throws {
        let place = try Workplace()
        let simulator = try await simulator(at: place)
        _ = try await place.run("marketplaces")
        _ = try await place.run("import", "orders", Program.fixture("orders/auction-orders.csv"))
        let config = place.folder.appending(path: "config").path
        let outcome = try await place.run("simulate", "--score", "--write", config)
        #expect(outcome.code == 5)
        #expect(outcome.lines.first?.hasPrefix("coupang  right 0  waiting 0  missed ") == true)
        simulator.send(SIGTERM)
        #expect(await simulator.outcome().code == 0)
    }

    @Test(
        "A configuration of one's own is not overwritten, that of a simulation is",
        arguments: ["connections.yaml", "marketplaces.yaml"]
    )
    func foreign(file: String) async throws {
        let place = try Workplace()
        let path = try place.write("mine: {}\n", to: "own/\(file)")
        let folder = place.folder.appending(path: "own").path
        let words = ["simulate", "--write", folder, "--orders", "3", "--claims", "1"]
        let outcome = try await place.run(words)
        #expect(outcome.code == 4)
        #expect(outcome.problems.contains("\(path): not written by a simulation"))
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine: {}\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [file])
        try FileManager.default.removeItem(atPath: path)
        for _ in 1...2 {
            let simulator = try place.start(words)
            #expect(try await Program.eventually { simulator.output.contains("zigzag") })
            simulator.send(SIGTERM)
            #expect(await simulator.outcome().code == 0)
        }
    }

    @Test("A port in use and a folder of no simulation are named, with what to do")
    func worded() async throws {
        let place = try Workplace(language: "ko")
        let words = ["simulate", "--orders", "3", "--claims", "1"]
        let first = try place.start(words)
        #expect(try await Program.eventually { first.output.contains("zigzag") })
        let line = try #require(first.output.split(separator: "\n").first)
        let port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
        let second = try await place.run(words + ["--port", "\(port)"])
        #expect(second.code == 1)
        #expect(second.problems.contains("포트 \(port): 다른 프로그램이 쓰고 있습니다. --port에"))
        first.send(SIGTERM)
        _ = await first.outcome()
        let score = try await place.run("simulate", "--score", "--write", "nope")
        #expect(score.code == 78)
        #expect(score.problems.contains("nope: 시뮬레이션 폴더가 아닙니다"))
    }

    @Test("Without a store the score says what is missing, and a command that makes it")
    func withoutStore() async throws {
        let place = try Workplace()
        let simulator = try await simulator(at: place)
        let config = place.folder.appending(path: "config").path
        let score = ["simulate", "--score", "--write", config]
        let without = try await place.run(score)
        #expect(without.code == 1 && without.output == "")
        #expect(without.problems.hasPrefix("cancelsync: \(place.store): there is no store"))
        #expect(!FileManager.default.fileExists(atPath: place.store))
        let command = try #require(without.problems.split(separator: ": cancelsync ").last)
        let words = command.split(whereSeparator: \.isWhitespace).map(String.init)
        let sync = try await place.start(Program.path, words + ["--inbox", place.inbox]).outcome()
        #expect([0, 2].contains(sync.code), "\(sync.problems)")
        #expect([0, 5].contains(try await place.run(score).code))
        simulator.send(SIGTERM)
        _ = await simulator.outcome()
    }

    @Test(
        "Numbers that make no world are refused",
        arguments: [
            ["--claims", "9", "--orders", "3"], ["--days", "0"], ["--port", "70000"], ["--score"],
            ["--faults", "many"], ["--faults", "slow,"], ["--faults", "slow,many"],
        ]
    )
    func usage(words: [String]) async throws {
        let outcome = try await Workplace().run(["simulate"] + words)
        #expect(outcome.code == 64)
        #expect(outcome.output == "")
    }
}
