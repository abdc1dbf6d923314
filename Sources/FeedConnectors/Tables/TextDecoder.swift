import Glibc
import SyncInterfaces

/// How a file writes text.
enum TextEncoding: Equatable {
    /// Checked to be valid; a byte-order mark is left out.
    case utf8
    case cp949
    case utf16LittleEndian
    case utf16BigEndian

    /// glibc's name of it; `nil` where nothing has to be converted.
    fileprivate var converterName: String? {
        switch self {
        case .utf8: nil
        case .cp949: "CP949"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        }
    }
}

/// Reads a file's bytes and hands them on as UTF-8, chunk by chunk.
struct TextDecoder {
    private let file: OpenFile
    private let converter: TextConverter?
    private var offset: Int
    /// The bytes of a character that a chunk's end cut through.
    private var carried: [UInt8] = []

    /// Creates a decoder that starts behind `skipped` bytes (the byte-order mark).
    init(file: OpenFile, encoding: TextEncoding, skipping skipped: Int) throws(FeedError) {
        self.file = file
        offset = skipped
        guard let name = encoding.converterName else {
            converter = nil
            return
        }
        guard let converter = TextConverter(from: name) else {
            throw FeedError(problem: .unknownEncoding, location: .init(file: file.name))
        }
        self.converter = converter
    }

    /// Appends the text of the next `count` bytes of the file.
    ///
    /// - Returns: Whether more may follow.
    mutating func append(_ count: Int, to text: inout [UInt8]) throws(FeedError) -> Bool {
        guard let converter else {
            let read = try file.read(count, at: offset, appendingTo: &text)
            offset += read
            return read == count
        }
        let read = try file.read(count, at: offset, appendingTo: &carried)
        offset += read
        let isLast = read < count
        let used = converter.convert(carried, appendingTo: &text)
        carried.removeSubrange(..<used.count)
        // No encoding read here has characters of more than four bytes.
        if used.isInvalid || (isLast && !carried.isEmpty) || carried.count > 3 {
            throw FeedError(problem: .unknownEncoding, location: .init(file: file.name))
        }
        return !isLast
    }

    /// Whether the whole file can be decoded.
    static func canDecode(_ file: OpenFile, as encoding: TextEncoding) -> Bool {
        do {
            var decoder = try TextDecoder(file: file, encoding: encoding, skipping: 0)
            var text: [UInt8] = []
            while try decoder.append(256 * 1024, to: &text) {
                text.removeAll(keepingCapacity: true)
            }
            return true
        } catch {
            return false
        }
    }
}

extension TextEncoding {
    /// All of a text as UTF-8; `nil` for bytes that are none in this encoding.
    func utf8(of bytes: [UInt8]) -> [UInt8]? {
        guard let name = converterName else {
            return String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
        }
        guard let converter = TextConverter(from: name) else { return nil }
        var text: [UInt8] = []
        let used = converter.convert(bytes, appendingTo: &text)
        return used.count == bytes.count ? text : nil
    }
}

/// A conversion to UTF-8 by the C library.
///
/// A class so that the descriptor is closed once, when nobody converts any more.
private final class TextConverter {
    private let descriptor: iconv_t

    init?(from name: String) {
        // iconv_open fails with the pointer -1.
        guard let descriptor = iconv_open("UTF-8", name), Int(bitPattern: descriptor) != -1 else {
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { iconv_close(descriptor) }

    /// Converts as many whole characters as there are.
    ///
    /// - Returns: How many bytes were used up, and whether what follows is not text at all.
    func convert(
        _ source: [UInt8],
        appendingTo text: inout [UInt8]
    ) -> (count: Int, isInvalid: Bool) {
        var source = source
        // A character of two bytes becomes three at most.
        let capacity = source.count * 3 + 16
        var inputLeft = source.count
        var failure: Int32 = 0
        let converted = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            var outputLeft = capacity
            source.withUnsafeMutableBytes { input in
                var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                output.withMemoryRebound(to: CChar.self) { output in
                    var into = output.baseAddress
                    if iconv(descriptor, &from, &inputLeft, &into, &outputLeft) == -1 {
                        failure = errno
                    }
                }
            }
            count = capacity - outputLeft
        }
        text.append(contentsOf: converted)
        return (source.count - inputLeft, failure == EILSEQ)
    }
}
