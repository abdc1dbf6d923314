import MatchingCore
package import SyncInterfaces

extension FileReading {
    /// What lies in the inbox and is in none of the folders that are read: files beside them, and
    /// folders that are not called by an account's id and are not empty.
    ///
    /// - Parameter inbox: Whose folders are looked at; one that cannot be read has nothing.
    /// - Returns: A problem for each, by name.
    package func misplaced(in inbox: Inbox) -> [FeedError] {
        guard let listing = try? FolderListing(of: inbox.path) else { return [] }
        let files = listing.files.map { (OpenFile.lastComponent(of: $0.path), AccountID?.none) }
        let folders = listing.folders.compactMap { path -> (String, AccountID?)? in
            let name = OpenFile.lastComponent(of: path)
            guard !AccountID.reservedNames.contains(name) else { return nil }
            let meant = resolveAccount(name)?.id
            guard meant?.rawValue != name, let content = try? FolderListing(of: path),
                !content.files.isEmpty
            else { return nil }
            return (name, meant)
        }
        return (files + folders).map { name, account in
            FeedError(problem: .misplaced(account), location: .init(file: name))
        }
        .sorted { $0.location.file < $1.location.file }
    }
}
