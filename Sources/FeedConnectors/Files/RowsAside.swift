import MatchingCore
package import SyncInterfaces

/// Where rows are kept that came over no file and could not be taken in: beside those of files.
package struct RowsAside: Sendable {
    private let inbox: Inbox
    private let describe: @Sendable (FeedError) -> String

    /// Names the place.
    ///
    /// - Parameters:
    ///   - inbox: In which the folder of rejected rows lies.
    ///   - describe: The sentence beside a row: what is wrong, and what to do.
    package init(inbox: Inbox, describe: @escaping @Sendable (FeedError) -> String) {
        self.inbox = inbox
        self.describe = describe
    }

    /// Begins to keep an account's rows; what is said again at each poll is kept once.
    func rows(
        of source: String,
        form: RejectedRows.Form,
        at account: AccountID
    ) -> RejectedRows {
        RejectedRows(
            of: source,
            without: KeptLines(of: source, at: account.rawValue, in: inbox),
            form: form,
            folder: inbox.rejected(account.rawValue),
            describe: describe
        )
    }
}
