import MatchingCore
import Testing

@Suite("The rule language")
struct MatchRuleTests {
    @Test(
        "A rule is printed as it is best written",
        arguments: [
            ("order_no", "order_no"),
            (" order_no+detail_no ", "order_no + detail_no"),
            (
                "order_no+(code18|product_name+option)",
                "order_no + (code18 | product_name + option)"
            ),
            ("((order_no))", "order_no"),
            ("order_no + (detail_no + code1)", "order_no + detail_no + code1"),
            ("order_no | (order_no + code1 | order_no)", "order_no | order_no + code1 | order_no"),
        ]
    )
    func printing(text: String, printed: String) throws {
        #expect(try MatchRule(parsing: text).description == printed)
    }

    @Test(
        "Alternatives become branches in the order in which they are written",
        arguments: [
            ("order_no", ["order_no"]),
            (
                "order_no + (detail_no2 | product_name + option)",
                ["order_no + detail_no2", "order_no + product_name + option"]
            ),
            (
                "(code1 | code2) + order_no + (code3 | code4)",
                [
                    "code1 + order_no + code3", "code1 + order_no + code4",
                    "code2 + order_no + code3", "code2 + order_no + code4",
                ]
            ),
            ("order_no + (code1 | code1)", ["order_no + code1"]),
            (
                "order_no + code1 + (code1 | code2)",
                ["order_no + code1", "order_no + code1 + code2"]
            ),
        ]
    )
    func branches(text: String, branches: [String]) throws {
        #expect(try MatchRule(parsing: text).branches.map(\.description) == branches)
    }

    @Test("Every field of any branch is listed once, in field order")
    func fields() throws {
        let rule = try MatchRule(parsing: "option + order_no + (code2 | code1 + option)")
        #expect(rule.fields.map(\.name) == ["order_no", "option", "code1", "code2"])
    }

    @Test(
        "A text that is not a rule is refused at the place where it goes wrong",
        arguments: [
            ("", .empty, 0),
            ("   ", .empty, 0),
            ("order_no + shop", .unknownField("shop"), 11),
            ("order_no + code31", .unknownField("code31"), 11),
            ("order_no + Option", .unknownField("Option"), 11),
            ("order_no & option", .unexpectedCharacter("&"), 9),
            ("주문번호", .unexpectedCharacter("주"), 0),
            ("order_no +", .expectedField(nil), 10),
            ("order_no + | option", .expectedField("|"), 11),
            ("+ order_no", .expectedField("+"), 0),
            ("order_no + ()", .expectedField(")"), 12),
            ("order_no + (code1 | code2", .unclosedParenthesis, 11),
            ("order_no)", .unexpectedText(")"), 8),
            ("order_no option", .unexpectedText("option"), 9),
            ("detail_no", .branchWithoutOrderNumber("detail_no"), 0),
            ("order_no | option", .branchWithoutOrderNumber("option"), 0),
        ] as [(String, MatchRuleError.Problem, Int)]
    )
    func errors(text: String, problem: MatchRuleError.Problem, offset: Int) {
        let error = #expect(throws: MatchRuleError.self) { try MatchRule(parsing: text) }
        #expect(error?.problem == problem)
        #expect(error?.offset == offset)
    }

    @Test("Parentheses without end are refused rather than followed")
    func deepNesting() {
        let text = String(repeating: "(", count: 100_000) + "order_no"
        let error = #expect(throws: MatchRuleError.self) { try MatchRule(parsing: text) }
        #expect(error?.problem == .unexpectedText("("))
    }

    @Test("An expression without any alternative is no rule")
    func emptyExpression() {
        let error = #expect(throws: MatchRuleError.self) { try MatchRule(.any([])) }
        #expect(error?.problem == .empty)
    }

    @Test("Parsing what was printed gives the same rule", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rule = try MatchRule(.randomRule(using: &random))
        #expect(try MatchRule(parsing: rule.description) == rule)
    }
}

extension MatchRule.Expression {
    /// An expression that requires the order number and keeps the invariants of its cases.
    static func randomRule(using random: inout SeededGenerator) -> Self {
        switch self.random(depth: 3, using: &random) {
        case .all(let parts): .all([.field(.orderNumber)] + parts)
        case let other: .all([.field(.orderNumber), other])
        }
    }

    private static func random(depth: Int, using random: inout SeededGenerator) -> Self {
        if depth == 0 || random.once(in: 3) { return .field(random.pick(KeyField.all)) }
        let isAll = random.once(in: 2)
        var parts: [Self] = []
        for _ in 0..<Int.random(in: 2...3, using: &random) {
            let part = Self.random(depth: depth - 1, using: &random)
            switch part {
            case .all(let inner) where isAll: parts += inner
            case .any(let inner) where !isAll: parts += inner
            default: parts.append(part)
            }
        }
        return isAll ? .all(parts) : .any(parts)
    }
}
