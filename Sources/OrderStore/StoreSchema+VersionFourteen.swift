extension StoreSchema {
    /// How much was known of a claim when a person ruled about it; notices come out of order.
    static let versionFourteen = [
        "ALTER TABLE cancellation ADD COLUMN ruled_after INTEGER CHECK (ruled_after >= 1)"
    ]
}
