import MatchingCore
import SyncInterfaces
import Synchronization

/// What was wrong with rows when each account was last read, so that the journal says it once.
///
/// Windows overlap, and an API may use a word that nobody documents for months: what is wrong comes
/// again with each reading. A class, because passes share it.
final class LastProblems: Sendable {
    /// The most problems of a reading that are compared with the next one's.
    static let limit = 200

    private let problems = Mutex<[AccountID?: Set<FeedError>]>([:])

    /// The problems of a reading that the account's last one, or the last one of orders for `nil`, did not
    /// have, each once, in their order.
    func news(in reading: ArraySlice<FeedError>, of account: AccountID?) -> [FeedError] {
        var known = problems.withLock { $0[account, default: []] }
        return reading.filter { known.insert($0).inserted }
    }

    /// Keeps what a reading had; what it did not have is news when it comes again.
    func keep(_ reading: ArraySlice<FeedError>, of account: AccountID?) {
        problems.withLock { $0[account] = Set(reading) }
    }
}
