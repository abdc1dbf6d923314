import Foundation

/// The two normal forms in which texts are kept and compared.
public enum FieldText {
    /// The form in which values are kept and compared: Unicode NFC, trimmed of white space.
    ///
    /// Linear in the text; texts that are visibly in NFC already are only scanned.
    public static func cleaned(_ text: String) -> String {
        let normalized =
            isPlainlyNormalized(text) ? text : text.precomposedStringWithCanonicalMapping
        return trimmed(normalized)
    }

    /// The form in which names and options are compared: NFKC, each run of white space one space.
    ///
    /// Full-width letters become half-width; case is kept.
    public static func folded(_ text: String) -> String {
        if isPlainlyFolded(text) { return text }
        // The mapping leaves half-width Kana beside their voice marks, so that it is composed again.
        let compatible =
            isPlainlyCompatible(text)
            ? text
            : text.precomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in compatible.unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingSpace = !result.isEmpty
            } else {
                if pendingSpace { result.append(" ") }
                pendingSpace = false
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether folding would change nothing, as far as a scan can tell: the common case.
    private static func isPlainlyFolded(_ text: String) -> Bool {
        var previous: UInt32 = 0x20  // so that leading white space counts as a run
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20 where previous == 0x20: return false
            case 0x20...0x7E, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
                previous = scalar.value
            default: return false
            }
        }
        return previous != 0x20 || text.isEmpty
    }

    /// Whether every scalar lies in ranges where NFC changes nothing (ASCII, Latin-1, Hangul, Han).
    private static func isPlainlyNormalized(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x300, 0x3000...0x3098, 0x30A0...0x9FFF, 0xAC00...0xD7A3, 0xFF00...0xFFEF:
                true
            default: false
            }
        }
    }

    /// Whether every scalar lies in ranges where NFKC changes nothing.
    private static func isPlainlyCompatible(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0xA0, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
            default: false
            }
        }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        if first == scalars.startIndex && scalars.index(after: last) == scalars.endIndex {
            return text
        }
        return String(scalars[first...last])
    }
}
