import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Filters as text")
struct FilterParserTests {
    static func words(
        _ language: Language = .korean,
        _ list: FilteredList = .cancellations
    ) -> FilterVocabulary {
        FilterVocabulary(list, language: language, accounts: Sample.accounts)
    }

    private static func clause(
        _ condition: RowFilter.Condition,
        not isNegated: Bool = false
    ) -> RowFilter.Clause { RowFilter.Clause(condition, isNegated: isNegated) }

    @Test(
        "A filter is understood in both languages",
        arguments: [
            "상태:보류,대기 판매처:쿠팡 옵션~블랙 요청>2h 수량>=2 사유:이미배송 -판매처:지마켓 \"자유 문구\"",
            "status=held,pending account:coupang option~블랙 requested>2h qty>=2 reason:shipped"
                + " -account:gmarket \"자유 문구\"",
        ]
    )
    func example(text: String) throws {
        let filter = try FilterParser(Self.words()).filter(text)
        #expect(
            filter.clauses == [
                Self.clause(.status([.held, .pending])),
                Self.clause(.account(["coupang"])),
                Self.clause(.text(.option, [.contains("블랙")])),
                Self.clause(.time(.requested, .greater, .age(seconds: 7200))),
                Self.clause(.number(.quantity, .greaterOrEqual, 2)),
                Self.clause(.reason([.shipped])),
                Self.clause(.account(["gmarket"]), not: true),
                Self.clause(.text(.orderOrClaim, [.begins("자유 문구")])),
            ]
        )
    }

    @Test(
        "Each value is understood",
        arguments: [
            ("주문:2026*", .text(.order, [.begins("2026")])),
            ("주문:\"2026*\",77", .text(.order, [.equals("2026*"), .equals("77")])),
            ("취소번호~\"a\\\"b\"", .text(.claim, [.contains("a\"b")])),
            ("판매처:\"스마트스토어 공식판매점\"", .account(["storefarm"])),
            ("판매처:스마트스토어공식판매점", .account(["storefarm"])),
            ("Status:Already", nil),
            ("사유:already\u{3000}shipped", nil),
            ("사유:\"already shipped\"", .reason([.shipped])),
            ("요청:오늘", .time(.requested, .equal, .daysAgo(0))),
            ("이후<어제", .time(.since, .less, .daysAgo(1))),
            ("since<=today-3", .time(.since, .lessOrEqual, .daysAgo(3))),
            ("이후>=3일", .time(.since, .greaterOrEqual, .age(seconds: 259_200))),
            (
                "요청:2026-11-25",
                .time(.requested, .equal, .day(Timestamp(seconds: 1_795_532_400)))
            ),
            (
                "요청>2026-11-25T09:05",
                .time(.requested, .greater, .minute(Timestamp(seconds: 1_795_565_100)))
            ),
        ] as [(String, RowFilter.Condition?)]
    )
    func values(text: String, condition: RowFilter.Condition?) {
        let filter = try? FilterParser(Self.words()).filter(text)
        #expect(filter?.clauses.first?.condition == condition)
    }

    @Test("A number in groups is one number where orders are found by one")
    func groupedNumber() throws {
        let text = "6800 7777 0001"
        let orders = try FilterParser(Self.words(.korean, .orderLines)).filter(text)
        #expect(orders.onlyBeginning == text)
        #expect(try FilterParser(Self.words()).filter(text).clauses.count == 3)
        let mixed = try FilterParser(Self.words(.korean, .orderLines)).filter("6800 -7777")
        #expect(mixed.clauses.count == 2)
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let text: String
        let problem: FilterError.Problem
        let range: Range<Int>
        var testDescription: String { text }

        init(_ text: String, _ problem: FilterError.Problem, _ range: Range<Int>) {
            (self.text, self.problem, self.range) = (text, problem, range)
        }
    }

    static let mistakes = [
        Mistake("상태:보류 삭태:대기", .unknownField("삭태", meant: "상태"), 6..<8),
        Mistake("foo:1", .unknownField("foo", meant: nil), 0..<3),
        Mistake("a 송장:1", .fieldOfOtherList(.tracking), 2..<4),
        Mistake("상태>보류", .unusableOperator(.status, .greater), 2..<3),
        Mistake("옵션>=블랙", .unusableOperator(.option, .greaterOrEqual), 2..<4),
        Mistake("수량~2", .unusableOperator(.quantity, .contains), 2..<3),
        Mistake("상태:", .missingValue(.status), 3..<3),
        Mistake("상태:보류,", .missingValue(.status), 6..<6),
        Mistake("옵션~\"\"", .missingValue(.option), 3..<5),
        Mistake("상태:보륨", .unknownValue(.status, "보륨", meant: "보류"), 3..<5),
        Mistake("x 판매처:쿵팡", .unknownValue(.account, "쿵팡", meant: "쿠팡"), 6..<8),
        Mistake("account:coupagn", .unknownValue(.account, "coupagn", meant: "coupang"), 8..<15),
        Mistake("수량>두개", .notANumber("두개"), 3..<5),
        Mistake("수량:-1", .notANumber("-1"), 3..<5),
        Mistake("수량:99999999999999999999", .notANumber("99999999999999999999"), 3..<23),
        Mistake("요청>언제", .notATime("언제"), 3..<5),
        Mistake("요청:2026-13-01", .notATime("2026-13-01"), 3..<13),
        Mistake("요청>999999999999h", .notATime("999999999999h"), 3..<16),
        Mistake("요청:2h", .ageWithoutComparison, 3..<5),
        Mistake("수량:1,2", .severalValues, 5..<6),
        Mistake("상품~\"니트", .unclosedQuote, 3..<6),
        Mistake("\"a\"b c", .textAfterQuote, 3..<4),
        Mistake("상태:보류 -", .nothingNegated, 6..<7),
        Mistake("- a", .nothingNegated, 0..<1),
        Mistake("\"\"", .nothingNegated, 0..<2),
    ]

    @Test("Every mistake is named with its place", arguments: mistakes)
    func mistake(_ mistake: Mistake) {
        let error = #expect(throws: FilterError.self) {
            try FilterParser(Self.words()).filter(mistake.text)
        }
        #expect(error == FilterError(mistake.problem, at: mistake.range))
        for language in Language.allCases {
            let sentence = error.map { Phrases(language: language).line(for: $0) } ?? ""
            #expect(!sentence.isEmpty && !sentence.contains("nil"))
        }
    }

    @Test("An error is pointed at by cells")
    func pointer() {
        let error = FilterError(.missingValue(.status), at: 3..<5)
        #expect(error.pointer(in: "상태:보류") == "     ^^^^")
        #expect(FilterError(.missingValue(.status), at: 3..<3).pointer(in: "상태:") == "     ^")
    }

    @Test("Each list has the words of its own rows")
    func lists() throws {
        let journal = FilterParser(Self.words(.korean, .journal))
        #expect(
            try journal.filter("누가:자동 한일:되돌림,제외 취소건:#41 내용~중복")
                == RowFilter([
                    .init(.isAutomatic), .init(.act([.undo, .dismiss])),
                    .init(.number(.cancellation, .equal, 41)),
                    .init(.text(.note, [.contains("중복")])),
                ])
        )
        #expect(try journal.filter("actor:kim act:undo").clauses.count == 2)
        let error = #expect(throws: FilterError.self) { try journal.filter("누가:자동,kim") }
        #expect(error?.problem == .severalValues)
        let pull = FilterParser(Self.words(.english, .pullList))
        #expect(
            try pull.filter("shipping:labeled since>1d")
                == RowFilter([
                    .init(.shipping([.labeled])),
                    .init(.time(.since, .greater, .age(seconds: 86_400))),
                ])
        )
    }

    @Test("What is printed is read as the same filter", arguments: Language.allCases)
    func roundTrip(language: Language) throws {
        var random = SeededGenerator(seed: 7)
        for list in FilteredList.allCases where list != .accounts {
            let words = Self.words(language, list)
            let other = Self.words(language == .korean ? .english : .korean, list)
            for _ in 0..<500 {
                let filter = RandomFilter.filter(list, &random)
                let text = FilterPrinter(words).text(filter)
                #expect(try FilterParser(words).filter(text) == filter, "\(text)")
                // Whoever has the other language on screen understands it as well.
                #expect(try FilterParser(other).filter(text) == filter, "\(text)")
            }
        }
    }

    @Test("No text is too strange to be read or refused in its place")
    func anyText() {
        var random = SeededGenerator(seed: 11)
        let words = Self.words()
        let pieces = Array("상태보류:=~<>\"\\*,- \u{3000}a1요청e\u{301}").map(String.init)
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 0..<14, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            do {
                _ = try FilterParser(words).filter(text)
            } catch {
                #expect(error.range.upperBound <= text.count, "\(text)")
            }
            for caret in 0...text.count {
                let completion = FilterCompletion(Array(text), caret: caret, words)
                #expect((completion.range.lowerBound...completion.range.upperBound).contains(caret))
                #expect(completion.range.upperBound <= text.count)
            }
        }
    }
}

