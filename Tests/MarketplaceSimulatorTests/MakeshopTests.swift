import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("메이크샵: the connector against its simulated API", .timeLimit(.minutes(5)))
struct MakeshopTests {
    @Test("A day of more orders than a page holds is read to the end")
    func pages() async throws {
        let shop = try SimulatedShop.of("makeshop", orders: 1100, claims: 10)
        let bench = try await APIBench(shop)
        #expect(try await bench.resyncWindow().outcome == .succeeded)
        #expect(bench.world.log.contains { $0.target.contains("&page=3&") })
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("A token is asked for once in four minutes, not for each call")
    func tokens() async throws {
        let bench = try await APIBench(.of("makeshop"))
        try await bench.poll(every: .seconds(120))
        let issues = bench.world.log.count { $0.target == "/oauth/token" }
        #expect((1...190).contains(issues))
        await bench.remove()
    }

    @Test("A request that is gone stays what it was: that it was taken back is not known")
    func vanishedRequest() async throws {
        let bare = try SimulatedShop.of("makeshop", orders: 1, claims: 0)
        let order = bare.orders[0]
        let shop = bare.claimed(
            "\(order.number)-\(order.lines[0].number)",
            [(.requested, 10), (.withdrawn, 120)]
        )
        let bench = try await APIBench(shop)
        try await bench.poll()
        let outcomes = try await bench.outcomes(of: shop)
        #expect(Array(outcomes.values) == [.cancelled(units: order.lines[0].quantity)])
        await bench.remove()
    }

    @Test("A wrong secret, and a shop without the application, are told apart")
    func refusals() async throws {
        let shop = SimulatedShop(marketplace: "makeshop")
        let wrongSecret = try await APIBench(shop, settings: ["client_secret": "wrong"])
        #expect(
            await wrongSecret.checkProblem() == .notSignedIn("Client authentication failed")
        )
        await wrongSecret.remove()
        let wrongShop = try await APIBench(shop, settings: ["shop_id": "othershop"])
        #expect(
            await wrongShop.checkProblem()
                == .notPermitted("The shop has not installed the application")
        )
        await wrongShop.remove()
    }
}
