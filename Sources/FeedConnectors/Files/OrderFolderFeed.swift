import MatchingCore
package import SyncInterfaces

/// The order files that are dropped into `inbox/orders/`.
///
/// Whose orders they are, the folder says (`orders/<account>/…`), or the file's name
/// (`coupang-2_20261124.xlsx`, `스마트스토어 주문.csv`), or a column of each row.
package struct OrderFolderFeed: Feed {
    private let inbox: Inbox
    private let intake: FileIntake

    /// Creates the feed; the folder is asked for at each read.
    package init(inbox: Inbox, reading: FileReading) {
        self.inbox = inbox
        intake = FileIntake(kind: .orders, reading: reading, inbox: inbox, setsAside: true)
    }

    /// Takes in every file that has been dropped and is complete, the oldest first.
    ///
    /// The request's window does not matter.
    ///
    /// - Throws: ``FeedError`` when the folder cannot be read, and what `deliver` throws.
    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let stuck = intake.reading.taken.putBack(into: inbox.orders, of: inbox, at: request.now)
        let listing = try FolderListing(of: inbox.orders)
        var report = FeedReport()
        report.problems = stuck + listing.problems + intake.reading.misplaced(in: inbox)
        var dropped = listing.files.map { file in
            (file: file, account: intake.reading.account(namedBy: file.path))
        }
        for folder in listing.folders {
            guard let (account, files) = accountFolder(folder, report: &report) else { continue }
            dropped += files.map { ($0, account) }
        }
        let candidates = dropped.sorted { $0.file < $1.file }.map {
            FileIntake.Candidate(path: $0.file.path, account: $0.account)
        }
        try await intake.take(candidates, request, report: &report, deliver: deliver)
        return report
    }

    private func accountFolder(
        _ folder: String,
        report: inout FeedReport
    ) -> (account: Account, files: [FolderListing.File])? {
        do throws(FeedError) {
            let name = OpenFile.lastComponent(of: folder)
            guard let account = intake.reading.resolveAccount(name) else {
                throw FeedError(problem: .unknownAccount(name), location: .init(file: name))
            }
            try Inbox.check(account.id)
            let listing = try FolderListing(of: folder)
            report.problems += listing.unread(of: nil)
            return (account, listing.files)
        } catch {
            report.problems.append(error)
            return nil
        }
    }
}

extension FileReading {
    /// The account that a file's name begins with, up to a `_`, `-`, space, dot or bracket.
    ///
    /// The longest name wins, so that `coupang-2_orders.csv` is not taken for 쿠팡's first account.
    func account(namedBy path: String) -> Account? {
        let name = OpenFile.lastComponent(of: path)
        let ends = name.indices.filter { "_- .([".contains(name[$0]) }
        for end in ends.reversed() where end > name.startIndex {
            if let account = resolveAccount(String(name[..<end])) { return account }
        }
        return nil
    }
}
