import MarketplaceCatalog
import MatchingCore
import Testing

/// A configuration with one mistake, and where it is.
private struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    let column: Int
    let problem: CatalogError.Problem
    var testDescription: String { "\(problem)" }

    init(_ text: String, _ line: Int, _ column: Int, _ problem: CatalogError.Problem) {
        self.text = text
        self.line = line
        self.column = column
        self.problem = problem
    }

    /// A mistake in an entry for 쿠팡; line 3 is the first after the id.
    static func coupang(
        _ body: String,
        _ line: Int,
        _ column: Int,
        _ problem: CatalogError.Problem
    ) -> Mistake {
        Mistake("marketplaces:\n  - id: coupang\n\(body)", line, column, problem)
    }
}

private let shapes: [Mistake] = [
    Mistake("shops: []", 1, 1, .unknownKey("shops")),
    .coupang("    aliasses: []", 3, 5, .unknownKey("aliasses")),
    Mistake("accounts:\n  - { id: a, shop: coupang }", 2, 14, .unknownKey("shop")),
    Mistake(
        "- a",
        1,
        1,
        .wrongType(key: "my.yaml", expected: .mapping, found: .list)
    ),
    Mistake(
        "marketplaces: 3",
        1,
        15,
        .wrongType(key: "marketplaces", expected: .list, found: .text)
    ),
    Mistake(
        "marketplaces:",
        1,
        14,
        .wrongType(key: "marketplaces", expected: .list, found: .nothing)
    ),
    .coupang(
        "    cancel_states: 취소",
        3,
        20,
        .wrongType(key: "cancel_states", expected: .list, found: .text)
    ),
    .coupang(
        "    name: [쿠팡]",
        3,
        11,
        .wrongType(key: "name", expected: .text, found: .list)
    ),
    .coupang(
        "    cancel_states: [{ a: b }]",
        3,
        21,
        .wrongType(key: "cancel_states", expected: .text, found: .mapping)
    ),
    .coupang(
        "    poll_interval_minutes: ten",
        3,
        28,
        .wrongType(key: "poll_interval_minutes", expected: .wholeNumber, found: .text)
    ),
    .coupang(
        "    poll_interval_minutes: 12.5",
        3,
        28,
        .wrongType(key: "poll_interval_minutes", expected: .wholeNumber, found: .text)
    ),
    .coupang("    name: ' '", 3, 11, .emptyText(key: "name")),
    .coupang("    name: \"쿠\\u001b팡\"", 3, 11, .controlCharacter(key: "name")),
    .coupang("    aliases: [가, 나, 가]", 3, 21, .duplicateValue("가", key: "aliases")),
    .coupang("    name: 가\n    note: 나\n    name: 다", 5, 5, .duplicateKey("name")),
    Mistake("accounts: [{ id: a, marketplace: coupang, id: b }]", 1, 43, .duplicateKey("id")),
]

private let syntax: [Mistake] = [
    Mistake("marketplaces:\n  - id: [a", 3, 1, .syntax("did not find expected ',' or ']'")),
    Mistake(
        "marketplaces:\n\t- id: a",
        2,
        1,
        .syntax("found character that cannot start any token")
    ),
    Mistake("columns: {}\n--- \ncolumns: {}", 2, 1, .syntax("but found another document")),
    Mistake("columns: *headers", 1, 10, .syntax("found undefined alias")),
    Mistake("# a\n# b\u{1} c", 2, 4, .syntax("control characters are not allowed")),
]

