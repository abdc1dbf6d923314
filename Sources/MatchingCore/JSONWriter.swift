/// Writes JSON as UTF-8, key by key, without building a tree; one line, keys in the given order.
///
/// Made for rows that are written a hundred thousand times in one transaction.
package struct JSONWriter: Sendable {
    private var bytes: [UInt8] = []
    private var needsComma = false
    private let isForTerminals: Bool

    /// Creates a writer with room for a row of ordinary size.
    ///
    /// With `isForTerminals` no character that a terminal may obey is written as it is, nor one
    /// that is not seen: they are escaped, which readers of JSON take for the same text.
    package init(isForTerminals: Bool = false) {
        self.isForTerminals = isForTerminals
        bytes.reserveCapacity(512)
    }

    /// What was written so far.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What was written so far, UTF-8.
    package var utf8: [UInt8] { bytes }

    /// One object as a line of text, without the line break; see ``init(isForTerminals:)``.
    package static func line(
        isForTerminals: Bool = false,
        _ members: (inout JSONWriter) -> Void
    ) -> String {
        var writer = JSONWriter(isForTerminals: isForTerminals)
        writer.object(members)
        return writer.text
    }

    /// Writes an object; `members` writes its members with ``member(_:_:)``.
    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        nested(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), members)
    }

    /// Writes an array of one value per element.
    package mutating func array<Elements: Sequence>(
        _ elements: Elements,
        _ element: (inout JSONWriter, Elements.Element) -> Void
    ) {
        nested(open: UInt8(ascii: "["), close: UInt8(ascii: "]")) { writer in
            for value in elements { element(&writer, value) }
        }
    }

    /// Writes a member's name; its value must follow.
    package mutating func name(_ name: String) {
        separate()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a text, or `null`.
    package mutating func value(_ value: String?) {
        separate()
        if let value { quoted(value) } else { bytes.append(contentsOf: "null".utf8) }
        needsComma = true
    }

    /// Writes a whole number, or `null`.
    package mutating func value(_ value: (some BinaryInteger)?) {
        separate()
        bytes.append(contentsOf: (value.map { String($0) } ?? "null").utf8)
        needsComma = true
    }

    /// Writes `true` or `false`.
    package mutating func value(_ value: Bool) {
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    /// Writes a member with a text, or `null`.
    package mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        self.value(value)
    }

    /// Writes a member with a whole number, or `null`.
    package mutating func member(_ name: String, _ value: (some BinaryInteger)?) {
        self.name(name)
        self.value(value)
    }

    /// Writes a member with a truth value.
    package mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        self.value(value)
    }

    private mutating func nested(open: UInt8, close: UInt8, _ inner: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(open)
        needsComma = false
        inner(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    // Almost every text is free of escapes, and is copied as a whole.
    private mutating func quoted(_ text: String) {
        bytes.append(Self.quote)
        let highest: UInt8 = isForTerminals ? 0x7E : 0xFF
        let isCopied = text.utf8.withContiguousStorageIfAvailable { buffer in
            guard buffer.allSatisfy({ Self.isPlain($0) && $0 <= highest }) else { return false }
            bytes.append(contentsOf: buffer)
            return true
        }
        if isCopied != true { escaped(text) }
        bytes.append(Self.quote)
    }

    private mutating func escaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch UInt8(exactly: scalar.value) {
            case Self.quote, Self.backslash:
                bytes.append(Self.backslash)
                bytes.append(contentsOf: scalar.utf8)
            case let byte? where byte < 0x80 && !Self.isPlain(byte): appendCodes(of: scalar)
            default:
                if isForTerminals && Self.isObeyed(scalar) {
                    appendCodes(of: scalar)
                } else {
                    bytes.append(contentsOf: scalar.utf8)
                }
            }
        }
    }

    /// Writes a character as `\u` and the digits of each of its units of UTF-16.
    private mutating func appendCodes(of scalar: Unicode.Scalar) {
        for unit in scalar.utf16 {
            bytes.append(contentsOf: "\\u".utf8)
            for shift in [12, 8, 4, 0] {
                bytes.append(Self.hexadecimalDigit(UInt8(unit >> shift & 15)))
            }
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != 0x7F && byte != quote && byte != backslash
    }

    /// Whether a terminal may do something with a character instead of drawing it: control
    /// characters, marks of direction, separators of lines, and others that are not seen.
    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xAC00...0xD7A3, 0x4E00...0x9FFF: return false
        default: break
        }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
