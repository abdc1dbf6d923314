package import MatchingCore
package import SyncInterfaces

/// The cancellation files that are dropped into `inbox/<account>/`.
package struct FolderFeed: Feed {
    private let account: Account
    private let inbox: Inbox
    private let intake: FileIntake

    /// Creates the feed of one account; the folder is asked for at each read.
    package init(inbox: Inbox, account: Account, reading: FileReading) {
        self.account = account
        self.inbox = inbox
        intake = FileIntake(kind: .cancellations, reading: reading, inbox: inbox, setsAside: true)
    }

    /// Takes in every file that has been dropped and is complete, the oldest first.
    ///
    /// The request's window does not matter. The report names what nobody has read: in the folder,
    /// and among what was set aside from it.
    ///
    /// - Throws: ``FeedError`` when the folder cannot be read, and what `deliver` throws.
    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        try Inbox.check(account.id)
        let folder = inbox.folder(of: account.id)
        let stuck = intake.reading.taken.putBack(into: folder, of: inbox, at: request.now)
        let listing = try FolderListing(of: folder)
        var report = FeedReport()
        let setAside = FolderListing.setAside(in: inbox, of: account.id)
        report.unread = setAside
        for problem in stuck + listing.unread(of: account.id) { report.leave(unread: problem) }
        let candidates = listing.files.map {
            FileIntake.Candidate(path: $0.path, account: account)
        }
        let isShared = try await intake.take(
            candidates,
            request,
            report: &report,
            deliver: deliver
        )
        // Who took the others away may have set some of them aside as unreadable.
        if isShared, report.unread == setAside {
            report.unread = FolderListing.setAside(in: inbox, of: account.id)
        }
        return report
    }
}
