import SyncInterfaces

/// The stretch of a file's text that is being looked at, decoded to UTF-8.
struct TextWindow {
    private static let chunk = 256 * 1024
    /// The longest line that is looked at whole, be it only to be kept as a bad row; no file with a longer
    /// one is read.
    private static let longestLine = 16 << 20

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

    /// The length of the first line with its end; the whole of it is in the window then.
    ///
    /// - Parameters:
    ///   - limit: What is told of a line that is too long even to be kept.
    ///   - place: Where it stands.
    /// - Returns: The length in bytes; 0 where no text is left.
    /// - Throws: ``FeedError`` for a line without end, and when the file cannot be read.
    mutating func lineLength(
        limit: FeedLimit,
        at place: FeedError.Location
    ) throws(FeedError) -> Int {
        var length = withBytes(DelimitedScanner.lineLength)
        while length == count, !isAtEnd {
            guard count < Self.longestLine else {
                throw FeedError(problem: .exceedsLimit(limit), location: place)
            }
            try fill()
            length = withBytes(DelimitedScanner.lineLength)
        }
        return length
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
