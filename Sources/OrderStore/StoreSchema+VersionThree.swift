extension StoreSchema {
    /// Processes that share a store: who polls since when, and resyncs that others ask for.
    static let versionThree = [
        "ALTER TABLE lease ADD COLUMN since INTEGER",
        """
        CREATE TABLE resync_request (
            id INTEGER PRIMARY KEY,
            asker TEXT NOT NULL,
            person TEXT,
            trigger INTEGER NOT NULL,
            asked_at INTEGER NOT NULL,
            period_start INTEGER,
            period_end INTEGER,
            holder TEXT,
            accounts_done INTEGER,
            account_count INTEGER,
            current INTEGER REFERENCES account,
            notices INTEGER,
            news INTEGER,
            units INTEGER,
            rejected_rows INTEGER,
            order_lines INTEGER,
            decided TEXT,
            is_cancelled INTEGER NOT NULL DEFAULT 0,
            finished_at INTEGER,
            failure TEXT
        )
        """,
        """
        CREATE INDEX resync_request_open ON resync_request (finished_at)
        WHERE finished_at IS NULL
        """,
        """
        CREATE TABLE resync_account (
            request INTEGER NOT NULL REFERENCES resync_request ON DELETE CASCADE,
            position INTEGER NOT NULL,
            account INTEGER NOT NULL REFERENCES account,
            PRIMARY KEY (request, position)
        ) WITHOUT ROWID
        """,
        "ALTER TABLE poll ADD COLUMN request INTEGER",
        "CREATE INDEX poll_of_request ON poll (request) WHERE request IS NOT NULL",
    ]
}
