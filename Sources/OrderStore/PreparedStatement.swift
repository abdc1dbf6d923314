import GRDB
import GRDBSQLite
import SyncInterfaces

/// One prepared statement of one connection, bound and read by index through SQLite's C interface.
///
/// A class, because it is shared by everything that runs on its connection. Columns count from 0,
/// parameters from 1. A statement is not run again from within its own rows.
final class PreparedStatement: WriteStatement {
    private let statement: Statement
    private let pointer: OpaquePointer
    let path: String

    init(_ statement: Statement, path: String) {
        self.statement = statement
        pointer = statement.sqliteStatement
        self.path = path
    }

    /// What SQLite knows the statement by.
    var handle: UnsafeMutableRawPointer { UnsafeMutableRawPointer(pointer) }

    // MARK: Running

    /// Runs a statement that returns no rows.
    ///
    /// - Throws: ``StoreError``.
    func run() throws {
        let code = sqlite3_step(pointer)
        if code != SQLITE_DONE && code != SQLITE_ROW { throw failure() }
        sqlite3_reset(pointer)
    }

    /// Runs a statement and returns whether it changed a row.
    func runChangingRows() throws -> Bool {
        try run()
        return sqlite3_changes(sqlite3_db_handle(pointer)) > 0
    }

    /// Calls `body` for each row until it returns `false`.
    func forEachRow(while body: (PreparedStatement) throws -> Bool) throws {
        defer { sqlite3_reset(pointer) }
        while true {
            switch sqlite3_step(pointer) {
            case SQLITE_ROW: if try !body(self) { return }
            case SQLITE_DONE: return
            default: throw failure()
            }
        }
    }

    /// Returns what `body` makes of each row.
    func rows<Value>(_ body: (PreparedStatement) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try forEachRow { row in
            values.append(try body(row))
            return true
        }
        return values
    }

    /// Returns what `body` makes of the first row; `nil` when there is none.
    func firstRow<Value>(_ body: (PreparedStatement) throws -> Value) throws -> Value? {
        var value: Value?
        try forEachRow { row in
            value = try body(row)
            return false
        }
        return value
    }

    /// Whether there is a row of which `isWanted` is true; the rows before it are passed over.
    func hasRow(where isWanted: (PreparedStatement) throws -> Bool) throws -> Bool {
        var isFound = false
        try forEachRow { row in
            isFound = try isWanted(row)
            return !isFound
        }
        return isFound
    }

    /// Why the statement failed that its connection ran last.
    func failure() -> StoreError {
        let handle = sqlite3_db_handle(pointer)
        let error = StoreError(
            code: sqlite3_extended_errcode(handle),
            message: String(cString: sqlite3_errmsg(handle)),
            isOutOfSpace: sqlite3_system_errno(handle) == outOfSpace,
            path: path
        )
        sqlite3_reset(pointer)
        return error
    }

    // MARK: Parameters

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(pointer, index, value) }
    func bindNull(_ index: Int32) { sqlite3_bind_null(pointer, index) }

    func bind(_ index: Int32, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else {
                sqlite3_bind_text(pointer, index, "", 0, copied)
                return
            }
            _ = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                sqlite3_bind_text(pointer, index, $0, Int32(bytes.count), copied)
            }
        }
    }

    func bind(_ index: Int32, _ bytes: [UInt8]) {
        guard !bytes.isEmpty else {
            sqlite3_bind_zeroblob(pointer, index, 0)
            return
        }
        _ = bytes.withUnsafeBytes {
            sqlite3_bind_blob64(pointer, index, $0.baseAddress, UInt64($0.count), copied)
        }
    }

    /// Binds a value that is greater than every text.
    func bindEnd(_ index: Int32) { sqlite3_bind_zeroblob(pointer, index, 0) }

    // MARK: Columns

    func isNull(_ index: Int32) -> Bool { sqlite3_column_type(pointer, index) == SQLITE_NULL }
    func integer(_ index: Int32) -> Int64 { sqlite3_column_int64(pointer, index) }
    func truth(_ index: Int32) -> Bool { integer(index) != 0 }
    func optionalInteger(_ index: Int32) -> Int64? { isNull(index) ? nil : integer(index) }

    func text(_ index: Int32) -> String {
        guard let bytes = sqlite3_column_text(pointer, index) else { return "" }
        let count = Int(sqlite3_column_bytes(pointer, index))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func optionalText(_ index: Int32) -> String? { isNull(index) ? nil : text(index) }

    /// Calls `body` with the bytes of a column; they are gone when it returns.
    func withBytes<Value>(
        _ index: Int32,
        _ body: (UnsafeRawBufferPointer) throws -> Value
    ) rethrows -> Value {
        let start = sqlite3_column_blob(pointer, index)
        let count = start == nil ? 0 : Int(sqlite3_column_bytes(pointer, index))
        return try body(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The error for a row that no version of this program wrote.
    var damaged: StoreError { StoreError(problem: .damaged, path: path) }
}

/// Tells SQLite to copy what is bound; the C macro for it is a cast that Swift does not import.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
