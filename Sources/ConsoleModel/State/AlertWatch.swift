import MatchingCore
import SyncInterfaces

/// Something that went wrong, or grew, since the accounts were last looked at.
enum Alert: Sendable, Hashable {
    case failing(AccountID)
    case late(AccountID)
    /// Far longer without a cancellation than the account's own last day lets one expect.
    case silent(AccountID)
    case heldGrew(from: Int, to: Int)
}

/// Compares what accounts are like with what they were like, so that a change for the worse is
/// said once, when it comes.
struct AlertWatch: Sendable, Hashable {
    private var healths: [AccountID: AccountHealth] = [:]
    private var silent: Set<AccountID> = []
    private var heldCount: Int?

    /// Takes in that the operator at this console made one more wait for a person.
    mutating func expectHeld() { heldCount = heldCount.map { Int.saturatingSum($0, 1) } }

    /// Takes in what accounts are like now.
    ///
    /// - Parameters:
    ///   - healths: Every account's.
    ///   - silent: The accounts that are quieter than their history (``AccountSummary/isUnusuallySilent``).
    ///   - heldCount: The cancellations that wait for a person, in all accounts.
    /// - Returns: What became worse, in the order of the accounts; nothing the first time.
    mutating func observe(
        _ healths: [(AccountID, AccountHealth)],
        silent: Set<AccountID>,
        heldCount: Int
    ) -> [Alert] {
        let isFirst = self.heldCount == nil
        var alerts: [Alert] = []
        for (account, health) in healths {
            let before = self.healths[account]
            if health == .failing && before != .failing { alerts.append(.failing(account)) }
            if health == .late && before != .late { alerts.append(.late(account)) }
            if silent.contains(account) && !self.silent.contains(account) {
                alerts.append(.silent(account))
            }
        }
        if let before = self.heldCount, heldCount > before {
            alerts.append(.heldGrew(from: before, to: heldCount))
        }
        self.healths = Dictionary(healths, uniquingKeysWith: { $1 })
        self.silent = silent
        self.heldCount = heldCount
        return isFirst ? [] : alerts
    }
}

extension AccountSummary {
    /// Whether the account has brought nothing for so long that its own last day makes it strange.
    ///
    /// The hours before the silence say how many cancellations an hour brings; where that many, by
    /// chance, would stay away for so long less than once in a thousand times, something is wrong.
    package var isUnusuallySilent: Bool {
        let quietHours = hourlyCounts.reversed().prefix { $0 == 0 }.count
        let history = hourlyCounts.dropLast(quietHours)
        guard quietHours >= 2, history.count >= 6 else { return false }
        let found = history.reduce(0, Int.saturatingSum)
        // The running hour is not over, so it does not count. exp(-7) is about 1 in 1,000.
        let expected = Double(found) / Double(history.count) * Double(quietHours - 1)
        return expected >= 7
    }
}

extension Console {
    /// Compares all accounts with what they were like, and says what became worse.
    mutating func watchForAlerts(now: Timestamp) -> [ConsoleEffect] {
        guard totals != nil else { return [] }
        let active = accounts.map { ($0.id, health(of: $0, now: now)) }
        let silent = active.filter { id, health in
            (health == .healthy || health == .silent) && summaries[id]?.isUnusuallySilent ?? false
        }
        let alerts = alertWatch.observe(
            active,
            silent: Set(silent.map(\.0)),
            heldCount: totals?.counts[.held] ?? 0
        )
        guard !alerts.isEmpty else { return [] }
        let text = phrases.line(for: alerts)
        show(.problem, text, now: now)
        return [.alert(text)]
    }

    /// When an account will be late although nothing else happens; `nil` when none will.
    func nextLateDeadline(after now: Timestamp) -> Timestamp? {
        summaries.values.compactMap { AccountHealth.lateDeadline(of: $0.timer) }
            .filter { $0 > now }.min()
    }
}