private let values: [Mistake] = [
    .coupang("    poll_interval_minutes: 9", 3, 28, .intervalOutOfRange(9)),
    .coupang("    poll_interval_minutes: 31", 3, 28, .intervalOutOfRange(31)),
    .coupang("    poll_interval_minutes: -10", 3, 28, .intervalOutOfRange(-10)),
    .coupang("    on_several: ask", 3, 17, .unknownChoice("ask", key: "on_several")),
    .coupang("    claimed_orders: gone", 3, 21, .unknownChoice("gone", key: "claimed_orders")),
    .coupang("    columns: { order: [a] }", 3, 16, .unknownField("order")),
    .coupang("    columns: { code31: [a] }", 3, 16, .unknownField("code31")),
    .coupang(
        "    columns:\n      code1: [가 나]\n      code2: [가나]",
        5,
        15,
        .duplicateHeader("가나", field: .key(.code(1) ?? .option))
    ),
    .coupang(
        "    columns: { code1: [Order_No] }",
        3,
        24,
        .duplicateHeader("Order_No", field: .key(.orderNumber))
    ),
    Mistake("marketplaces: [{ name: 가 }]", 1, 16, .missingKey("id", entry: "가")),
    Mistake("marketplaces: [{ id: coupnag }]", 1, 22, .missingKey("name", entry: "coupnag")),
    Mistake("accounts: [{ marketplace: coupang }]", 1, 12, .missingKey("id", entry: "coupang")),
    Mistake("accounts: [{ id: b }]", 1, 18, .missingKey("marketplace", entry: "b")),
    Mistake("accounts: [{ id: b, marketplace: 쿠팜 }]", 1, 34, .unknownMarketplace("쿠팜")),
    Mistake("marketplaces: [{ id: Coupang }]", 1, 22, .invalidID("Coupang")),
    Mistake("accounts: [{ id: ../a, marketplace: coupang }]", 1, 18, .invalidID("../a")),
    Mistake("accounts: [{ id: -a, marketplace: coupang }]", 1, 18, .invalidID("-a")),
    Mistake("accounts: [{ id: orders, marketplace: coupang }]", 1, 18, .reservedID("orders")),
    Mistake("marketplaces: [{ id: archive }]", 1, 22, .reservedID("archive")),
    Mistake("accounts: [{ id: 쿠팡2, marketplace: coupang }]", 1, 18, .invalidID("쿠팡2")),
]

private let names: [Mistake] = [
    Mistake("marketplaces:\n  - id: coupang\n  - id: coupang", 3, 9, .duplicateID("coupang")),
    Mistake("accounts: [{ id: tmon, marketplace: coupang }]", 1, 18, .duplicateID("tmon")),
    Mistake(
        "accounts:\n  - { id: a, marketplace: coupang }\n  - { id: a, marketplace: tmon }",
        3,
        11,
        .duplicateID("a")
    ),
    .coupang("    name: 티몬", 3, 11, .duplicateName("티몬", owner: "tmon")),
    .coupang("    aliases: [새 이름, g 마켓]", 3, 21, .duplicateName("g 마켓", owner: "gmarket")),
    Mistake(
        "marketplaces: [{ id: mall, name: 스마트스토어 }]",
        1,
        34,
        .duplicateName("스마트스토어", owner: "storefarm")
    ),
    Mistake(
        "accounts: [{ id: a, marketplace: coupang, name: 쿠팡 }]",
        1,
        49,
        .duplicateName("쿠팡", owner: "coupang")
    ),
    Mistake(
        "accounts:\n  - { id: a, marketplace: coupang, name: 가 }\n"
            + "  - { id: b, marketplace: coupang, name: 가 }",
        3,
        42,
        .duplicateName("가", owner: "a")
    ),
]

private let states: [Mistake] = [
    .coupang("    confirm: [출고중지]", 3, 15, .confirmStateNotListed("출고중지")),
    .coupang("    synonyms: { 중지: 취소 }", 3, 21, .synonymOfUnlistedState("취소")),
    .coupang(
        "    synonyms: { 취소철회: 출고중지요청 }",
        3,
        17,
        .synonymIsListedState("취소철회")
    ),
    .coupang(
        "    cancel_states: [취소, 취소철회]",
        3,
        25,
        .cancelStateIsWithdrawal("취소철회")
    ),
    .coupang("    withdrawal: [출고중지요청]", 3, 18, .cancelStateIsWithdrawal("출고중지요청")),
]

private let rules: [Mistake] = [
    .coupang("    match: order_no + codeX", 3, 23, .invalidRule(.unknownField("codeX"))),
    .coupang("    match: 'order_no + codeX'", 3, 24, .invalidRule(.unknownField("codeX"))),
    .coupang("    match: order_no & code6", 3, 21, .invalidRule(.unexpectedCharacter("&"))),
    .coupang("    match: order_no + 옵션", 3, 23, .invalidRule(.unexpectedCharacter("옵"))),
    .coupang("    match: order_no +", 3, 22, .invalidRule(.expectedField(nil))),
    .coupang("    match: order_no + | code6", 3, 23, .invalidRule(.expectedField("|"))),
    .coupang("    match: order_no + (code6", 3, 23, .invalidRule(.unclosedParenthesis)),
    .coupang("    match: order_no code6", 3, 21, .invalidRule(.unexpectedText("code6"))),
    .coupang(
        "    match: code6 | order_no",
        3,
        12,
        .invalidRule(.branchWithoutOrderNumber("code6"))
    ),
    .coupang("    match: ''", 3, 13, .invalidRule(.empty)),
    .coupang(
        "    match: >-\n      order_no +\n      codeX",
        3,
        12,
        .invalidRule(.unknownField("codeX"))
    ),
]

