import MatchingCore

extension Phrases {
    /// What became worse, the worst first, on one line that is also a terminal's notification.
    func line(for alerts: [Alert], now: Timestamp) -> String {
        var failing: [AccountID] = []
        var late: [AccountID] = []
        var silent: [(AccountID, Silence)] = []
        var (toRecall, toPull, held): (String?, String?, String?)
        for alert in alerts {
            switch alert {
            case .failing(let account): failing.append(account)
            case .late(let account): late.append(account)
            case .silent(let account, let silence): silent.append((account, silence))
            case .recallGrew(let before, let after):
                toRecall = pick(
                    "취소했는데 출고됨, 회수할 품목 \(number(before)) → \(number(after))",
                    "cancelled but left, lines to recall \(number(before)) → \(number(after))"
                )
            case .pullGrew(let before, let after):
                toPull = pick(
                    "당길 품목 \(number(before)) → \(number(after))",
                    "lines to pull \(number(before)) → \(number(after))"
                )
            case .heldGrew(let before, let after):
                held = pick(
                    "판단필요 \(number(before)) → \(number(after))",
                    "held \(number(before)) → \(number(after))"
                )
            }
        }
        let parts = [
            toRecall, names(failing, pick("수집 실패", "polling fails")),
            names(late, pick("수집 지연", "polling is late")),
            silentLine(silent, now: now),
            toPull, held,
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    private func silentLine(_ accounts: [(AccountID, Silence)], now: Timestamp) -> String? {
        let what = pick("평소와 달리 조용함", "unusually silent")
        // What one account usually brings is said; of several the names say enough.
        guard let (account, silence) = accounts.first, accounts.count == 1 else {
            return names(accounts.map(\.0), what)
        }
        return "\(what): \(name(of: account)) (\(comparison(of: silence, now: now)))"
    }

    /// A silence beside what is usual: `09:00부터 0건, 평소 12건`.
    func comparison(of silence: Silence, now: Timestamp) -> String {
        let start = moment(silence.start(now: now), now: now)
        let quiet = pick("\(start)부터 0건", "none since \(start)")
        guard let usual = silence.usualCount else { return quiet }
        return quiet
            + pick(", 평소 이 시간 \(number(usual))건", ", usually \(number(usual)) in these hours")
    }

    /// `what: A, B, C +4`; `nil` for no accounts.
    func names(_ accounts: [AccountID], _ what: String) -> String? {
        guard !accounts.isEmpty else { return nil }
        let shown = list(accounts.prefix(3).map { name(of: $0) })
        let rest = accounts.count - 3
        return "\(what): \(shown)" + (rest > 0 ? " +\(rest)" : "")
    }

    /// Says what was copied.
    func copied(_ text: String) -> String { pick("복사함: \(text)", "Copied: \(text)") }
}
