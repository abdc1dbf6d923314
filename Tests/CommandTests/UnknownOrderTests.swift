import Foundation
import Testing

@Suite("An order number that only cancellations name", .timeLimit(.minutes(10)))
struct UnknownOrderTests {
    /// A claim that waits for its order, and one of another order that is recorded only.
    private static func place() async throws -> Workplace {
        let place = try Workplace()
        let other = Trade.claim(state: "처음 보는 상태", number: "N-8")
            .replacingOccurrences(of: "C-1", with: "C-2")
        try await place.take(claims: [Trade.claim(number: "N-7"), other])
        return place
    }

    @Test(
        "Whoever asks about it is told which cancellations do, and how they are explained",
        arguments: [["explain", "--order"], ["orders", "--order"]],
        [("N-7", "pending", 1), ("N-8", "ignored", 2)] as [(String, String, Int)]
    )
    func named(command: [String], claim: (number: String, status: String, id: Int)) async throws {
        let place = try await Self.place()
        let said = try await place.run(command + [claim.number])
        #expect(said.code == 3)
        #expect(said.problems.contains("claim #\(claim.id) \(claim.status)"))
        #expect(said.problems.contains("cancelsync explain \(claim.id)"))
        let rows = try await place.run(command + [claim.number, "--json"])
        #expect(rows.code == 3)
        let named = try #require(try rows.rows().first).list("cancellations")
        #expect(named.count == 1)
        #expect(rows.output.contains("\"status\":\"\(claim.status)\""))
        #expect(rows.output.contains("\"account\":\"naverpay\""))
    }

    @Test("Only those of the account that was asked for are named; nothing is said of none")
    func ofAccount() async throws {
        let place = try await Self.place()
        let other = try await place.run("explain", "--order", "N-7", "--account", "쿠팡", "--json")
        #expect(other.code == 3 && other.output.isEmpty && !other.problems.contains("#1"))
        let own = try await place.run("explain", "--order", "N-7", "--account", "naverpay")
        #expect(own.code == 3 && own.problems.contains("#1"))
        let unknown = try await place.run("explain", "--order", "4711", "--json")
        #expect(unknown.code == 3 && unknown.output.isEmpty)
    }

    @Test("A scan names also what is decided")
    func scanned() async throws {
        let place = try await Self.place()
        let waiting = try await place.run("pull-list", "--scan", "N-7")
        #expect(waiting.code == 6 && waiting.output.contains("claim #1 pending"))
        let decided = try await place.run("pull-list", "--scan", "N-8")
        #expect(decided.code == 3 && decided.output.contains("claim #2 ignored"))
    }
}
