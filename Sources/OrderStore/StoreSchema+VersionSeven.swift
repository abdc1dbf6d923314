extension StoreSchema {
    /// What each account's match rule and cancel states were, since when.
    static let versionSeven = [
        """
        CREATE TABLE policy_version (
            account INTEGER NOT NULL REFERENCES account,
            number INTEGER NOT NULL,
            since INTEGER NOT NULL,
            fingerprint TEXT NOT NULL,
            match_rule TEXT,
            cancel_states TEXT NOT NULL,
            PRIMARY KEY (account, number)
        ) WITHOUT ROWID
        """
    ]
}
