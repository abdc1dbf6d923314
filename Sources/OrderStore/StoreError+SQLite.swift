import GRDB
import GRDBSQLite
import Glibc
import SyncInterfaces

/// The system's number for "no space left on device".
let outOfSpace = ENOSPC

extension StoreError {
    /// Names an error of SQLite by what an operator can do about it.
    ///
    /// - Parameters:
    ///   - code: SQLite's extended result code.
    ///   - message: SQLite's words, kept where the code says too little.
    ///   - isOutOfSpace: Whether the system said so beneath an input or output error.
    ///   - path: The store's file.
    init(code: Int32, message: String, isOutOfSpace: Bool = false, path: String) {
        let problem: Problem =
            switch code & 0xFF {
            case SQLITE_FULL: .diskFull
            case SQLITE_IOERR where isOutOfSpace: .diskFull
            case SQLITE_READONLY, SQLITE_PERM: .readOnly
            case SQLITE_CORRUPT: .damaged
            case SQLITE_NOTADB: .notAStore
            case SQLITE_CANTOPEN: Self.obstacle(to: path) ?? .other(message)
            case SQLITE_BUSY, SQLITE_LOCKED: .busy
            default: .other(message)
            }
        self.init(problem: problem, path: path)
    }

    /// Why a file cannot be opened, which SQLite does not say; `nil` where the system allows it.
    private static func obstacle(to path: String) -> Problem? {
        var status = stat()
        guard stat(path, &status) == 0 else { return errno == EACCES ? .notPermitted : nil }
        if status.st_mode & S_IFMT == S_IFDIR { return .isFolder }
        return access(path, R_OK) != 0 && errno == EACCES ? .notPermitted : nil
    }

    /// Turns whatever GRDB throws into a store error; other errors stay what they are.
    static func translated(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StoreError(
            code: error.extendedResultCode.rawValue,
            message: error.message ?? "SQLite error \(error.extendedResultCode.rawValue)",
            path: path
        )
    }

    /// Makes a store error of whatever was thrown.
    init(anything error: any Error, path: String) {
        self =
            Self.translated(error, path: path) as? StoreError
            ?? StoreError(problem: .other("\(error)"), path: path)
    }
}
