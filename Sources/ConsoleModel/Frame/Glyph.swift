/// What one cell draws: a base and at most four marks on it, as ``DisplayText/sanitized(_:)``
/// leaves them.
///
/// Plain bits in place of a `Character`, so that a frame is made, compared and given up without
/// regard to single cells, and so that cells differ as soon as their scalars do.
package struct Glyph: Sendable, Hashable {
    /// The first three scalars, 21 bits each, the base lowest; 0 where there is none.
    private var head: UInt64
    /// The fourth and the fifth.
    private var tail: UInt64 = 0

    private static let bits: UInt64 = 21
    private static let mask: UInt64 = (1 << bits) - 1

    package init(_ base: Unicode.Scalar) { head = UInt64(base.value) }

    /// Puts a mark on what is there; one too many is left out.
    package mutating func add(_ mark: Unicode.Scalar) {
        let value = UInt64(mark.value)
        if head >> Self.bits == 0 {
            head |= value << Self.bits
        } else if head >> (2 * Self.bits) == 0 {
            head |= value << (2 * Self.bits)
        } else if tail == 0 {
            tail = value
        } else if tail >> Self.bits == 0 {
            tail |= value << Self.bits
        }
    }

    /// The glyph as text.
    package var character: Character {
        var values: [UInt32] = []
        appendScalars(to: &values)
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: values.compactMap(Unicode.Scalar.init))
        return Character(String(scalars))
    }

    /// Appends the values of the base and then of its marks: 1 to 5.
    package func appendScalars(to values: inout [UInt32]) {
        append(head, to: &values)
        if tail > 0 { append(tail, to: &values) }
    }

    private func append(_ part: UInt64, to values: inout [UInt32]) {
        var rest = part
        repeat {
            values.append(UInt32(rest & Self.mask))
            rest >>= Self.bits
        } while rest > 0
    }
}
