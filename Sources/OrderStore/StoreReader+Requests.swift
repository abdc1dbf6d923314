import MatchingCore
import SyncInterfaces

extension StoreReader {
    func resyncRequest(_ id: ResyncRequestID) throws -> ResyncRequest? {
        let statement = try connection.prepared(RequestStatement.request)
        statement.bind(1, id.rawValue)
        return try statement.firstRow(request)
    }

    func openResyncRequests() throws -> [ResyncRequest] {
        try connection.prepared(RequestStatement.openRequests).rows(request)
    }

    func polls(of request: ResyncRequestID) throws -> [PollRecord] {
        let statement = try connection.prepared(RequestStatement.polls)
        statement.bind(1, request.rawValue)
        return try statement.rows { row in
            try PollRecord(row, account: try account(row.integer(14), in: row))
        }
    }

    private func request(_ row: PreparedStatement) throws -> ResyncRequest {
        let id = ResyncRequestID(rawValue: row.integer(0))
        let period = row.optionalTimestamp(5).map {
            ResyncPeriod(start: $0, end: row.optionalTimestamp(6))
        }
        return ResyncRequest(
            id: id,
            order: ResyncOrder(
                try accounts(of: id),
                period: period,
                trigger: try row.code(3),
                by: row.optionalText(2)
            ),
            asker: row.text(1),
            askedAt: row.timestamp(4),
            holder: row.optionalText(7),
            progress: try progress(row),
            isCancelled: row.truth(17),
            stoppedBy: row.optionalText(22),
            finishedAt: row.optionalTimestamp(18),
            failure: row.optionalText(19).map(KeptProblem.init(stored:))
        )
    }

    private func progress(_ row: PreparedStatement) throws -> ResyncProgress? {
        guard let done = row.optionalInteger(8) else { return nil }
        let parts = row.optionalInteger(20).map { (Int($0), Int(row.integer(21))) }
        return ResyncProgress(
            accountsDone: Int(done),
            accountCount: Int(row.integer(9)),
            parts: parts.map { (done: $0.0, count: $0.1) },
            current: try row.optionalInteger(10).map { try account($0, in: row) },
            tally: try PassTally(row, from: 11)
        )
    }

    private func accounts(of request: ResyncRequestID) throws -> [AccountID] {
        let statement = try connection.prepared(RequestStatement.accounts)
        statement.bind(1, request.rawValue)
        return try statement.rows { try account($0.integer(0), in: $0) }
    }
}
