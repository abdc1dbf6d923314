import MatchingCore
import SyncInterfaces

extension StoreReader {
    func journal(of cancellation: CancellationID) throws -> [JournalEntry] {
        let statement = try connection.prepared(ScreenStatement.journalOfCancellation)
        statement.bind(1, cancellation.rawValue)
        return try statement.rows(journalEntry)
    }

    func journalEntry(_ row: PreparedStatement) throws -> JournalEntry {
        let act: JournalEntry.Act = try row.code(3)
        let note = row.optionalText(8)
        // Whatever else is noted was typed by a person, or is not worded at all.
        let problem = act == .takeIn ? note.flatMap(KeptProblem.init(json:)) : nil
        return JournalEntry(
            id: row.integer(0),
            at: row.timestamp(1),
            actor: row.optionalText(2).map(Actor.person) ?? .system,
            act: act,
            account: try row.optionalInteger(4).map { try account($0, in: row) },
            cancellation: row.optionalInteger(5).map(CancellationID.init(rawValue:)),
            reason: try row.optionalCode(6),
            status: try row.optionalCode(7),
            note: problem == nil ? note : nil,
            problem: problem,
            evidence: try evidence(in: row, column: 9),
            orderNumber: row.optionalText(10).map { OrderNumber($0) },
            claimID: row.optionalText(11).map { ClaimID($0) }
        )
    }

    private func evidence(in row: PreparedStatement, column: Int32) throws -> Evidence? {
        guard !row.isNull(column) else { return nil }
        guard let evidence = row.withBytes(column, PackedEvidence.evidence) else {
            throw row.damaged
        }
        return evidence
    }
}
