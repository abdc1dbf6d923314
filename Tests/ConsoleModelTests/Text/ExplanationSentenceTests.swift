import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("The sentence that says why")
struct ExplanationSentenceTests {
    @Test("Every reason has its own sentence", arguments: Language.allCases)
    func distinct(language: Language) {
        let sentences = ReasonCode.allCases.map {
            PhraseSamples.phrases(language).sentence(for: ExplanationSamples.explanation($0))
        }
        #expect(Set(sentences).count == ReasonCode.allCases.count)
    }

    @Test("English sentences hold no Hangul", arguments: ReasonCode.allCases)
    func english(reason: ReasonCode) {
        let text = PhraseSamples.english.sentence(for: ExplanationSamples.explanation(reason))
        #expect(!text.hasHangul && text.hasSuffix("."), "\(text)")
    }

    @Test("Korean sentences end as sentences do", arguments: ReasonCode.allCases)
    func korean(reason: ReasonCode) {
        let text = PhraseSamples.korean.sentence(for: ExplanationSamples.explanation(reason))
        #expect(text.hasHangul && text.hasSuffix("."), "\(text)")
    }

    @Test(
        "A bare explanation still gives a sentence",
        arguments: ReasonCode.allCases,
        Language.allCases
    )
    func bare(reason: ReasonCode, language: Language) {
        var draft = ExplanationDraft(reason)
        draft.rule = nil
        let text = PhraseSamples.phrases(language).sentence(for: draft.explanation)
        #expect(text.count > 10 && !text.contains("''"), "\(text)")
    }

    @Test(
        "The Korean sentence names the values that decided",
        arguments: zip(ExplanationSamples.reasonsWithSentences, ExplanationSamples.sentences)
    )
    func exact(reason: ReasonCode, expected: String) {
        let text = PhraseSamples.korean.sentence(for: ExplanationSamples.explanation(reason))
        #expect(text == expected)
    }

