import Glibc

/// Standard output, line by line, written in large pieces.
struct Output {
    private var bytes: [UInt8] = []
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
        if bytes.count >= Self.pieceSize { flush() }
    }

    /// Adds several lines.
    mutating func lines(_ texts: [String]) {
        for text in texts { line(text) }
    }

    /// Writes what is still held back; a command calls it before it ends or waits.
    mutating func flush() {
        Self.write(bytes, to: descriptor)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Writes one line to standard error at once.
    static func problem(_ text: String) {
        write(Array(text.utf8) + [UInt8(ascii: "\n")], to: STDERR_FILENO)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
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
                    return
                }
                rest = rest.dropFirst(count)
            }
        }
    }
}
