import Glibc
import SyncInterfaces

/// A file under a name of its own until it is complete; what is no regular file is written into.
///
/// It is locked until then, as long as the process lives: what a killed one left is told by that, and
/// removed by the next export into the folder.
///
/// A class, because it owns an open file, which is closed with it, and removed unless complete.
///
/// A name that something has already is taken from it, or the next free one is: `list.csv` becomes
/// `list-2.csv`, however many processes write at the same moment.
final class Draft {
    /// The path as it was asked for.
    let path: String
    /// Open for writing.
    let descriptor: Int32
    /// The name until the file is complete; `nil` where bytes go to their place at once.
    let temporaryPath: String?
    private let target: String
    private let clash: NameClash
    private var isComplete = false

    /// How names end that only drafts have.
    private static let suffix = ".cancelsync.part"
    /// As many files of other people, or of other exports, as may have the first names.
    private static let nameLimit = 1_000

    /// Opens what `path` stands for.
    ///
    /// A pipe is waited for until somebody reads from it.
    init(_ path: String, _ clash: NameClash) throws(ExportError) {
        self.path = path
        self.clash = clash
        switch clash == .numbering ? .file(path) : OutputPlace(path) {
        case .standardOutput:
            (descriptor, temporaryPath, target) = (
                fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), nil, path
            )
        case .stream:
            (descriptor, temporaryPath, target) = (open(path, O_WRONLY | O_CLOEXEC), nil, path)
        case .file(let target):
            self.target = target
            (descriptor, temporaryPath) = Self.create(beside: target)
        }
        // Nothing is removed that could not be opened.
        isComplete = descriptor < 0
        guard descriptor >= 0 else { throw ExportError(path: path, errorNumber: errno) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isComplete, let temporaryPath { unlink(temporaryPath) }
    }

    /// Gives the complete file its name.
    ///
    /// - Returns: Its path.
    func complete() throws(ExportError) -> String {
        guard let temporaryPath else { return path }
        guard fsync(descriptor) == 0 else { throw ExportError(path: path, errorNumber: errno) }
        switch clash {
        case .replacing:
            guard rename(temporaryPath, target) == 0 else {
                throw ExportError(path: path, errorNumber: errno)
            }
            isComplete = true
            return path
        case .numbering:
            for number in 1..<Self.nameLimit {
                let name = Self.name(target, number)
                if Self.give(temporaryPath, name) {
                    isComplete = true
                    return name
                }
                guard errno == EEXIST else { break }
            }
            throw ExportError(path: path, errorNumber: errno)
        }
    }

    /// Gives a file a name unless something has it; `errno` says why not.
    private static func give(_ path: String, _ name: String) -> Bool {
        if link(path, name) == 0 {
            unlink(path)
            return true
        }
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { return false }
        // There are no links here: the name is made one's own before the file takes it.
        let claim = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard claim >= 0 else { return false }
        close(claim)
        return rename(path, name) == 0
    }

    /// The name itself, then `list-2.csv`, `list-3.csv` and so on.
    private static func name(_ path: String, _ number: Int) -> String {
        guard number > 1 else { return path }
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let end = path[name...].lastIndex(of: ".") ?? path.endIndex
        return "\(path[..<end])-\(number)\(path[end...])"
    }

    /// Creates a file under the first name that nothing has; a negative descriptor where it cannot.
    private static func create(beside target: String) -> (Int32, String) {
        let slash = target.lastIndex(of: "/")
        removeAbandoned(in: slash.map { String(target[...$0]) } ?? "./")
        for number in 1..<nameLimit {
            let name = number == 1 ? "\(target)\(suffix)" : "\(target).\(number)\(suffix)"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor < 0 {
                if errno == EEXIST { continue }
                return (descriptor, name)
            }
            // Another export may have taken it for abandoned before it was locked.
            if flock(descriptor, LOCK_EX) == 0, isNamed(descriptor, name) {
                return (descriptor, name)
            }
            close(descriptor)
        }
        return (-1, target)
    }

    /// Removes the drafts that no process writes any more.
    private static func removeAbandoned(in folder: String) {
        guard let entries = opendir(folder) else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    String(cString: $0)
                }
            }
            if name.hasSuffix(suffix) { removeIfAbandoned(folder + name) }
        }
    }

    private static func removeIfAbandoned(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Nobody else removes it while it is locked here, and it may be complete by now.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isNamed(descriptor, path) else { return }
        unlink(path)
    }

    /// Whether a regular file that is open lies at the path.
    private static func isNamed(_ descriptor: Int32, _ path: String) -> Bool {
        var (own, there) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && lstat(path, &there) == 0
            && own.st_mode & S_IFMT == S_IFREG
            && own.st_dev == there.st_dev && own.st_ino == there.st_ino
    }
}
