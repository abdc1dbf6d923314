import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("쿠팡: the connector against its simulated API", .timeLimit(.minutes(5)))
struct CoupangTests {
    /// 11:00 to 23:00 in Korea.
    private let day = TimeWindow(
        start: Timestamp(seconds: 1_772_330_400),
        end: Timestamp(seconds: 1_772_330_400 + 12 * 3600)
    )

    private func shop(in window: TimeWindow, orders: Int = 120, claims: Int = 60) -> SimulatedShop {
        let generator = WorldGenerator(
            window: window,
            orderCount: orders,
            claimCount: claims,
            seed: 7
        )
        return SimulatedSeat.coupang.shop(generator)
    }

    private func bench(
        _ shop: SimulatedShop,
        api: any SimulatedAPI = SimulatedCoupang(),
        window: TimeWindow? = nil,
        secretKey: String = SimulatedCoupang.secretKey,
        faults: FaultPlan = FaultPlan()
    ) async throws -> APIBench {
        try await APIBench(
            "coupang",
            shop: shop,
            api: api,
            window: window ?? day,
            faults: faults,
            pace: CoupangConnector.pace
        ) { account, base, client in
            CoupangConnector(
                account: account.id,
                keys: .init(
                    vendorID: SimulatedCoupang.vendorID,
                    accessKey: SimulatedCoupang.accessKey,
                    secretKey: Secret { secretKey }
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
        await bench.remove()
    }

    @Test("Whatever goes wrong on the way, nothing is missed, wrong or there twice")
    func faults() async throws {
        let shop = shop(in: day)
        let bench = try await bench(
            shop,
            api: UntidyAPI(SimulatedCoupang()),
            faults: .byChance(
                0.04,
                renaming: [
                    "data", "receiptId", "orderId", "vendorItemId", "cancelCount", "cancelId",
                    "returnItems", "orderItems", "shippingCount", "vendorItemIds", "createdAt",
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

    @Test("A window of 60 days is walked within the API's limits")
    func longWindow() async throws {
        let window = day.lasting(.seconds(60 * 86_400))
        let shop = shop(in: window, orders: 300, claims: 150)
        let bench = try await bench(shop, window: window)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        try await bench.expectTruth(of: shop)
        let log = bench.world.log
        #expect(log.allSatisfy { $0.status == 200 })
        #expect(log.count < 250)
        await bench.remove()
    }

    @Test("A request that is answered with \"has left\" on the next day is no request any more")
    func answeredLater() async throws {
        let shop = shop(in: day, orders: 1, claims: 1)
        let nextDay = day.end.advanced(by: .seconds(20 * 3600))
        let bench = try await bench(shop, api: AnsweringCoupang(from: nextDay))
        try await bench.poll(every: .seconds(3600))
        #expect(try await bench.outcomes(of: shop).values.allSatisfy { $0 != .notSynced })
        bench.clock.advance(by: .seconds(24 * 3600))
        _ = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }
        #expect(try await bench.outcomes(of: shop).values.allSatisfy { $0 == .notSynced })
        await bench.remove()
    }

    @Test("A parcel that was packed and sent on a later day is known as such")
    func shippingStates() async throws {
        var shop = shop(in: day, orders: 3, claims: 0)
        let nextDay = day.end.advanced(by: .seconds(6 * 3600))
        for index in shop.orders[0].lines.indices {
            shop.orders[0].lines[index].labeledAt = nextDay
        }
        for index in shop.orders[1].lines.indices {
            shop.orders[1].lines[index].shippedAt = nextDay
        }
        let bench = try await bench(shop)
        try await bench.poll(every: .seconds(3600))
        bench.clock.advance(by: .seconds(86_400))
        _ = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }
        let numbers = shop.orders.map { OrderNumber($0.number) }
        let states = try await bench.store.read { ledger in
            try numbers.map { number in
                Set(try ledger.lines(orderNumber: number).map(\.line.shipping))
            }
        }
        #expect(states == [[.labeled], [.shipped], [.received]])
        await bench.remove()
    }
}

/// 쿠팡, whose seller answers every request from a moment on that the parcel has left.
private struct AnsweringCoupang: SimulatedAPI {
    private var api = SimulatedCoupang()
    private let moment: Timestamp

    init(from moment: Timestamp) { self.moment = moment }

    var marketplaces: [MarketplaceID] { api.marketplaces }
    var name: String { api.name }

    mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        var answer = api.answer(request, shops: shops, now: now)
        guard now >= moment else { return answer }
        let text = String(decoding: answer.body, as: UTF8.self)
            .replacing("미처리", with: "처리(이미출고)")
            .replacing("처리(출고중지)", with: "처리(이미출고)")
        answer.body = Array(text.utf8)
        // A seller's answer changes the receipt.
        let changed = #""modifiedAt":"\#(moment.iso8601)""#
        if let mark = try? Regex(#""modifiedAt":"[^"]*""#) {
            answer.body = Array(text.replacing(mark, with: changed).utf8)
        }
        return answer
    }
}
