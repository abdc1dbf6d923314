extension StoreSchema {
    /// The times of an account that could not be read, in the order in which they are asked for again.
    static let versionSixteen = ["ALTER TABLE account ADD COLUMN unread_periods TEXT"]
}
