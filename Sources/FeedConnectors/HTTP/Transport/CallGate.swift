import MatchingCore
import SyncInterfaces

/// Lets calls pass at an API's pace.
actor CallGate {
    private let pace: CallPace
    private let time: any TimeSource
    /// When the last calls may go or went, oldest first; at most as many as a burst.
    private var turns: [Timestamp] = []

    init(_ pace: CallPace, time: any TimeSource) {
        self.pace = pace
        self.time = time
    }

    /// Returns when it is this call's turn.
    ///
    /// - Throws: `CancellationError`.
    func pass() async throws {
        var turn = time.now()
        if turns.count >= pace.burst {
            turn = max(turn, turns.removeFirst().advanced(by: pace.period))
        }
        turns.append(turn)
        if turn > time.now() { try await time.sleep(until: turn) }
    }
}
