import CSQLiteSetup
import GRDB
import GRDBSQLite
import Glibc
import SyncInterfaces

/// The store's file before SQLite sees it, and how SQLite is to open it.
struct StoreFile {
    /// How many snapshots can be read at the same time.
    static let readerCount = 3

    /// How many bytes a page of a new store has; a store keeps the size with which it was made.
    ///
    /// A row of an order line has some 200 bytes and stands in inner pages as well, so that larger
    /// pages make a flatter tree: a large pass takes a sixth less time than with SQLite's usual 4 KiB,
    /// and so does an import.
    private static let pageSize = 16_384

    /// Seconds to wait for another process's transaction.
    static let patience = 10.0
    /// Seconds to wait for others while a store is opened: several may be bringing it up to date,
    /// each version in a transaction of its own, and it is not the longest waiting that comes next.
    private static let patienceAtOpening = 60.0

    let path: String
    /// How many bytes the file may grow to; `nil` for no limit.
    let sizeLimit: Int?

    /// Creates the folder and the file where they are missing, for this user alone.
    ///
    /// SQLite gives the files beside it (`-wal`, `-shm`) the same mode.
    func create() throws(StoreError) {
        try createFolders()
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw systemError()
        }
    }

    private func createFolders() throws(StoreError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for count in 1..<max(parts.count + 1, 1) {
            let folder = parts.prefix(count).joined(separator: "/")
            guard !folder.isEmpty, access(folder, F_OK) != 0 else { continue }
            if mkdir(folder, 0o700) != 0 && errno != EEXIST { throw systemError() }
        }
    }

    private func systemError() -> StoreError {
        let number = errno
        let problem: StoreError.Problem =
            switch number {
            case EACCES, EPERM, EROFS: .readOnly
            case ENOSPC, EDQUOT: .diskFull
            default: .other(String(cString: strerror(number)))
            }
        return StoreError(problem: problem, path: path)
    }

    /// Kibibytes of pages that a reader keeps.
    private static let readerCache = 1500

    /// Kibibytes of pages that the writing connection keeps.
    ///
    /// Order lines come in any order. Many cancellations are sorted by order number and go through each
    /// tree once; what they are made of needs the room.
    static func cache(for scale: WriteScale) -> Int { scale == .many ? 2500 : 6000 }

    /// Says how many kibibytes of pages a connection keeps from now on.
    static func setCache(of database: Database, _ size: Int) throws {
        try database.execute(sql: "PRAGMA cache_size = \(-size)")
    }

    /// Says when a connection copies the log into the file as it commits.
    ///
    /// A pass rewrites the same pages batch after batch: copying them less often than SQLite's usual
    /// thousand smaller pages halves what is written.
    static func setLogLimit(of database: Database, isCopiedElsewhere: Bool) {
        // One that was closed has no more to say; whoever writes by it is told so.
        guard let connection = database.sqliteConnection else { return }
        sqlite3_wal_autocheckpoint(connection, isCopiedElsewhere ? 0 : 1000)
    }

    /// Few readers with small caches: a screen touches few pages, and the system caches the rest.
    func configuration(isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "store"
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(isReadOnly ? Self.patience : Self.patienceAtOpening)
        configuration.prepareDatabase { [self] database in
            // Before anything else is said of a new file; says nothing to one that has pages.
            try database.execute(sql: "PRAGMA page_size = \(Self.pageSize)")
            // In one snapshot, as another process may be creating the store.
            try database.inTransaction(.deferred) {
                try checkIdentity(database, isReadOnly: isReadOnly)
                return .commit
            }
            let isReader = database.configuration.readonly
            try Self.setCache(of: database, isReader ? Self.readerCache : Self.cache(for: .few))
            guard !isReader else {
                sqlite_share_processor(UnsafeMutableRawPointer(database.sqliteConnection))
                return
            }
            if let sizeLimit {
                let pageSize = try Int.fetchOne(database, sql: "PRAGMA page_size")
                let pageLimit = sizeLimit / (pageSize ?? Self.pageSize)
                try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)")
            }
            Self.setLogLimit(of: database, isCopiedElsewhere: false)
            // Beyond this the log's file shrinks again.
            try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        }
        return configuration
    }

    /// Refuses files of other programs, and before anything is written also of newer versions.
    private func checkIdentity(_ database: Database, isReadOnly: Bool) throws {
        let version = try StoreSchema.userVersion(database)
        let applicationID = try Int64.fetchOne(database, sql: "PRAGMA application_id")
        if applicationID == StoreSchema.applicationID {
            guard isReadOnly || version <= StoreSchema.version else {
                throw StoreError(
                    problem: .madeByNewerVersion(found: String(version)),
                    path: path
                )
            }
            return
        }
        let foreignTables = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM sqlite_master WHERE name NOT GLOB 'grdb_*'"
                + " AND name NOT GLOB 'sqlite_*'"
        )
        guard applicationID == 0, version == 0, foreignTables == 0 else {
            throw StoreError(problem: .notAStore, path: path)
        }
    }
}