    @Test("A state that is not synced is said with the one that it nearly is")
    func nearState() {
        var draft = ExplanationDraft(.stateNotSynced)
        draft.claim = PhraseSamples.claim(state: "취소 완료")
        draft.nearestState = NearState(state: "취소완료", differences: [.whiteSpace])
        let korean = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(korean.hasSuffix("기록만 합니다. 등록된 상태 '취소완료'와 비슷합니다(차이: 띄어쓰기)."))
        draft.claim = PhraseSamples.claim(state: "취소\u{200B}완료")
        draft.nearestState = NearState(state: "취소완료", differences: [.invisibleCharacters])
        let english = PhraseSamples.english.sentence(for: draft.explanation)
        #expect(
            english.hasSuffix(
                "It resembles '취소완료', which is listed (difference: invisible characters). "
                    + "What came is '취소‹U+200B›완료'."
            )
        )
    }

    @Test("A part of a line is counted against what was ordered")
    func partOfALine() {
        let line = PhraseSamples.line("01", quantity: 3)
        var draft = ExplanationDraft(.applied)
        draft.branches = [PhraseSamples.fired([line])]
        draft.applications = [PhraseSamples.taking(2, of: line)]
        let text = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(text == "주문번호 A-1: 주문번호가 같은 품목 01의 3개 중 2개를 취소했습니다.")
    }

    @Test("What was found by an older rule is said by that rule")
    func ruleOfThatTime() {
        let line = PhraseSamples.line("01")
        var draft = ExplanationDraft(.applied)
        draft.branches = [PhraseSamples.fired([line])]
        draft.applications = [PhraseSamples.taking(1, of: line)]
        draft.then = Evidence(
            rule: "order_no + (detail_no | option)",
            firedBranch: 1,
            state: "CANCEL",
            fields: [:],
            quantity: nil,
            lines: [],
            otherAccounts: []
        )
        let text = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(text.contains("그때의 매칭 기준대로 주문번호 + 옵션이 같은"), "\(text)")
    }

    @Test("An alternative that was passed over is named, and why")
    func fallBack() {
        let line = PhraseSamples.line("01")
        let passedOver = BranchTrace(
            fields: [.orderNumber, .detailNumber2],
            outcome: .cannotDecide,
            lines: []
        )
        var draft = ExplanationDraft(.applied)
        draft.branches = [passedOver, PhraseSamples.fired([line])]
        draft.applications = [PhraseSamples.taking(1, of: line)]
        let text = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(text.hasSuffix("앞선 기준 '주문번호 + 주문상세번호2'에는 값이 없어 다음 기준을 썼습니다."))
    }

    @Test("What is left of a claim of all that a person applied is said, whatever its state")
    func restOfAll() {
        let line = PhraseSamples.line("01", quantity: 5, cancelled: 1)
        var draft = ExplanationDraft(.needsConfirmation)
        draft.status = .held
        draft.ruling = .applied
        draft.branches = [PhraseSamples.fired([line])]
        draft.applications = [PhraseSamples.taking(1, of: line)]
        draft.unitsLeft = 4
        #expect(
            PhraseSamples.english.sentence(for: draft.explanation)
                == "A person applied it by hand. Order A-1: 1 of 5 units of line 01 cancelled. "
                + "Of all that is claimed, 4 units not applied."
        )
        #expect(
            PhraseSamples.korean.sentence(for: draft.explanation)
                == "운영자가 직접 적용했습니다. 주문번호 A-1: 품목 01의 5개 중 1개를 취소했습니다. "
                + "취소 수량 전체 중 4개는 적용하지 않았습니다."
        )
    }

    @Test("Lines of other orders are named without stray commas", arguments: [true, false])
    func otherOrder(isReplacing: Bool) {
        let line = PhraseSamples.line("01", order: "B-1")
        var draft = ExplanationDraft(.withdrawn)
        draft.applications = [PhraseSamples.taking(1, of: line)]
        draft.replacing = isReplacing ? [line] : []
        let text = PhraseSamples.english.sentence(for: draft.explanation)
        let order = isReplacing ? "order B-1 (which replaced it)" : "another order (B-1)"
        #expect(text.hasSuffix("stays cancelled: 1 unit of line 01 of \(order)."))
    }

    @Test("What a person applied by hand says so")
    func byHand() {
        let line = PhraseSamples.line("01")
        var draft = ExplanationDraft(.applied)
        draft.ruling = .applied
        draft.applications = [PhraseSamples.taking(1, of: line)]
        let text = PhraseSamples.english.sentence(for: draft.explanation)
        #expect(text == "A person applied it by hand. Order A-1: 1 unit of line 01 cancelled.")
        draft.ruling = .settled(reason: "refunded")
        let left = PhraseSamples.english.sentence(for: draft.explanation)
        #expect(
            left
                == "Order A-1: 1 unit of line 01 cancelled. A person left it so (reason: refunded)."
        )
    }

    /// Two lines of two, of which it took the first.
    private func kept(_ reason: ReasonCode, finding ids: Set<LineID>) -> ExplanationDraft {
        let lines = [
            PhraseSamples.line("01", quantity: 2),
            PhraseSamples.line("02", quantity: 2, shipping: .shipped),
        ]
        var draft = ExplanationDraft(reason)
        draft.branches = [PhraseSamples.fired(lines.filter { ids.contains($0.line.key.lineID) })]
        draft.applications = [PhraseSamples.taking(2, of: lines[0])]
        return draft
    }

    @Test(
        "What stays cancelled is said, whatever the claim waits for",
        arguments: [ReasonCode.shipped, .ambiguous, .needsConfirmation]
    )
    func keptUnits(reason: ReasonCode) {
        var draft = kept(reason, finding: ["01", "02"])
        draft.claim = PhraseSamples.claim(quantity: reason == .ambiguous ? 3 : nil)
        let korean = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(korean.hasSuffix("앞서 적용한 품목 01의 2개는 취소된 채로 있습니다."), "\(korean)")
        let english = PhraseSamples.english.sentence(for: draft.explanation)
        #expect(english.hasSuffix("What was applied before stays cancelled: 2 units of line 01."))
        #expect(!english.contains("nothing was cancelled"))
    }

    @Test("Lines that do not match are not said to be matched")
    func keptLines() {
        var draft = kept(.applied, finding: ["02"])
        let only = PhraseSamples.english.sentence(for: draft.explanation)
        #expect(
            only == "Order A-1: 2 units of line 01 cancelled before. What matches the rule now is "
                + "line 02, but what was cancelled stays cancelled."
        )
        draft.applications.append(PhraseSamples.taking(1, of: PhraseSamples.line("02")))
        let both = PhraseSamples.english.sentence(for: draft.explanation)
        #expect(
            both == "Order A-1: 1 of 2 units of line 02 cancelled, matched by order number. "
                + "Cancelled before, and kept though it does not match now: 2 units of line 01."
        )
        let korean = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(korean.hasSuffix("앞서 취소한 품목 01의 2개는 취소된 채로 있습니다."))
    }

    @Test("One line that can be taken is not called several")
    func oneLine() {
        let one = PhraseSamples.english.line(for: ActError(problem: .chooseLine(["a"])))
        #expect(one.contains("One can be taken") && !one.contains("several"))
        let two = PhraseSamples.english.line(for: ActError(problem: .chooseLine(["a", "b"])))
        #expect(two.contains("several"))
    }

    @Test("A withdrawal of something applied says what stays cancelled")
    func withdrawnAfterApplied() {
        let line = PhraseSamples.line("01", quantity: 2)
        var draft = ExplanationDraft(.withdrawn)
        draft.branches = [PhraseSamples.fired([line])]
        draft.applications = [PhraseSamples.taking(2, of: line)]
        let text = PhraseSamples.korean.sentence(for: draft.explanation)
        #expect(text.hasSuffix("앞서 적용한 품목 01의 2개는 취소된 채로 있습니다."))
    }
}

