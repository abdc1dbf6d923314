import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("쿠팡: the connector against its simulated API", .timeLimit(.minutes(5)))
struct CoupangTests {
    private let day = TimeWindow.oneDay

    @Test("A request that is answered with \"has left\" on the next day is no request any more")
    func answeredLater() async throws {
        let shop = try SimulatedShop.of("coupang", orders: 1, claims: 1)
        let nextDay = day.end.advanced(by: .seconds(20 * 3600))
        let bench = try await APIBench(shop, api: AnsweringCoupang(from: nextDay))
        try await bench.poll(every: .seconds(3600))
        #expect(try await bench.outcomes(of: shop).values.allSatisfy { $0 != .notSynced })
        bench.clock.advance(by: .seconds(24 * 3600))
        _ = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }
        #expect(try await bench.outcomes(of: shop).values.allSatisfy { $0 == .notSynced })
        await bench.remove()
    }

    @Test("A parcel that was packed and sent on a later day is known as such")
    func shippingStates() async throws {
        var shop = try SimulatedShop.of("coupang", orders: 3, claims: 0)
        let nextDay = day.end.advanced(by: .seconds(6 * 3600))
        for index in shop.orders[0].lines.indices {
            shop.orders[0].lines[index].labeledAt = nextDay
        }
        for index in shop.orders[1].lines.indices {
            shop.orders[1].lines[index].shippedAt = nextDay
        }
        let bench = try await APIBench(shop)
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
