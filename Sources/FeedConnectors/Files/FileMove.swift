import Glibc
import SyncInterfaces

/// Sets files aside without ever writing over another.
enum FileMove {
    /// Leaves room for what is added to a name; file systems allow 255 bytes.
    private static let longestName = 200

    /// Moves a file into a folder, which is created where it is missing.
    ///
    /// The new name is given first and the old one taken away after it is durable, so that a crash
    /// in between loses nothing; the next move of the same file finds it and ends the work. A file
    /// that another process has moved in the meantime is moved already.
    ///
    /// `tag` is added to the name when another file has it already; `prepare` is told the path once
    /// the file has it and before the old name goes.
    static func move(
        _ file: OpenFile.Seen,
        to folder: String,
        tag: String,
        prepare: (String) throws(FeedError) -> Void = { _ in }
    ) throws(FeedError) {
        try Inbox.create(folder)
        for attempt in 0..<10_000 {
            let path = "\(folder)/\(name(file.name, tag: tag, attempt: attempt))"
            switch place(file, at: path) {
            case 0: break
            case EEXIST: continue
            case ENOENT where !FolderListing.holds(file.path): return
            case let failure: throw notWritable(folder, failure)
            }
            try prepare(path)
            try synchronize(folder)
            if unlink(file.path) != 0 && errno != ENOENT { throw notWritable(file.path, errno) }
            return
        }
        throw notWritable(folder, EEXIST)
    }

    /// Writes a small file at once or not at all.
    static func write(_ text: String, to path: String) throws(FeedError) {
        let draft = "\(path).part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw notWritable(path, errno) }
        defer { close(descriptor) }
        try write(Array(text.utf8), to: descriptor, path: path)
        guard fsync(descriptor) == 0 else { throw notWritable(path, errno) }
        // Another process may have given the same text its name.
        guard rename(draft, path) == 0 || errno == ENOENT && FolderListing.holds(path) else {
            throw notWritable(path, errno)
        }
    }

    /// Writes all bytes.
    static func write(
        _ bytes: [UInt8],
        to descriptor: Int32,
        path: String
    ) throws(FeedError) {
        var done = 0
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            while done < buffer.count, failure == 0 {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
                if written >= 0 { done += written } else if errno != EINTR { failure = errno }
            }
        }
        guard failure == 0 else { throw notWritable(path, failure) }
    }

    /// Makes what was done to a folder's entries durable.
    static func synchronize(_ folder: String) throws(FeedError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw notWritable(folder, errno) }
        defer { close(descriptor) }
        // Some file systems cannot synchronize folders and say EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw notWritable(folder, errno) }
    }

    static func notWritable(_ path: String, _ failure: Int32) -> FeedError {
        FeedError(
            problem: .folderNotWritable(OpenFile.message(failure)),
            location: .init(file: path)
        )
    }

    /// A file's name without what would make it too long, with `suffix` behind it.
    static func shortened(_ name: String, suffix: String) -> String {
        var kept = Substring(name)
        while kept.utf8.count > longestName { kept.removeLast() }
        return kept + suffix
    }

    private static func name(_ name: String, tag: String, attempt: Int) -> String {
        guard attempt > 0 else { return shortened(name, suffix: "") }
        let number = attempt == 1 ? "" : "-\(attempt)"
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
            return shortened(name, suffix: ".\(tag)\(number)")
        }
        return shortened(String(name[..<dot]), suffix: ".\(tag)\(number)\(name[dot...].prefix(20))")
    }

    /// Gives the file another name; 0, or the number of what went wrong.
    private static func place(_ file: OpenFile.Seen, at path: String) -> Int32 {
        if link(file.path, path) == 0 { return 0 }
        let failure = errno
        var status = stat()
        let exists = lstat(path, &status) == 0
        if exists {
            let state = OpenFile.State(status)
            return state.inode == file.state.inode && state.device == file.state.device ? 0 : EEXIST
        }
        // File systems without links, and files of other owners, can only be renamed.
        guard failure == EPERM || failure == EOPNOTSUPP || failure == EMLINK else { return failure }
        return rename(file.path, path) == 0 ? 0 : errno
    }
}
