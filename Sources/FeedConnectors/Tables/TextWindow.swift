import SyncInterfaces

/// The stretch of a file's text that is being looked at, decoded to UTF-8.
struct TextWindow {
    private static let chunk = 256 * 1024

    private var decoder: TextDecoder
    private var bytes: [UInt8] = []
    private var start = 0
    /// Whether no more text follows what is in the window.
    private(set) var isAtEnd = false

    init(decoder: TextDecoder) { self.decoder = decoder }

    var count: Int { bytes.count - start }
    var isEmpty: Bool { bytes.count == start }

    /// Adds the next stretch of text.
    mutating func fill() throws(FeedError) {
        bytes.removeSubrange(..<start)
        start = 0
        isAtEnd = try !decoder.append(Self.chunk, to: &bytes)
    }

    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
    }

    /// Takes `length` bytes out of the window, in place of what `destination` holds.
    mutating func move(_ length: Int, to destination: inout [UInt8]) {
        destination.removeAll(keepingCapacity: true)
        destination.append(contentsOf: bytes[start..<start + length])
        start += length
    }
}
