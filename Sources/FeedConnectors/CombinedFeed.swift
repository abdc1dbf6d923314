package import MatchingCore
package import SyncInterfaces

/// Two feeds of one account as one: what was dropped is read before what has to be asked for.
package struct CombinedFeed: Feed {
    private let first: any Feed
    private let second: any Feed

    /// Joins two feeds; the first is read to its end before the second.
    package init(_ first: any Feed, then second: any Feed) {
        self.first = first
        self.second = second
    }

    package func parts(of window: TimeWindow) -> [TimeWindow] { second.parts(of: window) }

    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        var report = try await first.read(request, deliver: deliver)
        let other = try await second.read(request, deliver: deliver)
        report.sourceCount += other.sourceCount
        report.problems += other.problems
        report.unread += other.unread
        return report
    }
}
