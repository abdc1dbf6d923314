import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Case files")
struct CaseReportTests {
    private static func facts() -> CaseFacts {
        let claim = Sample.claims[0]
        let answer = claim.answer(RequestToken(rawValue: 0))
        let notice = claim.notice
        let noted = CancellationNotice(
            account: notice.account,
            claimID: notice.claimID,
            state: notice.state,
            fields: notice.fields,
            quantity: notice.quantity,
            requestedAt: notice.requestedAt,
            observedAt: notice.observedAt,
            remarks: MarketplaceRemarks(
                shippingWord: "배송\u{1B}[31m준비중",
                cancelledBy: "판매자"
            ),
            origin: NoticeOrigin(file: "gmarket.csv", row: 18)
        )
        return CaseFacts(
            subject: .cancellation(claim.id),
            at: Sample.now,
            person: "kim",
            version: "1.2.3",
            explanation: ExplanationAnswer(
                token: answer.token,
                id: answer.id,
                explanation: answer.explanation,
                notices: [noted],
                journal: answer.journal
            ),
            order: nil,
            whys: []
        )
    }

    private func text(_ language: Language) -> String {
        let phrases = Phrases(language: language, accounts: Sample.accounts)
        return CaseReport(phrases: phrases).lines(of: Self.facts(), evidence: ["{}"])
            .joined(separator: "\n")
    }

    @Test(
        "It says who wrote it, what was received where and when, and who did what",
        arguments: [
            "취소 연동 사건 기록", "kim", "cancelsync 1.2.3", "gmarket.csv:18", "받은 그대로의 통지",
            "C-1001", "누가 무엇을 했는가", "자동 판단 · 적용", "2026-11-25 11:19:00", "UTC+9",
            "판단 근거 (JSON)", "취소구분", "판매처: 취소요청 · 판매자",
        ]
    )
    func korean(part: String) {
        #expect(text(.korean).contains(part))
    }

    @Test("It is there in English, ends with the evidence, and obeys nothing from outside")
    func english() {
        let text = text(.english)
        #expect(text.contains("Notices as they were received"))
        #expect(text.hasSuffix("{}"))
        #expect(!text.contains("\u{1B}"))
    }
}
