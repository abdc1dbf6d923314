/// Why a text is not a match rule, and where.
public struct MatchRuleError: Error, Sendable, Hashable {
    /// What is wrong with the text.
    public enum Problem: Sendable, Hashable {
        case empty
        /// Not the name of a field; the valid names are ``KeyField/all``.
        case unknownField(String)
        case unexpectedCharacter(Character)
        /// A field or an opening parenthesis should stand here; what stands instead, `nil` at the end.
        case expectedField(String?)
        case unclosedParenthesis
        /// A closing parenthesis, or a field without `+` or `|` before it.
        case unexpectedText(String)
        /// This branch, as text, does not require `order_no`.
        case branchWithoutOrderNumber(String)
    }

    /// What is wrong.
    public let problem: Problem
    /// Where in the text, in characters from 0.
    public let offset: Int
}

extension MatchRule {
    /// Reads a rule.
    ///
    /// - Throws: ``MatchRuleError`` at the first place where the text is not a rule.
    public init(parsing text: String) throws(MatchRuleError) {
        var parser = Parser(tokens: try Parser.tokens(of: text))
        guard !parser.isAtEnd else { throw MatchRuleError(problem: .empty, offset: 0) }
        let expression = try parser.alternatives()
        if let rest = parser.current {
            throw MatchRuleError(problem: .unexpectedText(rest.text), offset: rest.offset)
        }
        try self.init(expression)
    }

    /// Makes a rule of an expression.
    ///
    /// - Throws: ``MatchRuleError`` when a branch does not require `order_no`.
    public init(_ expression: Expression) throws(MatchRuleError) {
        let branches = expression.branches
        if branches.isEmpty { throw MatchRuleError(problem: .empty, offset: 0) }
        if let branch = branches.first(where: { !$0.fields.contains(.orderNumber) }) {
            throw MatchRuleError(
                problem: .branchWithoutOrderNumber(branch.description),
                offset: 0
            )
        }
        self.init(expression: expression, branches: branches)
    }
}

extension MatchRule.Branch: CustomStringConvertible {
    /// The fields joined by `+`, as a rule writes them.
    public var description: String { fields.map(\.name).joined(separator: " + ") }
}

extension MatchRule.Expression: CustomStringConvertible {
    /// The rule as it is written, with parentheses around an "or" within an "and".
    public var description: String {
        switch self {
        case .field(let field): field.name
        case .all(let parts): parts.map(\.descriptionWithinAll).joined(separator: " + ")
        case .any(let parts): parts.map(\.description).joined(separator: " | ")
        }
    }

    private var descriptionWithinAll: String {
        if case .any = self { "(\(description))" } else { description }
    }

    /// The ways to satisfy the expression, earlier alternatives first.
    var branches: [MatchRule.Branch] {
        switch self {
        case .field(let field): [MatchRule.Branch(fields: [field])]
        case .any(let parts): parts.flatMap(\.branches).withoutRepetitions
        case .all(let parts):
            parts.reduce([MatchRule.Branch(fields: [])]) { begun, part in
                begun.flatMap { head in part.branches.map { head.adding($0) } }
                    .withoutRepetitions
            }
        }
    }
}

extension [MatchRule.Branch] {
    /// Only the first of branches that name the same fields; a later one could find nothing new.
    fileprivate var withoutRepetitions: [MatchRule.Branch] {
        var seen: Set<UInt64> = []
        return filter { branch in
            seen.insert(branch.fields.reduce(0) { $0 | $1.bit }).inserted
        }
    }
}

extension MatchRule.Branch {
    fileprivate func adding(_ other: Self) -> Self {
        Self(fields: fields + other.fields.filter { !fields.contains($0) })
    }
}

private struct Parser {
    struct Token {
        let text: String
        let offset: Int
    }

    /// Deeper parentheses are refused, so that no text can exhaust the stack.
    static let deepestNesting = 64

    let tokens: [Token]
    var position = 0
    var nesting = 0

    init(tokens: [Token]) { self.tokens = tokens }

    var current: Token? { position < tokens.count ? tokens[position] : nil }
    var isAtEnd: Bool { current == nil }

    mutating func alternatives() throws(MatchRuleError) -> MatchRule.Expression {
        var parts = [try conjunction()]
        while take("|") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts.flatMap(\.alternativeParts))
    }

    private mutating func conjunction() throws(MatchRuleError) -> MatchRule.Expression {
        var parts = [try operand()]
        while take("+") { parts.append(try operand()) }
        return parts.count == 1 ? parts[0] : .all(parts.flatMap(\.conjunctionParts))
    }

    private mutating func operand() throws(MatchRuleError) -> MatchRule.Expression {
        let end = (tokens.last?.offset ?? 0) + (tokens.last?.text.count ?? 0)
        guard let token = current else {
            throw MatchRuleError(problem: .expectedField(nil), offset: end)
        }
        position += 1
        switch token.text {
        case "(":
            guard nesting < Self.deepestNesting else {
                throw MatchRuleError(problem: .unexpectedText("("), offset: token.offset)
            }
            nesting += 1
            defer { nesting -= 1 }
            let inner = try alternatives()
            guard take(")") else {
                throw MatchRuleError(problem: .unclosedParenthesis, offset: token.offset)
            }
            return inner
        case ")", "+", "|":
            throw MatchRuleError(problem: .expectedField(token.text), offset: token.offset)
        default:
            guard let field = KeyField(name: token.text) else {
                throw MatchRuleError(problem: .unknownField(token.text), offset: token.offset)
            }
            return .field(field)
        }
    }

    private mutating func take(_ text: String) -> Bool {
        guard current?.text == text else { return false }
        position += 1
        return true
    }

    static func tokens(of text: String) throws(MatchRuleError) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        for (offset, character) in text.enumerated() {
            if character.isASCII && (character.isLetter || character.isNumber || character == "_") {
                word.append(character)
                continue
            }
            if !word.isEmpty { tokens.append(Token(text: word, offset: offset - word.count)) }
            word = ""
            switch character {
            case "+", "|", "(", ")":
                tokens.append(Token(text: String(character), offset: offset))
            case _ where character.isWhitespace: break
            default:
                throw MatchRuleError(problem: .unexpectedCharacter(character), offset: offset)
            }
        }
        if !word.isEmpty { tokens.append(Token(text: word, offset: text.count - word.count)) }
        return tokens
    }
}

extension MatchRule.Expression {
    fileprivate var alternativeParts: [Self] {
        if case .any(let parts) = self { parts } else { [self] }
    }
    fileprivate var conjunctionParts: [Self] {
        if case .all(let parts) = self { parts } else { [self] }
    }
}
