import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("카카오: the connector against its simulated API", .timeLimit(.minutes(5)))
struct KakaoTests {
    /// 11:00 to 23:00 in Korea.
    private let day = TimeWindow(
        start: Timestamp(seconds: 1_772_330_400),
        end: Timestamp(seconds: 1_772_330_400 + 12 * 3600)
    )

    /// A shop whose numbers are those of a block.
    private func shop(
        in window: TimeWindow,
        orders: Int = 160,
        claims: Int = 80,
        block: Int = 0
    ) -> SimulatedShop {
        var generator = WorldGenerator(
            window: window,
            orderCount: orders,
            claimCount: claims,
            seed: 9
        )
        // A line is cancelled whole, and a request that is made again is a claim of its own.
        generator.takesParts = false
        generator.shares.askedAgain = 0
        generator.shares.beforeConfirmation = 0.1
        generator.shares.unheardOf = 0.05
        return generator.shop(
            "kakao-talkstore",
            .init(
                order: { index, _ in "\(1_700_000_000 + block * 100_000 + index)" },
                line: { "\(2_100_000_000 + block * 100_000 + $1 * 10 + $2)" },
                claim: { "\(3_300_000 + $0)" }
            )
        )
    }

    private func bench(
        _ shop: SimulatedShop,
        api: any SimulatedAPI = SimulatedKakao(),
        window: TimeWindow? = nil,
        faults: FaultPlan = FaultPlan()
    ) async throws -> APIBench {
        try await APIBench(
            "kakao-talkstore",
            shop: shop,
            api: api,
            window: window ?? day,
            faults: faults,
            pace: KakaoConnector.pace
        ) { account, base, client in
            KakaoConnector(
                account: account.id,
                keys: .init(
                    adminKey: Secret { SimulatedKakao.adminKey },
                    sellerKey: Secret { SimulatedKakao.sellerKey }
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
        await bench.remove()
    }

    @Test("Whatever goes wrong on the way, nothing is missed, wrong or there twice")
    func faults() async throws {
        let shop = shop(in: day)
        var api = SimulatedKakao()
        api.isUntidy = true
        let bench = try await bench(
            shop,
            api: UntidyAPI(api),
            faults: .byChance(
                0.15,
                renaming: [
                    "contents", "orderId", "token", "lastOrderId", "content", "id", "orderBase",
                    "status", "modifiedAt", "orderProduct",
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

    @Test("A window of 60 days is walked within the API's limits, page by page")
    func longWindow() async throws {
        let end = day.start.advanced(by: .seconds(60 * 86_400))
        let window = TimeWindow(start: day.start, end: end)
        var shop = shop(in: window, orders: 300, claims: 150)
        // A day on which more changed than a page holds.
        shop.orders += self.shop(in: day, orders: 130, claims: 0, block: 1).orders
        let bench = try await bench(shop, window: window)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        #expect(record.tally.orderLines >= shop.orders.reduce(0) { $0 + $1.lines.count })
        try await bench.expectTruth(of: shop)
        let log = bench.world.log
        #expect(log.allSatisfy { $0.status == 200 })
        #expect(log.contains { $0.target.contains("&lastOrderId=2") })
        #expect(log.count < 140)
        await bench.remove()
    }

    @Test("What was withdrawn and then sent stays withdrawn, and is known to be sent")
    func sentAfterAll() async throws {
        var shop = shop(in: day, orders: 1, claims: 0)
        shop.orders[0].lines[0].shippedAt = day.start.advanced(by: .seconds(45 * 60))
        let order = shop.orders[0]
        shop.claims = [
            SimulatedClaim(
                number: "3300001",
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
            let lines = try ledger.lines(orderNumber: OrderNumber(order.lines[0].number))
            return (found.claims.flatMap(\.notices).map(\.state), lines.map(\.line.shipping))
        }
        #expect(Set(words) == ["결제취소예정", "취소철회"])
        #expect(shipping.first == .shipped)
        await bench.remove()
    }

    @Test("A cancel without a claim, and a claim after a withdrawal, stand by themselves")
    func oddClaims() async throws {
        func claim(
            _ number: String,
            line: Int,
            _ steps: [(SimulatedClaim.Stage, Int64)]
        ) -> SimulatedClaim {
            SimulatedClaim(
                number: number,
                orderNumber: "1700000001",
                line: line,
                quantity: 1,
                reason: "단순 변심",
                steps: steps.map { .init($0, at: day.start.advanced(by: .seconds($1 * 60))) }
            )
        }
        let lines = (1...3).map { sequence in
            SimulatedOrder.Line(
                sequence: sequence,
                number: "210000000\(sequence)",
                productCode: "410000001",
                productName: "여름 티셔츠",
                option: "블랙 / M",
                optionNumber: "1",
                quantity: 1,
                trackingNumber: ""
            )
        }
        let shop = SimulatedShop(
            marketplace: "kakao-talkstore",
            orders: [.init(number: "1700000001", placedAt: day.start, lines: lines)],
            claims: [
                claim("3300001", line: 1, [(.done, 40)]),
                // Withdrawn before anybody saw it, or its unit would stay taken until undone.
                claim("3300002", line: 2, [(.requested, 41), (.withdrawn, 44)]),
                claim("3300003", line: 2, [(.requested, 52), (.done, 70)]),
            ]
        )
        let bench = try await bench(shop)
        try await bench.poll(every: .seconds(600))
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }
}
