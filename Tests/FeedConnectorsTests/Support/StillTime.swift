import MatchingCore
import SyncInterfaces
import Synchronization

/// A clock that moves only when somebody sleeps, and remembers for how long.
final class StillTime: TimeSource {
    private let state: Mutex<(now: Timestamp, pauses: [Duration])>

    init(_ now: Timestamp = Timestamp(seconds: 1_772_330_400)) { state = Mutex((now, [])) }

    var pauses: [Duration] { state.withLock { $0.pauses } }

    func now() -> Timestamp { state.withLock { $0.now } }

    func sleep(until deadline: Timestamp) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.pauses.append(state.now.duration(to: deadline))
            state.now = max(state.now, deadline)
        }
    }

    func advance(by duration: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: duration) }
    }
}
