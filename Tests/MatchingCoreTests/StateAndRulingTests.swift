import MatchingCore
import Testing

@Suite("States, rulings and missing set-up")
struct StateAndRulingTests {
    static let oneLine: [LineOnFile] = [.example("A", quantity: 2)]

    @Test(
        "What a state word means decides where the claim stands",
        arguments: [
            ("취소요청", Outcome(.applied, .applied, ["A": 2]), NextStep.nothing),
            ("취소완료", Outcome(.applied, .applied, ["A": 2]), .nothing),
            ("취소거부", Outcome(.held, .needsConfirmation), .confirmOrDismiss),
            ("취소철회", Outcome(.withdrawn, .withdrawn), .nothing),
            ("배송중", Outcome(.ignored, .stateNotSynced), .addState("배송중")),
        ]
    )
    func states(state: String, expected: Outcome, step: NextStep) throws {
        let scene = try Scene(confirmStates: ["취소거부"], state: state, lines: Self.oneLine)
        #expect(scene.outcome == expected)
        #expect(scene.explanation.nextStep == step)
    }

    @Test(
        "Units that were taken stay taken whatever the state becomes",
        arguments: [
            ("취소완료", Outcome(.applied, .applied, ["A": 2]), NextStep.nothing),
            ("취소거부", Outcome(.held, .needsConfirmation, ["A": 2]), .restoreOrKeep),
            ("취소철회", Outcome(.withdrawn, .withdrawn, ["A": 2]), .restoreOrKeep),
            ("배송중", Outcome(.ignored, .stateNotSynced, ["A": 2]), .restoreOrKeep),
        ]
    )
    func statesAfterApplying(state: String, expected: Outcome, step: NextStep) throws {
        var scene = try Scene(confirmStates: ["취소거부"], lines: Self.oneLine).applied
        scene.input.claim = .example(state: state)
        #expect(scene.outcome == expected)
        #expect(scene.explanation.nextStep == step)
    }

    @Test(
        "A state that is not listed says which one it nearly is, and is not synced all the same",
        arguments: [
            ("취소 완료", "취소완료", [.whiteSpace]), ("[취소완료]", "취소완료", [.punctuation]),
            ("취소（자동）", "취소(자동)", [.width]), ("취소\u{200B}완료", "취소완료", [.invisibleCharacters]),
            ("취소완로", "취소완료", [.editDistance(1)]), ("취소완", "취소완료", [.editDistance(1)]),
            ("취소완료(환불전)", "취소완료", [.editDistance(5)]), ("취소 철회", "취소철회", [.whiteSpace]),
            ("직권 취소", "직권취소", [.whiteSpace]), ("취소거부", nil, []), ("배송중", nil, []),
            ("반품완료", nil, []),
        ] as [(String, String?, [ValueDifference])]
    )
    func nearStates(state: String, listed: String?, differences: [ValueDifference]) throws {
        var scene = try Scene(state: state, lines: Self.oneLine)
        scene.matcher = Matcher(
            account: Scene.account,
            policy: SyncPolicy(
                cancelStates: ["취소요청", "취소완료", "취소(자동)"],
                stateSynonyms: ["직권취소": "취소요청"],
                rule: scene.matcher.policy.rule
            )
        )
        #expect(scene.outcome == Outcome(.ignored, .stateNotSynced))
        let near = listed.map { NearState(state: $0, differences: differences) }
        #expect(scene.explanation.nearestState == near)
        let meant = listed == "직권취소" ? "취소요청" : listed
        #expect(
            scene.explanation.nextStep == meant.map { .addSynonym(state, of: $0) }
                ?? .addState(state)
        )
    }

    @Test("What was taken stays so where the state nearly is a listed one, but for withdrawals")
    func nearStatesAfterApplying() throws {
        var scene = try Scene(lines: Self.oneLine).applied
        scene.input.claim = .example(state: "취소 완료")
        #expect(scene.explanation.nextStep == .addSynonym("취소 완료", of: "취소완료"))
        scene.input.claim = .example(state: "취소 철회")
        #expect(scene.explanation.nearestState?.state == "취소철회")
        #expect(scene.explanation.nextStep == .restoreOrKeep)
    }

    @Test("A synonym counts as the word that it stands for")
    func synonyms() throws {
        var scene = try Scene(state: "CANCEL_REJECT", lines: Self.oneLine)
        scene.matcher = Matcher(
            account: Scene.account,
            policy: SyncPolicy(
                cancelStates: ["취소요청"],
                stateSynonyms: ["CANCEL_REJECT": "취소철회", "직권취소": "취소요청"],
                rule: scene.matcher.policy.rule
            )
        )
        #expect(scene.outcome == Outcome(.withdrawn, .withdrawn))
        scene.input.claim = .example(state: "직권취소")
        #expect(scene.outcome == Outcome(.applied, .applied, ["A": 2]))
    }

    @Test(
        "What an operator ruled stands",
        arguments: [
            (.dismissed(reason: "중복"), Outcome(.dismissed, .dismissed)),
            (.applied, Outcome(.applied, .applied)),
            (.undone, Outcome(.held, .undone)),
        ] as [(Ruling, Outcome)]
    )
    func rulings(ruling: Ruling, expected: Outcome) throws {
        var scene = try Scene(lines: Self.oneLine)
        scene.input.ruling = ruling
        #expect(scene.outcome == expected)
    }

    @Test("A buyer's withdrawal ends a ruling")
    func withdrawalAfterRuling() throws {
        var scene = try Scene(state: "취소철회", lines: Self.oneLine)
        scene.input.ruling = .dismissed(reason: "중복")
        #expect(scene.outcome == Outcome(.withdrawn, .withdrawn))
    }

    @Test("A marketplace without cancel states waits for them, withdrawals excepted")
    func noCancelStates() throws {
        var scene = try Scene(states: [], lines: Self.oneLine)
        #expect(scene.outcome == Outcome(.pending, .noCancelStates))
        #expect(scene.explanation.nextStep == .addCancelStates)
        scene.input.claim = .example(state: "취소철회")
        #expect(scene.outcome == Outcome(.withdrawn, .withdrawn))
    }

    @Test("A marketplace without a rule waits for one")
    func noMatchRule() throws {
        let scene = try Scene(rule: nil, lines: Self.oneLine)
        #expect(scene.outcome == Outcome(.pending, .noMatchRule))
        #expect(scene.explanation.nextStep == .addMatchRule)
        #expect(scene.explanation.branches.isEmpty)
    }

    @Test("A confirm state whose order is not on file waits for the order first")
    func confirmWithoutLines() throws {
        let scene = try Scene(confirmStates: ["취소거부"], state: "취소거부")
        #expect(scene.outcome == Outcome(.pending, .orderNotFound))
    }
}
