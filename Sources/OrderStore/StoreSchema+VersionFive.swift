extension StoreSchema {
    /// What imports changed of lines, which orders were exchanged for which, and new cancellations
    /// per hour for as long as it takes to know what an hour usually brings.
    ///
    /// Remarks of marketplaces stand in the packed fields, where older versions cannot read them.
    static let versionFive = [
        """
        CREATE TABLE line_revision (
            order_no TEXT NOT NULL,
            account INTEGER NOT NULL REFERENCES account,
            line_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            aspect INTEGER NOT NULL,
            value_before TEXT,
            value_after TEXT,
            PRIMARY KEY (order_no, account, line_id, at, aspect)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE order_link (
            account INTEGER NOT NULL REFERENCES account,
            replacement TEXT NOT NULL,
            original TEXT NOT NULL,
            PRIMARY KEY (account, replacement, original)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX order_link_of_original ON order_link (account, original)",
        "CREATE TABLE feed_file (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
        """
        INSERT INTO hourly_count (account, hour, count)
        SELECT c.account, c.filed_at / 3600000, count(*) FROM cancellation c
        JOIN (SELECT account, max(hour) AS hour FROM hourly_count GROUP BY account) n
            ON n.account = c.account
        WHERE c.filed_at / 3600000 BETWEEN n.hour - 695 AND n.hour - 24
        GROUP BY c.account, c.filed_at / 3600000
        ON CONFLICT DO UPDATE SET count = excluded.count
        """,
    ]
}
