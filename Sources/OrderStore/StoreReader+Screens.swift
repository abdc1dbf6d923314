import MatchingCore
import SyncInterfaces

extension StoreReader {
    func accountSummaries(now: Timestamp) throws -> [AccountSummary] {
        try settleCounts()
        var counts: [Int64: [Status: Int]] = [:]
        try connection.prepared(ScreenStatement.statusCounts).forEachRow { row in
            let count = Int(row.integer(2))
            if count != 0 { counts[row.integer(0), default: [:]][try row.code(1)] = count }
            return true
        }
        var pulls: [Int64: [PullUrgency: Int]] = [:]
        try connection.prepared(ScreenStatement.pullCounts).forEachRow { row in
            let count = Int(row.integer(2))
            if count != 0 { pulls[row.integer(0), default: [:]][try row.code(1)] = count }
            return true
        }
        let timers = try connection.prepared(PollingStatement.timers).rows { row in
            let number = row.integer(0)
            return (number, timer(row, of: try account(number, in: row)))
        }
        return try timers.map { number, timer in
            let hours = try hourlyCounts(of: number, until: now.hour)
            return AccountSummary(
                account: timer.account,
                counts: counts[number] ?? [:],
                appliedToday: try appliedCount(of: number, day: now.koreanDay),
                hourlyCounts: hours,
                timer: timer,
                lastPoll: try polls(of: timer.account, limit: 1).first,
                pullCounts: pulls[number] ?? [:],
                usualCounts: try usualCounts(of: number, hours, until: now.hour),
                isDayRead: try isDayRead(timer, now: now)
            )
        }
    }

    /// Windows that are covered without a gap are one, so that one of them has to reach from a day
    /// ago to the last success, but for what a long poll took.
    private func isDayRead(_ timer: AccountTimer, now: Timestamp) throws -> Bool {
        // A success that is yet to come was written by a clock that was ahead.
        guard let success = timer.lastSuccessAt, success <= now else { return false }
        let start = now.advanced(by: .seconds(-86_400))
        let end = success.advanced(by: .seconds(-3600))
        return try coverage(of: timer.account, since: start)
            .contains { $0.start <= start && $0.end >= end }
    }

    private func appliedCount(of account: Int64, day: Int64) throws -> Int {
        let statement = try connection.prepared(ScreenStatement.appliedCounts)
        statement.bind(1, account)
        statement.bind(2, day)
        return try statement.firstRow { Int($0.integer(0)) } ?? 0
    }

    private func hourlyCounts(of account: Int64, until hour: Int64) throws -> [Int] {
        let firstHour = hour - KeptCounts.hoursShown + 1
        var counts = [Int](repeating: 0, count: Int(KeptCounts.hoursShown))
        let statement = try connection.prepared(ScreenStatement.hourlyCounts)
        statement.bind(1, account)
        statement.bind(2, firstHour)
        statement.bind(3, hour)
        try statement.forEachRow { row in
            counts[Int(row.integer(0) - firstHour)] = Int(row.integer(1))
            return true
        }
        return counts
    }

    /// What the whole hours of a silence brought in earlier weeks; nothing is read without one.
    private func usualCounts(
        of account: Int64,
        _ hours: [Int],
        until hour: Int64
    ) throws -> [Int] {
        let quiet = Int64(hours.reversed().prefix { $0 == 0 }.count)
        guard quiet >= 2 else { return [] }
        return try usualCounts(of: account, in: (hour - quiet + 1)...(hour - 1))
    }

    func usualCounts(of account: AccountID, inHours count: Int, now: Timestamp) throws -> [Int] {
        try settleCounts()
        guard count > 0, let number = try number(of: account) else { return [] }
        return try usualCounts(of: number, in: (now.hour - Int64(count) + 1)...now.hour)
    }

    /// What the same hours of the earlier weeks brought, as far as the account's history goes.
    private func usualCounts(of account: Int64, in hours: ClosedRange<Int64>) throws -> [Int] {
        let query = try connection.prepared(ScreenStatement.oldestHour)
        query.bind(1, account)
        guard let oldest = try query.firstRow({ $0.integer(0) }) else { return [] }
        let statement = try connection.prepared(ScreenStatement.hourlyCounts)
        var counts: [Int] = []
        for week in 1...KeptCounts.weeksKept {
            let first = hours.lowerBound - week * 168
            guard first >= oldest else { break }
            statement.bind(1, account)
            statement.bind(2, first)
            statement.bind(3, hours.upperBound - week * 168)
            counts.append(try statement.rows { Int($0.integer(1)) }.reduce(0, +))
        }
        return counts
    }

    func stateTallies(of account: AccountID) throws -> [String: StateTally] {
        try settleCounts()
        guard let number = try number(of: account) else { return [:] }
        let statement = try connection.prepared(ScreenStatement.stateCounts)
        statement.bind(1, number)
        let tallies = try statement.rows {
            ($0.text(0), StateTally(count: Int($0.integer(1)), since: $0.optionalTimestamp(2)))
        }
        return Dictionary(tallies.filter { $0.1.count != 0 }) { $1 }
    }
}

extension Timestamp {
    /// Whole hours since 1970.
    var hour: Int64 { seconds.quotientRoundedDown(3600) }

    /// Whole days since 1970 as a Korean calendar counts them.
    var koreanDay: Int64 {
        (seconds + CivilTime.offsetFromUTCInSeconds).quotientRoundedDown(86_400)
    }
}

extension Int64 {
    fileprivate func quotientRoundedDown(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
