import ConsoleModel
import MatchingCore
import Testing

@Suite("Why an order line is, or is not, cancelled")
struct OrderSentenceTests {
    private static let lastSuccess = Timestamp(seconds: 1_795_478_700)

    private static func explanation(
        _ reason: ReasonCode,
        line: LineOnFile = PhraseSamples.line("01", quantity: 2),
        cancellations: [OrderExplanation.Naming] = [],
        gaps: [TimeWindow] = [],
        vouched: [TimeWindow] = []
    ) -> OrderExplanation {
        OrderExplanation(
            line: line,
            reason: reason,
            cancellations: cancellations,
            coverage: AccountCoverage(
                account: PhraseSamples.account,
                isPaused: reason == .accountPaused,
                consecutiveFailures: reason == .accountFailing ? 3 : 0,
                lastSuccessAt: lastSuccess,
                gaps: gaps,
                vouched: vouched
            )
        )
    }

    private static func naming(_ reason: ReasonCode, units: Int) -> OrderExplanation.Naming {
        OrderExplanation.Naming(
            id: CancellationID(rawValue: 41),
            explanation: ExplanationSamples.explanation(reason),
            units: units
        )
    }

    private static let gap = TimeWindow(
        start: lastSuccess,
        end: lastSuccess.advanced(by: .seconds(1_800))
    )

    @Test(
        "What a person looked through is said where an order counts as safe",
        arguments: zip(
            [1, 2],
            [
                "이 가운데 2026-11-24 09:05~2026-11-24 09:35는 수집하지 못해 사람이 직접 확인했습니다.",
                "이 가운데 2026-11-24 09:05~2026-11-24 09:35 외 1건은 수집하지 못해 사람이 직접 확인했습니다.",
            ]
        )
    )
    func vouched(count: Int, expected: String) {
        let windows = Array(repeating: Self.gap, count: count)
        let sentence = PhraseSamples.korean.sentence(
            for: Self.explanation(.noCancellationSeen, vouched: windows)
        )
        #expect(sentence.hasSuffix(expected))
    }

    @Test(
        "An untouched line says what is known of its account",
        arguments: zip(
            [
                .noCancellationSeen, .accountNotPolledSince, .accountPaused, .accountFailing,
                .coverageGap,
            ]
                as [ReasonCode],
            [
                "취소 통지가 없습니다. Alpha의 수집은 2026-11-24 09:05까지 정상입니다.",
                "주문 이후 Alpha의 수집이 없어 취소 여부를 알 수 없습니다. 마지막 수집: 2026-11-24 09:05.",
                "Alpha 계정이 일시정지되어 취소 여부를 알 수 없습니다. 마지막 수집: 2026-11-24 09:05.",
                "Alpha의 수집이 3회 연속 실패해 취소 여부를 알 수 없습니다. 마지막 성공: 2026-11-24 09:05.",
                "Alpha에 수집하지 못한 시간대가 있어 취소 통지를 놓쳤을 수 있습니다: "
                    + "2026-11-24 09:05~2026-11-24 09:35.",
            ]
        )
    )
    func untouched(reason: ReasonCode, expected: String) {
        let text = PhraseSamples.korean.sentence(for: Self.explanation(reason, gaps: [Self.gap]))
        #expect(text == "주문번호 A-1 품목 01: \(expected)")
    }

    @Test("Where polls fail, the last error is told, so that somebody can solve it")
    func failure() {
        let explanation = OrderExplanation(
            line: PhraseSamples.line("01", quantity: 2),
            reason: .accountFailing,
            cancellations: [],
            coverage: AccountCoverage(
                account: PhraseSamples.account,
                isPaused: false,
                consecutiveFailures: 1,
                lastFailure: KeptProblem(words: "파일 1개 읽지 못함: a.xlsx: 손상."),
                lastSuccessAt: Self.lastSuccess,
                gaps: []
            )
        )
        let text = PhraseSamples.korean.sentence(for: explanation)
        #expect(text.hasSuffix(" 마지막 오류: 파일 1개 읽지 못함: a.xlsx: 손상."))
        #expect(PhraseSamples.korean.nextStep(for: explanation)?.contains("발송해도") == false)
    }

    @Test("A cancelled line names the cancellation and its units")
    func taken() {
        let explanation = Self.explanation(
            .applied,
            line: PhraseSamples.line("01", quantity: 2, cancelled: 1),
            cancellations: [Self.naming(.applied, units: 1)]
        )
        let text = PhraseSamples.korean.sentence(for: explanation)
        #expect(text.hasPrefix("주문번호 A-1 품목 01: 취소건 #41에 의해 2개 중 1개가 취소되었습니다."))
    }

    @Test("A line that a cancellation left alone says why")
    func leftAlone() {
        let explanation = Self.explanation(
            .keyDiffers,
            cancellations: [Self.naming(.keyDiffers, units: 0)]
        )
        let text = PhraseSamples.korean.sentence(for: explanation)
        #expect(text.contains("취소건 #41이 이 주문을 가리키지만") && text.contains("옵션 다름"))
    }

    @Test("No reason leaves an order without a sentence", arguments: ReasonCode.allCases)
    func bare(reason: ReasonCode) {
        let text = PhraseSamples.english.sentence(for: Self.explanation(reason))
        #expect(text.hasSuffix(".") && !text.hasHangul, "\(text)")
    }
}
