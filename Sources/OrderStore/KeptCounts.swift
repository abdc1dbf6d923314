import MatchingCore
import SyncInterfaces

/// The changes of one transaction to the counts that screens show, added to the file at its end.
///
/// In memory, because one row per account changes with each of thousands of cancellations.
struct KeptCounts {
    /// Hours that screens show, the running one included.
    static let hoursShown: Int64 = 24
    /// Earlier weeks whose hours tell what an hour usually brings.
    static let weeksKept: Int64 = 4
    /// Hours for which new cancellations are counted, the running one included.
    static let hoursKept = hoursShown + weeksKept * 168

    private struct Key: Hashable {
        let account: Int64
        /// A status's number, an hour or a day.
        let slot: Int64
    }

    private var statuses: [Key: Int64] = [:]
    private var hours: [Key: Int64] = [:]
    private var appliedDays: [Key: Int64] = [:]
    private var pulls: [Key: Int64] = [:]
    private var charts = ChartCounts()
    private var states: [StateKey: StateChange] = [:]

    private struct StateKey: Hashable {
        let account: Int64
        let state: String
    }

    private struct StateChange {
        var count: Int64 = 0
        /// When the word first came.
        let since: Timestamp
    }

    /// A cancellation was put on file.
    ///
    /// `standing` is where it came to stand.
    mutating func countNew(account: Int64, state: String, _ standing: ChartCounts.Standing) {
        let (status, at) = (standing.status, standing.since)
        charts.count(standing, account: account, by: 1)
        count(state, account: account, at: at, by: 1)
        hours[Key(account: account, slot: at.hour), default: 0] += 1
        enter(status, account: account, at: at)
    }

    /// A cancellation that came to `old` at `since` stands at `new` from `at` on.
    mutating func countMove(
        account: Int64,
        from old: ChartCounts.Standing,
        to status: Status,
        at: Timestamp
    ) {
        let new = ChartCounts.Standing(status: status, since: at, requestedAt: old.requestedAt)
        charts.count(old, account: account, by: -1)
        charts.count(new, account: account, by: 1)
        statuses[Key(account: account, slot: old.status.code), default: 0] -= 1
        if old.status == .applied {
            appliedDays[Key(account: account, slot: old.since.koreanDay), default: 0] -= 1
        }
        enter(status, account: account, at: at)
    }

    /// A cancellation came to stand in another state word of its marketplace.
    mutating func countState(account: Int64, from old: String, to new: String, at: Timestamp) {
        count(old, account: account, at: at, by: -1)
        count(new, account: account, at: at, by: 1)
    }

    private mutating func count(_ state: String, account: Int64, at: Timestamp, by change: Int64) {
        let key = StateKey(account: account, state: state)
        states[key, default: StateChange(since: at)].count += change
    }

    /// A line changed its urgency on the pull list; `nil` when it is not on it.
    mutating func countPull(account: Int64, from old: PullUrgency?, to new: PullUrgency?) {
        guard old != new else { return }
        if let old { pulls[Key(account: account, slot: old.code), default: 0] -= 1 }
        if let new { pulls[Key(account: account, slot: new.code), default: 0] += 1 }
    }

    private mutating func enter(_ status: Status, account: Int64, at: Timestamp) {
        statuses[Key(account: account, slot: status.code), default: 0] += 1
        if status == .applied {
            appliedDays[Key(account: account, slot: at.koreanDay), default: 0] += 1
        }
    }

    /// Adds the changes to the file and forgets them.
    mutating func settle(on connection: Connection) throws {
        try add(statuses, with: connection.prepared(ScreenStatement.addStatusCount))
        try add(hours, with: connection.prepared(ScreenStatement.addHourlyCount))
        try add(appliedDays, with: connection.prepared(ScreenStatement.addAppliedCount))
        try charts.settle(on: connection)
        try add(pulls, with: connection.prepared(ScreenStatement.addPullCount))
        try addStates(with: connection.prepared(ScreenStatement.addStateCount))
        let newestHours = Dictionary(
            hours.keys.map { ($0.account, $0.slot) },
            uniquingKeysWith: max
        )
        for (account, hour) in newestHours {
            let statement = try connection.prepared(ScreenStatement.forgetHours)
            statement.bind(1, account)
            statement.bind(2, hour - Self.hoursKept + 1)
            try statement.run()
        }
        self = KeptCounts()
    }

    private func addStates(with statement: PreparedStatement) throws {
        // A word that came and went is on record too.
        for (key, change) in states {
            statement.bind(1, key.account)
            statement.bind(2, key.state)
            statement.bind(3, change.count)
            statement.bind(4, change.since)
            try statement.run()
        }
    }

    private func add(_ changes: [Key: Int64], with statement: PreparedStatement) throws {
        for (key, change) in changes where change != 0 {
            statement.bind(1, key.account)
            statement.bind(2, key.slot)
            statement.bind(3, change)
            try statement.run()
        }
    }
}
