import Glibc
package import MatchingCore
package import SyncInterfaces

/// The folders in which files are dropped and set aside.
///
/// ```
/// inbox/<account>/             cancellations of one account
/// inbox/orders/                orders; also orders/<account>/
/// inbox/rejected/<account>/    bad rows, and files that cannot be read at all
/// inbox/archive/<account>/2026-11/
/// ```
///
/// Orders that lie directly in `orders/` are rejected and archived under `orders`; so is every order
/// file that cannot be read at all. A cancellation file that cannot be read stays in `rejected` with its
/// reason beside it, and as long as it does, its account counts as not read.
package struct Inbox: Sendable, Hashable {
    /// What is added to the name of a file that was set aside whole, for the file with the reason.
    package static let reasonEnding = ".reason.txt"

    package let path: String

    /// Names the inbox; nothing is created.
    package init(path: String) { self.path = path }

    /// Where the cancellation files of an account are dropped.
    package func folder(of account: AccountID) -> String { "\(path)/\(account.rawValue)" }

    /// Where order files are dropped.
    package var orders: String { "\(path)/orders" }

    /// Where bad rows and files end up; `destination` is an account's id or `orders`.
    package func rejected(_ destination: String) -> String { "\(path)/rejected/\(destination)" }

    /// Where files that were taken are kept, by the Korean month in which they were taken.
    package func archive(_ destination: String, at time: Timestamp) -> String {
        "\(path)/archive/\(destination)/\(CivilTime(time).dateText.prefix(7))"
    }

    /// Whether a file that was named as one of the inbox was taken in and archived.
    func hasArchived(_ file: String) -> Bool {
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last, let root = Self.resolved(path),
            let folder = Self.resolved((parts.dropLast() + ["."]).joined(separator: "/")),
            folder.hasPrefix("\(root)/")
        else { return false }
        let destinations = (try? FolderListing(of: "\(path)/archive"))?.folders ?? []
        return destinations.contains { destination in
            let months = (try? FolderListing(of: destination))?.folders ?? []
            return months.contains { FolderListing.holds("\($0)/\(name)") }
        }
    }

    /// Whether what a log names is of this inbox: whoever may write there could otherwise have any file
    /// moved.
    ///
    /// - Parameters:
    ///   - origin: Where a file was dropped, from the inbox on.
    ///   - archived: Where it is archived, from the inbox on.
    /// - Returns: Whether both are paths within the inbox, the second one of the archive, without links.
    func mayPutBack(origin: String, archived: String) -> Bool {
        let isPlain = [origin, archived].allSatisfy { path in
            path.split(separator: "/", omittingEmptySubsequences: false)
                .allSatisfy { $0 != ".." && $0 != "." && !$0.isEmpty }
        }
        guard isPlain, archived.hasPrefix("archive/"), let root = Self.resolved(path),
            let slash = archived.lastIndex(of: "/")
        else { return false }
        let folder = archived[..<slash]
        return Self.resolved("\(path)/\(folder)") == "\(root)/\(folder)"
    }

    /// A folder's path without links; `nil` where there is none.
    private static func resolved(_ folder: String) -> String? {
        guard let path = realpath(folder, nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// Creates the folders that are missing, readable by their owner only.
    ///
    /// - Throws: ``FeedError`` when one cannot be created, or an account's id cannot name a folder.
    package func prepare(accounts: [AccountID]) throws(FeedError) {
        for account in accounts {
            try Self.check(account)
            try Self.create(folder(of: account))
        }
        for folder in [orders, rejected(""), "\(path)/archive"] { try Self.create(folder) }
    }

    /// Refuses ids that would lead out of the inbox or into one of its own folders.
    static func check(_ account: AccountID) throws(FeedError) {
        let name = account.rawValue
        let isName = !name.isEmpty && !name.hasPrefix(".") && !name.contains("/")
        guard isName, !name.utf8.contains(0), !AccountID.reservedNames.contains(name) else {
            throw FeedError(problem: .reservedName, location: .init(file: name))
        }
    }

    /// Creates a folder and those above it.
    static func create(_ folder: String) throws(FeedError) {
        var path = folder.hasPrefix("/") ? "" : "."
        for part in folder.split(separator: "/") {
            path += "/\(part)"
            guard mkdir(path, 0o700) != 0, errno != EEXIST else { continue }
            throw FeedError(
                problem: .folderNotWritable(OpenFile.message(errno)),
                location: .init(file: folder)
            )
        }
    }
}
