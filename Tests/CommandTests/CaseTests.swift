import Foundation
import Testing

@Suite("Case files and rules on trial", .timeLimit(.minutes(10)))
struct CaseTests {
    private func place() async throws -> Workplace {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        return place
    }

    @Test("A case file says what was received from which file, and who did what")
    func text() async throws {
        let place = try await place()
        let outcome = try await place.run("explain", "1", "--case", "-")
        #expect(outcome.code == 0)
        for part in ["Cancellation sync: case file", "N-1", "Notices as they were received", ":2"] {
            #expect(outcome.output.contains(part), "\(part)")
        }
    }

    @Test("A case file that ends in .json has the evidence of every decision")
    func json() async throws {
        let place = try await place()
        let path = place.folder.appending(path: "case.json").path
        let outcome = try await place.run("explain", "--order", "N-1", "--case", path)
        #expect(outcome.code == 0)
        #expect(outcome.problems.contains(path))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        let notices = try #require(object?["notices"] as? [[String: Any]])
        #expect(notices.first?["row"] as? Int == 2)
        let journal = try #require(object?["journal"] as? [[String: Any]])
        #expect(journal.contains { $0["evidence"] is [String: Any] })
    }

    @Test("A case that is printed as JSON is one object a line")
    func printedJSON() async throws {
        let rows = try await place().rows("explain", "1", "--case", "-")
        #expect(rows.count == 1)
    }

    @Test("Who made a case file or exported a list is journalled with the file's name")
    func journalled() async throws {
        let place = try await place()
        let path = place.folder.appending(path: "case.txt").path
        let list = place.folder.appending(path: "held.csv").path
        try #require(try await place.run("explain", "1", "--case", path).code == 0)
        try #require(try await place.run("explain", "1", "--case", "-").code == 0)
        try #require(try await place.run("export", "cancellations", "-o", list).code == 0)
        let entries = try await place.rows("activity").filter { $0.text("act") == "export" }
        #expect(entries.map { $0.text("note") } == ["held.csv · 1", "case.txt"])
        #expect(entries.last?.text("account") == "naverpay")
        let why = try await place.run("explain", "1")
        #expect(why.output.contains("exported"))
    }

    @Test("A case that is not on record is said to be none", arguments: [["9"], ["--order", "X"]])
    func missing(words: [String]) async throws {
        let place = try await place()
        let path = place.folder.appending(path: "case.txt").path
        let outcome = try await place.run(["explain"] + words + ["--case", path])
        #expect(outcome.code == 3)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A rule on trial says how many cancellations it would decide otherwise, and which")
    func trial() async throws {
        let place = try await place()
        let rows = try await place.rows(
            "marketplaces",
            "--account",
            "naverpay",
            "--rule",
            "order_no + code30"
        )
        #expect(rows.first?.text("rule") == "order_no + code30")
        #expect(rows.first?.number("cancellations") == 1)
        #expect(rows.first?.number("lost") == 1)
    }

    @Test("A rule that is none is pointed at", arguments: [("order_no + x", "^")])
    func noRule(rule: String, pointer: String) async throws {
        let place = try await place()
        let outcome = try await place.run("marketplaces", "--account", "naverpay", "--rule", rule)
        #expect(outcome.code == 64)
        #expect(outcome.problems.contains("\n           \(pointer) "))
    }
}
