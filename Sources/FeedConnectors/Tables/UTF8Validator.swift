/// Tells whether bytes that come in chunks are UTF-8, by the table of the Unicode Standard (3-7).
struct UTF8Validator {
    private(set) var isValid = true
    /// Continuation bytes that the current character still needs.
    private var missing = 0
    /// What the next continuation byte may be.
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Whether everything was valid and no character is cut off.
    var isValidAtEnd: Bool { isValid && missing == 0 }

    mutating func validate(_ bytes: UnsafeRawBufferPointer) {
        guard isValid else { return }
        var position = 0
        while position < bytes.count {
            if missing == 0 {
                position = Self.endOfASCII(bytes, from: position)
                guard position < bytes.count else { return }
                guard lead(bytes[position]) else {
                    isValid = false
                    return
                }
            } else {
                guard (lowest...highest).contains(bytes[position]) else {
                    isValid = false
                    return
                }
                missing -= 1
                (lowest, highest) = (0x80, 0xBF)
            }
            position += 1
        }
    }

    private mutating func lead(_ byte: UInt8) -> Bool {
        (lowest, highest) = (0x80, 0xBF)
        switch byte {
        case 0xC2...0xDF: missing = 1
        case 0xE0...0xEF:
            missing = 2
            // Neither overlong forms nor surrogates.
            if byte == 0xE0 { lowest = 0xA0 }
            if byte == 0xED { highest = 0x9F }
        case 0xF0...0xF4:
            missing = 3
            if byte == 0xF0 { lowest = 0x90 }
            if byte == 0xF4 { highest = 0x8F }
        default: return false
        }
        return true
    }

    private static func endOfASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start
        while position + 8 <= bytes.count,
            bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080
                == 0
        {
            position += 8
        }
        while position < bytes.count, bytes[position] < 0x80 { position += 1 }
        return position
    }
}
