import MatchingCore

extension Phrases {
    /// What became worse, the worst first, on one line that is also a terminal's notification.
    func line(for alerts: [Alert]) -> String {
        var failing: [AccountID] = []
        var late: [AccountID] = []
        var silent: [AccountID] = []
        var held: String?
        for alert in alerts {
            switch alert {
            case .failing(let account): failing.append(account)
            case .late(let account): late.append(account)
            case .silent(let account): silent.append(account)
            case .heldGrew(let before, let after):
                held = pick(
                    "판단필요 \(number(before)) → \(number(after))",
                    "held \(number(before)) → \(number(after))"
                )
            }
        }
        let parts = [
            names(failing, pick("수집 실패", "polling fails")),
            names(late, pick("수집 지연", "polling is late")),
            names(silent, pick("평소와 달리 조용함", "unusually silent")),
            held,
        ]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    /// `what: A, B, C +4`; `nil` for no accounts.
    private func names(_ accounts: [AccountID], _ what: String) -> String? {
        guard !accounts.isEmpty else { return nil }
        let shown = list(accounts.prefix(3).map { name(of: $0) })
        let rest = accounts.count - 3
        return "\(what): \(shown)" + (rest > 0 ? " +\(rest)" : "")
    }

    /// Says what was copied.
    func copied(_ text: String) -> String { pick("복사함: \(text)", "Copied: \(text)") }
}
