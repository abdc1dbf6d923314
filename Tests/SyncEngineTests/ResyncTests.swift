import MatchingCore
import SyncEngine
import SyncInterfaces
import Synchronization
import Testing

@Suite("Resync on request", .timeLimit(.minutes(2)))
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
        let records = try await bench.engine.resync(
            ["ruleless", "line"],
            trigger: .resync
        ) { _ in }
        #expect(records.map(\.account) == ["ruleless", "line"])
        #expect(records.allSatisfy { $0.trigger == .resync && $0.outcome == .succeeded })
        #expect(try bench.feed("whole").windows.isEmpty)
    }

    @Test("Without names all are polled but the paused ones")
    func all() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        try await bench.engine.pause("whole", reason: nil, by: "kim")
        let records = try await bench.engine.resync([], trigger: .command) { _ in }
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
            ["line", "whole"],
            trigger: .resync,
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
            return try await engine.resync(["line", "whole"], trigger: .resync) { progress in
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
        let records = try await bench.engine.resync(["line", "whole"], trigger: .resync) { _ in }
        #expect(records.count == 2)
        #expect(records[0].outcome == .failed("feed: folderNotReadable(\"HTTP 503\")"))
        #expect(records[1].outcome == .succeeded)
    }

    @Test("A resync does not move a due time that lies ahead")
    func keepsTimer() async throws {
        let bench = try Bench(accounts: [Bench.account("line", rule: "order_no")])
        defer { bench.remove() }
        _ = try await bench.engine.tick()
        let due = try await bench.timer("line").nextPollAt
        bench.clock.advance(by: .seconds(120))
        _ = try await bench.engine.resync([], trigger: .resync) { _ in }
        #expect(try await bench.timer("line").nextPollAt == due)
    }

    @Test("Who asked for it is journalled")
    func journalled() async throws {
        let bench = try Bench()
        defer { bench.remove() }
        _ = try await bench.engine.resync(["line"], trigger: .resync) { _ in }
        let entries = try await bench.journal(.resync)
        #expect(entries.map(\.actor) == [.person("kim")])
        #expect(entries.map(\.account) == ["line"])
    }
}
