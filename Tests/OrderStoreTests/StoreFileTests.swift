import Foundation
import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("A store's file", .timeLimit(.minutes(10)))
struct StoreFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func problem(opening path: String) throws -> StoreError.Problem? {
        #expect(throws: StoreError.self) { try SQLiteOrderStore(path: path) }?.problem
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    private static func fill(_ store: any OrderStore, _ lines: Range<Int>) async throws {
        try await store.write { ledger in
            _ = try ledger.upsert(lines.map { .line(.line("1", of: "\($0)"), [.option: "L"]) })
        }
    }

    @Test("It and the files beside it are this user's alone", arguments: ["", "-wal", "-shm"])
    func fileMode(suffix: String) async throws {
        let path = folder.path + "/deep/er/store.db"
        let store = try SQLiteOrderStore(path: path)
        try await Self.fill(store, 0..<1)
        #expect(try Self.mode(path + suffix) == 0o600)
        #expect(try Self.mode(folder.path + "/deep") == 0o700)
    }

    @Test("A file that is no database is refused and left alone")
    func notADatabase() throws {
        let text = String(repeating: "주문번호,상품명\n", count: 100)
        try text.write(toFile: folder.storePath, atomically: true, encoding: .utf8)
        #expect(try Self.problem(opening: folder.storePath) == .notAStore)
        #expect(try String(contentsOfFile: folder.storePath, encoding: .utf8) == text)
    }

    @Test("A folder is named as what it is")
    func isFolder() throws {
        #expect(try Self.problem(opening: folder.path) == .isFolder)
    }

    @Test(
        "A file that this user may not read is told as such",
        .disabled(if: geteuid() == 0, "the superuser may read every file")
    )
    func notPermitted() throws {
        try SQLiteOrderStore(path: folder.storePath).close()
        #expect(chmod(folder.storePath, 0) == 0)
        #expect(try Self.problem(opening: folder.storePath) == .notPermitted)
    }

    @Test("Another program's database is refused and left alone")
    func otherDatabase() throws {
        do {
            let other = try DatabaseQueue(path: folder.storePath)
            try other.write { try $0.execute(sql: "CREATE TABLE note (text TEXT)") }
            try other.close()
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.storePath))
        #expect(try Self.problem(opening: folder.storePath) == .notAStore)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.storePath)) == before)
    }

    @Test("A newer program's store is refused, with its version")
    func newerVersion() throws {
        try SQLiteOrderStore(path: folder.storePath).close()
        do {
            let newer = try DatabaseQueue(path: folder.storePath)
            try newer.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try newer.close()
        }
        #expect(
            try Self.problem(opening: folder.storePath) == .madeByNewerVersion(found: "99")
        )
    }

    @Test("A newer program's store can be read")
    func newerVersionReadOnly() async throws {
        let writing = try SQLiteOrderStore(path: folder.storePath)
        try await Self.fill(writing, 0..<1)
        try writing.close()
        do {
            let newer = try DatabaseQueue(path: folder.storePath)
            try await newer.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try newer.close()
        }
        let store = try SQLiteOrderStore(path: folder.storePath, mode: .readOnly)
        #expect(try await store.read { try $0.lines(orderNumber: "0") }.count == 1)
    }

    @Test("A store with overwritten pages is damaged, and the audit says so")
    func damaged() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await Self.fill(store, 0..<20_000)
        try store.close()
        let file = try #require(FileHandle(forUpdatingAtPath: folder.storePath))
        let size = try file.seekToEnd()
        for offset in stride(from: UInt64(1_200_000), to: size, by: 4096) {
            try file.seek(toOffset: offset)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        }
        try file.close()

        let reopened = try SQLiteOrderStore(path: folder.storePath)
        let error = await #expect(throws: StoreError.self) {
            _ = try await reopened.read { try $0.orderLines(OrderLineQuery(limit: 20_000)) }
        }
        #expect(error?.problem == .damaged)
        #expect(try await reopened.audit().map(\.problem).contains(.damagedFile))
    }

    @Test("A full disk fails the transaction and nothing else")
    func diskFull() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath, sizeLimit: 1_000_000)
        try await Self.fill(store, 0..<10)
        let error = await #expect(throws: StoreError.self) {
            try await Self.fill(store, 10..<20_000)
        }
        #expect(error?.problem == .diskFull)
        #expect(try await store.read { try $0.orderLines(OrderLineQuery(limit: 99)) }.count == 10)
        #expect(try await store.audit() == [])
    }

    @Test("A store opened for reading reads and refuses to write")
    func readOnly() async throws {
        let writing = try SQLiteOrderStore(path: folder.storePath)
        try await Self.fill(writing, 0..<1)
        let store = try SQLiteOrderStore(path: folder.storePath, mode: .readOnly)
        #expect(try await store.read { try $0.lines(orderNumber: "0") }.count == 1)
        let error = await #expect(throws: StoreError.self) { try await Self.fill(store, 1..<2) }
        #expect(error?.problem == .readOnly)
    }

    @Test("A store opened for reading hears of others' changes")
    func readOnlyChanges() async throws {
        let writing = try SQLiteOrderStore(path: folder.storePath)
        let store = try SQLiteOrderStore(path: folder.storePath, mode: .readOnly)
        var changes = store.changes().makeAsyncIterator()
        try await Self.fill(writing, 0..<1)
        #expect(await changes.next() != nil)
    }

    @Test("A store without a log hears of the first change that another program writes")
    func readOnlyWithoutLog() async throws {
        try SQLiteOrderStore(path: folder.storePath).close()
        let store = try SQLiteOrderStore(path: folder.storePath, mode: .readOnly)
        var changes = store.changes().makeAsyncIterator()
        for number in 0..<2 {
            try await Self.fill(SQLiteOrderStore(path: folder.storePath), number..<(number + 1))
            #expect(await changes.next() != nil)
        }
    }

    @Test("Opening for reading creates nothing")
    func readOnlyMissing() throws {
        #expect(throws: StoreError.self) {
            try SQLiteOrderStore(path: folder.storePath, mode: .readOnly)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("A folder that may not be written to is read-only", .enabled(if: geteuid() != 0))
    func readOnlyFolder() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
        #expect(try Self.problem(opening: folder.storePath) == .readOnly)
    }

    @Test("A path through a file is refused with the system's words")
    func pathThroughFile() throws {
        try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
        #expect(
            try Self.problem(opening: folder.path + "/file/store.db") == .other("Not a directory")
        )
    }

    @Test("A closed store fails, and a new one opens the same file")
    func close() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await Self.fill(store, 0..<1)
        try store.close()
        await #expect(throws: StoreError.self) { try await Self.fill(store, 1..<2) }
        await #expect(throws: StoreError.self) { try await store.audit() }
        _ = store.changes()
        let reopened = try SQLiteOrderStore(path: folder.storePath)
        #expect(try await reopened.read { try $0.lines(orderNumber: "0") }.count == 1)
    }

    @Test("Stores that create one file at the same time all open it")
    func concurrentCreation() async throws {
        let path = folder.storePath
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<6 {
                group.addTask {
                    try await Self.fill(SQLiteOrderStore(path: path), index..<(index + 1))
                }
            }
            try await group.waitForAll()
        }
        let store = try SQLiteOrderStore(path: path)
        #expect(try await store.read { try $0.orderLines(OrderLineQuery(limit: 9)) }.count == 6)
    }
}
