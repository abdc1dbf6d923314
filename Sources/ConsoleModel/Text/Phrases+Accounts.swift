import MatchingCore
import SyncInterfaces

extension Phrases {
    /// What a state word of the marketplace means, in a word or two.
    func word(for meaning: SyncPolicy.StateMeaning) -> String {
        switch meaning {
        case .cancel: pick("연동", "synced")
        case .confirm: pick("연동 · 확인 후 적용", "synced, after confirmation")
        case .withdrawal: pick("철회", "withdrawal")
        case .notSynced: pick("연동 안 함", "not synced")
        case .unknown: pick("취소상태 미설정", "no cancel states set up")
        }
    }

    /// Since when a word comes in that is not listed.
    func comesIn(since moment: Timestamp) -> String {
        let time = dateAndTime(moment)
        return pick("\(time)부터 들어옴", "comes in since \(time)")
    }

    /// How many stand in a word that is not listed, and since when it comes in.
    func line(for tally: StateTally, ofUnlisted state: String) -> String {
        let count = cancellations(tally.count)
        let since = tally.since.map { " · " + comesIn(since: $0) } ?? ""
        return pick(
            "목록에 없는 취소상태 '\(state)': \(count)\(since)",
            "State '\(state)' is not listed: \(count)\(since)"
        )
    }

    /// The one thing to know about an account now.
    func news(
        of account: Account,
        _ summary: AccountSummary?,
        _ health: AccountHealth,
        isPollerRunning: Bool
    ) -> String {
        switch health {
        case .failing:
            let failure = summary?.timer.lastFailure.map { line(for: $0) } ?? ""
            if case .incomplete = summary?.lastPoll?.outcome { return failure }
            let times = summary?.timer.consecutiveFailures ?? 0
            guard times > 1 else { return pick("실패: \(failure)", "failed: \(failure)") }
            return pick(
                "연속 \(times)번 실패: \(failure)",
                "failed \(times) times in a row: \(failure)"
            )
        case .paused:
            return summary.map { DisplayText.sanitized(pause(of: $0.timer)) } ?? word(for: health)
        case .notPolling where isPollerRunning:
            return pick(
                "아직 수집한 적이 없습니다. 차례가 되면 수집하며, 재수집하면 바로 읽습니다.",
                "Not polled yet. Its turn will come; a resync reads it at once."
            )
        case .needsSetup, .late, .silent, .notPolling: return sentence(for: health, of: account)
        case .healthy:
            return summary?.lastPoll.map { details(of: $0) } ?? sentence(for: health, of: account)
        }
    }
}
