import GRDB

/// The tables, and how a file gets from any older version to the current one.
///
/// ```
/// account ─┬─ order_line (order_no, account, line_id) ── line_state   narrow; what a pass writes
///          ├─ account_order (account, order_no)                       pages of one account's orders
///          ├─ order_arrival                                           orders as they came in
///          │     └─ text_block ── product_text                       which of them have which texts
///          │     └─ order_change                                     which of them changed lately
///          ├─ line_revision   what imports changed of lines           written on change only
///          ├─ waybill_renewal how far waybill numbers are as labels have them
///          ├─ order_link      numbers before and after an exchange
///          ├─ feed_file       names of files that notices were read from
///          ├─ policy_version  what an account's rule and states were since when
///          ├─ cancellation, its first notice inline ─┬─ notice        the claim's further notices
///          │                                         └─ application   units per line
///          ├─ restore_due     what was withdrawn and holds units still
///          ├─ journal                                                 append-only
///          ├─ poll, coverage
///          └─ account_count, state_count, hourly_count,
///             applied_count, pull_count, chart_count                               kept on write
/// intake, lease, resync_request ── resync_account
/// ```
///
/// Every key column is `NOT NULL` text in NFC, so that SQLite's byte order is the order of the
/// Swift values.
enum StoreSchema {
    /// `PRAGMA application_id` of every store: "csyn".
    static let applicationID: Int64 = 0x6373_796E
    /// `PRAGMA user_version` of a store that needs no migration.
    static let version = Int64(versions.count)

    /// What makes each version of the one before, the first of an empty file.
    private static let versions = [
        versionOne, versionTwo, versionThree, versionFour, versionFive, versionSix, versionSeven,
        versionEight, versionNine, versionTen, versionEleven, versionTwelve,
        versionThirteen, versionFourteen, versionFifteen, versionSixteen,
        versionSeventeen,
    ]

    /// Brings a store to the current version; another process may be doing the same.
    static func migrate(_ writer: some DatabaseWriter) throws {
        var migrator = DatabaseMigrator()
        for (index, statements) in versions.enumerated() {
            migrator.registerMigration("\(index + 1)") { database in
                for statement in statements { try database.execute(sql: statement) }
                try database.execute(sql: "PRAGMA user_version = \(index + 1)")
            }
        }
        // By the writer: the last connection to close writes the log back only when no reader was.
        var known = try writer.writeWithoutTransaction(userVersion)
        while known < version {
            do {
                try migrator.migrate(writer)
                return
            } catch {
                // Processes that bring one store up to date race, version by version; the loser
                // finds a version made and goes on from there.
                let reached = try writer.writeWithoutTransaction(userVersion)
                guard reached > known else { throw error }
                known = reached
            }
        }
    }

