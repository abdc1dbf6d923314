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

    /// A header as it is looked up.
    struct Header: Sendable, Hashable {
        fileprivate let key: String
        /// Whether it names a claim itself.
        let isAboutClaim: Bool
        /// Whether only lists of cancellations that this program wrote have it.
        var isOfOwnList: Bool { ColumnNames.ownTitles.contains(key) }
        /// Whether in such a list it says what this program decided, and not what was said to it.
        var isOwnWord: Bool { ColumnNames.ownWords.contains(key) }

        init(_ text: String) {
            let key = ColumnNames.normalized(text)
            self.key = key
            isAboutClaim = ColumnNames.isAboutClaim(key)
        }
    }

    private let common: [String: [Meaning]]
    private var marketplace: [String: [Meaning]] = [:]

    private static let marketplaceRank = 1
    private static let commonRank = 100_000
    private static let orderedQuantityRank = 1_000_000

    /// The buyer's reason in lists of our own, where `reason` is why the claim stands where it stands.
    static let buyerReason = "buyer_reason"
    private static let ownTitles = Set(["first_seen_at", "처음 본 일시"].map(normalized))
    private static let ownWords = Set(["reason", "이유", "상태 변경 일시"].map(normalized))

    private static let ruleNames = Dictionary(
        RecordField.all.map { (normalized($0.name), [Meaning(field: $0, rank: 0)]) }
            + [(normalized(buyerReason), [Meaning(field: .reason, rank: -1)])],
        uniquingKeysWith: { first, _ in first }
    )

    /// Creates the table that is for every marketplace; of several headers of one field, those listed
    /// first are preferred.
    package init(common: [RecordField: [String]]) {
        self.common = Self.table(of: common, rank: Self.commonRank)
    }

    /// The same names with a marketplace's own before them.
    func preferring(_ names: [RecordField: [String]]) -> ColumnNames {
        var result = self
        result.marketplace = Self.table(of: names, rank: Self.marketplaceRank)
        return result
    }

    private static func table(
        of names: [RecordField: [String]],
        rank: Int
    ) -> [String: [Meaning]] {
        var table: [String: [Meaning]] = [:]
        for field in RecordField.all {
            for (position, name) in (names[field] ?? []).enumerated() {
                let header = normalized(name)
                guard !header.isEmpty else { continue }
                let isListed = table[header, default: []].contains { $0.field == field }
                guard !isListed else { continue }
                table[header, default: []].append(Meaning(field: field, rank: rank + position))
            }
        }
        return table
    }

    /// The fields that a header means; none for an unknown one, several where the tables say so.
    ///
    /// Exports often have both 수량 and 취소수량. Units claimed are never those ordered: a header
    /// about a claim is not an order's quantity, and of a cancellation it is read before any other.
    func meanings(of header: Header, in kind: RecordKind) -> [Meaning] {
        let meanings = Self.ruleNames[header.key] ?? marketplace[header.key] ?? common[header.key]
        return (meanings ?? []).compactMap { meaning in
            guard meaning.field == .quantity, meaning.rank > 0 else { return meaning }
            switch kind {
            case .orders: return header.isAboutClaim ? nil : meaning
            case .cancellations:
                let penalty = header.isAboutClaim ? 0 : Self.orderedQuantityRank
                return Meaning(field: .quantity, rank: meaning.rank + penalty)
            }
        }
    }

    /// Whether a text in lower case has a word for claims.
    static func isAboutClaim(_ text: String) -> Bool { claimWords.contains { text.contains($0) } }

    /// The form in which headers are compared.
    static func normalized(_ header: String) -> String {
        let kept = FieldText.folded(header).unicodeScalars.filter {
            $0 != " " && $0 != "_" && $0 != "*" && $0 != "\u{FEFF}"
        }
        return String(String.UnicodeScalarView(kept)).lowercased()
    }
}

private let claimWords = ["취소", "클레임", "철회", "cancel", "claim"]
