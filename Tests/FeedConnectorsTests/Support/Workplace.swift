import FeedConnectors
import Foundation
import MatchingCore
import SyncInterfaces
import Testing

/// A temporary inbox with a store's memory of what was taken; gone at the end of the test.
final class Workplace: Sendable {
    static let now = Timestamp(seconds: 1_795_000_000)

    let folder: String
    let store = Memory()

    /// What the engine and the store would remember.
    actor Memory {
        struct Crash: Error {}

        /// In the order of their rows.
        private(set) var notices: [CancellationNotice] = []
        /// The order numbers as each file's part of a batch brought them.
        private(set) var arrivals: [[OrderNumber]] = []
        private(set) var lines: [IncomingOrderLine] = []
        private(set) var rejectedRowCount = 0
        private(set) var batches = 0
        private(set) var marks: [SourceID: IntakeMark] = [:]
        private var crashAtBatch: Int?

        func crash(atBatch batch: Int?) { crashAtBatch = batch }
        func mark(of source: SourceID) -> IntakeMark? { marks[source] }
        func set(_ mark: IntakeMark) { marks[mark.source] = mark }

        func take(_ batch: FeedBatch) throws {
            if batches == crashAtBatch { throw Crash() }
            batches += 1
            for part in batch.parts {
                if !part.notices.isEmpty { arrivals.append(part.notices.map(\.orderNumber)) }
                notices += part.notices.sorted { ($0.origin?.row ?? 0) < ($1.origin?.row ?? 0) }
                lines += part.lines
                rejectedRowCount += part.rejectedRowCount
                if let mark = part.mark { marks[mark.source] = mark }
            }
        }
    }

    init() throws {
        folder = NSTemporaryDirectory() + "cancelsync-feeds-" + UUID().uuidString
        try inbox.prepare(accounts: ["coupang", "coupang-2", "storefarm", "auction", "11st"])
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var inbox: Inbox { Inbox(path: folder + "/inbox") }

    func reading(
        rowsPerBatch: Int = 8192,
        settleTime: Duration = .zero
    ) -> FileReading {
        FileReading(
            commonColumns: Sample.commonColumns,
            resolveAccount: { Sample.account(named: $0) },
            describe: { "\($0.problem)" },
            pace: .init(settleTime: settleTime, rowsPerBatch: rowsPerBatch)
        )
    }

    /// Writes a file into the inbox, last written to `age` before now.
    @discardableResult
    func drop(
        _ content: [UInt8],
        _ path: String,
        age: Duration = .seconds(60)
    ) throws -> String {
        let full = "\(inbox.path)/\(path)"
        try FileManager.default.createDirectory(
            atPath: (full as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try Data(content).write(to: URL(fileURLWithPath: full))
        Self.waitForWriters(of: full)
        let written = Workplace.now.advanced(by: .zero - age)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: Double(written.seconds))],
            ofItemAtPath: full
        )
        return full
    }

    /// Programs that other tests start have a copy of every open descriptor, until they run.
    private static func waitForWriters(of path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        // Linux's `F_SETSIG` and `F_SETLEASE`.
        _ = fcntl(descriptor, 10, SIGURG)
        while fcntl(descriptor, 1024, F_RDLCK) != 0, errno == EAGAIN { sched_yield() }
    }

    @discardableResult
    func drop(_ text: String, _ path: String, age: Duration = .seconds(60)) throws -> String {
        try drop(Array(text.utf8), path, age: age)
    }

    func read(_ feed: some Feed) async throws -> FeedReport {
        let store = store
        let request = FeedRequest(
            window: TimeWindow(start: Self.now, end: Self.now),
            now: Self.now,
            intake: { await store.mark(of: $0) }
        )
        return try await feed.read(request) { try await store.take($0) }
    }

    func readCancellations(
        of account: String = "coupang",
        rowsPerBatch: Int = 8192
    ) async throws -> FeedReport {
        let account = try #require(Sample.account(named: account))
        let reading = reading(rowsPerBatch: rowsPerBatch)
        return try await read(FolderFeed(inbox: inbox, account: account, reading: reading))
    }

    func readOrders(rowsPerBatch: Int = 8192) async throws -> FeedReport {
        try await read(
            OrderFolderFeed(inbox: inbox, reading: reading(rowsPerBatch: rowsPerBatch))
        )
    }

    /// Every file below a folder of the inbox, hidden ones too but for the log of what was archived, by
    /// relative path.
    func files(in path: String = "") -> [String] {
        let root = "\(inbox.path)/\(path)"
        let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return all.filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
            return !isFolder.boolValue && name != ".taken"
        }.sorted()
    }

    func text(of path: String) throws -> String {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(inbox.path)/\(path)"))
        return String(decoding: data, as: UTF8.self)
    }
}
