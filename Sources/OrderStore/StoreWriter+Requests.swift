import MatchingCore
import SyncInterfaces

extension StoreWriter {
    /// Finished requests that are kept for whoever still reads their result.
    private static let requestsKept: Int64 = 100

    func ask(_ order: ResyncOrder, asker: String, at now: Timestamp) throws -> ResyncRequestID {
        let insertion = try connection.prepared(RequestStatement.insert)
        insertion.bind(1, asker)
        insertion.bind(2, order.person)
        insertion.bind(3, order.trigger.code)
        insertion.bind(4, now)
        insertion.bind(5, order.period?.start)
        insertion.bind(6, order.period?.end)
        try insertion.run()
        let id = connection.lastInsertedID
        let accountInsertion = try connection.prepared(RequestStatement.insertAccount)
        for (position, account) in order.accounts.enumerated() {
            let number = try connection.registeredNumber(of: account)
            accountInsertion.bind(1, id)
            accountInsertion.bind(2, position)
            accountInsertion.bind(3, number)
            try accountInsertion.run()
        }
        let deletion = try connection.prepared(RequestStatement.forgetOld)
        deletion.bind(1, id - Self.requestsKept)
        try deletion.run()
        return ResyncRequestID(rawValue: id)
    }

    func claim(_ request: ResyncRequestID, holder: String) throws {
        let statement = try connection.prepared(RequestStatement.claim)
        statement.bind(1, request.rawValue)
        statement.bind(2, holder)
        try statement.run()
    }

    func setProgress(
        _ progress: ResyncProgress,
        of request: ResyncRequestID,
        holder: String
    ) throws {
        let current = try progress.current.map { try connection.registeredNumber(of: $0) }
        let statement = try connection.prepared(RequestStatement.setProgress)
        statement.bind(1, request.rawValue)
        statement.bind(2, holder)
        statement.bind(3, progress.accountsDone)
        statement.bind(4, progress.accountCount)
        statement.bind(5, current)
        statement.bind(progress.tally, from: 6)
        statement.bind(12, progress.partsDone)
        statement.bind(13, progress.partCount)
        try statement.run()
    }

    func cancel(_ request: ResyncRequestID, by person: String?, at now: Timestamp) throws {
        let statement = try connection.prepared(RequestStatement.cancel)
        statement.bind(1, request.rawValue)
        statement.bind(2, now)
        statement.bind(3, person)
        try statement.run()
    }

    func finish(
        _ request: ResyncRequestID,
        holder: String,
        failure: KeptProblem?,
        at now: Timestamp
    ) throws {
        let statement = try connection.prepared(RequestStatement.finish)
        statement.bind(1, request.rawValue)
        statement.bind(2, holder)
        statement.bind(3, now)
        statement.bind(4, failure?.stored)
        try statement.run()
    }
}
