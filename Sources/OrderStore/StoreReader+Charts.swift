import MatchingCore
import SyncInterfaces

extension StoreReader {
    func charts(now: Timestamp) throws -> [AccountChart] {
        try settleCounts()
        let accounts = try connection.prepared(PollingStatement.timers).rows { row in
            let number = row.integer(0)
            return (number, try account(number, in: row))
        }
        return try accounts.map { try chart(of: $0.0, named: $0.1, until: now.hour) }
    }

    private func chart(
        of number: Int64,
        named account: AccountID,
        until hour: Int64
    ) throws -> AccountChart {
        let first = hour - Int64(AccountChart.hourCount) + 1
        var hours = [[Status: Int]](repeating: [:], count: AccountChart.hourCount)
        var leads: [LeadTime: Int] = [:]
        let statement = try connection.prepared(ChartStatement.counts)
        statement.bind(1, number)
        statement.bind(2, first)
        statement.bind(3, hour)
        try statement.forEachRow { row in
            let count = Int(row.integer(2))
            guard count != 0 else { return true }
            let lead = LeadTime(rawValue: Int(clamping: row.integer(1) - ChartCounts.firstLead))
            if let lead {
                leads[lead, default: 0] += count
            } else {
                hours[Int(row.integer(0) - first)][try row.code(1)] = count
            }
            return true
        }
        return AccountChart(account: account, hours: hours, leads: leads)
    }
}
