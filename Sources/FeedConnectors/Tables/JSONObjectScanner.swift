import SyncInterfaces

/// Takes one JSON object apart without passing a number through a floating-point value; nested values
/// are passed over.
struct JSONObjectScanner {
    struct Member {
        let key: String
        /// The value's text, UTF-8; `nil` for `null` and for what is nested.
        let text: [UInt8]?
        /// Whether the value is an object or an array, which no field can be.
        let isNested: Bool
        /// Where key and value stand in the line.
        let source: Range<Int>
    }

    enum Failure: Error, Equatable {
        /// What was wrong, for `invalidJSON`.
        case syntax(JSONMistake, of: String? = nil)
    }

    /// The members in order, those before a mistake too.
    private(set) var members: [Member] = []

    private let bytes: [UInt8]
    private var position = 0
    /// Where what is no member yet begins.
    private var restStart = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Takes the line apart into ``members``.
    mutating func scan() throws(Failure) {
        skipSpace()
        try expect("{")
        restStart = position
        var keys: Set<String> = []
        skipSpace()
        if take("}") { return try end() }
        while true {
            skipSpace()
            let start = position
            let key = String(decoding: try string(), as: UTF8.self)
            guard keys.insert(key).inserted else { throw .syntax(.duplicateMember, of: key) }
            skipSpace()
            try expect(":")
            skipSpace()
            let isNested = try skipNested()
            let text = isNested ? nil : try value(of: key)
            members.append(
                Member(key: key, text: text, isNested: isNested, source: start..<position)
            )
            restStart = position
            skipSpace()
            if take("}") { return try end() }
            try expect(",")
        }
    }

    /// The line that was scanned, with other members in front and without those of some names.
    ///
    /// Everything else stays as it was written, mistakes included.
    ///
    /// - Parameters:
    ///   - object: The members to add: an object with one at least.
    ///   - names: The members to leave out.
    /// - Returns: The line's bytes, without a line break.
    func line(adding object: [UInt8], without names: [String]) -> [UInt8] {
        var line = Array(object.dropLast())
        for member in members where !names.contains(member.key) {
            line.append(UInt8(ascii: ","))
            line.append(contentsOf: bytes[member.source])
        }
        let rest = bytes[restStart...]
        let isSeparated = !members.isEmpty || rest.first { $0 != 0x20 } == UInt8(ascii: "}")
        if !isSeparated { line.append(UInt8(ascii: ",")) }
        return line + rest
    }

    private mutating func end() throws(Failure) {
        skipSpace()
        guard position == bytes.count else { throw .syntax(.textAfterObject) }
    }

    private mutating func value(of key: String) throws(Failure) -> [UInt8]? {
        guard position < bytes.count else { throw .syntax(.lineEndsEarly) }
        switch bytes[position] {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(of: key)
        default:
            for word in ["true", "false", "null"] where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return word == "null" ? nil : Array(word.utf8)
            }
            throw .syntax(.unknownValue, of: key)
        }
    }

    /// Passes over an object or an array; whether there was one.
    private mutating func skipNested() throws(Failure) -> Bool {
        var open: [Unicode.Scalar] = []
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"): open.append("}")
            case UInt8(ascii: "["): open.append("]")
            case _ where open.isEmpty: return false
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                try expect(open.removeLast())
                if open.isEmpty { return true }
                continue
            default: break
            }
            position += 1
        }
        if open.isEmpty { return false }
        throw .syntax(.lineEndsEarly)
    }

    private mutating func number(of key: String) throws(Failure) -> [UInt8] {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, isDigit(bytes[position]) { position += 1 }
        let digits = bytes[start..<position]
        skipZeroFraction(of: digits)
        if position < bytes.count, [0x2E, 0x65, 0x45].contains(bytes[position]) {
            throw .syntax(.numberNotWhole, of: key)
        }
        let unsigned = digits.drop { $0 == UInt8(ascii: "-") }
        guard let first = unsigned.first, first != UInt8(ascii: "0") || unsigned.count == 1 else {
            throw .syntax(.malformedNumber, of: key)
        }
        return Array(digits)
    }

    /// Programs that keep numbers as floating-point values write `1.0`; with more than 15 digits such a value
    /// has lost some.
    private mutating func skipZeroFraction(of digits: ArraySlice<UInt8>) {
        let rest = bytes[position...]
        guard rest.first == UInt8(ascii: "."), digits.count(where: isDigit) <= 15 else { return }
        let zeros = rest.dropFirst().prefix { $0 == UInt8(ascii: "0") }
        let end = zeros.endIndex
        guard !zeros.isEmpty, end == bytes.count || !isDigit(bytes[end]) else { return }
        position = end
    }

    private mutating func string() throws(Failure) -> [UInt8] {
        try expect("\"")
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"): try escape(&text)
            case 0..<0x20: throw .syntax(.controlCharacter)
            default: text.append(byte)
            }
        }
        throw .syntax(.unclosedText)
    }

    private mutating func escape(_ text: inout [UInt8]) throws(Failure) {
        guard position < bytes.count else { throw .syntax(.unclosedText) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
        default: throw .syntax(.unknownEscape)
        }
    }

    private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
        let unit = try codeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard (0xD800...0xDBFF).contains(unit), take("\\"), take("u") else {
            throw .syntax(.halfSurrogatePair)
        }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00))
        else { throw .syntax(.halfSurrogatePair) }
        return scalar
    }

    private mutating func codeUnit() throws(Failure) -> UInt32 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ isHexadecimal($0) }),
            let unit = UInt32(
                String(decoding: bytes[position..<position + 4], as: UTF8.self),
                radix: 16
            )
        else { throw .syntax(.unknownEscape) }
        position += 4
        return unit
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else {
            return false
        }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
        guard take(character) else { throw .syntax(.characterExpected, of: String(character)) }
    }
}
