import ConsoleModel
import MatchingCore
import Testing

/// Sentences about what the matcher really finds, not about explanations that a test made up.
@Suite("Sentences about the matcher's own explanations")
struct MatcherSentenceTests {
    private static let rule = PhraseSamples.rule(
        "order_no + (detail_no2 | product_name + option)"
    )

    private static func line(
        _ id: LineID,
        option: String?,
        quantity: Int = 1,
        cancelled: Int = 0,
        shipping: ShippingState = .received
    ) -> LineOnFile {
        var fields: FieldValues = [.productName: "셔츠"]
        fields[.option] = option
        var line = PhraseSamples.line(id, quantity: quantity, shipping: shipping, fields: fields)
        line.cancelledUnits = cancelled
        return line
    }

    private static func explanation(
        option: String?,
        quantity: Int? = nil,
        lines: [LineOnFile],
        taken: [Application] = [],
        rule: MatchRule? = rule,
        standing: (status: Status, reason: ReasonCode)? = nil
    ) -> Explanation {
        var fields: FieldValues = [.orderNumber: "A-1", .productName: "셔츠"]
        fields[.option] = option
        let policy = SyncPolicy(cancelStates: ["CANCEL"], rule: rule)
        let input = MatchInput(
            claim: PhraseSamples.claim(fields: fields, quantity: quantity),
            ruling: nil,
            taken: taken,
            lines: lines
        )
        return Matcher(account: PhraseSamples.account, policy: policy)
            .explain(input, standing: standing, then: nil)
    }

    private static let scenes: [(Explanation, String)] = [
        (
            explanation(
                option: "레드",
                quantity: 1,
                lines: [line("01", option: "레드"), line("02", option: "레드")],
                taken: [PhraseSamples.taking(1, of: line("01", option: "레드"))]
            ),
            "주문번호 A-1: 앞서 품목 01의 1개를 취소했지만, 그 뒤 바뀐 내용으로는 달리 판단됩니다. "
                + "지금은 매칭된 품목 01, 02는 모두 2개인데 취소 수량은 1개뿐이라 어느 품목인지 정할 수 없습니다. "
                + "취소한 것은 그대로 두고 판단을 기다립니다."
        ),
        (
            explanation(
                option: "레드",
                lines: [line("01", option: "블루"), line("02", option: "레드")],
                taken: [PhraseSamples.taking(1, of: line("01", option: "블루"))]
            ),
            "주문번호 A-1: 앞서 품목 01의 1개를 취소했지만, 그 뒤 바뀐 내용으로는 달리 판단됩니다. "
                + "지금은 주문번호 + 상품명 + 옵션이 같은 품목 02가 매칭됩니다. "
                + "취소한 것은 그대로 두고 판단을 기다립니다."
        ),
        (
            explanation(option: "레드", lines: [line("01", option: "레드"), line("02", option: "블루")]),
            "주문번호 A-1: 주문번호 + 상품명 + 옵션이 같은 품목 01의 1개를 취소했습니다. "
                + "앞선 기준 '주문번호 + 주문상세번호2'에는 값이 없어 다음 기준을 썼습니다."
        ),
        (
            explanation(option: "레드", quantity: 1, lines: [line("01", option: "레드", quantity: 2)]),
            "주문번호 A-1: 주문번호 + 상품명 + 옵션이 같은 품목 01의 2개 중 1개를 취소했습니다. "
                + "앞선 기준 '주문번호 + 주문상세번호2'에는 값이 없어 다음 기준을 썼습니다."
        ),
        (
            explanation(
                option: "레드",
                quantity: 2,
                lines: [line("01", option: "레드", quantity: 3, cancelled: 3)],
                taken: [PhraseSamples.taking(1, of: line("01", option: "레드"))]
            ),
            "주문번호 A-1: 주문번호 + 상품명 + 옵션이 같은 품목 01의 3개 중 1개를 취소했습니다. "
                + "취소 수량 2개 중 1개는 다른 취소건이 먼저 취소했습니다. "
                + "앞선 기준 '주문번호 + 주문상세번호2'에는 값이 없어 다음 기준을 썼습니다."
        ),
        (
            explanation(option: "레드 L", lines: [line("01", option: "레드L")]),
            "주문번호 A-1: 주문은 있으나 품목 01의 값이 다릅니다. "
                + "옵션 다름(띄어쓰기): 취소건 '레드 L', 주문 '레드L'."
        ),
        (
            explanation(option: "레드", lines: [line("01", option: nil)]),
            "주문번호 A-1: 품목 01에 옵션(취소건 '레드') 값이 없어 매칭할 수 없습니다."
        ),
        (
            explanation(option: nil, lines: [line("01", option: "레드")]),
            "주문번호 A-1: 취소건에 주문상세번호2가 없어 매칭할 수 없습니다. 이 주문에는 품목 1건이 있습니다."
        ),
        (
            explanation(option: "레드", lines: [line("01", option: "레드", shipping: .shipped)]),
            "주문번호 A-1: 품목 01이 이미 배송되어 취소하지 않았습니다."
        ),
        (
            explanation(
                option: "레드",
                lines: [line("01", option: "레드")],
                standing: (.pending, .orderNotFound)
            ),
            "주문번호 A-1: Alpha에 이 주문이 아직 없습니다. 주문이 들어오면 자동으로 다시 판단합니다. "
                + "지금 다시 판단하면 '취소 적용'입니다."
        ),
    ]

    @Test("The sentence fits the evidence", arguments: scenes.indices)
    func sentence(index: Int) {
        let (explanation, expected) = Self.scenes[index]
        #expect(PhraseSamples.korean.sentence(for: explanation) == expected)
    }

    @Test("The English sentence has the same values", arguments: scenes.indices)
    func english(index: Int) {
        let text = PhraseSamples.english.sentence(for: Self.scenes[index].0)
        #expect(text.contains("A-1") && text.hasSuffix("."), "\(text)")
    }

    @Test("A line cancelled before its cancellations were kept is not called untouched")
    func cancelledWithoutNaming() {
        var line = Self.line("01", option: "레드", quantity: 2)
        line.cancelledUnits = 1
        let coverage = AccountCoverage(
            account: PhraseSamples.account,
            isPaused: false,
            consecutiveFailures: 0,
            lastSuccessAt: nil,
            gaps: []
        )
        let matcher = Matcher(
            account: PhraseSamples.account,
            policy: SyncPolicy(cancelStates: ["CANCEL"], rule: Self.rule)
        )
        let explanation = matcher.explain(
            line,
            namings: [],
            coverage: coverage,
            now: Timestamp(seconds: 1_795_478_700)
        )
        let text = PhraseSamples.korean.sentence(for: explanation)
        #expect(text == "주문번호 A-1 품목 01: 2개 중 1개가 취소되었습니다.")
    }
}
