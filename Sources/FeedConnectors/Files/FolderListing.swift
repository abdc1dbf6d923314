import Glibc
import MatchingCore
import SyncInterfaces

/// What lies in a folder: files by age, everything else by name.
struct FolderListing {
    /// A file that may be one to read.
    ///
    /// Files compare by the time at which they were written, then by path: notices without a time
    /// of their own are to arrive in the order in which they were exported.
    struct File: Comparable {
        let path: String
        private let seconds: Int
        private let nanoseconds: Int

        fileprivate init(path: String, status: stat) {
            self.path = path
            seconds = status.st_mtim.tv_sec
            nanoseconds = status.st_mtim.tv_nsec
        }

        static func < (first: File, second: File) -> Bool {
            (first.seconds, first.nanoseconds, first.path)
                < (second.seconds, second.nanoseconds, second.path)
        }
    }

    /// The oldest first.
    private(set) var files: [File] = []
    /// Paths.
    private(set) var folders: [String] = []
    private(set) var problems: [FeedError] = []

    /// No folder is looked into further than this for whether anything lies in it.
    private static let mostDepth = 8

    private static let unfinished = [".tmp", ".part", ".crdownload", ".partial", ".download"]

    /// Lists a folder.
    ///
    /// Left out are hidden files, lock files of Office (`~$`) and unfinished downloads. What is
    /// neither file nor folder, a symbolic link say, is a problem.
    ///
    /// - Throws: ``FeedError`` when the folder cannot be read.
    init(of folder: String) throws(FeedError) {
        guard let handle = opendir(folder) else {
            throw FeedError(
                problem: .folderNotReadable(OpenFile.message(errno)),
                // As operators know it, so that what happened is not cut off behind a long path.
                location: .init(file: OpenFile.lastComponents(of: folder))
            )
        }
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { characters in
                    (String(validatingCString: characters), String(cString: characters))
                }
            }
            if let valid = name.0 {
                add(valid, in: folder)
            } else {
                refuse(name.1, .nameNotUTF8)
            }
        }
        files.sort()
        folders.sort()
        problems.sort { $0.location.file < $1.location.file }
    }

    /// Whether there is anything of this path, be it a link that leads nowhere.
    static func holds(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The cancellation files of an account that were set aside because they could not be read, and
    /// which nobody has taken away since.
    static func setAside(in inbox: Inbox, of account: AccountID) -> [FeedError] {
        let folder = inbox.rejected(account.rawValue)
        guard holds(folder) else { return [] }
        do throws(FeedError) {
            return try FolderListing(of: folder).files.map(\.path)
                .filter { holds($0 + Inbox.reasonEnding) }
                .map { path in
                    FeedError(
                        problem: .setAsideUnread,
                        location: .init(file: "rejected/\(OpenFile.lastComponents(of: path))")
                    )
                }
        } catch {
            return [error]
        }
    }

    /// Those of ``folders`` in which anything lies that could be meant to be read.
    var filledFolders: [String] { folders.filter { Self.isFilled($0, depth: Self.mostDepth) } }

    /// A folder that cannot be read, or is too deep, counts as one in which something lies.
    private static func isFilled(_ folder: String, depth: Int) -> Bool {
        guard depth > 0, let listing = try? FolderListing(of: folder) else { return true }
        return !listing.files.isEmpty || !listing.problems.isEmpty
            || listing.folders.contains { isFilled($0, depth: depth - 1) }
    }

    /// What lies in a folder and is never read there: what is no file, and folders.
    ///
    /// `account` is whose cancellations the folder has; `nil` for one of orders.
    func unread(of account: AccountID?) -> [FeedError] {
        problems
            + filledFolders.map { folder in
                FeedError(
                    problem: .misplaced(account),
                    location: .init(file: OpenFile.lastComponents(of: folder))
                )
            }
    }

    static func isLeftAlone(_ name: String) -> Bool {
        let lower = name.lowercased()
        return name.hasPrefix(".") || name.hasPrefix("~$")
            || unfinished.contains(where: lower.hasSuffix)
    }

    private mutating func add(_ name: String, in folder: String) {
        guard !Self.isLeftAlone(name) else { return }
        let path = "\(folder)/\(name)"
        var status = stat()
        // A file that went away in the meantime is none.
        guard lstat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG: files.append(File(path: path, status: status))
        case S_IFDIR: folders.append(path)
        case S_IFLNK: refuse(name, .symbolicLink)
        default: refuse(name, .notRegular)
        }
    }

    private mutating func refuse(_ name: String, _ kind: FeedError.IrregularFile) {
        problems.append(
            FeedError(problem: .irregularFile(kind), location: .init(file: name))
        )
    }
}
