import MatchingCore
import SyncInterfaces
import Synchronization

/// A clock that stands still until a test moves it; sleeping really waits for that.
final class ManualClock: TimeSource {
    private struct Sleeper {
        let id: Int
        let deadline: Timestamp
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var now: Timestamp
        var sleepers: [Sleeper] = []
        var lastID = 0
    }

    private let state: Mutex<State>

    init(_ now: Timestamp) { state = Mutex(State(now: now)) }

    func now() -> Timestamp { state.withLock { $0.now } }

    /// The deadlines that tasks wait for, earliest first.
    var deadlines: [Timestamp] { state.withLock { $0.sleepers.map(\.deadline).sorted() } }

    func sleep(until deadline: Timestamp) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let isOver = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if Task.isCancelled { return false }
                    if deadline <= state.now { return true }
                    state.sleepers.append(
                        Sleeper(id: id, deadline: deadline, continuation: continuation)
                    )
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.sleepers.firstIndex { $0.id == id }.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.continuation.resume(returning: false)
        }
        guard isOver else { throw CancellationError() }
    }

    /// Moves the clock on and wakes whoever waits for that.
    func advance(by duration: Duration) { advance(to: now().advanced(by: duration)) }

    /// Moves the clock to `moment`; never back.
    func advance(to moment: Timestamp) {
        let woken = state.withLock { state in
            state.now = max(state.now, moment)
            let woken = state.sleepers.filter { $0.deadline <= state.now }
            state.sleepers.removeAll { $0.deadline <= state.now }
            return woken
        }
        for sleeper in woken { sleeper.continuation.resume(returning: true) }
    }
}
