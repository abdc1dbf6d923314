import Foundation
import MarketplaceSimulator
import MatchingCore
import Testing

@Suite("Accounts that are connected", .timeLimit(.minutes(10)))
struct ConnectionTests {
    /// A shop of 쿠팡's, served on loopback by the machine's clock.
    private struct Served {
        let world: SimulatedWorld
        let server: SimulatorServer
        let base: String

        init(skew: Duration = .zero, faults: FaultPlan = FaultPlan()) async throws {
            let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
            let window = TimeWindow(start: now.advanced(by: .seconds(-6 * 3600)), end: now)
            let generator = WorldGenerator(window: window, orderCount: 20, claimCount: 5, seed: 3)
            let shop = generator.shop(
                "coupang",
                .init(
                    order: { index, _ in "\(31_000_000_000_000 + index)" },
                    line: { "\($0)\($2)" },
                    claim: { "\(900_000_000 + $0)" }
                )
            )
            world = SimulatedWorld(shops: [shop], apis: [SimulatedCoupang()], faults: faults) {
                Timestamp(seconds: Int64(Date().timeIntervalSince1970)).advanced(by: skew)
            }
            server = try await SimulatorServer.start(world)
            base = try #require(server.addresses["coupang"])
        }
    }

    private let place: Workplace

    init() throws { place = try Workplace() }

    private func connect(_ base: String, secret: String = SimulatedCoupang.secretKey) throws {
        let path = try place.write(secret + "\n", to: "secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try place.write(
            """
            connections:
              coupang:
                base: \(base)
                vendor_id: \(SimulatedCoupang.vendorID)
                access_key: {command: [printf, '%s', \(SimulatedCoupang.accessKey)]}
                secret_key: {file: \(path)}
            """,
            to: "config/connections.yaml"
        )
    }

    /// Everything below the place's folder but the secret itself, as bytes.
    private func everything() throws -> Data {
        var all = Data()
        let names = FileManager.default.enumerator(atPath: place.folder.path)?.allObjects ?? []
        for name in names.compactMap({ $0 as? String }) where name != "secret" {
            if let data = FileManager.default.contents(atPath: "\(place.folder.path)/\(name)"),
                !name.hasPrefix("config")
            {
                all += data
            }
        }
        return all
    }

    @Test("A connected account is polled over its API, and its folder is read as well")
    func poll() async throws {
        let served = try await Served()
        try connect(served.base)
        try place.drop(Trade.claim(), at: "coupang/claims.csv")
        let checked = try await place.rows("check", "--account", "쿠팡")
        #expect(checked.first?.text("check") == "connections")
        #expect(checked.first?.text("level") == "ok")
        let outcome = try await place.run("sync", "coupang", "--json")
        #expect(outcome.code == 0, "\(outcome.problems)")
        let orders = try await place.rows("orders", "--limit", "100")
        #expect(orders.count > 10)
        func calls() async throws -> JSONValue? {
            let row = try #require(try await place.rows("marketplaces", "coupang").first)
            guard case .object(let members)? = row.list("connections").first else { return nil }
            return members["calls_of_last_poll"]
        }
        let made = try await calls()
        _ = try await place.run("check", "--account", "coupang")
        #expect(try await calls() == made && made != nil, "a check is no poll")
        let claims = try await place.rows("cancellations")
        #expect(claims.contains { $0.text("claim_id") == "C-1" })
        #expect(claims.count > 1)
        await served.server.stop()
    }

    @Test("A wrong key is told as that; no secret is in store, log, output or journal")
    func wrongKey() async throws {
        let served = try await Served()
        let secret = "wrong-secret-of-forty-characters-0123456"
        try connect(served.base, secret: secret)
        let check = try await place.run("check", "--account", "coupang", "--json")
        #expect(check.code == 5)
        #expect(check.output.contains("Check the key"))
        let sync = try await place.run("sync", "coupang")
        #expect(sync.code == 1)
        let activity = try await place.run("activity")
        let kept = try everything()
        #expect(kept.range(of: Data("/returnRequests".utf8)) != nil, "nothing was logged")
        for word in [secret, SimulatedCoupang.accessKey] {
            #expect(kept.range(of: Data(word.utf8)) == nil)
            for outcome in [check, sync, activity] {
                #expect(!outcome.output.contains(word) && !outcome.problems.contains(word))
            }
        }
        await served.server.stop()
    }

