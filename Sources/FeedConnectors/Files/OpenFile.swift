import Glibc
import MatchingCore
import SyncInterfaces

/// A regular file that is open for reading.
///
/// A class so that the descriptor is closed once, when the last reader lets go of it.
final class OpenFile: Sendable {
    /// What tells that a file was written to between two looks.
    struct State: Equatable {
        let device: UInt
        let inode: UInt
        let size: Int
        let modifiedAt: Timestamp
        let nanoseconds: Int

        init(device: UInt, inode: UInt, size: Int, modifiedAt: Timestamp, nanoseconds: Int) {
            self.device = device
            self.inode = inode
            self.size = size
            self.modifiedAt = modifiedAt
            self.nanoseconds = nanoseconds
        }

        /// Looks at whatever has this path; `nil` where there is nothing.
        init?(of path: String) {
            var status = stat()
            guard lstat(path, &status) == 0 else { return nil }
            self.init(status)
        }

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
            size = Int(status.st_size)
            nanoseconds = status.st_mtim.tv_nsec
            modifiedAt = Timestamp(
                rawValue: Int64(status.st_mtim.tv_sec) * 1000 + Int64(nanoseconds / 1_000_000)
            )
        }
    }

    /// What remains known of a file once it is closed.
    struct Seen {
        let path: String
        /// The last part of the path, as shown in errors.
        let name: String
        /// What it was like when it was opened.
        let state: State
    }

    let path: String
    /// Whether the name says that it is a workbook: `.xlsx`, `.XLS`.
    var isNamedWorkbook: Bool {
        let name = name.lowercased()
        return [".xlsx", ".xls", ".xlsm"].contains(where: name.hasSuffix)
    }
    /// The last part of the path, as shown in errors.
    let name: String
    let descriptor: Int32
    /// What it was like when it was opened.
    let state: State
    private let followsLinks: Bool

    var seen: Seen { Seen(path: path, name: name, state: state) }

    /// Opens a file; nothing but regular files, and symbolic links to them only where asked to.
    ///
    /// Whoever may write into a folder could otherwise have any file read through a link.
    init(path: String, followingLinks followsLinks: Bool = false) throws(FeedError) {
        self.followsLinks = followsLinks
        name = Self.lastComponent(of: path)
        self.path = path
        let opened = open(
            path,
            O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
        )
        guard opened >= 0 else {
            let isLink = errno == ELOOP && !followsLinks
            throw FeedError(
                problem: isLink
                    ? .irregularFile(.symbolicLink) : .fileNotReadable(Self.message(errno)),
                location: .init(file: name)
            )
        }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw FeedError(
                problem: .irregularFile(.notRegular),
                location: .init(file: name)
            )
        }
        descriptor = opened
        state = State(status)
    }

    /// Creates an empty file without a name, which is gone when it is closed.
    init(withoutPath name: String) throws(FeedError) {
        self.name = name
        path = ""
        followsLinks = false
        let stream = tmpfile()
        defer { if let stream { fclose(stream) } }
        descriptor = stream.map { fcntl(fileno($0), F_DUPFD_CLOEXEC, 0) } ?? -1
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw FeedError(
                problem: .folderNotWritable(Self.message(errno)),
                location: .init(file: name)
            )
        }
        state = State(status)
    }

    deinit { close(descriptor) }

    /// Adds bytes to the end of a file without a name; those for which there is no room are missing.
    func append(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 || (written < 0 && errno == EINTR) else { return }
            rest = rest.dropFirst(max(0, written))
        }
    }

    /// Whether it is still the file that was opened, under the same name, and nobody wrote to it.
    var isUnchanged: Bool {
        var opened = stat()
        var named = stat()
        return fstat(descriptor, &opened) == 0
            && (followsLinks ? stat(path, &named) : lstat(path, &named)) == 0
            && State(opened) == state && State(named) == state
    }

    /// Whether another process holds a lock for writing.
    var isLocked: Bool {
        var lock = flock()
        lock.l_type = Int16(F_RDLCK)
        lock.l_whence = Int16(SEEK_SET)
        return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type == Int16(F_WRLCK)
    }

    /// Whether somebody has it open for writing, as far as the system tells.
    ///
    /// A lease for reading is granted where nobody has, and handed back at once; whoever opens the file
    /// in between waits that long. There is none for files of other owners and on some file systems.
    var isOpenForWriting: Bool {
        // Of who waits a signal tells; the usual one would end the process, this one is ignored.
        guard fcntl(descriptor, Self.setSignal, SIGURG) == 0 else { return false }
        guard fcntl(descriptor, Self.setLease, F_RDLCK) == 0 else { return errno == EAGAIN }
        _ = fcntl(descriptor, Self.setLease, F_UNLCK)
        return false
    }

    /// Linux's `F_SETSIG` and `F_SETLEASE`, which its headers show to GNU programs only.
    private static let setSignal: Int32 = 10
    private static let setLease: Int32 = 1024

    /// Appends up to `count` bytes from `offset` on; fewer only at the file's end.
    ///
    /// - Returns: How many there were.
    func read(
        _ count: Int,
        at offset: Int,
        appendingTo bytes: inout [UInt8]
    ) throws(FeedError) -> Int {
        var failure: Int32 = 0
        let chunk = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < count {
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[done...])
                let read = pread(descriptor, rest.baseAddress, count - done, off_t(offset + done))
                if read > 0 {
                    done += read
                } else if read == 0 || errno != EINTR {
                    failure = read == 0 ? 0 : errno
                    break
                }
            }
        }
        bytes.append(contentsOf: chunk)
        guard failure == 0 else {
            throw FeedError(
                problem: .fileNotReadable(Self.message(failure)),
                location: .init(file: name)
            )
        }
        return chunk.count
    }

    /// The C library's words for an error number.
    static func message(_ number: Int32) -> String { String(cString: strerror(number)) }

    static func lastComponent(of path: String) -> String {
        FieldText.cleaned(String(path.split(separator: "/").last ?? ""))
    }

    /// A folder's name with that of the one above it: `inbox/coupang`.
    static func lastComponents(of path: String) -> String {
        FieldText.cleaned(path.split(separator: "/").suffix(2).joined(separator: "/"))
    }
}
