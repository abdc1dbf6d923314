import GRDB
import Synchronization

/// The connections that read, each used by one task at a time.
///
/// Not GRDB's pool of readers: its tasks meet at a queue when they take a connection, and a queue at
/// which somebody waits starts a worker of the system's pool, whose monitor never ends. Here tasks
/// wait in turn and hold no thread, and no queue is ever busy when it is entered.
///
/// A class, because it owns connections.
final class ReaderConnections: Sendable {
    private let path: String
    private let configuration: Configuration
    private let turns = Turns(count: StoreFile.readerCount)
    /// The connections that nobody uses; `nil` once they are closed.
    private let free = Mutex<[DatabaseQueue]?>([])

    init(_ file: StoreFile) {
        path = file.path
        configuration = file.configuration(isReadOnly: true)
    }

    /// Calls `body` with a connection to one snapshot, on the calling thread.
    func read<Value>(_ body: (Database) throws -> Value) async throws -> Value {
        try await turns.pass { try use(body) }
    }

    /// The same where a connection is free; `nil`, and `body` was not called, where none is.
    func readNow<Value>(_ body: (Database) throws -> Value) throws -> Value? {
        try turns.passNow { try use(body) }
    }

    private func use<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let queue = try connection()
        defer { free.withLock { $0?.append(queue) } }
        return try queue.unsafeRead { try Self.snapshot(of: $0, body) }
    }

    private static func snapshot<Value>(
        of database: Database,
        _ body: (Database) throws -> Value
    ) throws -> Value {
        try database.beginTransaction(.deferred)
        // Nothing was written, so that it does not matter how the snapshot ends; in a damaged file
        // it may end by itself.
        defer { do { try database.commit() } catch { try? database.rollback() } }
        return try body(database)
    }

    /// The connection that was used last, as it has the screen's pages in its cache, or a new one.
    private func connection() throws -> DatabaseQueue {
        let found = try free.withLock { free in
            guard free != nil else {
                throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "Connection is closed")
            }
            return free?.popLast()
        }
        return try found ?? DatabaseQueue(path: path, configuration: configuration)
    }

    /// Closes those that nobody uses.
    func close() throws {
        let queues = free.withLock { free in
            defer { free = nil }
            return free ?? []
        }
        for queue in queues { try queue.close() }
    }
}
