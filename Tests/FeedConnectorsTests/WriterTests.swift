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
}
