import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("메이크샵: the connector against its simulated API", .timeLimit(.minutes(5)))
struct MakeshopTests {
    private let day = TimeWindow(
        start: Timestamp(seconds: 1_772_330_400),
        end: Timestamp(seconds: 1_772_330_400 + 12 * 3600)
    )

    private func shop(in window: TimeWindow, orders: Int = 120, claims: Int = 60) -> SimulatedShop {
        let generator = WorldGenerator(
            window: window,
            orderCount: orders,
            claimCount: claims,
            seed: 21
        )
        return SimulatedSeat.makeshop.shop(generator)
    }

    private func bench(
        _ shop: SimulatedShop,
        api: any SimulatedAPI = SimulatedMakeshop(),
        window: TimeWindow? = nil,
        clientSecret: String = SimulatedMakeshop.clientSecret,
        shopID: String = SimulatedMakeshop.shopID,
        faults: FaultPlan = FaultPlan()
    ) async throws -> APIBench {
        try await APIBench(
            "makeshop",
            shop: shop,
            api: api,
            window: window ?? day,
            faults: faults,
            pace: MakeshopConnector.pace
        ) { account, base, client in
            MakeshopConnector(
                account: account.id,
                keys: .init(
                    clientID: SimulatedMakeshop.clientID,
                    clientSecret: Secret { clientSecret },
                    shopID: shopID
                ),
                base: base,
                rowsPerPage: 20,
                client: client
            )
        }
    }

    @Test("After a day of polls the store says what the shop says")
    func truth() async throws {
        let shop = shop(in: day)
        let bench = try await bench(shop)
        let records = try await bench.poll()
        #expect(records.allSatisfy { $0.outcome == .succeeded })
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("Whatever goes wrong on the way, nothing is missed, wrong or there twice")
    func faults() async throws {
        let shop = shop(in: day)
        let bench = try await bench(
            shop,
            api: UntidyAPI(SimulatedMakeshop()),
            faults: .byChance(
                0.06,
                renaming: [
                    "list", "ordernum", "num", "basket_num", "product", "basket_stock", "cancel",
                    "request_date", "totalPage", "access_token", "return_code",
                ]
            )
        )
        let records = try await bench.poll()
        #expect(records.contains { $0.outcome != .succeeded })
        #expect(records.contains { $0.outcome == .succeeded })
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("A window of 60 days is walked within the API's limits, with tokens that run out")
    func longWindow() async throws {
        let window = day.lasting(.seconds(60 * 86_400))
        let shop = shop(in: window, orders: 200, claims: 100)
        let bench = try await bench(shop, window: window)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        try await bench.expectTruth(of: shop)
        #expect(bench.world.log.allSatisfy { $0.status == 200 })
        #expect(bench.world.log.count < 250)
        await bench.remove()
    }

    @Test("A token is asked for once in four minutes, not for each call")
    func tokens() async throws {
        let bench = try await bench(shop(in: day))
        try await bench.poll(every: .seconds(120))
        let issues = bench.world.log.count { $0.target == "/oauth/token" }
        #expect((1...190).contains(issues))
        await bench.remove()
    }

    @Test("A request that is gone stays what it was: that it was taken back is not known")
    func vanishedRequest() async throws {
        var shop = shop(in: day, orders: 1, claims: 0)
        let order = shop.orders[0]
        shop.claims = [
            SimulatedClaim(
                number: "\(order.number)-\(order.lines[0].number)",
                orderNumber: order.number,
                line: 1,
                quantity: order.lines[0].quantity,
                reason: "",
                steps: [
                    .init(.requested, at: order.placedAt.advanced(by: .seconds(600))),
                    .init(.withdrawn, at: order.placedAt.advanced(by: .seconds(7200))),
                ]
            )
        ]
        let bench = try await bench(shop)
        try await bench.poll()
        let outcomes = try await bench.outcomes(of: shop)
        #expect(Array(outcomes.values) == [.cancelled(units: order.lines[0].quantity)])
        await bench.remove()
    }

    @Test("A wrong secret, and a shop without the application, are told apart")
    func refusals() async throws {
        let shop = SimulatedShop(marketplace: "makeshop")
        let wrongSecret = try await bench(shop, clientSecret: "wrong")
        #expect(
            await wrongSecret.checkProblem() == .notSignedIn("Client authentication failed")
        )
        await wrongSecret.remove()
        let wrongShop = try await bench(shop, shopID: "othershop")
        #expect(
            await wrongShop.checkProblem()
                == .notPermitted("The shop has not installed the application")
        )
        await wrongShop.remove()
    }
}
