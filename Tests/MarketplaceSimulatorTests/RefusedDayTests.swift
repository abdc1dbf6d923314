import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("An API that refuses one day", .timeLimit(.minutes(5)))
struct RefusedDayTests {
    /// A week, read at once when it is over; its fourth day is refused.
    private func bench(
        _ example: ConnectorCase
    ) async throws -> (APIBench, RefusedDay, SimulatedShop) {
        let week = TimeWindow.oneDay.lasting(.seconds(7 * 86_400))
        let noon = CivilNoon.of(week.start.advanced(by: .seconds(3 * 86_400)))
        let day = RefusedDay(noon)
        let shop = try example.shop(in: week)
        let bench = try await APIBench(shop, window: week) { day.on($0) }
        bench.clock.advance(by: .seconds(7 * 86_400))
        return (bench, day, shop)
    }

    /// What is open of the time up to the end of a poll's window.
    private func gaps(_ bench: APIBench, at record: PollRecord) async throws -> [TimeWindow] {
        let account = bench.account.id
        let covered = try await bench.store.read {
            try $0.coverage(of: account, since: bench.window.start)
        }
        return TimeWindow(start: bench.window.start, end: record.window.end).without(covered)
    }

    @Test("Later days are read, and nothing but that day stays open", arguments: ConnectorCase.all)
    func goesOn(example: ConnectorCase) async throws {
        let (bench, day, shop) = try await bench(example)
        let record = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }[0]
        #expect(record.outcome.isProblem)
        #expect(day.refusals > 0)
        let gaps = try await gaps(bench, at: record)
        #expect(gaps.count == 1)
        let gap = try #require(gaps.first)
        // A day of the calendar, a day from the hour of the poll, and one that only begins then.
        #expect(gap.start.duration(to: gap.end) <= .seconds(60 * 3600))
        let known = try await bench.outcomes(of: shop)
        // What was taken back soon is told with its order alone by some.
        let orders = shop.orders.filter { $0.placedAt > gap.end }.map(\.number)
        let later = shop.claims.filter { orders.contains($0.orderNumber) }
        #expect(!later.isEmpty)
        #expect(later.filter { known[$0.number] == nil }.map(\.number) == [])
        await bench.remove()
    }

    @Test("The day is asked for until it was read", arguments: ConnectorCase.all)
    func asksAgain(example: ConnectorCase) async throws {
        let (bench, day, _) = try await bench(example)
        for _ in 1...3 {
            let record = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }[0]
            #expect(try await gaps(bench, at: record).count == 1)
            bench.clock.advance(by: .seconds(1200))
        }
        day.end()
        let record = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }[0]
        #expect(record.outcome == .succeeded)
        #expect(try await gaps(bench, at: record) == [])
        await bench.remove()
    }

    @Test("It does not keep an API that had failed from being found well")
    func afterRest() async throws {
        let example = try #require(ConnectorCase.all.first { $0.marketplace == "auction" })
        let (bench, day, _) = try await bench(example)
        day.refuseEverything(true)
        var record = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }[0]
        #expect(try await gaps(bench, at: record).map(\.start) == [bench.window.start])
        day.refuseEverything(false)
        bench.clock.advance(by: .seconds(1200))
        record = try await bench.engine.resync(ResyncOrder([bench.account.id])) { _ in }[0]
        let gap = try #require(try await gaps(bench, at: record).last)
        #expect(gap.start > bench.window.start && gap.end < bench.window.end)
        await bench.remove()
    }
}

private enum CivilNoon {
    /// Noon of the Korean day of a moment.
    static func of(_ moment: Timestamp) -> Timestamp {
        let day = CivilTime(moment).dateText
        return TimeText.timestamp("\(day) 12:00:00") ?? moment
    }
}
