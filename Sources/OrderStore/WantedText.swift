import Glibc
import MatchingCore
import SyncInterfaces

/// What a filter wants to stand in products, or in options.
struct WantedText: Hashable {
    /// The field's number in packed fields.
    let field: UInt8
    /// Any of them will do.
    let patterns: [RowFilter.TextPattern]
}

extension RowFilter {
    /// What every wanted row has in its product or its option.
    var wantedTexts: [WantedText] {
        clauses.compactMap { clause in
            guard !clause.isNegated, case .text(let field, let patterns) = clause.condition
            else { return nil }
            switch field {
            case .product: return WantedText(field: KeyField.productName.index, patterns: patterns)
            case .option: return WantedText(field: KeyField.option.index, patterns: patterns)
            case .orderOrClaim, .order, .claim, .line, .state, .tracking, .actor, .note: return nil
            }
        }
    }
}

/// The patterns of a wanted text, ready to be looked for in texts that are folded as ``Wording`` is.
struct FoldedPatterns {
    private enum Place {
        case whole, start, anywhere
    }

    private let patterns: [(place: Place, bytes: [UInt8])]

    init(_ wanted: WantedText) {
        patterns = wanted.patterns.map { pattern in
            let place: Place =
                switch pattern {
                case .equals: .whole
                case .begins: .start
                case .contains: .anywhere
                }
            return (place, Array(Wording(pattern.text).text.utf8))
        }
    }

    /// Whether a folded text is as one of the patterns wants it.
    func hold(for folded: UnsafeRawBufferPointer) -> Bool {
        patterns.contains { place, bytes in
            bytes.withUnsafeBytes { wanted in
                switch place {
                case .whole: folded.count == wanted.count && folded.begins(with: wanted)
                case .start: folded.begins(with: wanted)
                case .anywhere: folded.contains(wanted)
                }
            }
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func begins(with other: UnsafeRawBufferPointer) -> Bool {
        guard let start = baseAddress, let wanted = other.baseAddress else { return other.isEmpty }
        return other.count <= count && memcmp(start, wanted, other.count) == 0
    }

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
