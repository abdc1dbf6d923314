import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// What a rule on trial comes to, one sentence.
    package func summary(of result: RehearsalResult) -> String {
        guard result.count > 0 else {
            return pick("시험할 취소건이 없습니다.", "There is no cancellation to try it on.")
        }
        let count = number(result.count)
        let since = result.since.map { dateAndTime($0) } ?? none
        let changed = number(result.changes.count)
        return pick(
            "최근 취소건 \(count)건(\(since)부터) 중 \(changed)건의 판단이 달라집니다.",
            "Of the last \(count) cancellations (since \(since)), \(changed) would be decided "
                + "otherwise."
        )
    }

    /// How cancellations would fare under a rule on trial.
    package func word(for kind: RehearsalResult.Kind) -> String {
        switch kind {
        case .lost: pick("적용되지 않게 됨", "no longer applied")
        case .otherLines: pick("다른 품목·수량에 적용됨", "applied to other lines or units")
        case .gained: pick("새로 적용됨", "newly applied")
        case .otherReason: pick("적용 안 됨, 사유만 바뀜", "not applied either, for another reason")
        }
    }

    /// One cancellation under both rules: `A-1 · 적용: 품목 01 1개 → 대기: 값이 다름`.
    package func line(for change: RehearsalResult.Change) -> String {
        let outcomes = [change.now, change.then].map { outcome in
            "\(word(for: outcome.status)): \(detail(of: outcome, order: change.orderNumber))"
        }
        return DisplayText.sanitized(
            "\(change.orderNumber) · " + outcomes.joined(separator: " → ")
        )
    }

    private func detail(of outcome: RehearsalResult.Outcome, order: OrderNumber) -> String {
        guard outcome.status == .applied, !outcome.applications.isEmpty else {
            return word(for: outcome.reason)
        }
        let lines = outcome.applications.prefix(3).map {
            "\(lineName($0.line.lineID)) \(units($0.units))"
        }
        let rest = outcome.applications.count - lines.count
        return list(Array(lines)) + (rest > 0 ? " +\(rest)" : "")
    }
}
