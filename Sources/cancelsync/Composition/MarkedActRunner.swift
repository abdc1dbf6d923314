import ConsoleModel
import SyncEngine
import SyncInterfaces

/// Does one thing with each of several cancellations, one after the other, until it is cancelled.
struct MarkedActRunner: Sendable {
    let engine: SyncEngine
    let person: String

    /// Acts on all of `marked`.
    ///
    /// - Parameters:
    ///   - act: What is done with each.
    ///   - marked: The cancellations, in the order in which they are taken.
    ///   - progress: Called after each of them.
    /// - Returns: What was done and what was refused; what is in neither was not reached.
    /// - Throws: `StoreError` when the store cannot be written, after ``progress`` told of the rest.
    func run(
        _ act: MarkedAct,
        _ marked: [MarkedCancellation],
        progress: @Sendable (MarkedProgress) -> Void
    ) async throws -> MarkedProgress {
        var state = MarkedProgress(act, count: marked.count)
        for one in marked {
            guard !Task.isCancelled else { break }
            do {
                state.note(try await carryOut(act, on: one), of: one)
            } catch let error as ActError {
                state.note(error.problem, of: one.id)
            }
            progress(state)
        }
        return state
    }

    private func carryOut(
        _ act: MarkedAct,
        on one: MarkedCancellation
    ) async throws -> ActResult {
        let seen = Sighting.status(one.status)
        switch act {
        case .apply(let reason):
            let hand = ActHand(person, reason: reason)
            return try await engine.apply(one.id, line: nil, units: nil, seen: seen, by: hand)
        case .dismiss(let reason):
            return try await engine.dismiss(one.id, reason: reason, seen: seen, by: person)
        case .undo(let reason):
            let hand = ActHand(person, reason: reason)
            return try await engine.undo(one.id, seen: seen, by: hand)
        }
    }
}
