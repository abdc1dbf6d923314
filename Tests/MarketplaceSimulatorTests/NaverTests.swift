import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("스마트스토어: the connector against its simulated API", .timeLimit(.minutes(5)))
struct NaverTests {
    /// 11:00 to 23:00 in Korea.
    private let day = TimeWindow(
        start: Timestamp(seconds: 1_772_330_400),
        end: Timestamp(seconds: 1_772_330_400 + 12 * 3600)
    )

    private func shop(in window: TimeWindow, orders: Int = 120, claims: Int = 70) -> SimulatedShop {
        var generator = WorldGenerator(
            window: window,
            orderCount: orders,
            claimCount: claims,
            seed: 5
        )
        generator.shares.askedAgain = 0.1
        generator.shares.beforeConfirmation = 0.08
        generator.shares.unheardOf = 0.05
        return SimulatedSeat.storefarm.shop(generator)
    }

    private func bench(
        _ shop: SimulatedShop,
        api: any SimulatedAPI = SimulatedNaver(),
        window: TimeWindow? = nil,
        clientSecret: String = SimulatedNaver.clientSecret,
        faults: FaultPlan = FaultPlan()
    ) async throws -> APIBench {
        try await APIBench(
            "storefarm",
            shop: shop,
            api: api,
            window: window ?? day,
            faults: faults,
            pace: NaverConnector.pace
        ) { account, base, client in
            NaverConnector(
                account: account.id,
                keys: .init(
                    clientID: SimulatedNaver.clientID,
                    clientSecret: Secret { clientSecret }
                ),
                base: base,
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
        #expect(bench.world.log.allSatisfy { $0.status == 200 })
        #expect(bench.world.log.count { $0.target.hasSuffix("/token") } < 8, "tokens are kept")
        await bench.remove()
    }

    @Test("Whatever goes wrong on the way, nothing is missed, wrong or there twice")
    func faults() async throws {
        let shop = shop(in: day)
        var api = SimulatedNaver()
        api.isUntidy = true
        api.pageSize = 5
        let bench = try await bench(
            shop,
            api: UntidyAPI(api),
            faults: .byChance(
                0.1,
                renaming: [
                    "data", "lastChangeStatuses", "productOrderId", "lastChangedDate", "order",
                    "orderId", "requestQuantity", "productOrder", "productOrderStatus",
                    "access_token",
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

    @Test("Lists that come in many pages are read to the end")
    func pages() async throws {
        let shop = shop(in: day)
        var api = SimulatedNaver()
        api.pageSize = 7
        let bench = try await bench(shop, api: api)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        try await bench.expectTruth(of: shop)
        #expect(bench.world.log.contains { $0.target.contains("&moreSequence=2026") })
        await bench.remove()
    }

    @Test("A token that is refused before its time is replaced once")
    func shortLivedTokens() async throws {
        let shop = shop(in: day)
        var api = SimulatedNaver()
        api.tokenLife = .seconds(25 * 60)
        let bench = try await bench(shop, api: api)
        let records = try await bench.poll()
        #expect(records.allSatisfy { $0.outcome == .succeeded })
        #expect(bench.world.log.contains { $0.status == 401 })
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("A window of 60 days is walked within the API's limits")
    func longWindow() async throws {
        let window = TimeWindow(
            start: day.start,
            end: day.start.advanced(by: .seconds(60 * 86_400))
        )
        let shop = shop(in: window, orders: 300, claims: 150)
        let bench = try await bench(shop, window: window)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        try await bench.expectTruth(of: shop)
        let log = bench.world.log
        #expect(log.allSatisfy { $0.status == 200 })
        #expect(log.count < 125)
        await bench.remove()
    }

    @Test("What was withdrawn and then sent stays withdrawn, and is known to be sent")
    func sentAfterAll() async throws {
        var shop = shop(in: day, orders: 1, claims: 0)
        shop.orders[0].lines[0].shippedAt = day.start.advanced(by: .seconds(45 * 60))
        let order = shop.orders[0]
        shop.claims = [
            SimulatedClaim(
                number: "200000001",
                orderNumber: order.number,
                line: 1,
                quantity: order.lines[0].quantity,
                reason: "단순 변심",
                steps: [
                    .init(.requested, at: day.start.advanced(by: .seconds(5 * 60))),
                    .init(.withdrawn, at: day.start.advanced(by: .seconds(25 * 60))),
                ]
            )
        ]
        let bench = try await bench(shop, window: day.lasting(.seconds(2 * 3600)))
        try await bench.poll()
        try await bench.expectTruth(of: shop)
        let account = bench.account.id
        let (words, shipping) = try await bench.store.read { ledger in
            let found = try ledger.claims(
                account: account,
                statuses: [.withdrawn],
                after: nil,
                limit: 2
            )
            let lines = try ledger.lines(orderNumber: OrderNumber(order.number))
            return (found.claims.flatMap(\.notices).map(\.state), lines.map(\.line.shipping))
        }
        #expect(words == ["취소요청", "취소철회"], "not once more when it was sent")
        #expect(shipping.first == .shipped)
        await bench.remove()
    }

    @Test(
        "A part that is cancelled after another, and a claim after a withdrawal, stand by themselves"
    )
    func severalClaimsOfOneLine() async throws {
        func claim(_ number: String, _ steps: [(SimulatedClaim.Stage, Int64)]) -> SimulatedClaim {
            SimulatedClaim(
                number: number,
                orderNumber: "2026030120000001",
                line: 1,
                quantity: 1,
                reason: "단순 변심",
                steps: steps.map { .init($0, at: day.start.advanced(by: .seconds($1 * 60))) }
            )
        }
        let line = SimulatedOrder.Line(
            sequence: 1,
            number: "2026030150000001",
            productCode: "410000001",
            productName: "여름 티셔츠",
            option: "블랙 / M",
            optionNumber: "1",
            quantity: 3,
            trackingNumber: ""
        )
        let shop = SimulatedShop(
            marketplace: "storefarm",
            orders: [.init(number: "2026030120000001", placedAt: day.start, lines: [line])],
            claims: [
                claim("200000001", [(.requested, 5), (.done, 31)]),
                claim("200000002", [(.requested, 33), (.withdrawn, 34)]),
                claim("200000003", [(.requested, 36), (.processing, 38), (.done, 55)]),
            ]
        )
        let bench = try await bench(shop)
        try await bench.poll(every: .seconds(1800))
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }
}
