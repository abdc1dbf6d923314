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
    private let wanted: [(field: UInt8, patterns: FoldedPatterns)]
    private var folded: [UInt8] = []

    /// Creates a probe that lets through everything that `filter` wants, and perhaps more.
    init(_ filter: RowFilter) {
        wanted = filter.wantedTexts.map { ($0.field, FoldedPatterns($0)) }
    }

    /// Whether the filter can want what has these packed fields; of damaged ones it can.
    mutating func admits(_ bytes: UnsafeRawBufferPointer) -> Bool {
        for index in wanted.indices {
            switch PackedFields.text(of: wanted[index].field, in: bytes) {
            case .missing: return false
            case .damaged: return true
            case .found(let text):
                fold(text)
                guard folded.withUnsafeBytes({ wanted[index].patterns.hold(for: $0) })
                else { return false }
            }
        }
        return true
    }

    /// Folds a text as ``Wording`` does.
    private mutating func fold(_ text: UnsafeRawBufferPointer) {
        folded.removeAll(keepingCapacity: true)
        guard !foldSimply(text) else { return }
        folded = Array(Wording(String(decoding: text, as: UTF8.self)).text.utf8)
    }

    /// Folds a text byte by byte.
    ///
    /// - Returns: `false` for a text with anything but Hangul syllables and printable ASCII.
    private mutating func foldSimply(_ text: UnsafeRawBufferPointer) -> Bool {
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
