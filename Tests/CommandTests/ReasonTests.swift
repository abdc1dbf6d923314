import Testing

@Suite("cancelsync explain and the reasons", .timeLimit(.minutes(10)))
struct ReasonTests {
    /// Orders and claims, and where the claim then stands.
    struct Case: Sendable, CustomTestStringConvertible {
        let reason: String
        let status: String
        var orders: String?
        var claims = [Trade.claim()]
        var account = "naverpay"
        var testDescription: String { reason }
    }

    static let cases = [
        Case(reason: "applied", status: "applied", orders: Trade.order()),
        Case(
            reason: "stateNotSynced",
            status: "ignored",
            orders: Trade.order(),
            claims: [Trade.claim(state: "취소거부")]
        ),
        Case(
            reason: "needsConfirmation",
            status: "held",
            orders: Trade.order(account: "fashionplus"),
            claims: [Trade.claim(state: "취소거부")],
            account: "fashionplus"
        ),
        Case(reason: "noMatchRule", status: "pending", account: "interpark"),
        Case(reason: "noCancelStates", status: "pending", account: "NS홈쇼핑"),
        Case(reason: "orderNotFound", status: "pending"),
        Case(
            reason: "orderInOtherAccount",
            status: "pending",
            orders: Trade.order(account: "gmarket")
        ),
        Case(
            reason: "keyDiffers",
            status: "pending",
            orders: Trade.order(),
            claims: [Trade.claim(detail: "D-9")]
        ),
        Case(
            reason: "keyMissingInCancellation",
            status: "pending",
            orders: Trade.order(),
            claims: [Trade.claim(detail: "")]
        ),
        Case(
            reason: "keyMissingInOrder",
            status: "pending",
            orders: "판매처,주문번호,상품명\nnaverpay,N-1,코트\n"
        ),
        Case(
            reason: "ambiguous",
            status: "held",
            orders: Trade.order("D-1 D-2", account: "gmarket"),
            claims: [Trade.claim(quantity: "1")],
            account: "gmarket"
        ),
        Case(
            reason: "quantityExceedsOrder",
            status: "applied",
            orders: Trade.order(),
            claims: [Trade.claim(quantity: "3")]
        ),
        Case(reason: "shipped", status: "held", orders: Trade.order(shipping: "배송")),
        Case(
            reason: "withdrawn",
            status: "withdrawn",
            orders: Trade.order(),
            claims: [Trade.claim(), Trade.claim(state: "취소철회", at: "\(Trade.claimDay) 11:00")]
        ),
    ]

    @Test("Each reason shows in the list and in the explanation", arguments: cases)
    func reasons(example: Case) async throws {
        let place = try Workplace()
        try await place.take(orders: example.orders, claims: example.claims, of: example.account)
        let row = try await place.onlyCancellation()
        #expect(row.text("reason") == example.reason)
        #expect(row.text("status") == example.status)
        let id = try #require(row.number("id"))
        let explanation = try await place.rows("explain", "\(id)")
        #expect(explanation.map { $0.text("reason") } == [example.reason])
        #expect(explanation.map { $0.text("status") } == [example.status])
        let sentence = try await place.run("explain", "\(id)")
        #expect(sentence.code == 0)
        #expect(sentence.lines.count > 3)
    }

