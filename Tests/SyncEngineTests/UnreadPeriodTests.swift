import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A poll that a feed refuses some time of", .timeLimit(.minutes(10)))
struct UnreadPeriodTests: RefusalTests {
    @Test("The rest counts as read, and no order is safe until that time was read as well")
    func gap() async throws {
        let (bench, feed) = try bench()
        defer { bench.remove() }
        try await take(bench)
        feed.add(refusing(hours(50)))
        let problem = ServiceProblem.periodsNotRead(
            from: hours(50).start,
            until: hours(50).end,
            others: 0,
            because: reason
        )
        let kept = KeptProblem(FeedError(problem: .service(problem), location: location))
        #expect(try await poll(bench).outcome == .incomplete(kept))
        #expect(try await bench.timer("line").coveredUntil == Bench.start)
        #expect(try await gaps(bench) == [hours(50)])
        #expect(try await bench.explanation(of: key).reason == .accountFailing)
        bench.clock.advance(by: .seconds(600))
        #expect(try await poll(bench).outcome == .succeeded)
        #expect(feed.windows.dropFirst().map(\.start).last == hours(50).start)
        #expect(try await gaps(bench) == [])
        #expect(try await bench.explanation(of: key).reason == .noCancellationSeen)
    }

    @Test("A time that was read before is open again once it is refused")
    func readBefore() async throws {
        let (bench, feed) = try bench()
        defer { bench.remove() }
        try await take(bench)
        _ = try await poll(bench)
        bench.clock.advance(by: .seconds(600))
        feed.add(refusing(hours(50)))
        _ = try await poll(bench)
        #expect(try await gaps(bench) == [hours(50)])
    }

    @Test("A poll asks for few times in vain, and for each of them in its turn")
    func bounded() async throws {
        let (bench, feed) = try bench()
        defer { bench.remove() }
        let periods = [90, 80, 70, 60, 50].map { hours($0) }
        feed.add(refusing(periods[0], periods[1], periods[2], periods[3], periods[4]))
        _ = try await poll(bench)
        for expected in [[0, 1, 2], [3, 4, 0], [1, 2, 0]] {
            bench.clock.advance(by: .seconds(600))
            feed.add(ScriptedFeed.Reading())
            for _ in 1...3 { feed.add(refused) }
            let before = feed.windows.count
            #expect(try await poll(bench).outcome.isProblem)
            #expect(feed.windows.dropFirst(before + 1) == expected.map { periods[$0] }[...])
        }
        bench.clock.advance(by: .seconds(600))
        #expect(try await poll(bench).outcome == .succeeded)
        #expect(try await bench.timer("line").unreadPeriods == [])
    }

    @Test("Nothing more is asked for once the API refuses every call")
    func tooMany() async throws {
        let (bench, feed) = try bench()
        defer { bench.remove() }
        feed.add(refusing(hours(60), hours(50)))
        _ = try await poll(bench)
        feed.add(ScriptedFeed.Reading())
        feed.add(
            ScriptedFeed.Reading(
                failure: FeedError(
                    problem: .service(.tooManyCalls(secondsToWait: nil)),
                    location: location
                )
            )
        )
        let before = feed.windows.count
        _ = try await poll(bench)
        #expect(feed.windows.count == before + 2)
        #expect(try await bench.timer("line").unreadPeriods.count == 2)
    }

    @Test("Success with another period does not hide what is open")
    func otherPeriod() async throws {
        let (bench, feed) = try bench()
        defer { bench.remove() }
        try await take(bench)
        feed.add(refusing(hours(50)))
        _ = try await poll(bench)
        let since = ResyncPeriod(start: hours(2).start)
        #expect(try await poll(bench, since).outcome == .succeeded)
        #expect(try await bench.explanation(of: key).reason == .accountFailing)
    }

    @Test("What an operator asks for from long ago is not asked for again when it is refused")
    func longAgo() async throws {
        let (bench, feed) = try bench()
        defer { bench.remove() }
        _ = try await poll(bench)
        feed.add(refusing(hours(900)))
        let longAgo = ResyncPeriod(start: hours(1000).start)
        #expect(try await poll(bench, longAgo).outcome.isProblem)
        let before = feed.windows.count
        #expect(try await poll(bench).outcome == .succeeded)
        #expect(feed.windows.count == before + 1)
    }
}
