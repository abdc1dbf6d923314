extension RowFilter {
    /// What a number begins with, any of the texts.
    package typealias Beginnings = (field: TextField, texts: [String])

    /// The beginnings of order numbers and claims of which a wanted row has one; `nil` where the
    /// filter names none.
    package var beginnings: Beginnings? {
        for clause in clauses where !clause.isNegated {
            guard case .text(let field, let patterns) = clause.condition,
                field == .orderOrClaim || field == .order || field == .claim,
                !patterns.contains(where: \.isContained)
            else { continue }
            return (field, patterns.map(\.text))
        }
        return nil
    }

    /// What the order number of every wanted line begins with; `nil` where the filter names none.
    package var orderBeginning: String? {
        guard let (field, texts) = beginnings, field != .claim, texts.count == 1 else { return nil }
        return texts[0]
    }
}

extension RowFilter.TextPattern {
    /// Whether it can stand anywhere in a text.
    package var isContained: Bool {
        switch self {
        case .equals, .begins: false
        case .contains: true
        }
    }

    /// The same of another text.
    func with(_ text: String) -> Self {
        switch self {
        case .equals: .equals(text)
        case .begins: .begins(text)
        case .contains: .contains(text)
        }
    }
}
