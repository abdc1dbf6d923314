import MatchingCore
import SyncInterfaces
import Synchronization

/// The last try of a client, and how many there were since somebody began to count.
///
/// A class, because the calls of a client share it.
final class CallHistory: Sendable {
    private let state = Mutex<(last: CallReport.Call?, count: Int)>((nil, 0))

    /// Counts from 0 again.
    func startCounting() { state.withLock { $0.count = 0 } }

    func add(_ call: CallReport.Call) {
        state.withLock { state in
            state.last = call
            state.count += 1
        }
    }

    /// How it went; `nil` before the first try.
    func report(rest: CallReport.Rest?, pace: CallPace?) -> CallReport? {
        state.withLock { state in
            state.last.map { CallReport(last: $0, count: state.count, rest: rest, pace: pace) }
        }
    }
}
