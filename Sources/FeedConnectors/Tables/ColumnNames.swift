import Foundation
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
    func meanings(of header: String) -> [Meaning] { meanings[Self.normalized(header)] ?? [] }

    /// The form in which headers are compared.
    static func normalized(_ header: String) -> String {
        let kept = header.precomposedStringWithCompatibilityMapping.unicodeScalars.filter {
            !$0.properties.isWhitespace && $0 != "_" && $0 != "*" && $0 != "\u{FEFF}"
        }
        return String(String.UnicodeScalarView(kept)).lowercased()
    }
}
