extension StoreSchema {
    /// Counts for charts: per account, hour and series.
    ///
    /// A series is a status's number, or for applied ones 100 and the number of a lead time.
    static let versionFour = [
        """
        CREATE TABLE chart_count (
            account INTEGER NOT NULL REFERENCES account,
            hour INTEGER NOT NULL,
            series INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (account, hour, series)
        ) WITHOUT ROWID
        """,
        "INSERT INTO chart_count (account, hour, series, count) \(countedForCharts)",
    ]

    /// What the counts should be, by reading every cancellation.
    static let countedForCharts = """
        SELECT account, standing_since / 3600000, status, count(*) FROM cancellation
        GROUP BY account, standing_since / 3600000, status
        UNION ALL
        SELECT account, standing_since / 3600000, 100 + CASE
            WHEN standing_since - requested_at < 600000 THEN 0
            WHEN standing_since - requested_at < 1800000 THEN 1
            WHEN standing_since - requested_at < 3600000 THEN 2
            WHEN standing_since - requested_at < 7200000 THEN 3
            WHEN standing_since - requested_at < 21600000 THEN 4
            WHEN standing_since - requested_at < 86400000 THEN 5
            ELSE 6 END AS series, count(*)
        FROM cancellation WHERE status = 2 AND requested_at IS NOT NULL
        GROUP BY account, standing_since / 3600000, series
        """
}
