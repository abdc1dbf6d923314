import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

@Suite("Taking files in", .timeLimit(.minutes(10)))
struct IntakeTests {
    /// Ten rows, the third and the eighth bad.
    private static let tenRows =
        "주문번호,취소상태,수량\n"
        + (1...10).map { "A-\($0),취소요청,\([3, 8].contains($0) ? 0 : 1)\n" }.joined()

    private static let goodOrders = [1, 2, 4, 5, 6, 7, 9, 10].map { OrderNumber("A-\($0)") }

    @Test("The notices of a batch come by order number, and its rows in one batch after another")
    func sortedBatches() async throws {
        let place = try Workplace()
        let rows = ["9", "10", "5", "7", "6"].map { "\($0),취소요청" }
        try place.drop((["주문번호,취소상태"] + rows).joined(separator: "\n"), "coupang/a.csv")
        _ = try await place.readCancellations(rowsPerBatch: 3)
        #expect(await place.store.arrivals == [["10", "5", "9"], ["6", "7"]])
    }

    @Test("After a crash at any batch, each row goes in exactly once", arguments: 0...4)
    func crash(batch: Int) async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv")
        await place.store.crash(atBatch: batch)
        await #expect(throws: Workplace.Memory.Crash.self) {
            try await place.readCancellations(rowsPerBatch: 2)
        }
        #expect(place.files() == ["coupang/a.csv"])
        await place.store.crash(atBatch: nil)
        let report = try await place.readCancellations(rowsPerBatch: 2)
        #expect(report.sourceCount == 1)
        #expect(await place.store.notices.map(\.orderNumber) == Self.goodOrders)
        #expect(await place.store.rejectedRowCount == 2)
        #expect(place.files(in: "archive/coupang/2026-11") == ["a.csv"])
    }

    @Test("Bad rows are kept aside once, however often a file is begun", arguments: 0...4)
    func rejectedOnce(batch: Int) async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv")
        await place.store.crash(atBatch: batch)
        _ = try? await place.readCancellations(rowsPerBatch: 2)
        await place.store.crash(atBatch: nil)
        _ = try await place.readCancellations(rowsPerBatch: 2)
        let names = place.files(in: "rejected/coupang")
        let text = try place.text(of: "rejected/coupang/\(names.first ?? "")")
        #expect(names.count == 1)
        #expect(text.split(separator: "\r\n").count == 3)
    }

    @Test("A file whose last batch is durable is only archived, its bad rows kept aside")
    func completeMark() async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv")
        _ = try await place.readCancellations()
        try place.drop(Self.tenRows, "coupang/again.csv")
        let batches = await place.store.batches
        _ = try await place.readCancellations()
        #expect(await place.store.batches == batches)
        #expect(place.files(in: "archive/coupang/2026-11") == ["a.csv", "again.csv"])
        #expect(place.files(in: "rejected/coupang").count == 2)
    }

    @Test("The same content is known at the same time, and another source at another")
    func otherTime() async throws {
        let place = try Workplace()
        for age in [90, 60, 90] {
            try place.drop(Self.tenRows, "coupang/a.csv", age: .seconds(age))
            _ = try await place.readCancellations()
        }
        #expect(await place.store.marks.count == 2)
        let times = await place.store.notices.map(\.observedAt)
        #expect(times.count == 16)
        #expect(Set(times) == Set([-90, -60].map { Workplace.now.advanced(by: .seconds($0)) }))
        #expect(place.files(in: "archive/coupang/2026-11").count == 3)
    }

    @Test("The same content for another account is another source")
    func otherDestination() async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv")
        try place.drop(Self.tenRows, "coupang-2/a.csv")
        _ = try await place.readCancellations(of: "coupang")
        _ = try await place.readCancellations(of: "coupang-2")
        #expect(await place.store.marks.count == 2)
        #expect(await place.store.notices.count == 16)
    }

    @Test("Each mark counts rows to the batch's end, the last one says so")
    func marks() async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv")
        _ = try await place.readCancellations(rowsPerBatch: 4)
        let mark = try #require(await place.store.marks.values.first)
        #expect(mark.rowsTaken == 10)
        #expect(mark.isComplete)
        #expect(mark.name == "a.csv")
        #expect(await place.store.batches == 3)
    }

    @Test("An archived file is never written over")
    func collisions() async throws {
        let place = try Workplace()
        for number in 1...3 {
            try place.drop("주문번호,취소상태\nA-\(number),취소요청\n", "coupang/a.csv")
            _ = try await place.readCancellations()
        }
        let names = place.files(in: "archive/coupang/2026-11")
        let texts = try names.map { try place.text(of: "archive/coupang/2026-11/\($0)") }
        #expect(names.count == 3)
        #expect(Set(texts).count == 3)
    }

    @Test("A file that is still being written is left alone", arguments: [0, 1])
    func unsettled(seconds: Int) async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv", age: .seconds(seconds))
        let account = try #require(Sample.account(named: "coupang"))
        let reading = place.reading(settleTime: .seconds(2))
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: reading)
        let report = try await place.read(feed)
        #expect(report.problems.map(\.problem) == [.stillBeingWritten])
        #expect(report.sourceCount == 0)
        #expect(place.files() == ["coupang/a.csv"])
    }

    @Test("A file that was dropped a moment ago is waited for, once for all of them")
    func waitedFor() async throws {
        let place = try Workplace()
        for name in ["a", "b"] {
            let text = Self.tenRows + "\(name),취소요청,1\n"
            try place.drop(text, "coupang/\(name).csv", age: .zero)
        }
        let account = try #require(Sample.account(named: "coupang"))
        let waits = Mutex<[Duration]>([])
        var reading = place.reading(settleTime: .seconds(2))
        reading.pace.wait = { duration in waits.withLock { $0.append(duration) } }
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: reading)
        #expect(try await place.read(feed).sourceCount == 2)
        #expect(waits.withLock { $0 } == [.seconds(2)])
    }

    @Test("The clock by which files settle can be another than the engine's")
    func fileClock() async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv", age: .seconds(1))
        let account = try #require(Sample.account(named: "coupang"))
        var reading = place.reading()
        reading.pace.settleTime = .seconds(2)
        reading.pace.fileTime = { Workplace.now.advanced(by: .seconds(5)) }
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: reading)
        #expect(try await place.read(feed).sourceCount == 1)
    }

    @Test(
        "Hidden, lock and unfinished files are not looked at",
        arguments: [
            ".a.csv", "~$a.xlsx", "a.csv.tmp", "a.csv.part", "a.csv.crdownload", "A.CSV.PART",
        ]
    )
    func leftAlone(name: String) async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/\(name)")
        #expect(try await place.readCancellations() == FeedReport())
        #expect(place.files() == ["coupang/\(name)"])
    }

    @Test("A symbolic link is refused and stays")
    func symbolicLink() async throws {
        let place = try Workplace()
        let secret = "\(place.folder)/secret.csv"
        try Data(Self.tenRows.utf8).write(to: URL(fileURLWithPath: secret))
        try FileManager.default.createSymbolicLink(
            atPath: "\(place.inbox.path)/coupang/link.csv",
            withDestinationPath: secret
        )
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.irregularFile(.symbolicLink)])
        #expect(await place.store.batches == 0)
    }

    @Test("A symbolic link that is named is followed to its file, and nothing else")
    func namedLink() async throws {
        let place = try Workplace()
        let links = ["\(place.folder)/coupang.csv", "\(place.folder)/coupang-folder.csv"]
        let file = "\(place.folder)/today.csv"
        try Data(Self.tenRows.utf8).write(to: URL(fileURLWithPath: file))
        for (link, destination) in zip(links, [file, place.inbox.path]) {
            try FileManager.default.createSymbolicLink(
                atPath: link,
                withDestinationPath: destination
            )
        }
        let feed = FileFeed(
            .cancellations,
            files: links,
            inbox: nil,
            reading: place.reading()
        )
        let report = try await place.read(feed)
        #expect(await place.store.notices.map(\.orderNumber) == Self.goodOrders)
        #expect(report.unread.map(\.problem) == [.irregularFile(.notRegular)])
    }

    @Test("A file that another holds locked for writing is left alone until it lets go")
    func locked() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.tenRows, "coupang/a.csv")
        let lock = try #require(FileLock(path: path))
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.stillBeingWritten])
        #expect(place.files() == ["coupang/a.csv"])
        lock.release()
        #expect(try await place.readCancellations().sourceCount == 1)
    }

    @Test("A named pipe is refused and does not stop the feed")
    func pipe() async throws {
        let place = try Workplace()
        #expect(mkfifo("\(place.inbox.path)/coupang/pipe.csv", 0o600) == 0)
        let report = try await place.readCancellations()
        #expect(report.problems.map(\.problem) == [.irregularFile(.notRegular)])
    }

    @Test(
        "An account whose id leads out of its folder has no feed",
        arguments: ["../x", "", ".", "a/b", "orders", "rejected", "archive"]
    )
    func badAccount(id: String) async throws {
        let place = try Workplace()
        let coupang = try #require(Sample.account(named: "coupang"))
        let account = Account(id: AccountID(id), marketplace: coupang.marketplace)
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: place.reading())
        await #expect(throws: FeedError.self) { try await place.read(feed) }
    }

    @Test("A folder that is missing is an error of the feed")
    func missingFolder() async throws {
        let place = try Workplace()
        try FileManager.default.removeItem(atPath: "\(place.inbox.path)/coupang")
        await #expect(throws: FeedError.self) { try await place.readCancellations() }
    }

    @Test("A notice was observed when its file was written, never in the future")
    func observedAt() async throws {
        let place = try Workplace()
        try place.drop("주문번호,취소상태\nA-1,취소요청\n", "coupang/a.csv", age: .seconds(90))
        try place.drop("주문번호,취소상태\nA-2,취소요청\n", "coupang/b.csv", age: .seconds(-90))
        _ = try await place.readCancellations()
        let times = await place.store.notices.map(\.observedAt)
        #expect(times == [Workplace.now.advanced(by: .seconds(-90)), Workplace.now])
    }

    @Test("Files that are named are read where they lie, and not twice")
    func named() async throws {
        let place = try Workplace()
        let path = "\(place.folder)/쿠팡_취소.csv"
        try Data(Self.tenRows.utf8).write(to: URL(fileURLWithPath: path))
        for _ in 1...2 {
            let feed = FileFeed(
                .cancellations,
                files: [path],
                inbox: place.inbox,
                reading: place.reading()
            )
            #expect(try await place.read(feed).sourceCount == 1)
        }
        #expect(FileManager.default.fileExists(atPath: path))
        #expect(await place.store.notices.map(\.orderNumber) == Self.goodOrders)
        #expect(await place.store.notices.first?.account == "coupang")
    }

    @Test(
        "An order file's name says whose it is, the longest account first",
        arguments: [
            ("coupang-2_20261124.csv", "coupang-2"), ("coupang-20261124.csv", "coupang"),
            ("스마트스토어 주문.csv", "storefarm"), ("auction.csv", "auction"),
        ]
    )
    func fileName(name: String, account: String) async throws {
        let place = try Workplace()
        try place.drop("주문번호,수량\nA-1,1\n", "orders/\(name)")
        _ = try await place.readOrders()
        #expect(await place.store.lines.map(\.key.account.rawValue) == [account])
    }

    @Test("Problems of single rows are told up to a thousand; all rows are kept aside")
    func manyProblems() async throws {
        let place = try Workplace()
        try place.drop(
            "주문번호,취소상태,수량\n" + String(repeating: "A,취소요청,0\n", count: 1200),
            "coupang/a.csv"
        )
        let report = try await place.readCancellations()
        let name = try #require(place.files(in: "rejected/coupang").first)
        let text = try place.text(of: "rejected/coupang/\(name)")
        #expect(report.problems.count == 1000)
        #expect(await place.store.rejectedRowCount == 1200)
        #expect(text.split(separator: "\r\n").count == 1201)
    }

    @Test("A file that is written to while it is read is left alone and taken whole later")
    func changedMeanwhile() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.tenRows, "coupang/a.csv")
        let account = try #require(Sample.account(named: "coupang"))
        let feed = FolderFeed(inbox: place.inbox, account: account, reading: place.reading())
        let longer = Self.tenRows + "A-11,취소요청,1\n"
        let request = FeedRequest(
            window: TimeWindow(start: Workplace.now, end: Workplace.now),
            now: Workplace.now,
            intake: { _ in
                try Data(longer.utf8).write(to: URL(fileURLWithPath: path))
                return nil
            }
        )
        let store = place.store
        let report = try await feed.read(request) { try await store.take($0) }
        #expect(report.sourceCount == 0)
        #expect(place.files() == ["coupang/a.csv"])
        #expect(await store.marks.values.allSatisfy { !$0.isComplete })
    }

    @Test("A move that was cut short is ended, not done again")
    func halfMoved() async throws {
        let place = try Workplace()
        let path = try place.drop(Self.tenRows, "coupang/a.csv")
        let archive = "\(place.inbox.path)/archive/coupang/2026-11"
        try FileManager.default.createDirectory(
            atPath: archive,
            withIntermediateDirectories: true
        )
        try FileManager.default.linkItem(atPath: path, toPath: "\(archive)/a.csv")
        _ = try await place.readCancellations()
        #expect(place.files(in: "archive") == ["coupang/2026-11/a.csv"])
        #expect(place.files(in: "coupang").isEmpty)
    }

    @Test("Where bad rows cannot be kept, the file stays and nothing of the row is lost")
    func notWritable() async throws {
        let place = try Workplace()
        try place.drop(Self.tenRows, "coupang/a.csv")
        try place.drop("in the way", "rejected/coupang")
        let report = try await place.readCancellations()
        guard case .folderNotWritable = report.problems.first?.problem else {
            Issue.record("\(report.problems)")
            return
        }
        #expect(place.files(in: "coupang") == ["a.csv"])
        #expect(await place.store.marks.values.allSatisfy { !$0.isComplete })
    }

    @Test("Orders of a folder that is no account's are not guessed")
    func unknownFolder() async throws {
        let place = try Workplace()
        try place.drop("주문번호\nA-1\n", "orders/없는곳/a.csv")
        let report = try await place.readOrders()
        #expect(report.problems.map(\.problem) == [.unknownAccount("없는곳")])
        #expect(place.files() == ["orders/없는곳/a.csv"])
    }
}