    @Test("While calls are made no process shows a secret in its arguments")
    func processList() async throws {
        var faults = FaultPlan()
        faults.upcoming = ["coupang": Array(repeating: .slow(.seconds(3)), count: 2)]
        let served = try await Served(faults: faults)
        place.variables["SIMULATED_KEY"] = SimulatedCoupang.accessKey
        let path = try place.write(SimulatedCoupang.secretKey, to: "secret")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try place.write(
            """
            connections:
              coupang:
                base: \(served.base)
                vendor_id: \(SimulatedCoupang.vendorID)
                access_key: {environment: SIMULATED_KEY}
                secret_key: {command: [cat, \(path)]}
            """,
            to: "config/connections.yaml"
        )
        let sync = try place.start(["sync", "coupang"])
        #expect(try await Program.eventually { !served.world.log.isEmpty })
        let lines = try FileManager.default.contentsOfDirectory(atPath: "/proc")
            .filter { $0.allSatisfy(\.isNumber) }
            .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
        #expect(lines.contains { $0.range(of: Data(place.store.utf8)) != nil }, "it runs")
        for word in [SimulatedCoupang.accessKey, SimulatedCoupang.secretKey] {
            #expect(!lines.contains { $0.range(of: Data(word.utf8)) != nil })
        }
        #expect(await sync.outcome().code == 0)
        await served.server.stop()
    }

    @Test("A clock that is off is told as that")
    func clock() async throws {
        let served = try await Served(skew: .seconds(-7 * 60))
        try connect(served.base)
        let check = try await place.run("check", "--account", "coupang", "--json")
        #expect(check.code == 5)
        #expect(check.output.contains("clock is 7 minutes ahead"), "\(check.output)")
        await served.server.stop()
    }

    @Test("How each account is read is listed, with the last call and since when the API rests")
    func listed() async throws {
        try place.write(
            """
            connections:
              coupang:
                base: http://127.0.0.1:1
                vendor_id: \(SimulatedCoupang.vendorID)
                access_key: {environment: HOME}
                secret_key: {environment: HOME}
              ably:
                command: [/bin/true, --cancels]
                orders: false
            """,
            to: "config/connections.yaml"
        )
        func connection(_ account: String) async throws -> [String: JSONValue] {
            let row = try #require(try await place.rows("marketplaces", account).first)
            guard case .object(let members)? = row.list("connections").first else { return [:] }
            return members
        }
        let before = try await connection("coupang")
        #expect(before["api"] == .text("쿠팡 Wing Open API") && before["last_call"] == nil)
        #expect(before["address"] == .text("http://127.0.0.1:1"))
        #expect(before["folder"] == .text("\(place.inbox)/coupang"))
        let program = try await connection("ably")
        #expect(program["way"] == .text("program") && program["orders"] == .truth(false))
        #expect(program["command"] == .list([.text("/bin/true"), .text("--cancels")]))
        #expect(try await connection("auction")["way"] == .text("folder"))
        // By a clock that stands still, so that nobody waits between tries.
        _ = try place.stopClock(at: 1_772_323_200)
        for _ in 1...2 { #expect(try await place.run("sync", "coupang").code == 1) }
        #expect(try await place.run("check", "--account", "coupang").code == 5)
        let after = try await connection("coupang")
        guard case .object(let call)? = after["last_call"] else {
            Issue.record("no call is kept")
            return
        }
        #expect(call["problem"] == .text("notReachable") && call["status"] == .null)
    }

    @Test("An API that wants to be left alone is told by check and marketplaces, with the times")
    func resting() async throws {
        var faults = FaultPlan()
        faults.upcoming = ["coupang": [.tooManyCalls(secondsToWait: 600)]]
        let served = try await Served(faults: faults)
        try connect(served.base)
        #expect(try await place.run("sync", "coupang").code == 1)
        let check = try await place.rows("check").filter { $0.text("check") == "connections" }
        let warning = try #require(check.first { $0.text("level") == "warning" })
        #expect(warning.text("value")?.hasPrefix("쿠팡: no calls since ") == true)
        let row = try #require(try await place.rows("marketplaces", "coupang").first)
        guard case .object(let connection)? = row.list("connections").first,
            case .object(let rest)? = connection["resting"]
        else {
            Issue.record("no rest is told: \(row)")
            return
        }
        #expect(rest["because"] == .text("tooManyCalls"))
        #expect(rest["since"] != rest["until"] && rest["until"] != nil)
        let calls = served.world.log.count
        let next = try await place.run("sync", "coupang")
        #expect(next.code == 1 && served.world.log.count == calls, "the next process keeps to it")
        await served.server.stop()
    }

    @Test("check alone looks for secrets and calls nobody")
    func survey() async throws {
        try connect("http://127.0.0.1:1")
        let well = try await place.run("check", "--json")
        #expect(well.code == 0, "\(well.output)")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: "\(place.folder.path)/secret"
        )
        let open = try await place.run("check", "--json")
        #expect(open.code == 5)
        #expect(open.output.contains("chmod 600"))
        let told = try open.rows().filter { $0.text("check") == "connections" }
        #expect(told.map { $0.text("level") } == ["problem"], "not once more among the sound ones")
        try place.write("connections:\n  coupang:\n    vendor: A\n", to: "config/connections.yaml")
        let wrong = try await place.run("check", "--json")
        #expect(wrong.code == 5)
        #expect(wrong.output.contains("connections.yaml:3:5"))
    }

