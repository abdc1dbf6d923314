import Foundation
import Testing

@Suite("An account that has left the configuration")
struct UnknownAccountTests {
    /// A second account with a claim that is applied and one that waits, taken out of the configuration.
    private func place() async throws -> Workplace {
        let place = try Workplace()
        try place.write(
            "accounts:\n  - id: naverpay-2\n    marketplace: naverpay\n",
            to: "config/marketplaces.yaml"
        )
        let waiting = Trade.claim(number: "N-2").replacingOccurrences(of: "C-1", with: "C-2")
        try await place.take(
            orders: Trade.order(account: "naverpay-2")
                + "naverpay-2,N-9,D-1,코트,1,접수,\(Trade.orderDay) 09:00\n",
            claims: [Trade.claim(), waiting],
            of: "naverpay-2"
        )
        try place.write("", to: "config/marketplaces.yaml")
        return place
    }

    @Test("What is on file of it is explained still, and says that it is not configured")
    func explained() async throws {
        let place = try await place()
        let applied = try await place.run("explain", "1")
        #expect(applied.code == 0 && applied.output.contains("D-1"))
        #expect(try await place.run("explain", "--order", "N-1").code == 0)
        let waiting = try await place.run("explain", "2")
        #expect(waiting.output.contains("not among the configured accounts"))
    }

    @Test("Its rows are found by its id, and another name is refused")
    func listed() async throws {
        let place = try await place()
        for list in ["orders", "cancellations", "activity", "pull-list"] {
            let all = try await place.rows(list)
            #expect(try await place.rows(list, "--account", "naverpay-2").count == all.count)
            #expect(try await place.run(list, "--account", "naverpay-3").code == 3)
        }
        let why = try await place.run("explain", "--order", "N-1", "--account", "naverpay-2")
        #expect(why.code == 0)
    }

    @Test("Nobody is sent to poll what is not configured")
    func advice() async throws {
        let place = try await place()
        let why = try await place.run("explain", "--order", "N-9").output
        #expect(why.contains("add 'naverpay-2' to the configuration again"))
        #expect(!why.contains("cancelsync sync naverpay-2"))
    }

    @Test("What it took can be given back")
    func undone() async throws {
        let place = try await place()
        #expect(try await place.run("undo", "1").code == 0)
        let line = try #require(try await place.rows("orders").first)
        #expect(line.number("cancelled_quantity") == 0)
    }

    @Test("The doctor names it, with what hangs on it, and a parcel of it must not leave unseen")
    func checked() async throws {
        let place = try await place()
        let outcome = try await place.run("check")
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("naverpay-2: cancellations: 2"))
        let other = try Workplace()
        #expect(!(try await other.run("check").output.contains("not set up")))
    }

    @Test("A configuration folder that was named and is not there is refused")
    func noFolder() async throws {
        let place = try Workplace()
        let program = try place.start(
            Program.path,
            ["marketplaces", "--config", "/no/such", "--lang", "en"]
        )
        let outcome = await program.outcome()
        #expect(outcome.code == 78 && outcome.problems.contains("/no/such"))
    }
}
