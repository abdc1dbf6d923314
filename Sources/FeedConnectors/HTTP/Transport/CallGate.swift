import MatchingCore
import SyncInterfaces

/// Lets calls pass at an API's pace: the documented one, until its answers tell another.
///
/// An API counts when calls arrive, which is some time after they are sent, and not always the same
/// time. Every call has arrived when its answer is there: the period counts from that.
actor CallGate {
    private struct Turn {
        let number: Int
        var moment: Timestamp
    }

    private let documented: CallPace
    private let time: any TimeSource
    /// The pace of each path that an answer has told one of.
    private var told: [String: CallPace] = [:]
    /// No call goes before, because an answer said that nothing is left for now.
    private var opening: Timestamp?
    /// When the last calls may go, went or were answered, oldest first; at most as many as a burst.
    private var turns: [Turn] = []
    private var count = 0

    init(_ pace: CallPace, time: any TimeSource) {
        documented = pace
        self.time = time
    }

    /// The slowest pace that answers have told of; `nil` where none did.
    ///
    /// An API may count each path by itself; the calls of all of them pass one gate.
    var toldPace: CallPace? { told.values.min { $0.callsPerSecond < $1.callsPerSecond } }

    /// Keeps to what an answer to a call of `path` says.
    func follow(_ allowance: CallAllowance, of path: String) {
        told[path] = allowance.pace
        guard allowance.isUsedUp else { return }
        opening = time.now().advanced(by: allowance.pace.period)
    }

    /// Returns when it is this call's turn.
    ///
    /// - Returns: The turn's number, for ``ended(_:)``.
    /// - Throws: `CancellationError`.
    func pass() async throws -> Int {
        let pace = toldPace ?? documented
        var moment = max(time.now(), opening ?? time.now())
        while turns.count >= pace.burst {
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

extension CallPace {
    fileprivate var callsPerSecond: Double {
        Double(burst) / (Double(max(period.wholeMilliseconds, 1)) / 1000)
    }
}
