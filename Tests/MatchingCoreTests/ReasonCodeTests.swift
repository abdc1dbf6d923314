import MatchingCore
import Testing

@Suite("Reason codes")
struct ReasonCodeTests {
    @Test("Every reason is given to some claim or to some order line")
    func reachability() throws {
        var reached: Set<ReasonCode> = []
        for seed in 0..<3_000 as Range<UInt64> {
            reached.insert(try Scene.random(seed: seed).outcome.reason)
        }
        for row in OrderExplanationTests.rows {
            var line = LineOnFile.example("A")
            line.line.orderedAt = row.orderedAt
            let explanation = Matcher(
                account: Scene.account,
                policy: SyncPolicy(cancelStates: [], rule: nil)
            )
            .explain(
                line,
                namings: [],
                coverage: row.coverage,
                now: OrderExplanationTests.now
            )
            reached.insert(explanation.reason)
        }
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001"],
            lines: [.example("A")]
        )
        reached.insert(scene.outcome.reason)
        #expect(Set(ReasonCode.allCases).subtracting(reached).isEmpty)
    }

    @Test("Each reason belongs to one status")
    func statuses() throws {
        var statuses: [ReasonCode: Set<Status>] = [:]
        for seed in 0..<3_000 as Range<UInt64> {
            let outcome = try Scene.random(seed: seed).outcome
            statuses[outcome.reason, default: []].insert(outcome.status)
        }
        #expect(statuses.filter { $0.value.count > 1 }.isEmpty)
    }

    @Test("Codes are stable: other programs read them")
    func codes() {
        #expect(
            ReasonCode.allCases.map(\.rawValue) == [
                "applied", "alreadyCancelled", "stateNotSynced", "needsConfirmation",
                "noCancelStates", "noMatchRule", "keyMissingInCancellation", "orderNotFound",
                "orderInOtherAccount", "keyMissingInOrder", "keyDiffers", "ambiguous",
                "quantityExceedsOrder", "shipped", "withdrawn", "dismissed", "undone",
                "noCancellationSeen", "accountNotPolledSince", "accountPaused", "accountFailing",
                "coverageGap",
            ]
        )
    }
}
