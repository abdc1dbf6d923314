/// Puts scalars together from bytes that come one at a time.
///
/// Bytes that are not UTF-8 are dropped.
struct UTF8Assembler {
    private var collected: [UInt8] = []
    private var expected = 0

    /// Takes a byte in.
    ///
    /// - Returns: The scalar that it completes; `nil` when more bytes are to come, or it fits
    ///   nothing.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        let isContinuation = byte & 0xC0 == 0x80
        if isContinuation && collected.isEmpty { return nil }
        if !isContinuation {
            collected.removeAll(keepingCapacity: true)
            expected = Self.length(startingWith: byte)
        }
        collected.append(byte)
        guard collected.count >= expected else { return nil }
        defer { collected.removeAll(keepingCapacity: true) }
        guard expected > 0, let text = String(validating: collected, as: UTF8.self) else {
            return nil
        }
        return text.unicodeScalars.first
    }

    private static func length(startingWith byte: UInt8) -> Int {
        switch byte {
        case 0x00...0x7F: 1
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }
}
