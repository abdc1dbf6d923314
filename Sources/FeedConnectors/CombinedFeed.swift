package import MatchingCore
package import SyncInterfaces

/// Two feeds of one account as one: what was dropped is read before what has to be asked for.
///
/// Neither keeps the other from being read, nor what is wrong in the other from being told: a file that
/// was taken in is not there any more when the next poll goes better.
package struct CombinedFeed: Feed {
    private let first: any Feed
    private let second: any Feed

    /// Joins two feeds; the second is read once the first was, or could not be.
    package init(_ first: any Feed, then second: any Feed) {
        self.first = first
        self.second = second
    }

    package func parts(of window: TimeWindow) -> [TimeWindow] { second.parts(of: window) }

    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        var report = FeedReport()
        for feed in [first, second] {
            do {
                report.add(try await feed.read(request, deliver: deliver))
            } catch let error as FeedError {
                report.failure = report.failure ?? error
            }
        }
        return report
    }
}

extension FeedReport {
    fileprivate mutating func add(_ other: FeedReport) {
        sourceCount += other.sourceCount
        knownSourceCount += other.knownSourceCount
        problems += other.problems
        unread += other.unread
        failure = failure ?? other.failure
        refusal = refusal ?? other.refusal
    }
}
