import GRDB
import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Indexing the texts of an older store", .timeLimit(.minutes(10)))
struct TextIndexTests {
    private let only = [Bench.account("line", rule: "order_no + detail_no")]

    /// A bench over a store with orders from before texts were indexed, in blocks of eight.
    private func bench() async throws -> Bench {
        let older = try Bench(accounts: only)
        let lines = (1...40).map { number in
            line("line", order: OrderNumber("\(100 + number)"), "1", [.productName: "니트"])
        }
        _ = try await older.store.write { try $0.upsert(lines, at: Bench.start) }
        let file = try DatabaseQueue(path: older.path)
        try await file.write { database in
            try database.execute(
                sql: """
                    DELETE FROM text_block; DELETE FROM product_text;
                    UPDATE account_order SET arrival = NULL;
                    UPDATE text_index SET last_unindexed = 40, orders_per_block = 8
                    """
            )
        }
        try file.close()
        // What the first one knows of texts is not so any more.
        return try Bench(accounts: only, path: older.path)
    }

    private func indexedCount(_ bench: Bench) async throws -> Int {
        try await bench.store.read { try $0.textIndexing().indexedCount }
    }

    @Test("Whoever polls does it between polls, in steps with rests, until all are")
    func steps() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let poller = Task { try await bench.engine.run() }
        var counts: [Int] = []
        while counts.last ?? 0 < 40 {
            await until { !bench.clock.deadlines.isEmpty }
            bench.clock.advance(by: .milliseconds(100))
            let count = try await indexedCount(bench)
            if counts.last != count { counts.append(count) }
        }
        #expect(counts.count > 3)
        #expect(try await bench.store.audit() == [])
        // Nothing wakes it up for that any more.
        await until { bench.clock.deadlines.count == 1 }
        poller.cancel()
        try await poller.value
    }

    @Test("Before that it renews the waybill numbers")
    func waybills() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let file = try DatabaseQueue(path: bench.path)
        try await file.write { database in
            try database.execute(
                sql: """
                    UPDATE order_line SET tracking_no = '6800-0001' WHERE order_no = '140';
                    INSERT INTO waybill_renewal VALUES (1, 0, '')
                    """
            )
        }
        try file.close()
        let poller = Task { try await bench.engine.run() }
        while try await indexedCount(bench) == 0 {
            await until { !bench.clock.deadlines.isEmpty }
            bench.clock.advance(by: .milliseconds(100))
        }
        let found = try await bench.store.read { try $0.lines(trackingNumber: "68000001") }
        #expect(found.map(\.line.key.orderNumber) == ["140"])
        poller.cancel()
        try await poller.value
    }

    @Test("While an account is polled nothing is indexed")
    func busy() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        let feed = try bench.feed("line")
        for _ in 0..<2 { feed.add(ScriptedFeed.Reading(batches: [FeedBatch(mark: nil)])) }
        feed.getStuck(after: 0)
        let poller = Task { try await bench.engine.run() }
        while feed.windows.isEmpty {
            await until { !bench.clock.deadlines.isEmpty || !feed.windows.isEmpty }
            bench.clock.advance(by: .milliseconds(500))
        }
        let count = try await indexedCount(bench)
        for _ in 0..<20 {
            bench.clock.advance(by: .seconds(5))
            for _ in 0..<20 { await Task.yield() }
        }
        // A step that had begun may have ended.
        #expect(try await indexedCount(bench) <= count + 8)
        feed.getStuck(after: 9)
        while try await indexedCount(bench) < 40 {
            await until { !bench.clock.deadlines.isEmpty }
            bench.clock.advance(by: .milliseconds(100))
        }
        poller.cancel()
        try await poller.value
    }

    @Test("Who follows leaves it to the one who polls")
    func follower() async throws {
        let bench = try await bench()
        defer { bench.remove() }
        _ = try await bench.store.write {
            try $0.acquireLease(holder: "other", now: Bench.start, lasting: .seconds(45))
        }
        let poller = Task { try await bench.engine.run() }
        for _ in 0..<10 {
            await until { !bench.clock.deadlines.isEmpty }
            bench.clock.advance(by: .seconds(3))
        }
        #expect(try await indexedCount(bench) == 0)
        poller.cancel()
        try await poller.value
    }
}
