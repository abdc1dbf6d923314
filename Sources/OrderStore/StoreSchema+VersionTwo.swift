extension StoreSchema {
    /// The pull list, orders by arrival and by parcel, and counts per state.
    ///
    /// A line on hold has `held_since`; it is on the pull list while `pull` says how urgent it is.
    static let versionTwo = pullList + orderLists + stateCounts

    private static let pullList = [
        "ALTER TABLE line_state ADD COLUMN held_since INTEGER",
        "ALTER TABLE line_state ADD COLUMN pulled_at INTEGER",
        "ALTER TABLE line_state ADD COLUMN pull INTEGER",
        """
        UPDATE line_state
        SET held_since = ifnull(
                (SELECT min(c.standing_since) FROM cancellation c
                CROSS JOIN application a ON a.cancellation = c.id
                    AND a.order_no = line_state.order_no AND a.account = line_state.account
                    AND a.line_id = line_state.line_id
                WHERE c.account = line_state.account AND c.order_no = line_state.order_no),
                0),
            pull = (SELECT CASE shipping WHEN 1 THEN 0 WHEN 0 THEN 1 END FROM order_line l
                WHERE l.order_no = line_state.order_no AND l.account = line_state.account
                    AND l.line_id = line_state.line_id)
        WHERE is_held = 1
        """,
        "CREATE INDEX line_state_to_pull ON line_state (pull, held_since) WHERE pull IS NOT NULL",
        """
        CREATE TABLE pull_count (
            account INTEGER NOT NULL REFERENCES account,
            pull INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (account, pull)
        ) WITHOUT ROWID
        """,
        """
        INSERT INTO pull_count SELECT account, pull, count(*) FROM line_state
        WHERE pull IS NOT NULL GROUP BY account, pull
        """,
    ]

    private static let orderLists = [
        """
        CREATE TABLE order_arrival (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            order_no TEXT NOT NULL
        )
        """,
        """
        INSERT INTO order_arrival (account, order_no) SELECT o.account, o.order_no
        FROM account_order o
        ORDER BY (SELECT min(l.ordered_at) FROM order_line l
            WHERE l.order_no = o.order_no AND l.account = o.account)
        """,
        "CREATE INDEX order_arrival_of_account ON order_arrival (account)",
        """
        CREATE INDEX order_line_of_parcel ON order_line (account, tracking_no)
        WHERE tracking_no IS NOT NULL
        """,
        "CREATE INDEX order_line_of_line_id ON order_line (account, line_id)",
    ]

    private static let stateCounts = [
        """
        CREATE TABLE state_count (
            account INTEGER NOT NULL REFERENCES account,
            state TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (account, state)
        ) WITHOUT ROWID
        """,
        """
        INSERT INTO state_count SELECT account, state, count(*) FROM cancellation
        GROUP BY account, state
        """,
    ]
}
