import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Files of one reading", .timeLimit(.minutes(10)))
struct GatheredFilesTests {
    private static func rows(_ name: String, _ count: Int = 1) -> String {
        "주문번호,취소상태,수량\n" + (1...count).map { "\(name)-\($0),취소요청,1\n" }.joined()
    }

    private func read(
        _ place: Workplace,
        rowsPerBatch: Int = 100,
        filesPerBatch: Int = 100
    ) async throws -> FeedReport {
        let account = try #require(Sample.account(named: "coupang"))
        var reading = place.reading(rowsPerBatch: rowsPerBatch)
        reading.pace.filesPerBatch = filesPerBatch
        return try await place.read(
            FolderFeed(inbox: place.inbox, account: account, reading: reading)
        )
    }

    @Test("Files that fit into a batch become durable together, each with its own mark")
    func together() async throws {
        let place = try Workplace()
        for name in ["a", "b", "c"] { try place.drop(Self.rows(name, 2), "coupang/\(name).csv") }
        let report = try await read(place)
        #expect(report.sourceCount == 3)
        #expect(await place.store.batches == 1)
        #expect(await place.store.marks.values.map(\.name).sorted() == ["a.csv", "b.csv", "c.csv"])
        #expect(await place.store.marks.values.allSatisfy { $0.isComplete && $0.rowsTaken == 2 })
        #expect(await place.store.notices.count == 6)
        #expect(place.files(in: "archive/coupang/2026-11") == ["a.csv", "b.csv", "c.csv"])
    }

    @Test("No batch has more rows or files than its limits", arguments: [(4, 100), (100, 2)])
    func limits(rows: Int, files: Int) async throws {
        let place = try Workplace()
        for name in ["a", "b", "c", "d", "e"] {
            try place.drop(Self.rows(name, 2), "coupang/\(name).csv")
        }
        let report = try await read(place, rowsPerBatch: rows, filesPerBatch: files)
        #expect(report.sourceCount == 5)
        #expect(await place.store.batches == 3)
        #expect(await place.store.notices.count == 10)
    }

    @Test("What was gathered is durable before the first rows of a file that does not fit")
    func largeFile() async throws {
        let place = try Workplace()
        try place.drop(Self.rows("a"), "coupang/a.csv", age: .seconds(90))
        try place.drop(Self.rows("b", 5), "coupang/b.csv", age: .seconds(80))
        try place.drop(Self.rows("c"), "coupang/c.csv", age: .seconds(70))
        _ = try await read(place, rowsPerBatch: 2)
        let arrivals = await place.store.arrivals.map { $0.map(\.rawValue) }
        #expect(arrivals == [["a-1"], ["b-1", "b-2"], ["b-3", "b-4"], ["b-5"], ["c-1"]])
        #expect(await place.store.batches == 4)
    }

    @Test("After a crash at any batch, the rows of each file go in exactly once", arguments: 0...2)
    func crash(batch: Int) async throws {
        let place = try Workplace()
        let names = ["a", "b", "c", "d", "e"]
        for name in names { try place.drop(Self.rows(name, 2), "coupang/\(name).csv") }
        await place.store.crash(atBatch: batch)
        await #expect(throws: Workplace.Memory.Crash.self) {
            _ = try await read(place, rowsPerBatch: 4)
        }
        #expect(place.files(in: "coupang").count == names.count - batch * 2)
        await place.store.crash(atBatch: nil)
        _ = try await read(place, rowsPerBatch: 4)
        let orders = await place.store.notices.map(\.orderNumber.rawValue)
        #expect(orders.sorted() == names.flatMap { ["\($0)-1", "\($0)-2"] })
        #expect(place.files(in: "coupang").isEmpty)
    }

    @Test("Bad rows of each file are kept aside once its batch is durable")
    func badRows() async throws {
        let place = try Workplace()
        for name in ["a", "b"] {
            try place.drop(Self.rows(name) + "x,취소요청,0\n", "coupang/\(name).csv")
        }
        await place.store.crash(atBatch: 0)
        _ = try? await read(place)
        #expect(place.files(in: "rejected/coupang").isEmpty)
        await place.store.crash(atBatch: nil)
        let report = try await read(place)
        #expect(report.problems.map(\.location.file) == ["a.csv", "b.csv"])
        #expect(await place.store.rejectedRowCount == 2)
        #expect(place.files(in: "rejected/coupang").count == 2)
    }

    @Test("A file that is written to after it was read is left alone, the others go in")
    func changedAfterReading() async throws {
        let place = try Workplace()
        let first = try place.drop(Self.rows("a"), "coupang/a.csv", age: .seconds(90))
        try place.drop(Self.rows("b"), "coupang/b.csv")
        let account = try #require(Sample.account(named: "coupang"))
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: place.reading())
        let asked = Counter()
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { _ in
                if await asked.next() == 2 {
                    try Data(Self.rows("a", 2).utf8).write(to: URL(fileURLWithPath: first))
                }
                return nil
            }
        )
        let store = place.store
        let report = try await feed.read(request) { try await store.take($0) }
        #expect(report.sourceCount == 1)
        #expect(report.unread.map(\.problem) == [.stillBeingWritten])
        #expect(await store.notices.map(\.orderNumber.rawValue) == ["b-1"])
        #expect(place.files(in: "coupang") == ["a.csv"])
    }

    @Test("Two files of one content and time are one source, taken in once")
    func twins() async throws {
        let place = try Workplace()
        try place.drop(Self.rows("a"), "coupang/a.csv")
        try place.drop(Self.rows("a"), "coupang/again.csv")
        let report = try await read(place)
        #expect(report.sourceCount == 2 && report.knownSourceCount == 1)
        #expect(await place.store.notices.count == 1)
        #expect(place.files(in: "coupang").isEmpty)
    }

    @Test("A file that was dropped a moment ago is gathered with those that lay there")
    func waitedFor() async throws {
        let place = try Workplace()
        try place.drop(Self.rows("a"), "coupang/a.csv")
        try place.drop(Self.rows("b"), "coupang/b.csv", age: .zero)
        let account = try #require(Sample.account(named: "coupang"))
        var reading = place.reading(settleTime: .seconds(2))
        reading.pace.wait = { _ in }
        _ = try await place.read(
            FolderFeed(inbox: place.inbox, account: account, reading: reading)
        )
        #expect(await place.store.batches == 1)
        #expect(await place.store.notices.count == 2)
    }

    @Test("Files of orders go in one after another")
    func orders() async throws {
        let place = try Workplace()
        for name in ["coupang-1", "coupang-3"] {
            try place.drop("주문번호,수량\n\(name),1\n", "orders/\(name).csv")
        }
        _ = try await place.readOrders()
        #expect(await place.store.batches == 2)
    }

    @Test("Files that wait to be taken in are not held open, so that there can be many")
    func closed() async throws {
        let place = try Workplace()
        for name in ["a", "b", "c"] {
            try place.drop(Self.rows(name) + "x,취소요청,0\n", "coupang/\(name).csv")
        }
        let account = try #require(Sample.account(named: "coupang"))
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: place.reading())
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { _ in nil }
        )
        let root = place.folder
        _ = try await feed.read(request) { batch in
            #expect(batch.parts.count == 3)
            let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            let open = descriptors.compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
            }
            #expect(open.filter { $0.hasPrefix(root) } == [])
        }
    }
}

/// Counts calls.
private actor Counter {
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
