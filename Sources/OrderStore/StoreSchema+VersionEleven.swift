extension StoreSchema {
    /// Which orders imports changed lately; only the last thousands of times are kept.
    static let versionEleven = [
        "CREATE TABLE order_change (id INTEGER PRIMARY KEY, arrival INTEGER NOT NULL)"
    ]
}
