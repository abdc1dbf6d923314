/// The SQL behind charts.
package enum ChartStatement: Int, StatementName {
    case counts
    case addCount
    case forgetHours

    package var sql: String {
        switch self {
        case .counts:
            """
            SELECT hour, series, count FROM chart_count
            WHERE account = ?1 AND hour BETWEEN ?2 AND ?3
            """
        case .addCount:
            """
            INSERT INTO chart_count (account, hour, series, count) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET count = count + excluded.count
            """
        case .forgetHours: "DELETE FROM chart_count WHERE account = ?1 AND hour < ?2"
        }
    }
}
