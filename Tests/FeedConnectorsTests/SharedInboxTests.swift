import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("An inbox that several processes read", .timeLimit(.minutes(10)))
struct SharedInboxTests {
    private static let file = "주문번호,취소상태\nA-1,취소요청\n"
    private static let month = "archive/coupang/2026-11"

    private func feed(at place: Workplace) throws -> FolderFeed {
        let account = try #require(Sample.account(named: "coupang"))
        return FolderFeed(inbox: place.inbox, account: account, reading: place.reading())
    }

    /// Takes a file away, as another process does that has taken it in.
    private static func archive(_ name: String, at place: Workplace) throws {
        let folder = "\(place.inbox.path)/\(month)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(place.inbox.path)/coupang/\(name)"
        try? FileManager.default.moveItem(atPath: path, toPath: "\(folder)/\(name)")
    }

    @Test("Readers at the same moment keep every bad row, and none of them fails")
    func together() async throws {
        let place = try Workplace()
        for number in 1...20 {
            let rows = (1...9).map { "A-\(number)-\($0),취소요청,\($0 % 3)\n" }.joined()
            try place.drop("주문번호,취소상태,수량\n" + rows, "coupang/\(number).csv")
        }
        let feed = try feed(at: place)
        let reports = try await withThrowingTaskGroup(of: FeedReport.self) { group in
            for _ in 1...4 { group.addTask { try await place.read(feed) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for report in reports {
            #expect(report.unread == [])
            let isOfRow = report.problems.allSatisfy { $0.problem == .invalidQuantity("0") }
            #expect(isOfRow, "\(report.problems)")
        }
        #expect(place.files(in: "archive/coupang").count == 20)
        let rejected = place.files(in: "rejected/coupang")
        #expect(rejected.count == 20)
        for name in rejected {
            let text = try place.text(of: "rejected/coupang/\(name)")
            #expect(text.split(separator: "\r\n").count == 4)
        }
    }

    @Test("A file that is gone once it was opened is no failure, and nothing is said")
    func goneAfterOpening() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/a.csv")
        let store = place.store
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { _ in
                try Self.archive("a.csv", at: place)
                return nil
            }
        )
        let report = try await feed(at: place).read(request) { try await store.take($0) }
        #expect(report == FeedReport())
    }

    @Test("A file that another archived before it could be is archived once")
    func goneBeforeArchiving() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/a.csv")
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { await place.store.mark(of: $0) }
        )
        let report = try await feed(at: place).read(request) { batch in
            try await place.store.take(batch)
            try FileManager.default.removeItem(atPath: "\(place.inbox.path)/coupang/a.csv")
        }
        #expect(report.problems == [] && report.unread == [])
        #expect(report.sourceCount == 1)
    }

    @Test("What another set aside as unreadable in the meantime is unread all the same")
    func setAsideByAnother() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/damaged.xlsx"), "coupang/b.xlsx", age: .zero)
        try place.drop(Self.file, "coupang/a.csv")
        let other = try feed(at: place)
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { _ in
                _ = try await place.read(other)
                return nil
            }
        )
        let report = try await feed(at: place).read(request) { _ in }
        #expect(report.problems == [])
        #expect(report.unread.map(\.problem) == [.setAsideUnread])
    }

    @Test("A file of the inbox that was named and is archived by now counts as taken in before")
    func named() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.file, "coupang/a.csv")
        let read = { (files: [String]) in
            try await place.read(
                FileFeed(
                    .cancellations,
                    files: files,
                    inbox: place.inbox,
                    reading: place.reading()
                )
            )
        }
        _ = try await place.readCancellations()
        let report = try await read([path])
        #expect(report.problems == [])
        #expect(report.sourceCount == 1 && report.knownSourceCount == 1)
        let elsewhere = "\(place.folder)/a.csv"
        let missing = try await read([elsewhere, "\(place.inbox.path)/coupang/b.csv"])
        #expect(missing.sourceCount == 0)
        #expect(missing.unread.map(\.location.file) == ["a.csv", "b.csv"])
    }

    @Test("A draft that a dead process left is written over")
    func leftover() async throws {
        let place = try Workplace()
        let rows = "주문번호,취소상태,수량\nA-1,취소요청,0\n"
        try place.drop(rows, "coupang/a.csv")
        _ = try await place.readCancellations()
        let name = try #require(place.files(in: "rejected/coupang").first)
        try place.drop("half a row", "rejected/coupang/.\(name).part")
        try place.drop(rows, "coupang/a.csv")
        _ = try await place.readCancellations()
        #expect(place.files(in: "rejected/coupang") == [name])
        let text = try place.text(of: "rejected/coupang/\(name)")
        #expect(text.split(separator: "\r\n").count == 2)
    }
}