/// Filters of every kind.
enum RandomFilter {
    static func filter(_ list: FilteredList, _ random: inout SeededGenerator) -> RowFilter {
        RowFilter(
            (0..<Int.random(in: 0...4, using: &random)).map { _ in
                RowFilter.Clause(
                    condition(list, &random),
                    isNegated: Bool.random(using: &random)
                )
            }
        )
    }

    private static func condition(
        _ list: FilteredList,
        _ random: inout SeededGenerator
    ) -> RowFilter.Condition {
        if list == .journal, let condition = entry(&random) { return condition }
        let isCancellations = list == .cancellations
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where isCancellations: return .status(some(Status.allCases, &random))
        case 1: return .account(some(Sample.accounts.map(\.id), &random))
        case 2 where isCancellations:
            return .reason(some([.shipped, .undone, .keyDiffers], &random))
        case 3:
            return .number(.quantity, comparison(&random), Int.random(in: 0...9, using: &random))
        case 4: return time(list, &random)
        case 5 where !isCancellations: return .shipping(some(ShippingState.allCases, &random))
        case 5: return .text(.orderOrClaim, [.begins(text(&random))])
        case 6 where list == .orderLines: return .isHeld(Bool.random(using: &random))
        default: return texts(list, &random)
        }
    }

    /// A condition that only the journal has, or one that it shares with cancellations.
    private static func entry(_ random: inout SeededGenerator) -> RowFilter.Condition? {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: .act(some(JournalEntry.Act.allCases, &random))
        case 1: .isAutomatic
        case 2: .text(.actor, [.equals("kim"), .begins("이")])
        case 3: .number(.cancellation, comparison(&random), 41)
        case 4: .status(some(Status.allCases, &random))
        case 5: .reason(some([.shipped, .undone], &random))
        case 6: time(.journal, &random)
        default: texts(.journal, &random)
        }
    }

    private static func some<Value: Hashable>(
        _ all: [Value],
        _ random: inout SeededGenerator
    ) -> [Value] {
        Array(all.shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)))
    }

    private static func comparison(_ random: inout SeededGenerator) -> RowFilter.Comparison {
        RowFilter.Comparison.allCases.randomElement(using: &random) ?? .equal
    }

    private static func time(
        _ list: FilteredList,
        _ random: inout SeededGenerator
    ) -> RowFilter.Condition {
        let fields: [RowFilter.TimeField] =
            switch list {
            case .cancellations: [.since, .requested]
            case .orderLines: [.ordered]
            case .pullList: [.since, .ordered]
            case .journal: [.done]
            case .accounts: []
            }
        let field = fields.randomElement(using: &random) ?? .since
        let count = Int64.random(in: 0...400, using: &random)
        let midnight = Timestamp(seconds: 1_795_532_400 - count * 86_400)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .time(field, .greater, .age(seconds: count))
        case 1: return .time(field, comparison(&random), .daysAgo(Int(count)))
        case 2: return .time(field, comparison(&random), .day(midnight))
        default:
            let minute = midnight.advanced(by: .seconds(60 * count))
            return .time(field, comparison(&random), .minute(minute))
        }
    }

    private static func texts(
        _ list: FilteredList,
        _ random: inout SeededGenerator
    ) -> RowFilter.Condition {
        let fields: [RowFilter.TextField] =
            switch list {
            case .cancellations: [.order, .claim, .state, .product, .option]
            case .orderLines, .pullList: [.order, .line, .product, .option, .tracking]
            case .journal: [.order, .claim, .note, .actor]
            case .accounts: []
            }
        let field = fields.randomElement(using: &random) ?? .order
        let count = Int.random(in: 1...2, using: &random)
        if Bool.random(using: &random) {
            return .text(field, (0..<count).map { _ in .contains(text(&random)) })
        }
        return .text(
            field,
            (0..<count).map { _ in
                Bool.random(using: &random) ? .equals(text(&random)) : .begins(text(&random))
            }
        )
    }

    private static func text(_ random: inout SeededGenerator) -> String {
        let pieces = ["니트", "2026", "\"", "\\", ",", "*", "-", " ", ":", "L", "상태", ">", "/"]
        let text = (0..<Int.random(in: 1...4, using: &random))
            .map { _ in pieces.randomElement(using: &random) ?? "a" }.joined()
        let cleaned = FieldText.cleaned(text)
        return cleaned.isEmpty ? "x" : cleaned
    }
}
