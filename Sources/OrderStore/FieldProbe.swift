import Glibc
import MatchingCore
import SyncInterfaces

/// Tells of packed fields whether a filter can want them, without unpacking them.
///
/// ```
/// 17 0A "니트 가디건" 05 05 "L / 95"        packed
///        "니트가디건"                      folded into a buffer that is used again
///           └─ is a wanted text in it?
/// ```
///
/// Most texts are Hangul and ASCII, which fold byte by byte; any other text is folded in full.
struct FieldProbe {
    private struct Wanted {
        /// The field's number in packed fields.
        let field: UInt8
        /// Folded texts, one of which has to be in the field's.
        let needles: [(bytes: [UInt8], wording: Wording)]
    }

    private let wanted: [Wanted]
    private var folded: [UInt8] = []

    /// Creates a probe that lets through everything that `filter` wants, and perhaps more.
    init(_ filter: RowFilter) {
        wanted = filter.clauses.compactMap { clause in
            guard !clause.isNegated, case .text(let field, let patterns) = clause.condition
            else { return nil }
            let key: KeyField
            switch field {
            case .product: key = .productName
            case .option: key = .option
            case .orderOrClaim, .order, .claim, .line, .state, .tracking, .actor, .note: return nil
            }
            return Wanted(
                field: key.index,
                needles: patterns.map { pattern in
                    let wording = Wording(pattern.text)
                    return (Array(wording.text.utf8), wording)
                }
            )
        }
    }

    /// Whether the filter can want what has these packed fields; of damaged ones it can.
    mutating func admits(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for index in wanted.indices {
            switch PackedFields.text(of: wanted[index].field, in: bytes) {
            case .missing: return false
            case .damaged: return true
            case .found(let text): if !holds(index, text) { return false }
            }
        }
        return true
    }

    private mutating func holds(_ index: Int, _ text: UnsafeRawBufferPointer) -> Bool {
        guard fold(text) else {
            let wording = Wording(String(decoding: text, as: UTF8.self))
            return wanted[index].needles.contains { wording.contains($0.wording) }
        }
        return folded.withUnsafeBytes { haystack in
            wanted[index].needles.contains { needle in
                needle.bytes.withUnsafeBytes { haystack.contains($0) }
            }
        }
    }

    /// Folds a text as ``Wording`` does.
    ///
    /// - Returns: `false` for a text with anything but Hangul syllables and printable ASCII.
    private mutating func fold(_ text: UnsafeRawBufferPointer) -> Bool {
        folded.removeAll(keepingCapacity: true)
        var position = 0
        while position < text.count {
            let byte = text[position]
            switch byte {
            case 0x20: break
            case 0x41...0x5A: folded.append(byte | 0x20)
            case 0x21...0x7E: folded.append(byte)
            case 0xEA...0xED:
                guard position + 2 < text.count else { return false }
                let scalar =
                    UInt32(byte & 0x0F) << 12 | UInt32(text[position + 1] & 0x3F) << 6
                    | UInt32(text[position + 2] & 0x3F)
                guard (0xAC00...0xD7A3).contains(scalar) else { return false }
                for offset in 0..<3 { folded.append(text[position + offset]) }
                position += 2
            default: return false
            }
            position += 1
        }
        return true
    }
}

extension UnsafeRawBufferPointer {
    /// Whether the other bytes stand anywhere in these.
    fileprivate func contains(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let start = baseAddress, let wanted = other.baseAddress, let first = other.first
        else { return other.isEmpty }
        var position = 0
        while position + other.count <= count {
            let rest = count - other.count - position + 1
            guard let found = memchr(start + position, Int32(first), rest) else { return false }
            if memcmp(found, wanted, other.count) == 0 { return true }
            position = UnsafeRawPointer(found) - start + 1
        }
        return false
    }
}
