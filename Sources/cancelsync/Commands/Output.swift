import Glibc

/// Standard output, line by line, written in large pieces.
struct Output {
    /// Whoever read standard output has closed it; there is nothing to say about that.
    struct ReaderGone: Error {}

    private var bytes: [UInt8] = []
    private var failure: Int32?
    private let descriptor: Int32

    /// Starts with nothing written.
    init() {
        descriptor = STDOUT_FILENO
        bytes.reserveCapacity(Self.pieceSize)
    }

    private static let pieceSize = 1 << 16

    /// Adds a line.
    mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.pieceSize { writePiece() }
    }

    /// Adds several lines.
    mutating func lines(_ texts: [String]) {
        for text in texts { line(text) }
    }

    /// Writes what is still held back; a command calls it before it ends or waits.
    ///
    /// - Throws: ``ReaderGone``, or ``CommandFailure`` when something could not be written.
    mutating func flush() throws {
        writePiece()
        switch failure {
        case nil: return
        case EPIPE: throw ReaderGone()
        case .some(let number): throw CommandFailure("stdout: \(String(cString: strerror(number)))")
        }
    }

    /// Writes one line to standard error at once.
    static func problem(_ text: String) {
        // Nobody is left to be told when that fails.
        _ = write(Array(text.utf8) + [UInt8(ascii: "\n")], to: STDERR_FILENO)
    }

    private mutating func writePiece() {
        if failure == nil { failure = Self.write(bytes, to: descriptor) }
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes everything; the system's error number when that fails.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                    rest.count
                )
                if count < 0 {
                    if errno == EINTR { continue }
                    return errno
                }
                rest = rest.dropFirst(count)
            }
            return nil
        }
    }
}
