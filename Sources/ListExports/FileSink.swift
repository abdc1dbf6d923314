import Glibc
import SyncInterfaces

/// A file under another name until it is complete.
///
/// A class, because it owns an open file, which is closed and removed with it.
final class FileSink {
    let path: String
    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private var isOpen = true

    private static let pieceSize = 1 << 16

    /// The name until the file is complete.
    static func partialPath(of path: String) -> String { path + ".part" }

    /// Creates the file; `-` is standard output.
    init(_ path: String) throws(ExportError) {
        self.path = path
        guard path != "-" else {
            descriptor = STDOUT_FILENO
            return
        }
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        descriptor = open(Self.partialPath(of: path), flags, 0o644)
        guard descriptor >= 0 else { throw ExportError(path: path, errorNumber: errno) }
        bytes.reserveCapacity(Self.pieceSize)
    }

    deinit {
        guard isOpen, path != "-" else { return }
        close(descriptor)
        unlink(Self.partialPath(of: path))
    }

    func write(_ more: [UInt8]) throws(ExportError) {
        bytes += more
        if bytes.count >= Self.pieceSize { try flush() }
    }

    /// Completes the file and gives it its name.
    func finish() throws(ExportError) {
        try flush()
        guard path != "-" else { return }
        guard fsync(descriptor) == 0 else { throw ExportError(path: path, errorNumber: errno) }
        isOpen = false
        close(descriptor)
        try Self.complete(path)
    }

    /// Gives a file that was written under its partial name its own.
    static func complete(_ path: String) throws(ExportError) {
        guard rename(partialPath(of: path), path) == 0 else {
            throw ExportError(path: path, errorNumber: errno)
        }
    }

    private func flush() throws(ExportError) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { piece in
                Glibc.write(descriptor, piece.baseAddress, piece.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw ExportError(path: path, errorNumber: errno)
            }
            start += count
        }
        bytes.removeAll(keepingCapacity: true)
    }
}

extension ExportError {
    init(path: String, errorNumber: Int32) {
        self.init(path: path, reason: String(cString: strerror(errorNumber)))
    }
}
