import MatchingCore
import Testing

@Suite("Fingerprints of policies")
struct FingerprintTests {
    static let base = FingerprintTests.policy()

    static func policy(
        states: [String] = ["취소요청", "취소완료"],
        confirm: [String] = [],
        withdrawal: [String] = ["취소철회"],
        synonyms: [String: String] = ["a": "취소요청", "b": "취소완료"],
        rule: String? = "order_no + detail_no",
        onSeveral: SyncPolicy.SeveralLines = .apply
    ) -> SyncPolicy {
        SyncPolicy(
            cancelStates: states,
            confirmStates: confirm,
            withdrawalStates: withdrawal,
            stateSynonyms: synonyms,
            rule: rule.flatMap { try? MatchRule(parsing: $0) },
            onSeveral: onSeveral
        )
    }

    @Test("It is the same in every process and every run")
    func stability() {
        #expect(Self.base.fingerprint == "cb0adc4f3de5747f")
        #expect(Self.policy().fingerprint == Self.base.fingerprint)
    }

    @Test(
        "Another policy has another fingerprint, whichever part differs",
        arguments: [
            policy(states: ["취소완료", "취소요청"]), policy(states: ["취소요청취소완료"]),
            policy(states: []), policy(confirm: ["취소완료"]), policy(withdrawal: []),
            policy(synonyms: [:]), policy(synonyms: ["a": "취소완료", "b": "취소요청"]),
            policy(rule: nil), policy(rule: "order_no"), policy(onSeveral: .hold),
        ]
    )
    func sensitivity(policy: SyncPolicy) {
        #expect(policy.fingerprint != Self.base.fingerprint)
    }
}
