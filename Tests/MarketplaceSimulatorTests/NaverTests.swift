import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("스마트스토어: the connector against its simulated API", .timeLimit(.minutes(5)))
struct NaverTests {
    private let day = TimeWindow.oneDay

    @Test("Lists that come in many pages are read to the end")
    func pages() async throws {
        let shop = try SimulatedShop.of("storefarm", claims: 70)
        var api = SimulatedNaver()
        api.pageSize = 7
        let bench = try await APIBench(shop, api: api)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        try await bench.expectTruth(of: shop)
        #expect(bench.world.log.contains { $0.target.contains("&moreSequence=2026") })
        await bench.remove()
    }

    @Test("A token that is refused before its time is replaced once")
    func shortLivedTokens() async throws {
        let shop = try SimulatedShop.of("storefarm", claims: 70)
        var api = SimulatedNaver()
        api.tokenLife = .seconds(25 * 60)
        let bench = try await APIBench(shop, api: api)
        let records = try await bench.poll()
        #expect(records.allSatisfy { $0.outcome == .succeeded })
        #expect(bench.world.log.contains { $0.status == 401 })
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("A window of 60 days is walked within the API's limits")
    func longWindow() async throws {
        let window = day.lasting(.seconds(60 * 86_400))
        let shop = try SimulatedShop.of("storefarm", in: window, orders: 300, claims: 150)
        let bench = try await APIBench(shop, window: window)
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
        var shop = try SimulatedShop.of("storefarm", orders: 1, claims: 0)
            .claimed("200000001", [(.requested, 5), (.withdrawn, 25)])
        shop.orders[0].lines[0].shippedAt = day.start.advanced(by: .seconds(45 * 60))
        let order = shop.orders[0]
        let bench = try await APIBench(shop, window: day.lasting(.seconds(2 * 3600)))
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
        let bench = try await APIBench(shop)
        try await bench.poll(every: .seconds(1800))
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }
}
