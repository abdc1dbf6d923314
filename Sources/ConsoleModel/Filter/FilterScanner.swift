import SyncInterfaces

/// The text of a filter as words: where names, operators and values stand.
struct FilterScanner {
    /// A value as it was written.
    struct Value {
        let text: String
        /// Whether a `*` behind it means that it is only the beginning.
        let isBeginning: Bool
        let range: Range<Int>
    }

    /// One word: a condition, or free text.
    struct Word {
        let isNegated: Bool
        /// `nil` for free text.
        let head: Head?
        let values: [Value]
        let range: Range<Int>
    }

    /// A name with its operator.
    struct Head {
        let name: String
        let nameRange: Range<Int>
        let comparison: FilterOperator
        let operatorRange: Range<Int>
    }

    private let characters: [Character]
    private var position = 0

    init(_ text: String) { characters = Array(text) }

    /// The next word; `nil` at the end.
    mutating func next() throws(FilterError) -> Word? {
        skipSpace()
        guard position < characters.count else { return nil }
        let start = position
        let isNegated = characters[position] == "-"
        if isNegated { position += 1 }
        guard position < characters.count, !characters[position].isWhitespace else {
            throw FilterError(.nothingNegated, at: start..<position)
        }
        if let head = head() {
            let values = try values()
            return Word(isNegated: isNegated, head: head, values: values, range: start..<position)
        }
        let value = try value(endsAtComma: false)
        return Word(isNegated: isNegated, head: nil, values: [value], range: start..<position)
    }

    private mutating func skipSpace() {
        while position < characters.count && characters[position].isWhitespace { position += 1 }
    }

    /// A name and an operator behind it; moves on only when both are there.
    private mutating func head() -> Head? {
        var end = position
        while end < characters.count, characters[end].isFilterName { end += 1 }
        guard end > position else { return nil }
        guard let (comparison, length) = Self.comparison(at: end, in: characters) else {
            return nil
        }
        let head = Head(
            name: String(characters[position..<end]),
            nameRange: position..<end,
            comparison: comparison,
            operatorRange: end..<end + length
        )
        position = end + length
        return head
    }

    /// The operator at `position`, and its length; `=` means `:`.
    static func comparison(
        at position: Int,
        in characters: [Character]
    ) -> (FilterOperator, length: Int)? {
        guard position < characters.count else { return nil }
        let first = characters[position]
        if first == "=" { return (.equal, 1) }
        if position + 1 < characters.count, characters[position + 1] == "=",
            let both = FilterOperator(rawValue: "\(first)=")
        {
            return (both, 2)
        }
        return FilterOperator(rawValue: String(first)).map { ($0, 1) }
    }

    private mutating func values() throws(FilterError) -> [Value] {
        var values = [try value(endsAtComma: true)]
        while position < characters.count && characters[position] == "," {
            position += 1
            values.append(try value(endsAtComma: true))
        }
        return values
    }

    private mutating func value(endsAtComma: Bool) throws(FilterError) -> Value {
        if position < characters.count && characters[position] == "\"" {
            return try quoted(endsAtComma: endsAtComma)
        }
        let start = position
        while position < characters.count, !isEnd(endsAtComma) { position += 1 }
        let text = characters[start..<position]
        let isBeginning = text.count > 1 && text.last == "*"
        return Value(
            text: String(isBeginning ? text.dropLast() : text),
            isBeginning: isBeginning,
            range: start..<position
        )
    }

    private mutating func quoted(endsAtComma: Bool) throws(FilterError) -> Value {
        let start = position
        position += 1
        var text = ""
        while position < characters.count, characters[position] != "\"" {
            if characters[position] == "\\", position + 1 < characters.count { position += 1 }
            text.append(characters[position])
            position += 1
        }
        guard position < characters.count else {
            throw FilterError(.unclosedQuote, at: start..<position)
        }
        position += 1
        let isBeginning = position < characters.count && characters[position] == "*"
        if isBeginning { position += 1 }
        guard position == characters.count || isEnd(endsAtComma) else {
            let rest = position
            while position < characters.count, !isEnd(endsAtComma) { position += 1 }
            throw FilterError(.textAfterQuote, at: rest..<position)
        }
        return Value(text: text, isBeginning: isBeginning, range: start..<position)
    }

    private func isEnd(_ endsAtComma: Bool) -> Bool {
        characters[position].isWhitespace || (endsAtComma && characters[position] == ",")
    }
}

extension Character {
    /// Whether a field's name can have it.
    var isFilterName: Bool { isLetter || isNumber || self == "_" }
}
