import SyncInterfaces

/// Reads the XML of a workbook's part tag by tag, as much of XML as such parts use.
///
/// Rows must be handed on while the part is still being unpacked, in bounded memory and without
/// a thread that waits; Foundation's parser calls back for the whole document at once and cannot
/// be paused. Document types, and with them entities of their own, are refused.
struct MarkupReader {
    enum Event: Equatable {
        case start
        case end
        case text
        case endOfDocument
    }

    /// The longest tag or text that is read.
    private static let longestToken = 1 << 20

    private let part: ArchivePart
    private var bytes: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var depth = 0
    private var endsAtOnce = false
    private var isRawText = false
    private var nameRange = 0..<0
    private var contentRange = 0..<0

    init(_ part: ArchivePart) { self.part = part }

    /// Moves on to the next tag or text.
    ///
    /// - Throws: ``FeedError`` for what is not XML, or not the XML of a workbook.
    mutating func next() throws(FeedError) -> Event {
        if endsAtOnce {
            endsAtOnce = false
            depth -= 1
            return .end
        }
        while true {
            guard try has(1) else {
                guard depth == 0 else { throw damaged("the sheet ends early") }
                return .endOfDocument
            }
            guard bytes[position] == UInt8(ascii: "<") else {
                let end = try find([UInt8(ascii: "<")], from: 0) ?? bytes.count - position
                takeText(position..<position + end, raw: false, consuming: end)
                return .text
            }
            if let event = try markup() { return event }
        }
    }

    /// Whether the current tag has this name, whatever its prefix.
    func isNamed(_ name: StaticString) -> Bool {
        guard nameRange.count == name.utf8CodeUnitCount else { return false }
        for (index, position) in nameRange.enumerated()
        where bytes[position] != name.utf8Start[index] {
            return false
        }
        return true
    }

    /// The value of an attribute of the current start tag, exactly so named; `nil` without one.
    func attribute(_ name: String) -> String? {
        var value: [UInt8] = []
        return appendAttribute(name, to: &value) ? String(decoding: value, as: UTF8.self) : nil
    }

    /// Appends the value of an attribute.
    ///
    /// - Returns: Whether the current start tag has it.
    func appendAttribute(_ name: String, to value: inout [UInt8]) -> Bool {
        var index = contentRange.lowerBound
        let end = contentRange.upperBound
        while index < end {
            while index < end, Self.isSpace(bytes[index]) { index += 1 }
            let start = index
            while index < end, bytes[index] != UInt8(ascii: "="), !Self.isSpace(bytes[index]) {
                index += 1
            }
            let found = start..<index
            while index < end, bytes[index] != 0x22, bytes[index] != 0x27 { index += 1 }
            guard index < end else { return false }
            let quote = bytes[index]
            let valueStart = index + 1
            index = valueStart
            while index < end, bytes[index] != quote { index += 1 }
            if bytes[found].elementsEqual(name.utf8) {
                Self.unescape(bytes[valueStart..<index], into: &value)
                return true
            }
            index += 1
        }
        return false
    }

    /// Appends the current text, its character references replaced.
    func appendText(to text: inout [UInt8]) {
        let slice = bytes[contentRange]
        if isRawText { text.append(contentsOf: slice) } else { Self.unescape(slice, into: &text) }
    }

    func damaged(_ what: String) -> FeedError { part.failure(.damagedFile(what)) }

    // MARK: Tags

    private mutating func markup() throws(FeedError) -> Event? {
        if try starts(with: "<!--") {
            try skip(past: "-->")
            return nil
        }
        if try starts(with: "<?") {
            try skip(past: "?>")
            return nil
        }
        if try starts(with: "<![CDATA[") {
            let length = try require("]]>", from: 9)
            takeText(position + 9..<position + length, raw: true, consuming: length + 3)
            return .text
        }
        if try starts(with: "<!") { throw damaged("a document type is not allowed") }
        return try tag()
    }

