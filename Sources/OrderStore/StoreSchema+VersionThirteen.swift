extension StoreSchema {
    /// Since when a marketplace's word for a state comes in; it stays when no claim stands in it any more.
    static let versionThirteen = [
        "ALTER TABLE state_count ADD COLUMN since INTEGER",
        """
        UPDATE state_count SET since = t.since
        FROM (
            SELECT account, state, min(filed_at) AS since FROM cancellation GROUP BY account, state) t
        WHERE t.account = state_count.account AND t.state = state_count.state
        """,
    ]
}
