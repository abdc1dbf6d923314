import MatchingCore
import SyncInterfaces

/// Something that went wrong, or grew, since the accounts were last looked at.
enum Alert: Sendable, Hashable {
    case failing(AccountID)
    case late(AccountID)
    /// Far longer without a cancellation than the account's own history lets one expect.
    case silent(AccountID, Silence)
    case heldGrew(from: Int, to: Int)
}

/// Compares what accounts are like with what they were like, so that a change for the worse is
/// said once, when it comes.
struct AlertWatch: Sendable, Hashable {
    private var healths: [AccountID: AccountHealth] = [:]
    private var silent: [AccountID: Silence] = [:]
    private var heldCount: Int?

    /// Takes in that the operator at this console made one more wait for a person.
    mutating func expectHeld() { heldCount = heldCount.map { Int.saturatingSum($0, 1) } }

    /// Takes in what accounts are like now.
    ///
    /// - Parameters:
    ///   - healths: Every account's.
    ///   - silent: The accounts that are quieter than their history (``Silence/isUnusual``).
    ///   - heldCount: The cancellations that wait for a person, in all accounts.
    /// - Returns: What became worse, in the order of the accounts; nothing the first time.
    mutating func observe(
        _ healths: [(AccountID, AccountHealth)],
        silent: [AccountID: Silence],
        heldCount: Int
    ) -> [Alert] {
        let isFirst = self.heldCount == nil
        var alerts: [Alert] = []
        for (account, health) in healths {
            let before = self.healths[account]
            if health == .failing && before != .failing { alerts.append(.failing(account)) }
            if health == .late && before != .late { alerts.append(.late(account)) }
            if let silence = silent[account], self.silent[account] == nil {
                alerts.append(.silent(account, silence))
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

extension Console {
    /// Compares all accounts with what they were like, and says what became worse.
    mutating func watchForAlerts(now: Timestamp) -> [ConsoleEffect] {
        guard totals != nil else { return [] }
        let active = accounts.map { ($0.id, health(of: $0, now: now)) }
        noteStandings(active)
        var silent: [AccountID: Silence] = [:]
        for (id, health) in active where health == .healthy || health == .silent {
            if let silence = summaries[id].map(Silence.init), silence.isUnusual {
                silent[id] = silence
            }
        }
        let alerts = alertWatch.observe(
            active,
            silent: silent,
            heldCount: totals?.counts[.held] ?? 0
        )
        guard !alerts.isEmpty else { return [] }
        let text = phrases.line(for: alerts, now: now)
        show(.problem, text, now: now)
        return [.alert(text)]
    }

    private mutating func noteStandings(_ healths: [(AccountID, AccountHealth)]) {
        let standings = healths.map { id, health in
            (id, AccountStanding(health: health, heldCount: summaries[id]?.counts[.held] ?? 0))
        }
        marketplaces.note(
            Dictionary(standings, uniquingKeysWith: { first, _ in first }),
            keeping: accounts.map(\.id)
        )
    }

    /// When an account will be late although nothing else happens; `nil` when none will.
    func nextLateDeadline(after now: Timestamp) -> Timestamp? {
        summaries.values.compactMap { AccountHealth.lateDeadline(of: $0.timer) }
            .filter { $0 > now }.min()
    }
}
