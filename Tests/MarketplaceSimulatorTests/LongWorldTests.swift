import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("A world that goes on")
struct LongWorldTests {
    private let start = TimeWindow.oneDay.start

    private func world(_ clock: StillClock) -> SimulatedWorld {
        let end = start.advanced(by: .seconds(3 * 86_400))
        let plan = SimulationPlan(
            seed: 5,
            orderCount: 60,
            claimCount: 30,
            window: TimeWindow(start: start, end: end)
        )
        return plan.world(faults: FaultPlan(), goesOn: true, now: clock.now)
    }

    @Test("Something happens on each of sixty days, no number comes twice, and what is old is gone")
    func sixtyDays() {
        let clock = StillClock(start)
        let world = world(clock)
        let ping = SimulatedRequest(method: "GET", target: "/")
        var numbers: [MarketplaceID: Set<String>] = [:]
        var mostOrders = 0
        for _ in 1...60 {
            let dayBefore = clock.now()
            clock.advance(by: .seconds(86_400))
            _ = world.respond(to: ping, of: "coupang")
            let day = TimeWindow(start: dayBefore, end: clock.now())
            for (name, shop) in world.shops {
                #expect(shop.orders.contains { day.contains($0.placedAt) }, "\(name)")
                #expect(Set(shop.orders.map(\.number)).count == shop.orders.count)
                #expect(Set(shop.claims.map(\.number)).count == shop.claims.count)
                numbers[name, default: []].formUnion(shop.orders.map(\.number))
                mostOrders = max(mostOrders, shop.orders.count)
            }
        }
        #expect(numbers.values.allSatisfy { $0.count >= 60 * 30 }, "sixty days of thirty orders")
        #expect(mostOrders <= 33 * 30, "a month of them is remembered")
        let claims = world.shops.values.flatMap(\.claims)
        let recent = TimeWindow(
            start: clock.now().advanced(by: .seconds(-5 * 86_400)),
            end: clock.now()
        )
        #expect(claims.contains { recent.contains($0.requestedAt) })
    }

    @Test("A world that does not go on stays what it was planned as")
    func finite() {
        let clock = StillClock(start)
        let plan = SimulationPlan(
            seed: 5,
            orderCount: 9,
            claimCount: 3,
            window: TimeWindow(start: start, end: start.advanced(by: .seconds(86_400)))
        )
        let world = plan.world(faults: FaultPlan(), now: clock.now)
        clock.advance(by: .seconds(90 * 86_400))
        _ = world.respond(to: SimulatedRequest(method: "GET", target: "/"), of: "coupang")
        #expect(world.shops["coupang"]?.orders.count == 9)
    }
}
