import GRDBSQLite

/// The versions that decide whether a store can be read.
package enum StoreVersions {
    /// SQLite's version, such as `3.40.1`.
    package static var sqlite: String { String(cString: sqlite3_libversion()) }

    /// The version of the tables that this program reads and writes.
    package static var schema: Int { Int(StoreSchema.version) }
}
