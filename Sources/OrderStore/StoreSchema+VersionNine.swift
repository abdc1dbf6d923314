import SyncInterfaces

extension StoreSchema {
    /// What was withdrawn and holds units still, which is what a person has to do about withdrawals.
    ///
    /// A table of its own, so that passes, which withdraw little, write nothing for it.
    static let versionNine = [
        """
        CREATE TABLE restore_due (
            cancellation INTEGER PRIMARY KEY REFERENCES cancellation,
            account INTEGER NOT NULL,
            standing_since INTEGER NOT NULL
        )
        """,
        "CREATE INDEX restore_due_standing ON restore_due (account, standing_since)",
        "\(insertDue) FROM account CROSS JOIN cancellation c ON c.account = account.id WHERE \(isDue)",
    ]

    /// Puts `cancellation` as `c` on the list; whence and whether is to follow.
    static let insertDue = """
        INSERT INTO restore_due (cancellation, account, standing_since)
        SELECT c.id, c.account, c.standing_since
        """

    /// What has to be true of `cancellation` as `c`; status 3 is withdrawn, ruling 3 that a person
    /// leaves it as it is.
    static let isDue = """
        c.status = 3 AND c.ruling IS NOT 3 AND EXISTS (SELECT 1 FROM application a WHERE a.cancellation = c.id)
        """
}
