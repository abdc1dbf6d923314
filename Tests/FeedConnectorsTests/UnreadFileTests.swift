import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Files that nobody has read", .timeLimit(.minutes(10)))
struct UnreadFileTests {
    private static let file = "주문번호,취소상태\nA-1,취소요청\n"
    private static let leftover = "rejected/coupang/damaged.xlsx"

    @Test("A link that leads nowhere is unread as long as it is there")
    func link() async throws {
        let place = try Workplace()
        let link = "\(place.inbox.folder(of: "coupang"))/a.csv"
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: "/nowhere/a.csv"
        )
        let report = try await place.readCancellations()
        #expect(report.unread == report.problems)
        #expect(report.unread.map(\.problem) == [.irregularFile(.symbolicLink)])
        #expect(try await place.readCancellations().unread == report.unread)
        try FileManager.default.removeItem(atPath: link)
        #expect(try await place.readCancellations().unread == [])
    }

    @Test("A file that is still being written is unread, and the others are taken in")
    func beingWritten() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/old.csv")
        try place.drop(Self.file, "coupang/new.csv", age: .zero)
        let account = try #require(Sample.account(named: "coupang"))
        let reading = place.reading(settleTime: .seconds(2))
        let report = try await place.read(
            FolderFeed(inbox: place.inbox, account: account, reading: reading)
        )
        #expect(report.unread.map(\.problem) == [.stillBeingWritten])
        #expect(report.unread.map(\.location.file) == ["new.csv"])
        #expect(await place.store.notices.count == 1)
    }

    @Test("A file that was set aside is unread until somebody takes it away")
    func setAside() async throws {
        let place = try Workplace()
        try place.drop(try Sample.fixture("broken/damaged.xlsx"), "coupang/damaged.xlsx")
        let first = try await place.readCancellations()
        #expect(first.unread.count == 1 && first.unread == first.problems)
        let second = try await place.readCancellations()
        #expect(second.problems == [])
        #expect(
            second.unread == [
                FeedError(problem: .setAsideUnread, location: .init(file: Self.leftover))
            ]
        )
        try FileManager.default.removeItem(atPath: "\(place.inbox.path)/\(Self.leftover)")
        #expect(try await place.readCancellations().unread == [])
    }

    @Test("A folder within an account's folder is unread as long as anything lies in it")
    func folder() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/export/24/a.csv")
        try place.drop("x", "coupang/__MACOSX/24/._a.csv")
        let report = try await place.readCancellations()
        #expect(
            report.unread == [
                FeedError(
                    problem: .misplaced("coupang"),
                    location: .init(file: "coupang/export")
                )
            ]
        )
        #expect(report.problems == report.unread)
        try FileManager.default.removeItem(atPath: "\(place.inbox.path)/coupang/export/24/a.csv")
        #expect(try await place.readCancellations().unread == [])
    }

    @Test("So is told of a folder within that of an account's orders")
    func folderOfOrders() async throws {
        let place = try Workplace()
        try place.drop("주문번호\nA-1\n", "orders/coupang/export/a.csv")
        let report = try await place.readOrders()
        #expect(report.problems.map(\.problem) == [.misplaced(nil)])
    }

    @Test("A name that is not UTF-8 is told as such")
    func name() async throws {
        let place = try Workplace()
        let folder = place.inbox.folder(of: "coupang")
        let path = Array(folder.utf8CString.dropLast()) + [0x2F, -1, 0x2E, 0x63, 0x73, 0x76, 0]
        path.withUnsafeBufferPointer { name in
            if let start = name.baseAddress { close(creat(start, 0o600)) }
        }
        let report = try await place.readCancellations()
        #expect(report.unread.map(\.problem) == [.irregularFile(.nameNotUTF8)])
    }

    @Test("What cannot be read is found without anything being taken in")
    func unreadable() async throws {
        let place = try Workplace()
        try place.drop(Self.file, "coupang/a.csv")
        try place.drop(Self.file, "coupang/export/a.csv")
        try place.drop("주문번호\n", "orders/nowhere/a.csv")
        try place.drop("주문번호\n", "elsewhere/a.csv")
        #expect(mkfifo("\(place.inbox.path)/auction/pipe.csv", 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: "\(place.inbox.path)/orders/coupang",
            withDestinationPath: "/nowhere"
        )
        let found = place.reading().unreadable(in: place.inbox)
        #expect(
            found.map(\.problem) == [
                .irregularFile(.notRegular), .misplaced("coupang"),
                .irregularFile(.symbolicLink), .unknownAccount("nowhere"),
            ]
        )
        #expect(
            found.map(\.location.file) == [
                "auction/pipe.csv", "coupang/export", "orders/coupang", "orders/nowhere",
            ]
        )
        #expect(place.files().count == 6)
    }

    @Test("Bad rows are no unread file, nor is an order file that was set aside")
    func others() async throws {
        let place = try Workplace()
        try place.drop("주문번호,취소상태\n,취소요청\n", "coupang/rows.csv")
        try place.drop(try Sample.fixture("broken/html.xls"), "orders/coupang/html.xls")
        let orders = try await place.readOrders()
        #expect(orders.problems.map(\.problem) == [.unsupportedFormat(.htmlTable)])
        #expect(try await place.readCancellations().problems.count == 1)
        #expect(try await place.readCancellations().unread == [])
        #expect(place.files(in: "rejected/orders") == ["html.xls", "html.xls.reason.txt"])
    }
}