    @Test(
        "A state that nearly is a listed one says which and how, and the line to write syncs it",
        arguments: zip(
            ["취소 완료", "[취소완료]", "취소\u{200B}완료", "취소완료: 전체", "취소완로"],
            ["whiteSpace", "punctuation", "invisibleCharacters", nil, "editDistance"]
        )
    )
    func nearState(state: String, difference: String?) async throws {
        let place = try Workplace(language: "ko")
        try await place.take(orders: Trade.order(), claims: [Trade.claim(state: state)])
        let row = try #require(try await place.rows("explain", "1").first)
        #expect(row.text("reason") == "stateNotSynced" && row.text("status") == "ignored")
        if let difference {
            guard case .object(let near)? = row.members["nearest_state"] else {
                Issue.record("no state in \(row)")
                return
            }
            #expect(near["state"] == .text("취소완료"))
            #expect(near["differences"] == .list([.text(difference)]))
        } else {
            #expect(row.members["nearest_state"] == .null)
        }
        let text = try await place.run("explain", "1").output
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("등록된 상태 '취소완료'와 비슷합니다") == (difference != nil))
        let step = try #require(text.firstMatch(of: /(synonyms: \{.*?\}|cancel_states: \[.*?"\])/))
            .1
        try place.write(
            "marketplaces:\n  - id: naverpay\n    \(step)\n",
            to: "config/marketplaces.yaml"
        )
        let sync = try await place.run("sync", "naverpay")
        #expect(sync.code == 0, "\(step): \(sync.problems)")
        #expect(try await place.onlyCancellation().text("status") == "applied", "\(step)")
    }

    @Test("The evidence has a clause for each field, with both values and how they differ")
    func evidence() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order(), claims: [Trade.claim(detail: "D 1")])
        let row = try #require(try await place.rows("explain", "1").first)
        let names: Set = [
            "id", "account", "claim_id", "order_no", "state", "status", "reason", "rule",
            "branches",
        ]
        #expect(names.subtracting(row.names) == [])
        guard case .object(let branch)? = row.list("branches").first,
            case .list(let lines)? = branch["lines"], case .object(let line)? = lines.first,
            case .list(let clauses)? = line["clauses"], case .object(let clause)? = clauses.last
        else {
            Issue.record("no clause in \(row)")
            return
        }
        #expect(clause["field"] == .text("detail_no"))
        #expect(clause["in_cancellation"] == .text("D 1"))
        #expect(clause["in_order"] == .text("D-1"))
    }

    @Test("An order line that no cancellation names says so, or that nobody looked")
    func untouched() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let unpolled = try await place.rows("explain", "--order", "N-1")
        #expect(unpolled.map { $0.text("reason") } == ["accountNotPolledSince"])
        try await place.run("pause", "naverpay")
        let paused = try await place.rows("explain", "--order", "N-1")
        #expect(paused.map { $0.text("reason") } == ["accountPaused"])
    }

    @Test("What is to be done about an untouched order line is said, and is a command that works")
    func nextStep() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order())
        let unpolled = try await place.run("explain", "--order", "N-1")
        #expect(unpolled.output.contains("cancelsync sync naverpay"))
        try await place.run("sync", "naverpay")
        let polled = try await place.run("explain", "--order", "N-1")
        #expect(!polled.output.contains("cancelsync sync"))
        #expect(polled.output.contains("→ "))
    }

    @Test("An order's lines can be narrowed to one")
    func oneLine() async throws {
        let place = try Workplace()
        try await place.take(orders: Trade.order("D-1 D-2"))
        let all = try await place.rows("explain", "--order", "N-1")
        let line = try #require(all.last?.text("line_id"))
        let one = try await place.rows("explain", "--order", "N-1", "--line", line)
        #expect(all.count == 2)
        #expect(one.map { $0.text("line_id") } == [line])
    }

    @Test(
        "What is not there ends with 3",
        arguments: [["7"], ["--order", "X"], ["--order", "N-1", "--account", "nowhere"]]
    )
    func missing(words: [String]) async throws {
        let outcome = try await Workplace().run(["explain"] + words)
        #expect(outcome.code == 3)
        #expect(outcome.problems.split(separator: "\n").count == 1)
    }

    @Test(
        "Sentences are in the language that was asked for",
        arguments: [("ko", "주문번호 N-1"), ("en", "Order N-1")]
    )
    func language(code: String, beginning: String) async throws {
        let place = try Workplace(language: code)
        try await place.take(orders: Trade.order(), claims: [Trade.claim()])
        let sentence = try #require(try await place.run("explain", "1").lines.first)
        #expect(sentence.drop { $0 == " " }.hasPrefix(beginning))
    }
}
