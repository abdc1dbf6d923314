import MatchingCore
import SyncEngine
import SyncInterfaces

/// Tests of a feed that refuses some of the time that it is asked for.
protocol RefusalTests {}

extension RefusalTests {
    var key: OrderLineKey { OrderLineKey(account: "line", orderNumber: "100", lineID: "1") }
    var location: FeedError.Location { FeedError.Location(file: "line", source: .answer) }
    var reason: ServiceProblem { .serverFailed(status: 500, "") }

    func bench() throws -> (Bench, ScriptedFeed) {
        let bench = try Bench(accounts: [Bench.account("line", rule: "order_no + detail_no")])
        return (bench, try bench.feed("line"))
    }

    /// So many hours before the start, for so many hours.
    func hours(_ hours: Int, _ count: Int = 1) -> TimeWindow {
        let start = Bench.start.advanced(by: .seconds(-3600 * hours))
        return TimeWindow(start: start, end: start.advanced(by: .seconds(3600 * count)))
    }

    func refusing(_ periods: TimeWindow...) -> ScriptedFeed.Reading { refusing(periods) }

    func refusing(_ periods: [TimeWindow]) -> ScriptedFeed.Reading {
        var reading = ScriptedFeed.Reading()
        reading.refusal = FeedRefusal(
            periods: periods,
            reason: reason,
            location: location
        )
        return reading
    }

    /// What asking for a time on its own comes to.
    var refused: ScriptedFeed.Reading {
        ScriptedFeed.Reading(failure: FeedError(problem: .service(reason), location: location))
    }

    func poll(_ bench: Bench, _ period: ResyncPeriod? = nil) async throws -> PollRecord {
        try await bench.engine.resync(ResyncOrder(["line"], period: period)) { _ in }[0]
    }

    func gaps(_ bench: Bench) async throws -> [TimeWindow] {
        try await bench.explanation(of: key).coverage.gaps
    }

    /// Takes an order in that was placed before all of it.
    func take(_ bench: Bench) async throws {
        let old = IncomingOrderLine(
            key: key,
            fields: [.detailNumber: "1"],
            quantity: 1,
            shipping: .received,
            orderedAt: Bench.start.advanced(by: .seconds(-3600 * 100))
        )
        try await bench.take([old])
    }
}
