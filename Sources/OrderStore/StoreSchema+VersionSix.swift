extension StoreSchema {
    /// Lists by the moment since which cancellations stand, and by the moment of the request.
    ///
    /// The first index takes the place of one by account and status; requests are sorted where
    /// somebody may wait for them, not among the applied ones, which are most.
    static let versionSix = [
        "DROP INDEX cancellation_of_status",
        "CREATE INDEX cancellation_standing ON cancellation (account, status, standing_since)",
        // Only where a further notice says something else than the first.
        "ALTER TABLE cancellation ADD COLUMN asked_at INTEGER",
        "UPDATE cancellation SET asked_at = \(askedAtByNotices) WHERE notice_count > 1",
        """
        CREATE INDEX cancellation_asked ON cancellation (account, status, \(askedAt))
        WHERE status <> 2
        """,
    ]

    /// When a cancellation was asked for; as SQLite wants it, the same text wherever it stands.
    static let askedAt = "coalesce(asked_at, requested_at, observed_at)"

    /// What `asked_at` of a cancellation with several notices has to be.
    static let askedAtByNotices = """
        (SELECT coalesce(min(cancellation.requested_at, min(n.requested_at)),
                cancellation.requested_at, min(n.requested_at),
                min(cancellation.observed_at, min(n.observed_at)))
            FROM notice n WHERE n.cancellation = cancellation.id)
        """
}
