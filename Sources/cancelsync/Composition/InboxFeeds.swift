import ConsoleModel
import FeedConnectors
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

/// The feeds of an inbox, read with the catalogue's headers and names.
struct InboxFeeds: Sendable {
    let inbox: Inbox
    let reading: FileReading

    /// Prepares the feeds of the inbox at `path`.
    init(path: String, catalogue: MarketplaceCatalog, phrases: Phrases, pace: FileReading.Pace) {
        inbox = Inbox(path: path)
        reading = FileReading(
            commonColumns: catalogue.commonColumnNames,
            resolveAccount: { catalogue.account(named: $0) },
            describe: { phrases.line(for: $0) },
            pace: pace
        )
    }

    /// The cancellations that are dropped for an account.
    func cancellations(of account: Account) -> any Feed {
        FolderFeed(inbox: inbox, account: account, reading: reading)
    }

    /// The orders that are dropped.
    var orders: any Feed { OrderFolderFeed(inbox: inbox, reading: reading) }

    /// What was set aside of dropped files.
    var setAside: SetAsideFolder { SetAsideFolder(inbox: inbox) }

    /// Where rows are kept that come over no file.
    var aside: RowsAside { RowsAside(inbox: inbox, describe: reading.describe) }

    /// Files that were named one by one.
    func files(_ paths: [String], kind: RecordKind, account: Account?) -> any Feed {
        FileFeed(kind, files: paths, account: account, inbox: inbox, reading: reading)
    }
}
