import MatchingCore
import Testing

@Suite("Comparing values")
struct ComparisonTests {
    @Test(
        "Codes are equal when they are the same text after trimming and composing",
        arguments: [
            ("A-1", "A-1"), (" A-1 ", "A-1"), ("\u{3000}A-1\u{A0}", "A-1"),
            ("가", "\u{1100}\u{1161}"), ("e\u{301}", "é"), ("0", "0"),
        ]
    )
    func equalCodes(claim: String, order: String) throws {
        #expect(try clause(.productCode, claim, order)?.verdict == .equal)
    }

    @Test(
        "Names and options are equal whatever the width and the runs of white space",
        arguments: [
            ("빨강 / L", "빨강  /  L"), ("ＡＢＣ", "ABC"), ("빨강\u{3000}L", "빨강 L"),
            ("빨강\tL", "빨강 L"), ("①", "1"), ("ｶﾞ", "ガ"),
        ]
    )
    func equalFreeText(claim: String, order: String) throws {
        #expect(try clause(.option, claim, order)?.verdict == .equal)
        #expect(try clause(.productName, claim, order)?.verdict == .equal)
    }

    @Test(
        "How unequal values differ is named by the fewest kinds that explain it",
        arguments: [
            ("A 1", "A1", [.whiteSpace]),
            ("Ａ1", "A1", [.width]),
            ("a1", "A1", [.letterCase]),
            ("007", "7", [.leadingZeros]),
            ("A-007", "A-7", [.leadingZeros]),
            ("000", "0", [.leadingZeros]),
            ("A-1", "A1", [.punctuation]),
            ("1,000", "1000", [.punctuation]),
            ("a 1", "A1", [.whiteSpace, .letterCase]),
            ("ａ-1", "A1", [.width, .letterCase, .punctuation]),
            ("1 01", "1 1", [.leadingZeros]),
            ("1 0-2", "1 2", [.leadingZeros, .punctuation]),
            ("0-12", "12", [.leadingZeros, .punctuation]),
            ("A1", "A1\u{200B}", [.invisibleCharacters]),
            ("A-1", "A\u{AD}1", [.punctuation, .invisibleCharacters]),
            ("A1", "\u{FEFF}a 1", [.whiteSpace, .letterCase, .invisibleCharacters]),
            ("A1", "A2", [.editDistance(1)]),
            ("kitten", "sitting", [.editDistance(3)]),
            ("abc", "xyz123", [.editDistance(6)]),
            ("---", "...", [.editDistance(3)]),
            ("0", "00x", [.editDistance(2)]),
        ] as [(String, String, [ValueDifference])]
    )
    func differences(claim: String, order: String, expected: [ValueDifference]) throws {
        #expect(try clause(.productCode, claim, order)?.verdict == .differs(expected))
        #expect(try clause(.productCode, order, claim)?.verdict == .differs(expected))
    }

    @Test("The distance of very long texts is bounded by the longer one, not computed")
    func longTexts() throws {
        let long = String(repeating: "가", count: 5_000)
        let other = String(repeating: "나", count: 4_000)
        #expect(
            try clause(.productName, long, other)?.verdict == .differs([.editDistance(5_000)])
        )
        #expect(
            try clause(.productName, long + "a" + long, long + "b" + long)?.verdict
                == .differs([.editDistance(1)])
        )
    }

    @Test(
        "A value that is absent or blank equals nothing",
        arguments: [
            ("", "A", .missingInCancellation), ("A", "", .missingInOrder),
            ("", "", .missingInBoth), ("  ", "\u{3000}", .missingInBoth),
        ] as [(String, String, Clause.Verdict)]
    )
    func missing(claim: String, order: String, verdict: Clause.Verdict) throws {
        #expect(try clause(.productCode, claim, order)?.verdict == verdict)
    }

    @Test("A clause shows the values as they came in and as they were compared")
    func rawAndCompared() throws {
        let clause = try #require(try clause(.option, "Ｌ  빨강", "L 파랑"))
        #expect(clause.inCancellation == "Ｌ  빨강")
        #expect(clause.comparedInCancellation == "L 빨강")
        #expect(clause.inOrder == "L 파랑")
        #expect(clause.verdict == .differs([.editDistance(2)]))
    }

    /// The clause of `field` when the two sides have these values and share the order number.
    private func clause(_ field: KeyField, _ claim: String, _ order: String) throws -> Clause? {
        let scene = try Scene(
            rule: "order_no + \(field)",
            claim: [.orderNumber: "1001", field: claim],
            lines: [.example("A", [field: order])]
        )
        return scene.explanation.branches[0].lines[0].clauses.first { $0.field == field }
    }
}
