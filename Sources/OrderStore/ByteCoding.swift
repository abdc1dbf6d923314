/// Appends texts and numbers to bytes, see ``PackedEvidence``.
struct ByteWriter {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(192) }

    /// Appends a text, or that there is none.
    mutating func append(_ text: String?) {
        guard var text else {
            bytes.append(0)
            return
        }
        text.withUTF8 { utf8 in
            append(UInt64(utf8.count) + 1)
            bytes.append(contentsOf: utf8)
        }
    }

    /// Appends a number, or that there is none.
    mutating func append(_ number: Int?) {
        guard let number else {
            bytes.append(0)
            return
        }
        bytes.append(1)
        append(number: number)
    }

    /// Appends a number of either sign; small ones take a byte.
    mutating func append(number: Int) {
        append(UInt64(bitPattern: Int64(number << 1) ^ Int64(number >> 63)))
    }

    /// Appends how many of something follow.
    mutating func append(count: Int) { append(UInt64(count)) }

    private mutating func append(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Reads what a ``ByteWriter`` wrote; each call returns `nil` for bytes that it did not write.
struct ByteReader {
    /// A value that may be absent, as opposed to one that cannot be read.
    struct OptionalValue<Value> {
        let value: Value?
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func optionalText() -> OptionalValue<String>? {
        guard let mark = unsigned() else { return nil }
        guard mark > 0 else { return OptionalValue(value: nil) }
        guard mark - 1 <= UInt64(bytes.count - position) else { return nil }
        let end = position + Int(mark - 1)
        let utf8 = UnsafeRawBufferPointer(rebasing: bytes[position..<end])
        position = end
        return OptionalValue(value: String(decoding: utf8, as: UTF8.self))
    }

    mutating func text() -> String? { optionalText()?.value }

    mutating func optionalNumber() -> OptionalValue<Int>? {
        switch byte() {
        case 0: OptionalValue(value: nil)
        case 1: number().map { OptionalValue(value: $0) }
        default: nil
        }
    }

    mutating func number() -> Int? {
        unsigned().map { Int(Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1)) }
    }

    /// A number of things that follow, each of at least one byte.
    mutating func count() -> Int? {
        guard let count = unsigned(), count <= UInt64(bytes.count - position) else { return nil }
        return Int(count)
    }

    private mutating func unsigned() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = byte() else { return nil }
            guard shift < 63 || byte <= 1 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
