import MatchingCore
import SyncInterfaces

extension HandAct {
    /// Makes sure that nothing has happened to the cancellation that the operator has not seen.
    ///
    /// - Parameters:
    ///   - seen: What the operator saw; `nil` for one who did not look, such as a script.
    ///   - now: The present moment.
    /// - Throws: ``ActError`` that names what happened: a person's act rather than a pass's.
    func check(_ seen: Sighting?, now: Timestamp) throws {
        guard let seen else { return }
        // A copy that somebody took changes nothing.
        let journal = try ledger.journal(of: id).filter { $0.act != .export }
        let missed: [JournalEntry]
        switch seen {
        case .journal(let last):
            missed = journal.filter { $0.id > last ?? 0 }
            if missed.isEmpty { return }
        case .status(let status):
            if status == record.standing.status { return }
            missed = journal
        }
        let entry = missed.last { $0.actor != .system } ?? missed.last
        let overtaking = Overtaking(
            actor: entry?.actor ?? .system,
            act: entry?.act ?? .decide,
            status: record.standing.status,
            elapsed: entry.map { $0.at.duration(to: now) } ?? .zero
        )
        throw ActError(problem: .overtaken(overtaking), cancellation: id)
    }
}
