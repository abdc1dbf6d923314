import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("쿠팡: the connector against its simulated API", .timeLimit(.minutes(5)))
struct CoupangTests {
    private let window = TimeWindow(
        start: Timestamp(seconds: 1_772_330_400),
        end: Timestamp(seconds: 1_772_330_400 + 12 * 3600)
    )

    private func bench(faults: FaultPlan = FaultPlan()) async throws -> (APIBench, SimulatedShop) {
        var generator = WorldGenerator(window: window, orderCount: 120, claimCount: 60, seed: 7)
        // A request that is made again has a receipt of its own.
        generator.shares.askedAgain = 0
        let shop = generator.shop(
            "coupang",
            .init(
                order: { index, _ in "\(31_000_000_000_000 + index)" },
                line: { "\($0)\($2)" },
                claim: { "\(900_000_000 + $0)" }
            )
        )
        let bench = try await APIBench(
            "coupang",
            shop: shop,
            api: SimulatedCoupang(),
            window: window,
            faults: faults
        ) { account, base, client in
            CoupangConnector(
                account: account.id,
                keys: .init(
                    vendorID: SimulatedCoupang.vendorID,
                    accessKey: SimulatedCoupang.accessKey,
                    secretKey: Secret { SimulatedCoupang.secretKey }
                ),
                base: base,
                client: client
            )
        }
        return (bench, shop)
    }

    @Test("After a day of polls the store says what the shop says")
    func truth() async throws {
        let (bench, shop) = try await bench()
        let records = try await bench.poll()
        #expect(records.allSatisfy { $0.outcome == .succeeded })
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }
}
