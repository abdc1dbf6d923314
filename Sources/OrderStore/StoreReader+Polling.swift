import MatchingCore
import SyncInterfaces

extension StoreReader {
    func timer(of account: AccountID) throws -> AccountTimer {
        guard let number = try number(of: account) else { return AccountTimer(account: account) }
        let statement = try connection.prepared(PollingStatement.timer)
        statement.bind(1, number)
        return try statement.firstRow { timer($0, of: account) } ?? AccountTimer(account: account)
    }

    func policyFingerprint(of account: AccountID) throws -> String? {
        guard let number = try number(of: account) else { return nil }
        let statement = try connection.prepared(PollingStatement.policyFingerprint)
        statement.bind(1, number)
        return try statement.firstRow { $0.optionalText(0) } ?? nil
    }

    func policyVersions(of account: AccountID, limit: Int) throws -> [PolicyVersion] {
        guard limit > 0, let number = try number(of: account) else { return [] }
        let statement = try connection.prepared(PollingStatement.policyVersions)
        statement.bind(1, number)
        statement.bind(2, limit)
        return try statement.rows { row in
            PolicyVersion(
                number: Int(row.integer(0)),
                since: row.timestamp(1),
                fingerprint: row.text(2),
                rule: row.optionalText(3),
                cancelStates: row.text(4).split(separator: "\n").map(String.init)
            )
        }
    }

    func intake(of source: SourceID) throws -> IntakeMark? {
        let statement = try connection.prepared(PollingStatement.intake)
        statement.bind(1, source.rawValue)
        return try statement.firstRow { row in
            IntakeMark(
                source: source,
                name: row.text(0),
                rowsTaken: Int(row.integer(1)),
                isComplete: row.truth(2)
            )
        }
    }

    func coverage(of account: AccountID, since: Timestamp) throws -> [TimeWindow] {
        guard let number = try number(of: account) else { return [] }
        let statement = try connection.prepared(PollingStatement.coverage)
        statement.bind(1, number)
        statement.bind(2, since)
        return try statement.rows { TimeWindow(start: $0.timestamp(0), end: $0.timestamp(1)) }
    }

    func lease() throws -> PollerLease? {
        try connection.prepared(PollingStatement.lease).firstRow { row in
            PollerLease(
                holder: row.text(0),
                since: row.optionalTimestamp(1),
                expiresAt: row.timestamp(2)
            )
        }
    }

    func polls(of account: AccountID, limit: Int) throws -> [PollRecord] {
        guard limit > 0, let number = try number(of: account) else { return [] }
        let statement = try connection.prepared(PollingStatement.polls)
        statement.bind(1, number)
        statement.bind(2, limit)
        return try statement.rows { try PollRecord($0, account: account) }
    }

    /// Reads a row of the columns that all statements about timers share.
    func timer(_ row: PreparedStatement, of account: AccountID) -> AccountTimer {
        AccountTimer(
            account: account,
            nextPollAt: row.optionalTimestamp(1),
            isPaused: row.truth(2),
            pauseNote: row.optionalText(3),
            consecutiveFailures: Int(row.integer(4)),
            lastPollAt: row.optionalTimestamp(5),
            lastSuccessAt: row.optionalTimestamp(6),
            lastFailure: row.optionalText(7).map(KeptProblem.init(stored:)),
            coveredUntil: row.optionalTimestamp(8),
            unreadPeriods: [TimeWindow](stored: row.optionalText(9)),
            vouchedPeriods: [TimeWindow](stored: row.optionalText(10))
        )
    }
}

extension PollRecord {
    /// Reads a row of ``PollingStatement/pollColumns``.
    init(_ row: PreparedStatement, account: AccountID) throws {
        let outcome: Outcome =
            switch row.integer(5) {
            case 0: .succeeded
            case 1: .failed(KeptProblem(stored: row.text(6)))
            case 2: .cancelled
            case 3: .incomplete(KeptProblem(stored: row.text(6)))
            default: throw row.damaged
            }
        self.init(
            account: account,
            trigger: try row.code(0),
            window: TimeWindow(start: row.timestamp(1), end: row.timestamp(2)),
            startedAt: row.timestamp(3),
            finishedAt: row.timestamp(4),
            outcome: outcome,
            tally: try PassTally(row, from: 7),
            request: row.optionalInteger(13).map(ResyncRequestID.init(rawValue:))
        )
    }
}

extension PassTally {
    /// Reads a tally whose six columns begin with `column`.
    init(_ row: PreparedStatement, from column: Int32) throws {
        self.init()
        notices = Int(row.integer(column))
        news = Int(row.integer(column + 1))
        unitsCancelled = Int(row.integer(column + 2))
        rejectedRows = Int(row.integer(column + 3))
        orderLines = Int(row.integer(column + 4))
        for pair in row.text(column + 5).split(separator: " ") {
            let numbers = pair.split(separator: "=").compactMap { Int64($0) }
            guard numbers.count == 2, let status = Status(code: numbers[0]) else {
                throw row.damaged
            }
            decided[status] = Int(numbers[1])
        }
    }

    /// The counts per status as a row keeps them: `0=3 2=41`, status numbers rising.
    var decidedText: String {
        decided.map { ($0.key.code, $0.value) }.sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\($0.1)" }.joined(separator: " ")
    }
}
