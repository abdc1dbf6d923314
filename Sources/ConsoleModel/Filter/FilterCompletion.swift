/// What can stand where the caret of a filter is.
package struct FilterCompletion: Sendable, Hashable {
    /// The characters that a candidate takes the place of: the name with its operator, or the value,
    /// that the caret stands in, also what of it stands behind the caret.
    package let range: Range<Int>
    /// Whole texts for the range, the best first; empty where nothing is known.
    package let candidates: [String]

    /// Looks for what can begin with the text before the caret.
    ///
    /// - Parameters:
    ///   - text: The whole text.
    ///   - caret: How many characters stand before the caret.
    ///   - vocabulary: The names and words.
    package init(_ text: [Character], caret: Int, _ vocabulary: FilterVocabulary) {
        guard let place = Place(in: text, at: caret) else {
            range = caret..<caret
            candidates = []
            return
        }
        range = place.range
        let typed = String(text[range.lowerBound..<caret])
        let partial = String(typed.drop { $0 == "\"" })
        guard let name = place.field else {
            // What is typed says in which language; without it only the screen's is offered.
            let known = typed.isEmpty ? vocabulary.fieldNames : vocabulary.acceptedFieldNames
            // A name that is whole already still lacks what stands behind it.
            let found = Self.ranked(known, by: \.name, like: typed)
            // One that stands there whole stays unless another one is asked for.
            let names =
                (found.filter { $0.name == place.name } + found.filter { $0.name != place.name })
                .map { $0.name + place.comparison(for: $0.field).rawValue }
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

    /// Looks for what can begin with the text before the caret, which can be meant for several lists.
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
        range = Place(in: text, at: caret)?.range ?? caret..<caret
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
}

/// What the caret stands in: a value of the field that is named before it, a name, or a word.
private struct Place {
    let range: Range<Int>
    /// The field whose value it is; `nil` for a name or a word.
    var field: String?
    /// The whole name that the caret stands in, and the operator behind it.
    var name: String?
    var comparison: FilterOperator?

    /// Looks where the caret is; `nil` before a sign, where nothing can be put.
    init?(in text: [Character], at caret: Int) {
        var start = Self.start(of: \.isWhitespace, in: text, from: 0, before: caret)
        if start < text.count, text[start] == "-" { start += 1 }
        guard start <= caret else { return nil }
        var end = start
        while end < text.count, text[end].isFilterName { end += 1 }
        guard let (comparison, length) = FilterScanner.comparison(at: end, in: text), end > start
        else {
            range = start..<Self.end(of: \.isWhitespace, in: text, from: start, behind: caret)
            return
        }
        guard end + length <= caret else {
            range = start..<end + length
            name = String(text[start..<end])
            self.comparison = comparison
            return
        }
        let ends = { (character: Character) in character.isWhitespace || character == "," }
        let value = Self.start(of: { $0 == "," }, in: text, from: end + length, before: caret)
        range = value..<Self.end(of: ends, in: text, from: value, behind: caret)
        field = String(text[start..<end])
    }

    /// The operator behind a name that takes this one's place: the one that is there, where it can be.
    func comparison(for field: FilterField) -> FilterOperator {
        if let comparison, field.operators.contains(comparison) { return comparison }
        return field.operators.first ?? .equal
    }

    /// Where the part begins that the caret stands in or behind, outside of quotes.
    private static func start(
        of isEnd: (Character) -> Bool,
        in text: [Character],
        from first: Int,
        before caret: Int
    ) -> Int {
        var start = first
        var isQuoted = false
        for position in first..<max(first, caret) {
            if text[position] == "\"" { isQuoted.toggle() }
            if !isQuoted && isEnd(text[position]) { start = position + 1 }
        }
        return start
    }

    /// Where the part ends that begins at `start` and that the caret stands in or behind; a quote that
    /// nobody closes takes in nothing behind the caret.
    private static func end(
        of isEnd: (Character) -> Bool,
        in text: [Character],
        from start: Int,
        behind caret: Int
    ) -> Int {
        var isQuoted = false
        for position in start..<text.count {
            if text[position] == "\"" { isQuoted.toggle() }
            if !isQuoted && isEnd(text[position]) { return position }
        }
        guard isQuoted else { return text.count }
        return text[caret...].firstIndex(where: isEnd) ?? text.count
    }
}