    @Test(
        "A program that is not there or may not be executed is a problem",
        arguments: [true, false]
    )
    func missingProgram(exists: Bool) async throws {
        let path = exists ? try place.write("#!/bin/sh\n", to: "feed") : "/nowhere/feed"
        try place.write(
            "connections: {ably: {command: [\(path)]}, 11st: {command: [sh, -c, 'true']}}\n",
            to: "config/connections.yaml"
        )
        let reason = exists ? "Permission denied" : "No such file or directory"
        for words in [[], ["--account", "ably"]] {
            let outcome = try await place.run(["check", "--json"] + words)
            #expect(outcome.code == 5)
            let told = try outcome.rows().filter { $0.text("check") == "connections" }
            #expect(told.first?.text("level") == "problem")
            #expect(told.first?.text("value")?.contains("\(path): \(reason)") == true)
            #expect(told.dropFirst().map { $0.text("value") } == (words.isEmpty ? ["11st"] : []))
        }
    }

    @Test("An account without a connection has nothing to call")
    func notConnected() async throws {
        let known = try await place.run("check", "--account", "11st")
        #expect(known.code == 5 && known.output.contains("Add it to connections.yaml"))
        let other = try await place.run("check", "--account", "네이버페이")
        #expect(other.code == 5 && other.output.contains("there is no API to connect to"))
        #expect(other.output.contains("카페24의 연결이 네이버페이 주문의 취소도 읽습니다"))
        #expect(try await place.run("check", "--account", "nobody").code == 3)
    }

    @Test("A program's cancellations and orders meet; one that fails fails the poll")
    func program() async throws {
        let line = #"{"order_no":"1","code6":"7","quantity":1,"shipping":"received"}"#
        let claim = #"{"order_no":"1","code6":"7","state":"출고중지요청","claim_id":"c"}"#
        let script = try place.write("echo '\(line)'\necho '\(claim)'\necho said >&2\n", to: "a.sh")
        func connect(_ end: String) throws {
            try place.write(
                "connections: {coupang: {command: [/bin/sh, \(script), \(end)]}}\n",
                to: "config/connections.yaml"
            )
        }
        try connect("x")
        let outcome = try await place.run("sync", "coupang", "--json")
        #expect(outcome.code == 0, "\(outcome.problems)")
        #expect(outcome.problems.contains("the program said: said"))
        let rows = try await place.rows("cancellations")
        #expect(rows.map { $0.text("status") } == ["applied"])
        try place.write("echo broken >&2\nexit 4\n", to: "a.sh")
        let failed = try await place.run("sync", "coupang")
        #expect(failed.code == 1)
        #expect(failed.problems.contains("ended with 4 (broken)"), "\(failed.problems)")
        let listed = try #require(try await place.rows("marketplaces", "coupang").first)
        guard case .object(let connection)? = listed.list("connections").first,
            case .object(let failure)? = connection["last_failure"],
            case .object(let success)? = connection["last_success"]
        else {
            Issue.record("no run is told: \(listed)")
            return
        }
        #expect(failure["said"] == .list([.text("broken")]))
        #expect(failure["problem"] == .text("programFailed"))
        #expect(failure["arguments"] == .object(["status": .number(4), "detail": .text("")]))
        #expect(failure["sentence"] == .text("the program ended with 4."))
        #expect(success["said"] == .list([.text("said")]) && success["problem"] == nil)
    }
}
