extension StoreSchema {
    /// The times of an account that no poll could read and a person has looked through.
    static let versionSeventeen = ["ALTER TABLE account ADD COLUMN vouched_periods TEXT"]
}
