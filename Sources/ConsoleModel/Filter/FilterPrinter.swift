import MatchingCore
package import SyncInterfaces

/// Writes filters as ``FilterParser`` reads them.
package struct FilterPrinter: Sendable {
    private let vocabulary: FilterVocabulary
    private let language: Language

    /// Creates a printer.
    ///
    /// - Parameters:
    ///   - vocabulary: The words of both languages.
    ///   - language: The language to write in; `nil` for the vocabulary's own.
    package init(_ vocabulary: FilterVocabulary, language: Language? = nil) {
        self.vocabulary = vocabulary
        self.language = language ?? vocabulary.language
    }

    /// The filter as a text that is read as the same filter again.
    package func text(_ filter: RowFilter) -> String {
        filter.clauses.map { ($0.isNegated ? "-" : "") + text($0.condition) }
            .joined(separator: " ")
    }

    private func text(_ condition: RowFilter.Condition) -> String {
        switch condition {
        case .status(let all): words(.status, all, vocabulary.statuses)
        case .account(let all): words(.account, all, vocabulary.accountIDs) { $0.rawValue }
        case .reason(let all): words(.reason, all, vocabulary.reasons)
        case .shipping(let all): words(.shipping, all, vocabulary.shippingStates)
        case .isHeld(let isHeld): words(.held, [isHeld], vocabulary.truths)
        case .act(let all): words(.act, all, vocabulary.acts)
        case .isAutomatic: words(.actor, [true], vocabulary.automatic)
        case .text(.actor, let patterns): text(.actor, .actor, patterns)
        case .text(.orderOrClaim, let patterns):
            Self.freeWord(patterns.first?.text ?? "")
        case .text(let field, let patterns): text(field, .text(field), patterns)
        case .number(let field, let comparison, let value):
            head(.number(field), FilterOperator(comparison)) + String(value)
        case .time(let field, let comparison, let time):
            head(.time(field), FilterOperator(comparison))
                + FilterTimeText.text(time, in: language)
        }
    }

    private func text(
        _ field: RowFilter.TextField,
        _ kind: FilterField.Kind,
        _ patterns: [RowFilter.TextPattern]
    ) -> String {
        let isContained = patterns.contains {
            if case .contains = $0 { true } else { false }
        }
        let values = patterns.map { pattern in
            switch pattern {
            case .equals(let text), .contains(let text): Self.value(text)
            case .begins(let text): Self.value(text) + "*"
            }
        }
        return head(kind, isContained ? .contains : .equal) + values.joined(separator: ",")
    }

    private func words<Meaning>(
        _ field: FilterField,
        _ meanings: [Meaning],
        _ words: FilterWords<Meaning>,
        otherwise: (Meaning) -> String = { "\($0)" }
    ) -> String {
        let values = meanings.map { meaning in
            words.word(for: meaning, in: language) ?? otherwise(meaning)
        }
        return head(field.kind, .equal) + values.map(Self.value).joined(separator: ",")
    }

    private func head(_ kind: FilterField.Kind, _ comparison: FilterOperator) -> String {
        let field = FilterField.allCases.first { $0.kind == kind }
        return (field?.name.text(in: language) ?? "") + comparison.rawValue
    }

    /// A value, in quotes where it would be read otherwise.
    static func value(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isFilterName || "-./+#()".contains($0) }
        return isPlain && !text.isEmpty ? text : quoted(text)
    }

    private static func freeWord(_ text: String) -> String {
        text.first == "-" ? quoted(text) : value(text)
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.flatMap { character -> [Character] in
            character == "\"" || character == "\\" ? ["\\", character] : [character]
        }
        return "\"\(String(escaped))\""
    }
}
