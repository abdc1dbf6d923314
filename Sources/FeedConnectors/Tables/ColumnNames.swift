package import MatchingCore

/// Column headers by which fields are known.
///
/// Headers are compared after NFKC, without white space, underscores and asterisks, and without
/// regard to case. The names of the rule language always work. Where a marketplace's own table
/// has a header, it alone says what the header means; the common table is for the others.
package struct ColumnNames: Sendable {
    /// A field that a header means; of several headers of one field the lowest rank is read.
    struct Meaning: Sendable, Hashable {
        let field: RecordField
        let rank: Int
    }

    private var meanings: [String: [Meaning]] = [:]

    private static let marketplaceRank = 1
    private static let commonRank = 100_000
    private static let orderedQuantityRank = 1_000_000
    private static let claimWords = ["취소", "클레임", "철회", "cancel", "claim"]

    /// Creates the table; of several headers of one field, those listed first are preferred.
    package init(common: [RecordField: [String]], marketplace: [RecordField: [String]]) {
        for field in RecordField.all {
            meanings[Self.normalized(field.name)] = [Meaning(field: field, rank: 0)]
        }
        add(marketplace, rank: Self.marketplaceRank)
        add(common, rank: Self.commonRank)
    }

    private mutating func add(_ names: [RecordField: [String]], rank: Int) {
        let known = Set(meanings.keys)
        for field in RecordField.all {
            for (position, name) in (names[field] ?? []).enumerated() {
                let header = Self.normalized(name)
                guard !header.isEmpty, !known.contains(header) else { continue }
                let isListed = meanings[header, default: []].contains { $0.field == field }
                guard !isListed else { continue }
                meanings[header, default: []].append(Meaning(field: field, rank: rank + position))
            }
        }
    }

    /// The fields that a header means; none for an unknown one, several where the tables say so.
    ///
    /// Exports often have both 수량 and 취소수량. Units claimed are never those ordered: a header
    /// about a claim is not an order's quantity, and of a cancellation it is read before any other.
    func meanings(of header: String, in kind: RecordKind) -> [Meaning] {
        let normalized = Self.normalized(header)
        let isAboutClaim = Self.claimWords.contains(where: normalized.contains)
        return (meanings[normalized] ?? []).compactMap { meaning in
            guard meaning.field == .quantity, meaning.rank > 0 else { return meaning }
            switch kind {
            case .orders: return isAboutClaim ? nil : meaning
            case .cancellations:
                let penalty = isAboutClaim ? 0 : Self.orderedQuantityRank
                return Meaning(field: .quantity, rank: meaning.rank + penalty)
            }
        }
    }

    /// The form in which headers are compared.
    static func normalized(_ header: String) -> String {
        let kept = FieldText.folded(header).unicodeScalars.filter {
            $0 != " " && $0 != "_" && $0 != "*" && $0 != "\u{FEFF}"
        }
        return String(String.UnicodeScalarView(kept)).lowercased()
    }
}
