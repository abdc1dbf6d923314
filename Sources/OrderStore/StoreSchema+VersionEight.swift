extension StoreSchema {
    /// How many polls of a resync are done of how many, and who stopped it.
    static let versionEight = [
        "ALTER TABLE resync_request ADD COLUMN parts_done INTEGER",
        "ALTER TABLE resync_request ADD COLUMN part_count INTEGER",
        "ALTER TABLE resync_request ADD COLUMN stopped_by TEXT",
    ]
}
