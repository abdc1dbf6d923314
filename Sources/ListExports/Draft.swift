import Glibc
import SyncInterfaces

/// A file under a name of its own until it is complete; what is no regular file is written into.
///
/// A class, because it owns an open file, which is closed with it, and removed unless complete.
final class Draft {
    /// The path as it was asked for.
    let path: String
    /// Open for writing.
    let descriptor: Int32
    /// The name until the file is complete; `nil` where bytes go to their place at once.
    let temporaryPath: String?
    private let target: String
    private var isComplete = false

    /// As many files of other people, or of other exports, as may have the first names.
    private static let nameLimit = 1_000

    /// Opens what `path` stands for.
    ///
    /// A pipe is waited for until somebody reads from it.
    init(_ path: String) throws(ExportError) {
        self.path = path
        switch OutputPlace(path) {
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
    func complete() throws(ExportError) {
        guard let temporaryPath else { return }
        guard fsync(descriptor) == 0, rename(temporaryPath, target) == 0 else {
            throw ExportError(path: path, errorNumber: errno)
        }
        isComplete = true
    }

    /// Creates a file under the first name that nothing has; a negative descriptor where it cannot.
    private static func create(beside target: String) -> (Int32, String) {
        for number in 1..<nameLimit {
            let name = number == 1 ? "\(target).part" : "\(target).\(number).part"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 || errno != EEXIST { return (descriptor, name) }
        }
        return (-1, target)
    }
}
