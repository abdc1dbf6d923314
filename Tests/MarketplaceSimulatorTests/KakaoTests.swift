import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("카카오: the connector against its simulated API", .timeLimit(.minutes(5)))
struct KakaoTests {
    private let day = TimeWindow.oneDay

    @Test("A window of 60 days is walked within the API's limits, page by page")
    func longWindow() async throws {
        let window = day.lasting(.seconds(60 * 86_400))
        var shop = try SimulatedShop.of(
            "kakao-talkstore",
            in: window,
            orders: 300,
            claims: 150,
            seed: 9
        )
        // A day on which more changed than a page holds.
        shop.orders +=
            try SimulatedShop.of("kakao-talkstore", orders: 130, claims: 0) {
                $0.firstIndex = 10_000
            }
            .orders
        let bench = try await APIBench(shop, window: window)
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
        let bench = try await APIBench(shop)
        try await bench.poll(every: .seconds(600))
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }
}
