import MatchingCore
import SyncInterfaces

/// The changes of one transaction to the counts of charts.
///
/// Every hour counts what came to stand where it stands then, so that what moves on is taken away
/// where it was, and the counts can be told from the cancellations at any time.
struct ChartCounts {
    /// Where a cancellation stands, since when, and when the buyer asked.
    struct Standing {
        let status: Status
        let since: Timestamp
        let requestedAt: Timestamp?
    }

    private struct Key: Hashable {
        let account: Int64
        let hour: Int64
        let series: Int64
    }

    /// Series from here on are lead times.
    static let firstLead: Int64 = 100

    private var changes: [Key: Int64] = [:]

    /// A cancellation of `account` came to stand somewhere, or, with -1, stands there no more.
    mutating func count(_ standing: Standing, account: Int64, by change: Int64) {
        let hour = standing.since.hour
        let key = Key(account: account, hour: hour, series: standing.status.code)
        changes[key, default: 0] += change
        guard standing.status == .applied, let requestedAt = standing.requestedAt else { return }
        let lead = LeadTime(from: requestedAt, to: standing.since)
        let series = Self.firstLead + Int64(lead.rawValue)
        changes[Key(account: account, hour: hour, series: series), default: 0] += change
    }

    /// Adds the changes to the file and forgets hours that no chart shows, and the changes.
    mutating func settle(on connection: Connection) throws {
        let add = try connection.prepared(ChartStatement.addCount)
        for (key, change) in changes where change != 0 {
            add.bind(1, key.account)
            add.bind(2, key.hour)
            add.bind(3, key.series)
            add.bind(4, change)
            try add.run()
        }
        let newest = Dictionary(changes.keys.map { ($0.account, $0.hour) }, uniquingKeysWith: max)
        let forget = try connection.prepared(ChartStatement.forgetHours)
        for (account, hour) in newest {
            forget.bind(1, account)
            forget.bind(2, hour - Int64(AccountChart.hourCount) + 1)
            try forget.run()
        }
        changes = [:]
    }
}