@Suite("Nearest misses in words")
struct NearMissPhraseTests {
    @Test("A near miss says what differs and the smallest change")
    func sameOrder() {
        let miss = ExplanationSamples.differingOption
        let text = PhraseSamples.korean.line(for: miss, in: PhraseSamples.account)
        #expect(
            text == "같은 주문, 품목 01 · 옵션 다름(띄어쓰기): 취소건 'red L', 주문 'redL' · "
                + "주문이 옵션 'red L'이면 매칭됩니다"
        )
    }

    @Test(
        "Values that look alike are told apart",
        arguments: [
            ("A100", "A100\u{200B}", ValueDifference.invisibleCharacters, "'A100‹U+200B›'"),
            ("E 1", "E\u{A0}1", .whiteSpace, "'E‹U+00A0›1'"),
        ]
    )
    func invisible(claim: String, order: String, way: ValueDifference, shown: String) {
        let clause = PhraseSamples.clause(.option, claim, order, .differs([way]))
        let text = PhraseSamples.korean.clauseInWords(clause)
        #expect(text.contains("취소건 '\(claim)', 주문 \(shown)"))
    }

    @Test("A near miss in another account names the account", arguments: Language.allCases)
    func otherAccount(language: Language) {
        let miss = NearMiss(
            kind: .otherAccount("beta"),
            line: PhraseSamples.line("01"),
            branch: 0,
            clauses: [],
            repair: .moveToAccount("beta")
        )
        let phrases = PhraseSamples.phrases(language)
        #expect(phrases.line(for: miss, in: PhraseSamples.account).contains("Beta"))
    }

    @Test("A near miss with another order number names that number")
    func sameFields() {
        let miss = NearMiss(
            kind: .sameFields,
            line: PhraseSamples.line("01", order: "A-7"),
            branch: 0,
            clauses: [
                PhraseSamples.clause(.orderNumber, "A-1", "A-7", .differs([.editDistance(1)]))
            ],
            repair: .completeCancellation([PhraseSamples.clause(.option, nil, "red")])
        )
        let text = PhraseSamples.english.line(for: miss, in: PhraseSamples.account)
        #expect(
            text == "same other values, order A-7, line 01 · order number differs (1 character): "
                + "cancellation 'A-1', order 'A-7' · matches with option 'red' in the cancellation"
        )
    }
}
