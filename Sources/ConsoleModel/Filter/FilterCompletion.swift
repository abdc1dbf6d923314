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
        let start = Self.startOfWord(in: text, before: caret)
        var end = start
        while end < caret, text[end].isFilterName { end += 1 }
        guard let (_, length) = FilterScanner.comparison(at: end, in: text), end > start,
            end + length <= caret
        else {
            let partial = String(text[start..<caret])
            range = start..<caret
            // A name that is whole already still lacks what stands behind it.
            candidates = Self.ranked(vocabulary.fieldNames, by: \.name, like: partial)
                .map { $0.name + ($0.field.operators.first ?? .equal).rawValue }
            return
        }
        let value = Self.startOfValue(in: text, from: end + length, before: caret)
        range = value..<caret
        guard let field = vocabulary.field(named: String(text[start..<end])),
            field.lists.contains(vocabulary.list)
        else {
            candidates = []
            return
        }
        let partial = String(text[value..<caret].drop { $0 == "\"" })
        let shown = Self.unfinished(vocabulary.words(of: field), like: partial)
        // A word that is not offered by itself can still be meant by its beginning.
        let meant =
            shown.isEmpty
            ? Self.unfinished(vocabulary.acceptedWords(of: field), like: partial) : shown
        candidates = meant.map(FilterPrinter.value)
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
