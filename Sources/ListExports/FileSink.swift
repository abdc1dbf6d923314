import Glibc
import SyncInterfaces

/// Bytes on their way to a file, in pieces.
///
/// A class, because what is held back belongs to one open file.
final class FileSink {
    private let draft: Draft
    private var bytes: [UInt8] = []

    private static let pieceSize = 1 << 16

    /// Begins the file; `-` is standard output.
    init(_ path: String, _ clash: NameClash) throws(ExportError) {
        draft = try Draft(path, clash)
        bytes.reserveCapacity(Self.pieceSize)
    }

    func write(_ more: [UInt8]) throws(ExportError) {
        bytes += more
        if bytes.count >= Self.pieceSize { try flush() }
    }

    /// Completes the file and gives it its name.
    ///
    /// - Returns: Its path.
    func finish() throws(ExportError) -> String {
        try flush()
        return try draft.complete()
    }

    private func flush() throws(ExportError) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { piece in
                Glibc.write(draft.descriptor, piece.baseAddress, piece.count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw ExportError(path: draft.path, errorNumber: errno)
            }
            start += count
        }
        bytes.removeAll(keepingCapacity: true)
    }
}

extension ExportError {
    init(path: String, errorNumber: Int32) {
        self.init(
            path: path,
            reason: String(cString: strerror(errorNumber)),
            isReaderGone: errorNumber == EPIPE
        )
    }
}