    private mutating func tag() throws(FeedError) -> Event {
        let length = try tagLength()
        let end = position + length - 1
        let isEnd = bytes[position + 1] == UInt8(ascii: "/")
        var nameStart = position + (isEnd ? 2 : 1)
        var index = nameStart
        while index < end, !Self.isSpace(bytes[index]), bytes[index] != UInt8(ascii: "/") {
            if bytes[index] == UInt8(ascii: ":") { nameStart = index + 1 }
            index += 1
        }
        guard index > nameStart else { throw damaged("a tag without a name") }
        nameRange = nameStart..<index
        position += length
        if isEnd {
            depth -= 1
            guard depth >= 0 else { throw damaged("an end without a start") }
            return .end
        }
        depth += 1
        endsAtOnce = bytes[end - 1] == UInt8(ascii: "/")
        contentRange = index..<max(index, endsAtOnce ? end - 1 : end)
        return .start
    }

    /// The length of the tag at hand, up to the `>` that is not within quotes.
    private mutating func tagLength() throws(FeedError) -> Int {
        var offset = 1
        var quote: UInt8 = 0
        while true {
            while position + offset < bytes.count {
                let byte = bytes[position + offset]
                offset += 1
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == 0x22 || byte == 0x27 {
                    quote = byte
                } else if byte == UInt8(ascii: ">") {
                    return offset
                }
            }
            guard try fill() else { throw damaged("the sheet ends early") }
        }
    }

    private mutating func takeText(_ range: Range<Int>, raw: Bool, consuming length: Int) {
        contentRange = range
        isRawText = raw
        position += length
    }

    // MARK: Bytes

    private mutating func skip(past mark: StaticString) throws(FeedError) {
        position += try require(mark, from: 0) + mark.utf8CodeUnitCount
    }

    private mutating func require(
        _ mark: StaticString,
        from offset: Int
    ) throws(FeedError) -> Int {
        let sought = mark.withUTF8Buffer { Array($0) }
        guard let found = try find(sought, from: offset) else {
            throw damaged("the sheet ends early")
        }
        return found
    }

    /// How far behind the position `sought` begins; `nil` when the document ends before.
    private mutating func find(
        _ sought: [UInt8],
        from start: Int
    ) throws(FeedError) -> Int? {
        var offset = start
        while true {
            while position + offset + sought.count <= bytes.count {
                let index = position + offset
                if bytes[index] == sought[0], bytes[index...].starts(with: sought) {
                    return offset
                }
                offset += 1
            }
            guard try fill() else { return nil }
        }
    }

    private mutating func starts(with mark: StaticString) throws(FeedError) -> Bool {
        guard try has(mark.utf8CodeUnitCount) else { return false }
        for index in 0..<mark.utf8CodeUnitCount
        where bytes[position + index] != mark.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func has(_ count: Int) throws(FeedError) -> Bool {
        while bytes.count - position < count {
            guard try fill() else { return false }
        }
        return true
    }

    /// Unpacks more; the position moves to the window's start.
    private mutating func fill() throws(FeedError) -> Bool {
        guard !isAtEnd else { return false }
        bytes.removeSubrange(..<position)
        position = 0
        guard bytes.count < Self.longestToken else {
            throw part.failure(.exceedsLimit("\(Self.longestToken) bytes a cell"))
        }
        isAtEnd = try !part.read(appendingTo: &bytes)
        return !isAtEnd
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private static func unescape(_ slice: ArraySlice<UInt8>, into text: inout [UInt8]) {
        var rest = slice
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            text.append(contentsOf: rest[..<start])
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let character = character(rest[(start + 1)..<end])
            else {
                text.append(UInt8(ascii: "&"))
                rest = rest.dropFirst()
                continue
            }
            text.append(contentsOf: character.utf8)
            rest = rest[(end + 1)...]
        }
        text.append(contentsOf: rest)
    }

    private static func character(_ reference: ArraySlice<UInt8>) -> String? {
        let name = String(decoding: reference, as: UTF8.self)
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let code =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16)
                : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            return code.flatMap(Unicode.Scalar.init).map { String($0) }
        }
    }
}
