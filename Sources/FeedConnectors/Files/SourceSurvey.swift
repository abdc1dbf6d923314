import Crypto
import MatchingCore
import SyncInterfaces

/// What one pass over a file's bytes tells before anything is read out of it.
struct SourceSurvey {
    /// Digest of destination, time and content.
    let source: SourceID
    let isUTF8: Bool
    let nulCount: Int
    /// The first bytes, enough to tell formats apart.
    let head: [UInt8]

    private static let chunk = 1 << 20
    private static let headSize = 16 * 1024

    /// Reads the whole file once, in chunks.
    ///
    /// The destination is where the rows go: the same content for another one is another source. So is
    /// what was written at another time: what a marketplace says again may be news by then.
    init(of file: OpenFile, destination: String) throws(FeedError) {
        var digest = SHA256()
        digest.update(data: Array("\(destination)\0\(file.state.modifiedAt.rawValue)\0".utf8))
        var validator = UTF8Validator()
        var nulCount = 0
        var head: [UInt8] = []
        var offset = 0
        var buffer: [UInt8] = []
        repeat {
            buffer.removeAll(keepingCapacity: true)
            offset += try file.read(Self.chunk, at: offset, appendingTo: &buffer)
            buffer.withUnsafeBytes { bytes in
                digest.update(bufferPointer: bytes)
                validator.validate(bytes)
                if bytes.contains(0) { nulCount += bytes.count { $0 == 0 } }
            }
            if head.isEmpty { head = Array(buffer.prefix(Self.headSize)) }
        } while buffer.count == Self.chunk
        source = SourceID(digest.finalize())
        isUTF8 = validator.isValidAtEnd
        self.nulCount = nulCount
        self.head = head
    }
}

extension SourceID {
    init(_ digest: SHA256Digest) {
        self.init(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
}
