package import MatchingCore
package import SyncInterfaces

/// Files that are named one by one, as `import orders|cancellations FILE…` does.
///
/// They are read where they lie and stay there; a file that was dropped before, or is dropped
/// later, is the same source while it keeps its time, so that no row is taken twice. A symbolic link that was named is
/// followed.
package struct FileFeed: Feed {
    private let files: [String]
    private let account: Account?
    private let intake: FileIntake

    /// Creates the feed.
    ///
    /// - Parameters:
    ///   - kind: What the rows are.
    ///   - files: Paths, read in this order.
    ///   - account: Whose files they are; `nil` when their names or their rows say so.
    ///   - inbox: Where bad rows are kept; `nil` keeps none.
    ///   - reading: How files are read.
    package init(
        _ kind: RecordKind,
        files: [String],
        account: Account? = nil,
        inbox: Inbox?,
        reading: FileReading
    ) {
        self.files = files
        self.account = account
        intake = FileIntake(kind: kind, reading: reading, inbox: inbox, setsAside: false)
    }

    /// Takes in the files; one that cannot be read is a problem of the report.
    ///
    /// - Throws: What `deliver` throws.
    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        var report = FeedReport()
        let candidates = files.map {
            FileIntake.Candidate(
                path: $0,
                account: account ?? intake.reading.account(namedBy: $0)
            )
        }
        try await intake.take(candidates, request, report: &report, deliver: deliver)
        return report
    }
}
