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

    /// Takes in every file that has been dropped and is complete; the request's window does not matter.
    ///
    /// - Throws: ``FeedError`` when the folder cannot be read, and what `deliver` throws.
    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let listing = try FolderListing(of: inbox.orders)
        var report = FeedReport()
        report.problems = listing.problems
        var candidates = listing.files.map { path in
            FileIntake.Candidate(path: path, account: intake.reading.account(namedBy: path))
        }
        for folder in listing.folders {
            candidates += accountFolder(folder, report: &report)
        }
        for candidate in candidates {
            try await intake.take(candidate, request, report: &report, deliver: deliver)
        }
        return report
    }

    private func accountFolder(
        _ folder: String,
        report: inout FeedReport
    ) -> [FileIntake.Candidate] {
        do throws(FeedError) {
            let name = OpenFile.lastComponent(of: folder)
            guard let account = intake.reading.resolveAccount(name) else {
                throw FeedError(problem: .unknownAccount(name), location: .init(file: name))
            }
            try Inbox.check(account.id)
            let listing = try FolderListing(of: folder)
            report.problems += listing.problems
            return listing.files.map { .init(path: $0, account: account) }
        } catch {
            report.problems.append(error)
            return []
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
