import MatchingCore
import Testing

@Suite("What has changed since a decision")
struct ChangesSinceThenTests {
    static let rule = "order_no + detail_no"

    static func scene() throws -> Scene {
        try Scene(
            rule: rule,
            claim: [.orderNumber: "1001", .detailNumber: "1"],
            quantity: 2,
            lines: [.example("A", [.detailNumber: "7"], quantity: 2), .example("B")]
        )
    }

    struct Row: CustomTestStringConvertible {
        let name: String
        let change: @Sendable (inout Scene) throws -> Void
        let expected: [ChangeSinceThen]

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "nothing", change: { _ in }, expected: []),
        Row(
            name: "the rule, and with it the outcome",
            change: { scene in
                scene.matcher = Matcher(
                    account: Scene.account,
                    policy: SyncPolicy(
                        cancelStates: ["취소요청"],
                        rule: try MatchRule(parsing: "order_no")
                    )
                )
            },
            expected: [
                .rule(then: rule, now: "order_no"),
                .outcome(then: .keyMissingInOrder, now: .ambiguous),
            ]
        ),
        Row(
            name: "the state",
            change: {
                $0.input.claim = .example(
                    state: "취소완료",
                    fields: $0.input.claim.fields,
                    quantity: 2
                )
            },
            expected: [.state(then: "취소요청", now: "취소완료")]
        ),
        Row(
            name: "a field and the quantity of the claim",
            change: { $0.input.claim = .example(quantity: 3) },
            expected: [
                .claimField(.detailNumber, then: "1", now: nil),
                .claimQuantity(then: 2, now: 3),
                .outcome(then: .keyMissingInOrder, now: .keyMissingInCancellation),
            ]
        ),
        Row(
            name: "a field that the rule does not name",
            change: { $0.input.lines[0].line.fields[.option] = "L" },
            expected: []
        ),
        Row(
            name: "a line's field, quantity and shipping",
            change: { scene in
                scene.input.lines[0].line.fields[.detailNumber] = "1"
                scene.input.lines[0].line.quantity = 3
                scene.input.lines[0].line.shipping = .shipped
            },
            expected: [
                .lineField("A", .detailNumber, then: "7", now: "1"),
                .lineQuantity("A", then: 2, now: 3),
                .lineShipping("A", then: .received, now: .shipped),
                .outcome(then: .keyMissingInOrder, now: .shipped),
            ]
        ),
        Row(
            name: "lines that came and went",
            change: { scene in
                scene.input.lines[1] = .example("C", [.detailNumber: "8"])
            },
            expected: [
                .lineAppeared("C"), .lineDisappeared("B"),
                .outcome(then: .keyMissingInOrder, now: .keyDiffers),
            ]
        ),
    ]

    @Test("Each fact that differs is told, then and now", arguments: rows)
    func changes(row: Row) throws {
        var scene = try Self.scene()
        let decision = scene.matcher.decide(scene.input)
        try row.change(&scene)
        let explanation = scene.matcher.explain(
            scene.input,
            standing: (decision.status, decision.reason),
            then: decision.evidence
        )
        #expect(explanation.changesSinceThen == row.expected)
        #expect(explanation.reason == decision.reason)
        #expect(explanation.then == decision.evidence)
    }

    @Test("Evidence under a rule that is no longer read is compared as far as it goes")
    func unreadableRule() throws {
        let scene = try Self.scene()
        let evidence = scene.matcher.decide(scene.input).evidence
        let then = Evidence(
            rule: "order_no ~ detail_no",
            firedBranch: nil,
            state: evidence.state,
            fields: evidence.fields,
            quantity: evidence.quantity,
            lines: evidence.lines,
            otherAccounts: []
        )
        let explanation = scene.matcher.explain(
            scene.input,
            standing: nil,
            then: then
        )
        #expect(
            explanation.changesSinceThen
                == [.rule(then: "order_no ~ detail_no", now: Self.rule)]
        )
    }
}
