import MatchingCore
import SyncInterfaces

/// Lets calls pass at an API's pace.
///
/// An API counts when calls arrive, which is some time after they are sent, and not always the same
/// time. Every call has arrived when its answer is there: the period counts from that.
actor CallGate {
    private struct Turn {
        let number: Int
        var moment: Timestamp
    }

    private let pace: CallPace
    private let time: any TimeSource
    /// When the last calls may go, went or were answered, oldest first; at most as many as a burst.
    private var turns: [Turn] = []
    private var count = 0

    init(_ pace: CallPace, time: any TimeSource) {
        self.pace = pace
        self.time = time
    }

    /// Returns when it is this call's turn.
    ///
    /// - Returns: The turn's number, for ``ended(_:)``.
    /// - Throws: `CancellationError`.
    func pass() async throws -> Int {
        var moment = time.now()
        if turns.count >= pace.burst {
            moment = max(moment, turns.removeFirst().moment.advanced(by: pace.period))
        }
        count += 1
        let number = count
        turns.append(Turn(number: number, moment: moment))
        if moment > time.now() { try await time.sleep(until: moment) }
        return number
    }

    /// Counts the period of a call from now, as it is answered or given up.
    func ended(_ number: Int) {
        guard let index = turns.firstIndex(where: { $0.number == number }) else { return }
        turns[index].moment = time.now()
    }
}