    static func userVersion(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    private static let versionOne =
        accountTables + orderTables + cancellationTables + countTables
        + ["PRAGMA application_id = \(applicationID)"]

    private static let accountTables = [
        """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            next_poll_at INTEGER,
            is_paused INTEGER NOT NULL DEFAULT 0,
            pause_note TEXT,
            consecutive_failures INTEGER NOT NULL DEFAULT 0,
            last_poll_at INTEGER,
            last_success_at INTEGER,
            last_failure TEXT,
            covered_until INTEGER,
            policy_fingerprint TEXT
        )
        """,
        """
        CREATE TABLE poll (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL REFERENCES account,
            trigger INTEGER NOT NULL,
            window_start INTEGER NOT NULL,
            window_end INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            finished_at INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            failure TEXT,
            notices INTEGER NOT NULL,
            news INTEGER NOT NULL,
            units INTEGER NOT NULL,
            rejected_rows INTEGER NOT NULL,
            order_lines INTEGER NOT NULL,
            decided TEXT NOT NULL
        )
        """,
        "CREATE INDEX poll_of_account ON poll (account)",
        """
        CREATE TABLE coverage (
            account INTEGER NOT NULL REFERENCES account,
            window_start INTEGER NOT NULL,
            window_end INTEGER NOT NULL CHECK (window_end > window_start),
            PRIMARY KEY (account, window_start)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE intake (
            source TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            rows_taken INTEGER NOT NULL,
            is_complete INTEGER NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE lease (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            holder TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        )
        """,
    ]

    private static let orderTables = [
        """
        CREATE TABLE order_line (
            order_no TEXT NOT NULL,
            account INTEGER NOT NULL,
            line_id TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity >= 1),
            shipping INTEGER NOT NULL,
            ordered_at INTEGER,
            tracking_no TEXT,
            item_no TEXT,
            fields BLOB NOT NULL,
            PRIMARY KEY (order_no, account, line_id)
        ) WITHOUT ROWID
        """,
        """
        CREATE INDEX order_line_of_item ON order_line (account, item_no)
        WHERE item_no IS NOT NULL
        """,
        """
        CREATE TABLE account_order (
            account INTEGER NOT NULL,
            order_no TEXT NOT NULL,
            PRIMARY KEY (account, order_no)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE line_state (
            order_no TEXT NOT NULL,
            account INTEGER NOT NULL,
            line_id TEXT NOT NULL,
            units INTEGER NOT NULL CHECK (units >= 0),
            is_held INTEGER NOT NULL,
            PRIMARY KEY (order_no, account, line_id),
            FOREIGN KEY (order_no, account, line_id) REFERENCES order_line
        ) WITHOUT ROWID
        """,
    ]

    private static let cancellationTables = [
        """
        CREATE TABLE cancellation (
            id INTEGER PRIMARY KEY,
            account INTEGER NOT NULL,
            claim_id TEXT NOT NULL,
            order_no TEXT NOT NULL,
            state TEXT NOT NULL,
            status INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            ruling INTEGER,
            ruling_reason TEXT,
            filed_at INTEGER NOT NULL,
            standing_since INTEGER NOT NULL,
            notice_count INTEGER NOT NULL CHECK (notice_count >= 1),
            first_state TEXT,
            first_order_no TEXT,
            fields BLOB NOT NULL,
            quantity INTEGER CHECK (quantity >= 1),
            requested_at INTEGER,
            changed_at INTEGER,
            buyer_reason TEXT,
            observed_at INTEGER NOT NULL
        )
        """,
        "CREATE INDEX cancellation_of_claim ON cancellation (account, claim_id)",
        "CREATE INDEX cancellation_of_order ON cancellation (account, order_no)",
        "CREATE INDEX cancellation_of_status ON cancellation (account, status)",
        // Orders ask what waits for them in any account; what is not pending costs nothing here.
        "CREATE INDEX cancellation_waiting ON cancellation (order_no) WHERE status = 0",
        """
        CREATE TABLE notice (
            cancellation INTEGER NOT NULL REFERENCES cancellation,
            number INTEGER NOT NULL,
            state TEXT NOT NULL,
            fields BLOB NOT NULL,
            quantity INTEGER CHECK (quantity >= 1),
            requested_at INTEGER,
            changed_at INTEGER,
            buyer_reason TEXT,
            observed_at INTEGER NOT NULL,
            PRIMARY KEY (cancellation, number)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE application (
            cancellation INTEGER NOT NULL REFERENCES cancellation,
            order_no TEXT NOT NULL,
            account INTEGER NOT NULL,
            line_id TEXT NOT NULL,
            units INTEGER NOT NULL CHECK (units >= 1),
            is_elsewhere INTEGER,
            PRIMARY KEY (cancellation, order_no, account, line_id)
        ) WITHOUT ROWID
        """,
        // Takers of a line are found through the claims that name its order; only the few whose
        // claim names another order by now need an index of their own.
        """
        CREATE INDEX application_elsewhere ON application (order_no, account, line_id)
        WHERE is_elsewhere = 1
        """,
        """
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT,
            act INTEGER NOT NULL,
            account INTEGER,
            cancellation INTEGER REFERENCES cancellation,
            reason INTEGER,
            status INTEGER,
            note TEXT,
            evidence BLOB
        )
        """,
        """
        CREATE INDEX journal_of_cancellation ON journal (cancellation)
        WHERE cancellation IS NOT NULL
        """,
        "CREATE INDEX journal_of_account ON journal (account) WHERE account IS NOT NULL",
    ]

    private static let countTables = [
        """
        CREATE TABLE account_count (
            account INTEGER NOT NULL REFERENCES account,
            status INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (account, status)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE hourly_count (
            account INTEGER NOT NULL REFERENCES account,
            hour INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (account, hour)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE applied_count (
            account INTEGER NOT NULL REFERENCES account,
            day INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (account, day)
        ) WITHOUT ROWID
        """,
    ]
}
