import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

@Suite("Files that somebody writes", .timeLimit(.minutes(10)))
struct WriterTests {
    private static let rows = "주문번호,취소상태\nA-1,취소요청\n"

    private func feed(
        at place: Workplace,
        _ wait: (@Sendable (Duration) async throws -> Void)? = nil
    ) throws -> FolderFeed {
        let account = try #require(Sample.account(named: "coupang"))
        var reading = place.reading(settleTime: .seconds(2))
        reading.pace.wait = wait
        return FolderFeed(inbox: place.inbox, account: account, reading: reading)
    }

    private static func append(_ text: String, to path: String, age: Duration) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
        try FileManager.default.setAttributes(
            [
                .modificationDate: Date(
                    timeIntervalSince1970: Double(Workplace.now.advanced(by: .zero - age).seconds)
                )
            ],
            ofItemAtPath: path
        )
    }

    @Test("A file that somebody has open for writing is left alone, however old it looks")
    func open() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.rows, "coupang/a.csv")
        let writer = try #require(FileHandle(forUpdatingAtPath: path))
        let feed = try feed(at: place)
        let report = try await place.read(feed)
        #expect(report.problems.map(\.problem) == [.stillBeingWritten])
        #expect(report.unread.map(\.problem) == [.stillBeingWritten])
        #expect(place.files() == ["coupang/a.csv"])
        try writer.close()
        #expect(try await place.read(feed).sourceCount == 1)
        #expect(place.files(in: "coupang").isEmpty)
    }

    @Test("A file that somebody opens for writing while it is read is not taken yet")
    func openedMeanwhile() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.rows, "coupang/a.csv")
        let descriptor = Mutex<Int32>(-1)
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { _ in
                descriptor.withLock { $0 = Foundation.open(path, O_WRONLY | O_APPEND) }
                return nil
            }
        )
        let report = try await feed(at: place).read(request) { _ in }
        close(descriptor.withLock { $0 })
        #expect(report.problems.map(\.problem) == [.stillBeingWritten])
        #expect(place.files() == ["coupang/a.csv"])
    }

    @Test("A file whose time lies ahead is taken once it stayed the same while it was waited for")
    func clockAhead() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.rows, "coupang/a.csv", age: .seconds(-60))
        let growing = try feed(at: place) { _ in
            try Self.append("A-2,취소요청\n", to: path, age: .seconds(-62))
        }
        let report = try await place.read(growing)
        #expect(report.problems.map(\.problem) == [.stillBeingWritten])
        #expect(await place.store.batches == 0)
        #expect(try await place.read(feed(at: place) { _ in }).sourceCount == 1)
        #expect(await place.store.notices.map(\.orderNumber) == ["A-1", "A-2"])
    }

    @Test("A clock that is a little ahead does not keep a file from being taken after the wait")
    func clockALittleAhead() async throws {
        let place = try Workplace()
        try place.drop(Self.rows, "coupang/a.csv", age: .seconds(-1))
        #expect(try await place.read(feed(at: place) { _ in }).sourceCount == 1)
    }

    @Test("What is written to a file once it is archived brings it back, and is taken in")
    func writtenInTheArchive() async throws {
        let place = try Workplace()
        try place.drop(Self.rows, "coupang/a.csv")
        try place.drop("주문번호\nB-1\n", "orders/coupang/b.csv")
        let feed = try feed(at: place)
        let orders = OrderFolderFeed(inbox: place.inbox, reading: place.reading())
        _ = try await place.read(feed)
        _ = try await place.read(orders)
        let archive = "\(place.inbox.path)/archive/coupang/2026-11"
        #expect(try await place.read(feed) == FeedReport())
        try Self.append("A-2,취소요청\n", to: "\(archive)/a.csv", age: .seconds(30))
        try Self.append("B-2\n", to: "\(archive)/b.csv", age: .seconds(30))
        #expect(try await place.read(feed).sourceCount == 1)
        #expect(try await place.read(orders).sourceCount == 1)
        #expect(await place.store.notices.map(\.orderNumber) == ["A-1", "A-1", "A-2"])
        #expect(await place.store.lines.map(\.key.orderNumber) == ["B-1", "B-1", "B-2"])
        #expect(place.files() == ["a.csv", "b.csv"].map { "archive/coupang/2026-11/\($0)" })
        #expect(try await place.read(feed) == FeedReport())
    }

    @Test("What a process archived that has ended is looked at by the next one, and once")
    func writtenInTheArchiveOfAnother() async throws {
        let place = try Workplace()
        try place.drop(Self.rows, "coupang/a.csv")
        _ = try await place.read(feed(at: place))
        #expect(try await place.read(feed(at: place)) == FeedReport())
        let archived = "\(place.inbox.path)/archive/coupang/2026-11/a.csv"
        for number in 2...3 {
            try Self.append("A-\(number),취소요청\n", to: archived, age: .seconds(60 - number))
            #expect(try await place.read(feed(at: place)).sourceCount == 1)
            #expect(await place.store.notices.last?.orderNumber == OrderNumber("A-\(number)"))
            #expect(place.files() == ["archive/coupang/2026-11/a.csv"])
            #expect(try await place.read(feed(at: place)) == FeedReport())
        }
    }

    @Test("A log that cannot be read, or of another's files, keeps nothing from being read")
    func brokenLog() async throws {
        let place = try Workplace()
        try place.drop(Self.rows, "coupang/a.csv")
        let log = #"{"origin":"coupang/b.csv","path":"archive/b.csv","device":"x"}"#
        try Data("\(log)\n{\n\0".utf8).write(to: URL(filePath: "\(place.inbox.path)/.taken"))
        #expect(try await place.read(feed(at: place)).sourceCount == 1)
        #expect(try await place.read(feed(at: place)) == FeedReport())
    }

    @Test(
        "A log that names what is not of the archive has nothing moved",
        arguments: ["../other.csv", "archive/../../other.csv", "archive/link/other.csv", "b.csv"]
    )
    func forgedLog(path: String) async throws {
        let place = try Workplace()
        try place.drop(Self.rows, "coupang/a.csv")
        _ = try await place.read(feed(at: place))
        let (inbox, files) = (place.inbox.path, FileManager.default)
        try place.drop("other", "../other.csv")
        try place.drop("other", "b.csv")
        try files.createSymbolicLink(
            atPath: "\(inbox)/archive/link",
            withDestinationPath: place.folder
        )
        var state = stat()
        #expect(stat("\(inbox)/\(path)", &state) == 0)
        let line =
            #"{"origin":"coupang/c.csv","path":"\#(path)","device":"\#(state.st_dev)","#
            + #""inode":"\#(state.st_ino)","size":"1","modified_at":"1","nanoseconds":"0","#
            + #""at":"\#(Workplace.now.rawValue)"}"#
        try Data("\(line)\n".utf8).write(to: URL(filePath: "\(inbox)/.taken"))
        #expect(try await place.read(feed(at: place)).sourceCount == 0)
        #expect(stat("\(inbox)/\(path)", &state) == 0)
    }

    @Test("Another file of an archived one's name, and one that is gone, are left where they are")
    func replacedInTheArchive() async throws {
        let place = try Workplace()
        for name in ["a", "b"] {
            try place.drop(Self.rows + "\(name),취소요청\n", "coupang/\(name).csv")
        }
        let feed = try feed(at: place)
        _ = try await place.read(feed)
        let archive = "\(place.inbox.path)/archive/coupang/2026-11"
        try FileManager.default.removeItem(atPath: "\(archive)/a.csv")
        try FileManager.default.moveItem(atPath: "\(archive)/b.csv", toPath: "\(archive)/c.csv")
        try place.drop("other", "archive/coupang/2026-11/b.csv")
        #expect(try await place.read(feed) == FeedReport())
        #expect(place.files(in: "coupang").isEmpty)
    }
}
