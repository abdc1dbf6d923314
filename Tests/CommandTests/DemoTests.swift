import Foundation
import Testing

@Suite("cancelsync demo", .timeLimit(.minutes(10)))
struct DemoTests {
    private static let reasons: Set = [
        "applied", "alreadyCancelled", "stateNotSynced", "needsConfirmation", "noCancelStates",
        "noMatchRule", "keyMissingInCancellation", "orderNotFound", "orderInOtherAccount",
        "keyMissingInOrder", "keyDiffers", "ambiguous", "quantityExceedsOrder", "shipped",
        "withdrawn", "dismissed", "undone",
    ]

    @Test("Its first day reaches every reason and every marketplace", arguments: ["20261124", "7"])
    func reasons(seed: String) async throws {
        let place = try Workplace()
        let outcome = try await place.start(
            Program.path,
            ["demo", "--prepare", place.folder.path, "--seed", seed]
        ).outcome()
        #expect(outcome.code == 0)
        let rows = try await place.rows("cancellations")
        #expect(Self.reasons.subtracting(rows.compactMap { $0.text("reason") }) == [])
        #expect(Set(rows.compactMap { $0.text("account") }).count == 43)
        let lines = try await place.rows("orders")
        #expect(lines.count > 1000)
        let check = try await place.run("check")
        #expect(check.code == 0)
    }

    @Test("Every cancellation of it can be explained")
    func explained() async throws {
        let place = try Workplace()
        let outcome = try await place.start(
            Program.path,
            ["demo", "--prepare", place.folder.path]
        ).outcome()
        try #require(outcome.code == 0)
        var seen: Set<String> = []
        for row in try await place.rows("cancellations") {
            guard let id = row.number("id"), let reason = row.text("reason") else { continue }
            guard seen.insert(reason).inserted else { continue }
            let explanation = try await place.rows("explain", "\(id)")
            #expect(explanation.map { $0.text("reason") } == [reason])
        }
        #expect(seen == Self.reasons)
    }

    // What can be blocked is, by the threads that start the programs of tests; this one asks nobody.
    @Test("Ended while it prepares, by a signal that it never sees, it leaves no folder behind")
    func ended() async throws {
        let place = try Workplace()
        let program = try place.start(Program.path, ["demo", "--dump-screen", "-", "--lang", "en"])
        let name = "cancelsync-demo-\(program.id)"
        let folders = ["/dev/shm", FileManager.default.temporaryDirectory.path].map {
            "\($0)/\(name)"
        }
        func exists() -> Bool { folders.contains { FileManager.default.fileExists(atPath: $0) } }
        // Amid other tests a task may not have its turn again before the demo is over.
        while !exists() && program.isRunning { usleep(20_000) }
        program.send(SIGKILL)
        #expect(await program.outcome().code != 0)
        #expect(try await Program.eventually { !exists() })
    }

    @Test("It looks as the console's options say")
    func look() async throws {
        let place = try Workplace()
        let look = ["--ascii", "--theme", "mono", "--no-mouse", "--lang", "en"]
        let outcome = try await place.start(
            Program.path,
            ["demo", "--dump-screen", "-"] + look
        ).outcome()
        #expect(outcome.code == 0)
        #expect(outcome.lines.contains { $0.contains("Marketplaces") && $0.contains("DEMO") })
        #expect(!outcome.output.contains("·"))
    }
}
