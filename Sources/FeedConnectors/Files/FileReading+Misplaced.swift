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

    /// What lies in the folders that are read, and cannot be.
    ///
    /// Nothing is read out of a file; what is wrong within one tells whoever takes it in.
    ///
    /// - Parameter inbox: Whose folders are looked at; one that cannot be listed has nothing.
    /// - Returns: A problem for each, folder by folder.
    package func unreadable(in inbox: Inbox) -> [FeedError] {
        let folders = (try? FolderListing(of: inbox.path))?.folders ?? []
        return folders.flatMap { path -> [FeedError] in
            let name = OpenFile.lastComponent(of: path)
            guard let listing = try? FolderListing(of: path) else { return [] }
            if path == inbox.orders {
                return (listing.problems + unopened(listing)).map { $0.within(name) }
                    + unreadableOrders(listing)
            }
            guard let account = resolveAccount(name)?.id, account.rawValue == name else {
                return []
            }
            return (listing.unread(of: account) + unopened(listing)).map { $0.within(name) }
        }
    }

    /// The folders within that of the orders: of accounts, or of nobody.
    private func unreadableOrders(_ listing: FolderListing) -> [FeedError] {
        listing.folders.flatMap { path -> [FeedError] in
            let name = OpenFile.lastComponent(of: path)
            guard resolveAccount(name) != nil else {
                let problem = FeedError.Problem.unknownAccount(name)
                return [FeedError(problem: problem, location: .init(file: "orders/\(name)"))]
            }
            do throws(FeedError) {
                let listing = try FolderListing(of: path)
                return (listing.unread(of: nil) + unopened(listing)).map { $0.within(name) }
            } catch {
                return [error]
            }
        }
    }

    private func unopened(_ listing: FolderListing) -> [FeedError] {
        listing.files.compactMap { file in
            do throws(FeedError) {
                _ = try OpenFile(path: file.path)
                return nil
            } catch {
                return error
            }
        }
    }
}

extension FeedError {
    /// The same with the folder in front of the file's name, unless it is there.
    fileprivate func within(_ folder: String) -> FeedError {
        guard !location.file.contains("/") else { return self }
        var place = location
        place.file = "\(folder)/\(place.file)"
        return FeedError(problem: problem, location: place)
    }
}
