import MatchingCore
import SyncEngine
import SyncInterfaces
import Synchronization
import Testing

@Suite("Resync on request", .timeLimit(.minutes(10)))
struct ResyncTests {
    private let one: FieldValues = [.detailNumber: "1"]

    /// Remembers what progress said.
    private final class Witness: Sendable {
        private let state = Mutex<[ResyncProgress]>([])
        var said: [ResyncProgress] { state.withLock { $0 } }
        func say(_ progress: ResyncProgress) { state.withLock { $0.append(progress) } }
    }

    @Test("Named accounts are polled in the order given, all others left alone")
    func named() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let records = try await bench.engine.resync(ResyncOrder(["ruleless", "line"])) { _ in }
        #expect(records.map(\.account) == ["ruleless", "line"])
        #expect(records.allSatisfy { $0.trigger == .resync && $0.outcome == .succeeded })
        #expect(try bench.feed("whole").windows.isEmpty)
    }

    @Test("Without names all are polled but the paused ones")
    func all() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.engine.pause("whole", by: "kim")
        let records = try await bench.engine.resync(ResyncOrder(trigger: .command, by: "kim")) {
            _ in
        }
        #expect(records.map(\.account) == bench.accounts.map(\.id).filter { $0 != "whole" })
    }

    @Test("Progress names the account, counts up and ends without one")
    func progress() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        bench.orders.add([line("line", order: "100", "1")])
        try bench.feed("line").add(notice("line", "c1", order: "100", one))
        let witness = Witness()
        _ = try await bench.engine.resync(
            ResyncOrder(["line", "whole"]),
            progress: witness.say
        )
        let said = witness.said
        #expect(said.map(\.accountsDone) == [0, 0, 0, 1, 2])
        #expect(said.map(\.current) == ["line", "line", "line", "whole", nil])
        #expect(said.allSatisfy { $0.accountCount == 2 })
        #expect(said.map(\.tally.orderLines) == [1, 1, 1, 1, 1])
        #expect(said.last?.tally.decided == [.applied: 1])
    }

    @Test("A resync that is cancelled stops, keeps whole batches and is recorded as cancelled")
    func cancel() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let batches = (1...9).map { number in
            FeedBatch(
                mark: nil,
                notices: [notice("line", ClaimID("c\(number)"), order: "\(number)", one)]
            )
        }
        try bench.feed("line").add(ScriptedFeed.Reading(batches: batches))
        let engine = bench.engine
        let resync = Mutex<Task<[PollRecord], any Error>?>(nil)
        let witness = Witness()
        let task = Task {
            await until { resync.withLock { $0 != nil } }
            return try await engine.resync(ResyncOrder(["line", "whole"], by: "kim")) { progress in
                witness.say(progress)
                if progress.tally.notices == 3 { resync.withLock { $0?.cancel() } }
            }
        }
        resync.withLock { $0 = task }
        let records = try await task.value
        #expect(records.map(\.outcome) == [.cancelled])
        #expect(try await bench.records().count == 3)
        #expect(try await bench.polls("line").map(\.outcome) == [.cancelled])
        #expect(try await bench.timer("line").coveredUntil == nil)
        #expect(try bench.feed("whole").windows.isEmpty)
    }

    @Test("A failing account is recorded, and the others are polled all the same")
    func failure() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try bench.feed("line").fail("HTTP 503")
        let records = try await bench.engine.resync(ResyncOrder(["line", "whole"], by: "kim")) {
            _ in
        }
        #expect(records.count == 2)
        #expect(records[0].outcome == .failed(KeptProblem(ScriptedFeed.failure("HTTP 503"))))
        #expect(records[1].outcome == .succeeded)
    }

    @Test("A resync does not move a due time that lies ahead")
    func keepsTimer() async throws {
        let bench = try Bench(accounts: [Bench.account("line", rule: "order_no")])
        defer { bench.remove() }
        _ = try await bench.engine.tick()
        let due = try await bench.timer("line").nextPollAt
        bench.clock.advance(by: .seconds(120))
        _ = try await bench.engine.resync(ResyncOrder(by: "kim")) { _ in }
        #expect(try await bench.timer("line").nextPollAt == due)
    }

    private func seconds(_ seconds: Int) -> Timestamp {
        Bench.start.advanced(by: .seconds(seconds))
    }

    @Test("A period is what the feed is asked for, what is recorded, and what is covered")
    func period() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let period = ResyncPeriod(start: seconds(-7200), end: seconds(-3600))
        let order = ResyncOrder(["line"], period: period, by: "kim")
        let records = try await bench.engine.resync(order) { _ in }
        let window = TimeWindow(start: seconds(-7200), end: seconds(-3600))
        #expect(try bench.feed("line").windows == [window])
        #expect(records.map(\.window) == [window])
        let covered = try await bench.store.read {
            try $0.coverage(of: "line", since: Timestamp(rawValue: 0))
        }
        #expect(covered == [window])
        #expect(try await bench.journal(.resync).first?.note?.hasPrefix("resync 20") == true)
    }

    @Test("A period without an end, or with one that lies ahead, ends at the poll")
    func openPeriod() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        for end in [nil, seconds(3600)] {
            let period = ResyncPeriod(start: seconds(-60), end: end)
            _ = try await bench.engine.resync(ResyncOrder(["line"], period: period)) { _ in }
        }
        let window = TimeWindow(start: seconds(-60), end: seconds(0))
        #expect(try bench.feed("line").windows == [window, window])
    }

    @Test(
        "A period without a moment in it is refused",
        arguments: zip([0, 60, -60], [60, 90, -90])
    )
    func emptyPeriod(start: Int, end: Int) async throws {
        let bench = try Bench()
        defer { bench.remove() }
        let period = ResyncPeriod(start: seconds(start), end: seconds(end))
        let error = await #expect(throws: ActError.self) {
            _ = try await bench.engine.resync(ResyncOrder(["line"], period: period)) { _ in }
        }
        #expect(error?.problem == .emptyPeriod)
        #expect(try bench.feed("line").windows.isEmpty)
    }

    @Test("A period that begins after what was read leaves its gap to the next poll")
    func gap() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        _ = try await bench.engine.resync(ResyncOrder(["line"])) { _ in }
        bench.clock.advance(by: .seconds(7200))
        let period = ResyncPeriod(start: seconds(3600))
        _ = try await bench.engine.resync(ResyncOrder(["line"], period: period)) { _ in }
        #expect(try await bench.timer("line").coveredUntil == seconds(0))
        let adjoining = ResyncPeriod(start: seconds(-1))
        _ = try await bench.engine.resync(ResyncOrder(["line"], period: adjoining)) { _ in }
        #expect(try await bench.timer("line").coveredUntil == seconds(7200))
    }

    @Test("Who asked for it is journalled")
    func journalled() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        _ = try await bench.engine.resync(ResyncOrder(["line"], by: "kim")) { _ in }
        let entries = try await bench.journal(.resync)
        #expect(entries.map(\.actor) == [.person("kim")])
        #expect(entries.map(\.account) == ["line"])
    }
}
