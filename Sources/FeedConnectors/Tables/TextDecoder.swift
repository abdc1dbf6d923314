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

/// How one file writes text.
struct TextForm: Equatable {
    let encoding: TextEncoding
    /// How many bytes to leave out at the beginning.
    let byteOrderMark: Int
    /// Whether some bytes are no characters of the encoding; they are read as U+FFFD.
    let isDamaged: Bool

    init(_ encoding: TextEncoding, byteOrderMark: Int = 0, isDamaged: Bool = false) {
        self.encoding = encoding
        self.byteOrderMark = byteOrderMark
        self.isDamaged = isDamaged
    }
}

/// Reads a file's bytes and hands them on as UTF-8, chunk by chunk.
struct TextDecoder {
    private let file: OpenFile
    private let converter: TextConverter?
    private let isDamaged: Bool
    private var offset: Int
    /// The bytes of a character that a chunk's end cut through.
    private var carried: [UInt8] = []
    /// How many broken characters were replaced.
    private var brokenCount = 0

    private static let replacement = Array("\u{FFFD}".utf8)

    /// Creates a decoder that starts behind the byte-order mark.
    init(file: OpenFile, form: TextForm) throws(FeedError) {
        self.file = file
        offset = form.byteOrderMark
        isDamaged = form.isDamaged
        guard let name = form.encoding.converterName else {
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
        if converter == nil && !isDamaged {
            let read = try file.read(count, at: offset, appendingTo: &text)
            offset += read
            return read == count
        }
        let read = try file.read(count, at: offset, appendingTo: &carried)
        offset += read
        let isLast = read < count
        let start = text.count
        let used: Int
        if let converter {
            let converted = converter.convert(carried, replacing: isDamaged, appendingTo: &text)
            used = converted.count
            brokenCount += converted.brokenCount
            if converted.isInvalid { throw unknownEncoding }
        } else {
            used = appendUTF8(isLast: isLast, to: &text)
        }
        carried.removeSubrange(..<used)
        if isLast && !carried.isEmpty && isDamaged {
            carried = []
            text += Self.replacement
            brokenCount += 1
        }
        // No encoding read here has characters of more than four bytes.
        if (isLast && !carried.isEmpty) || carried.count > 3 { throw unknownEncoding }
        if isDamaged { replaceNULs(in: &text, from: start) }
        return !isLast
    }

    /// Appends what is carried, up to a character that the end cuts through.
    private mutating func appendUTF8(isLast: Bool, to text: inout [UInt8]) -> Int {
        let tail = carried.suffix(3).lastIndex { $0 >= 0xC0 }
        let isCut = tail.map { carried.count - $0 < Self.length(ofCharacterAfter: carried[$0]) }
        let end = !isLast && isCut ?? false ? tail ?? carried.count : carried.count
        let decoded = String(decoding: carried[..<end], as: UTF8.self)
        brokenCount += decoded.unicodeScalars.count { $0 == "\u{FFFD}" }
        text.append(contentsOf: decoded.utf8)
        return end
    }

    private static func length(ofCharacterAfter lead: UInt8) -> Int {
        lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    }

    private func replaceNULs(in text: inout [UInt8], from start: Int) {
        guard text[start...].contains(0) else { return }
        text.replaceSubrange(
            start...,
            with: text[start...].flatMap { $0 == 0 ? Self.replacement : [$0] }
        )
    }

    private var unknownEncoding: FeedError {
        FeedError(problem: .unknownEncoding, location: .init(file: file.name))
    }

    /// How many characters of a file are broken in a damaged form of text; `nil` when that is too much for
    /// a text.
    ///
    /// A few may be, and one of twenty in a long text.
    static func brokenCount(of file: OpenFile, as form: TextForm) -> Int? {
        do {
            var decoder = try TextDecoder(file: file, form: form)
            var text: [UInt8] = []
            var soundCount = 0
            var goesOn = true
            while goesOn {
                goesOn = try decoder.append(256 * 1024, to: &text)
                soundCount += text.count { $0 >= 0xC0 }
                text.removeAll(keepingCapacity: true)
                guard decoder.brokenCount <= max(3, soundCount / 20) else { return nil }
            }
            return decoder.brokenCount
        } catch {
            return nil
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
        let used = converter.convert(bytes, replacing: false, appendingTo: &text)
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
    /// - Parameters:
    ///   - source: What is to be converted.
    ///   - isReplacing: Whether what is not text becomes U+FFFD, byte by byte; else it ends there.
    ///   - text: Gets the text.
    /// - Returns: How many bytes were used up, whether what follows is not text at all, and how many
    ///   bytes were replaced.
    func convert(
        _ source: [UInt8],
        replacing isReplacing: Bool,
        appendingTo text: inout [UInt8]
    ) -> (count: Int, isInvalid: Bool, brokenCount: Int) {
        var source = source
        // A character of two bytes becomes three at most, and so does a byte that is replaced.
        let capacity = source.count * 3 + 16
        var inputLeft = source.count
        var isInvalid = false
        var brokenCount = 0
        let converted = [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            var outputLeft = capacity
            source.withUnsafeMutableBytes { input in
                var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                output.withMemoryRebound(to: CChar.self) { output in
                    var into = output.baseAddress
                    while iconv(descriptor, &from, &inputLeft, &into, &outputLeft) == -1 {
                        isInvalid = errno == EILSEQ
                        guard isInvalid, isReplacing, inputLeft > 0, let place = into else { break }
                        isInvalid = false
                        brokenCount += 1
                        for (position, byte) in "\u{FFFD}".utf8.enumerated() {
                            place[position] = CChar(bitPattern: byte)
                        }
                        (into, outputLeft) = (place + 3, outputLeft - 3)
                        (from, inputLeft) = (from.map { $0 + 1 }, inputLeft - 1)
                    }
                }
            }
            count = capacity - outputLeft
        }
        text.append(contentsOf: converted)
        return (source.count - inputLeft, isInvalid, brokenCount)
    }
}
