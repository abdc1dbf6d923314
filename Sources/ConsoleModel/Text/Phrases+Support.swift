import MatchingCore

// What an account's screen says about what it can do and what it usually brings.
extension Phrases {
    /// What the same 24 hours brought in earlier weeks: `평균 15건 (지난주부터 10, 14, 21)`.
    func usual(_ counts: [Int]) -> String {
        guard !counts.isEmpty else {
            return pick("지난주의 기록이 없어 알 수 없음", "not known: no record of last week")
        }
        let sum = counts.reduce(0, Int.saturatingSum)
        let mean = Int((Double(sum) / Double(counts.count)).rounded())
        let weeks = list(counts.map { number($0) })
        return pick(
            "평균 \(cancellations(mean)) (지난주부터 주별 \(weeks))",
            "\(cancellations(mean)) on average (by week, the last first: \(weeks))"
        )
    }

    /// Which states cancel lines that have not been shipped.
    func beforeShipping(_ policy: SyncPolicy) -> String {
        guard policy.missing.isEmpty else {
            return pick("설정을 채울 때까지 적용하지 않음", "nothing is applied until the set-up is complete")
        }
        let asked = policy.confirmStates.map(DisplayText.sanitized)
        let own = policy.cancelStates.filter { !policy.confirmStates.contains($0) }
            .map(DisplayText.sanitized)
        let automatic = own.isEmpty ? none : list(own)
        let applied = pick("\(automatic): 취소·보류", "\(automatic): cancelled and held")
        guard !asked.isEmpty else { return applied }
        return pick(
            "\(applied) · \(list(asked)): 확인 후 적용",
            "\(applied) · \(list(asked)): applied once confirmed"
        )
    }

    /// What becomes of shipped lines, whatever the state.
    var afterShipping: String {
        pick(
            "어느 상태이든 자동으로 취소하지 않고 사람이 판단",
            "never cancelled by itself, whatever the state; a person decides"
        )
    }

    /// How complete a catalogue entry is.
    func completeness(_ policy: SyncPolicy) -> String {
        let missing = policy.missing.map { part in
            switch part {
            case .cancelStates: pick("취소상태", "cancel states")
            case .matchRule: pick("매칭 기준", "match rule")
            }
        }
        return missing.isEmpty
            ? pick("취소상태와 매칭 기준이 모두 있음", "complete: states and rule are set")
            : pick("불완전: \(list(missing)) 없음", "incomplete: no \(list(missing))")
    }
}
