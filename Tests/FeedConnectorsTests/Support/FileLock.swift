import Foundation

/// A lock for writing that belongs to an open file, as another process's would.
///
/// Locks of the usual kind belong to a process, and are invisible to itself.
final class FileLock {
    private let descriptor: Int32

    init?(path: String) {
        descriptor = open(path, O_RDWR)
        guard descriptor >= 0 else { return nil }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        guard fcntl(descriptor, Self.setLock, &lock) == 0 else {
            close(descriptor)
            return nil
        }
    }

    func release() { close(descriptor) }

    /// Linux's `F_OFD_SETLK`, which its headers show to GNU programs only.
    private static let setLock: Int32 = 37
}