@Suite("Mistakes in a configuration")
struct CatalogErrorTests {
    private func error(_ text: String) throws -> CatalogError {
        try #require(
            #expect(throws: CatalogError.self) {
                try MarketplaceCatalog.load(configuration: text, named: "my.yaml")
            }
        )
    }

    @Test(
        "A mistake is refused with its kind, line and column",
        arguments: shapes + syntax + values + names + states + rules
    )
    fileprivate func refused(mistake: Mistake) throws {
        let error = try error(mistake.text)
        #expect(error.problem == mistake.problem)
        #expect(error.line == mistake.line)
        #expect(error.column == mistake.column)
        #expect(error.file == "my.yaml")
    }

    @Test(
        "Each mistake makes one line in either language, beginning with its place",
        arguments: shapes + syntax + values + names + states + rules,
        [false, true]
    )
    fileprivate func oneLine(mistake: Mistake, korean: Bool) throws {
        let message = try error(mistake.text).message(korean: korean)
        #expect(message.hasPrefix("my.yaml:\(mistake.line):\(mistake.column): "))
        #expect(message.split(whereSeparator: \.isNewline).count == 1)
    }

    @Test(
        "A near spelling is suggested",
        arguments: [
            ("marketplace: []", "marketplaces"),
            ("marketplaces: [{ id: coupnag }]", "coupang"),
            ("marketplaces: [{ id: coupang, cancel_state: [a] }]", "cancel_states"),
            ("marketplaces: [{ id: coupang, match: order_no + code }]", "code1"),
            ("marketplaces: [{ id: coupang, on_several: holt }]", "hold"),
            ("columns: { tracking: [a] }", "tracking_no"),
            ("accounts: [{ id: b, marketplace: cupang }]", "coupang"),
        ]
    )
    func suggestion(text: String, suggestion: String) throws {
        #expect(try error(text).suggestion == suggestion)
    }

    @Test("Nothing is suggested for a word that is near to none")
    func noSuggestion() throws {
        #expect(try error("accounts: [{ id: b, marketplace: amazon-us }]").suggestion == nil)
    }

    @Test("The valid choices are listed")
    func choices() throws {
        let error = try error("marketplaces: [{ id: coupang, on_several: ask }]")
        #expect(error.validChoices == ["apply", "hold"])
        #expect(error.description.hasSuffix("(Valid: apply, hold)"))
    }

    @Test("The message says what is wrong, what was meant and what is valid")
    func message() throws {
        let error = try error("marketplaces:\n  - id: coupang\n    confirm: [출고중지요쳥]")
        #expect(
            error.message(korean: false)
                == "my.yaml:3:15: '출고중지요쳥' under confirm is not in cancel_states. "
                + "Add it there or remove it here. Did you mean '출고중지요청'? (Valid: 출고중지요청)"
        )
        #expect(
            error.message(korean: true)
                == "my.yaml:3:15: confirm의 '출고중지요쳥' 상태가 cancel_states에 없습니다. "
                + "그곳에 더하거나 여기서 지우십시오. '출고중지요청'인지 확인하십시오. (쓸 수 있는 값: 출고중지요청)"
        )
    }

    @Test("Control characters of a file never reach the message")
    func controlCharacters() throws {
        let message = try error("columns: { code1: [], \"\\u202Ea\\u009Bb\": [] }").description
        #expect(!message.unicodeScalars.contains("\u{202E}"))
        #expect(!message.unicodeScalars.contains("\u{9B}"))
    }

    @Test(
        "A mistake on a later line is found with other line ends, too",
        arguments: ["\r\n", "\n"]
    )
    func lineEnds(lineEnd: String) throws {
        let text = ["columns: {}", "accounts:", "  - { id: A }"].joined(separator: lineEnd)
        let error = try error(text)
        #expect(error.line == 3)
        #expect(error.column == 11)
    }
}
