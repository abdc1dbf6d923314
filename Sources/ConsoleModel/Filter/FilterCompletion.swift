/// What can stand where the caret of a filter is.
package struct FilterCompletion: Sendable, Hashable {
    /// The characters that a candidate takes the place of; it ends at the caret.
    package let range: Range<Int>
    /// Whole texts for the range, the best first; empty where nothing is known.
    package let candidates: [String]

    /// Looks at the text before the caret.
    ///
    /// - Parameters:
    ///   - text: The whole text.
    ///   - caret: How many characters stand before the caret.
    ///   - vocabulary: The names and words.
    package init(_ text: [Character], caret: Int, _ vocabulary: FilterVocabulary) {
        let place = Self.place(in: text, before: caret)
        range = place.range
        let partial = String(text[range].drop { $0 == "\"" })
        guard let name = place.field else {
            // What is typed says in which language; without it only the screen's is offered.
            let typed = String(text[range])
            let known = typed.isEmpty ? vocabulary.fieldNames : vocabulary.acceptedFieldNames
            // A name that is whole already still lacks what stands behind it.
            let names = Self.ranked(known, by: \.name, like: typed)
                .map { $0.name + ($0.field.operators.first ?? .equal).rawValue }
            let words = partial.isEmpty ? [] : vocabulary.freeWords
            candidates = names + Self.unfinished(words, like: partial).map(FilterPrinter.value)
            return
        }
        guard let field = vocabulary.field(named: name), field.lists.contains(vocabulary.list)
        else {
            candidates = []
            return
        }
        let shown = Self.unfinished(vocabulary.words(of: field), like: partial)
        // A word that is not offered by itself can still be meant by its beginning.
        let meant =
            shown.isEmpty
            ? Self.unfinished(vocabulary.acceptedWords(of: field), like: partial) : shown
        candidates = meant.map(FilterPrinter.value)
    }

    /// Looks at the text before the caret, which can be meant for several lists.
    ///
    /// - Parameters:
    ///   - text: The whole text.
    ///   - caret: How many characters stand before the caret.
    ///   - vocabularies: Those of the lists, the likeliest first.
    package init(_ text: [Character], caret: Int, anyOf vocabularies: [FilterVocabulary]) {
        var candidates: [String] = []
        for vocabulary in vocabularies {
            let own = Self(text, caret: caret, vocabulary).candidates
            candidates += own.filter { !candidates.contains($0) }
        }
        self.candidates = candidates
        range = Self.place(in: text, before: caret).range
    }

    /// The words that `partial` can become; one that it is lacks nothing.
    private static func unfinished(_ words: [String], like partial: String) -> [String] {
        ranked(words, by: \.self, like: partial)
            .filter { $0.lowercased() != partial.lowercased() }
    }

    /// The entry that is `partial`, those that begin with it, then those that have it anywhere.
    private static func ranked<Entry>(
        _ entries: [Entry],
        by text: (Entry) -> String,
        like partial: String
    ) -> [Entry] {
        let wanted = partial.lowercased()
        guard !wanted.isEmpty else { return entries }
        let found = entries.map { ($0, text($0).lowercased()) }
            .filter { $0.1.contains(wanted) }
        return found.filter { $0.1 == wanted }.map(\.0)
            + found.filter { $0.1.hasPrefix(wanted) && $0.1 != wanted }.map(\.0)
            + found.filter { !$0.1.hasPrefix(wanted) }.map(\.0)
    }

    /// What the caret is behind: a value of the field that is named before it, or a word.
    private static func place(
        in text: [Character],
        before caret: Int
    ) -> (range: Range<Int>, field: String?) {
        let start = startOfWord(in: text, before: caret)
        var end = start
        while end < caret, text[end].isFilterName { end += 1 }
        guard let (_, length) = FilterScanner.comparison(at: end, in: text), end > start,
            end + length <= caret
        else { return (start..<caret, nil) }
        let value = startOfValue(in: text, from: end + length, before: caret)
        return (value..<caret, String(text[start..<end]))
    }

    /// Where the word begins that the caret stands in or behind, its sign left out.
    private static func startOfWord(in text: [Character], before caret: Int) -> Int {
        var start = 0
        var isQuoted = false
        for position in 0..<caret {
            if text[position] == "\"" { isQuoted.toggle() }
            if !isQuoted && text[position].isWhitespace { start = position + 1 }
        }
        return start < caret && text[start] == "-" ? start + 1 : start
    }

    private static func startOfValue(
        in text: [Character],
        from first: Int,
        before caret: Int
    ) -> Int {
        var start = first
        var isQuoted = false
        for position in first..<caret {
            if text[position] == "\"" { isQuoted.toggle() }
            if !isQuoted && text[position] == "," { start = position + 1 }
        }
        return start
    }
}
