import Foundation
import GRDB
import MatchingCore
import SyncInterfaces
import Testing

@testable import OrderStore

@Suite("The log of a stream of transactions", .timeLimit(.minutes(10)))
struct LogCopierTests {
    private let folder: TemporaryFolder
    private let store: SQLiteOrderStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteOrderStore(path: folder.storePath)
    }

    private func write(_ order: String, isFollowed: Bool) async throws {
        _ = try await store.write(.few, isFollowed: isFollowed) { ledger in
            try ledger.upsert([.line(.line("1", of: order))])
        }
    }

    /// Whether the store's file has an order by itself, without its log; `false` as well while it is written.
    private func isInFile(_ order: String) -> Bool {
        let copy = "\(folder.path)/copy-\(UUID().uuidString).db"
        do {
            try FileManager.default.copyItem(atPath: folder.storePath, toPath: copy)
            return try DatabaseQueue(path: copy).read { database in
                try Bool.fetchOne(
                    database,
                    sql: "SELECT EXISTS (SELECT * FROM order_line WHERE order_no = ?)",
                    arguments: [order]
                ) ?? false
            }
        } catch {
            return false
        }
    }

    @Test("It is copied into the file while the stream goes on")
    func beside() async throws {
        try await write("A", isFollowed: true)
        while !isInFile("A") { try await Task.sleep(for: .milliseconds(5)) }
        try await write("B", isFollowed: false)
        #expect(try await store.read { try $0.lines(orderNumber: "B") }.count == 1)
        #expect(try await store.audit() == [])
    }

    @Test("A transaction that stands alone leaves a short log to later ones")
    func alone() async throws {
        try await write("A", isFollowed: false)
        #expect(!isInFile("A"))
    }

    @Test("A stream waits until a long one is copied")
    func long() async throws {
        try await write("A", isFollowed: false)
        await LogCopier(path: folder.storePath, longest: 0).copy()
        #expect(isInFile("A"))
    }

    @Test("One that could not be copied is copied the next time")
    func impossible() async throws {
        try await write("A", isFollowed: false)
        let aside = folder.storePath + ".aside"
        try FileManager.default.moveItem(atPath: folder.storePath, toPath: aside)
        try FileManager.default.createDirectory(
            atPath: folder.storePath,
            withIntermediateDirectories: false
        )
        let copier = LogCopier(path: folder.storePath, longest: 0)
        await copier.copy()
        try FileManager.default.removeItem(atPath: folder.storePath)
        try FileManager.default.moveItem(atPath: aside, toPath: folder.storePath)
        await copier.copy()
        #expect(isInFile("A"))
    }
}
