import CSQLiteSetup
import GRDB
import GRDBSQLite
package import MatchingCore
package import SyncInterfaces
import Synchronization

/// A store in one SQLite file, with its write-ahead log beside it.
///
/// A class, because it owns connections that live until it is released. Several processes can have
/// the same file open; one writes at a time, and readers never wait.
package final class SQLiteOrderStore: OrderStore {
    /// What a store is opened for.
    package enum Mode: Sendable, Hashable {
        /// Creates what is missing.
        case readWrite
        /// Every write fails; nothing is created. A newer program's store is read as far as this
        /// one understands it.
        case readOnly
    }

    /// The store's file.
    package let path: String
    private let pool: DatabasePool
    private let watcher: ChangeWatcher
    private let readers: ReaderConnections
    private let writers = Turns(count: 1)
    private let log: LogCopier
    private let textMatches = TextMatches()
    private let accountOrder: AccountOrder
    private let policies: [AccountID: SyncPolicy]
    /// What the last transaction of this process left, unless another one has it or it was undone.
    private let knownTexts = Mutex(KnownTexts())

    private static let setUpOnce: Void = sqlite_set_up()

    /// Opens a store, and creates folder and file when it is to be written.
    ///
    /// - Parameters:
    ///   - path: The file; files named `path-wal` and `path-shm` come to lie beside it.
    ///   - mode: What the store is opened for.
    ///   - sizeLimit: How many bytes the file may grow to, above which the disk counts as full; `nil`
    ///     for no limit.
    ///   - accountOrder: The order of the accounts in lists that are sorted by them.
    ///   - policies: The policies by which lists fold the notices of a claim, as whoever decides does.
    /// - Throws: ``StoreError`` when the file is not a store, or one of a newer version, or cannot
    ///   be opened or created.
    package init(
        path: String,
        mode: Mode = .readWrite,
        sizeLimit: Int? = nil,
        accountOrder: AccountOrder = AccountOrder(),
        policies: [AccountID: SyncPolicy] = [:]
    ) throws(StoreError) {
        self.path = path
        self.accountOrder = accountOrder
        self.policies = policies
        Self.setUpOnce
        do {
            let file = StoreFile(path: path, sizeLimit: sizeLimit)
            if mode == .readWrite { try file.create() }
            pool = try DatabasePool(
                path: path,
                configuration: file.configuration(isReadOnly: mode == .readOnly)
            )
            let version = try pool.writeWithoutTransaction { database in
                if mode == .readWrite {
                    // SQLite opens a file for reading where it may not be written.
                    guard sqlite3_db_readonly(database.sqliteConnection, nil) == 0 else {
                        throw StoreError(problem: .readOnly, path: path)
                    }
                    try database.execute(sql: "PRAGMA synchronous = FULL")
                }
                return try StoreSchema.userVersion(database)
            }
            if version < StoreSchema.version {
                guard mode == .readWrite else {
                    let found = String(version)
                    throw StoreError(
                        problem: version == 0 ? .notAStore : .olderVersion(found: found),
                        path: path
                    )
                }
                try StoreSchema.migrate(pool)
            }
            try pool.writeWithoutTransaction { database in
                let milliseconds = Int(StoreFile.patience * 1000)
                try database.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
            }
            readers = ReaderConnections(file)
            log = LogCopier(path: path)
            watcher = try ChangeWatcher(pool, writers: writers, path: path)
        } catch {
            throw StoreError(anything: error, path: path)
        }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any LedgerReader) throws -> Value
    ) async throws -> Value {
        try await withReader { try body(StoreReader($0)) }
    }

    package func write<Value: Sendable>(
        _ scale: WriteScale,
        isFollowed: Bool,
        _ body: @escaping @Sendable (any Ledger) throws -> Value
    ) async throws -> Value {
        // Neither this nor waiting for a turn heeds cancellation: an engine that was told to stop
        // still has to put on record that it did.
        let outcome = try await writers.pass { try writeNow(scale, isFollowed: isFollowed, body) }
        if outcome.isChanged { watcher.announce() }
        if isFollowed { await log.copy() }
        return outcome.value
    }

    private func withReader<Value>(_ body: (Connection) throws -> Value) async throws -> Value {
        do {
            return try await readers.read { try body(connection($0)) }
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }

    private func writeNow<Value>(
        _ scale: WriteScale,
        isFollowed: Bool,
        _ body: (any Ledger) throws -> Value
    ) throws -> (value: Value, isChanged: Bool) {
        do {
            return try pool.writeWithoutTransaction { database in
                StoreFile.setLogLimit(of: database, isCopiedElsewhere: isFollowed)
                defer { StoreFile.setLogLimit(of: database, isCopiedElsewhere: false) }
                return try transaction(database, scale, body)
            }
        } catch {
            throw StoreError.translated(error, path: path)
        }
    }

    /// Runs `body` in one transaction, and tells whether any row has changed.
    private func transaction<Value>(
        _ database: Database,
        _ scale: WriteScale,
        _ body: (any Ledger) throws -> Value
    ) throws -> (value: Value, isChanged: Bool) {
        var result: (value: Value, isChanged: Bool)?
        let writer = StoreWriter(connection(database))
        writer.isAwaited = { [writers] in writers.isAwaited }
        writer.knownTexts = knownTexts.withLock { known in
            defer { known = KnownTexts() }
            return known
        }
        try database.inTransaction(.immediate) {
            let changeCount = database.totalChangesCount
            let value = try work(scale, on: database, by: writer, body)
            try writer.settleCounts()
            let silentCount = changeCount + writer.silentChangeCount
            result = (value, database.totalChangesCount != silentCount)
            return .commit
        }
        guard let result else { preconditionFailure("A committed transaction has its value.") }
        knownTexts.withLock { $0 = writer.knownTexts }
        return result
    }

    private func work<Value>(
        _ scale: WriteScale,
        on database: Database,
        by writer: StoreWriter,
        _ body: (any Ledger) throws -> Value
    ) throws -> Value {
        guard scale == .many else { return try body(writer) }
        try StoreFile.setCache(of: database, StoreFile.cache(for: .many))
        defer { try? StoreFile.setCache(of: database, StoreFile.cache(for: .few)) }
        // Begun after the transaction, the snapshot shows what that began with.
        return try readers.readNow { database in
            try writer.work(beside: StoreReader(connection(database)), body)
        } ?? body(writer)
    }

    private func connection(_ database: Database) -> Connection {
        Connection(
            database,
            path: path,
            textMatches: textMatches,
            accountOrder: accountOrder,
            policies: policies
        )
    }

    /// Closes the file; whatever is asked afterwards fails.
    ///
    /// A store that is released closes itself. The last one to close a file copies what is left in
    /// its log, so that the next one opens faster.
    ///
    /// - Throws: ``StoreError`` when the file is still in use.
    package func close() throws(StoreError) {
        do {
            try readers.close()
            try pool.close()
        } catch {
            throw StoreError(anything: error, path: path)
        }
    }

    package func changes() -> AsyncStream<Void> { watcher.changes() }

    package func audit(
        progress: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
    ) async throws -> [AuditFinding] {
        try await withReader { try StoreAudit($0).findings(progress: progress) }
    }
}
