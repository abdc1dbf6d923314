extension StoreSchema {
    /// The state of lines without a reference that is checked at each write.
    ///
    /// A state is written for a line that was read in the same transaction, and lines are never
    /// deleted; to look each one up again, among all orders, took a twentieth of a large pass. The
    /// audit checks it instead.
    static let versionTwelve = [
        """
        CREATE TABLE line_state_without_reference (
            order_no TEXT NOT NULL,
            account INTEGER NOT NULL,
            line_id TEXT NOT NULL,
            units INTEGER NOT NULL CHECK (units >= 0),
            is_held INTEGER NOT NULL,
            held_since INTEGER,
            pulled_at INTEGER,
            pull INTEGER,
            PRIMARY KEY (order_no, account, line_id)
        ) WITHOUT ROWID
        """,
        """
        INSERT INTO line_state_without_reference
        SELECT order_no, account, line_id, units, is_held, held_since, pulled_at, pull
        FROM line_state ORDER BY order_no, account, line_id
        """,
        "DROP TABLE line_state",
        "ALTER TABLE line_state_without_reference RENAME TO line_state",
        "CREATE INDEX line_state_to_pull ON line_state (pull, held_since) WHERE pull IS NOT NULL",
    ]
}
