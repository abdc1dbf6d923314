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

    @Test("The pace is the one that its answers tell", arguments: [1, 2, 5])
    func pace(callsPerSecond: Int) async throws {
        var api = SimulatedNaver()
        api.callsPerSecond = callsPerSecond
        api.pageSize = 2
        let shop = try SimulatedShop.of("storefarm")
        let bench = try await APIBench(shop, api: api)
        let start = bench.window.end
        #expect(try await bench.resyncWindow().outcome == .succeeded)
        #expect(bench.callProblems == [])
        let seconds = start.duration(to: bench.clock.now()).wholeSeconds
        let count = Int64(bench.world.log.count)
        #expect(count > 60)
        #expect((count / Int64(callsPerSecond) - 5...count / Int64(callsPerSecond) + 5) ~= seconds)
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
