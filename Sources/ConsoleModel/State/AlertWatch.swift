import MatchingCore
import SyncInterfaces

/// Something that went wrong, or grew, since the accounts were last looked at.
enum Alert: Sendable, Hashable {
    case failing(AccountID)
    case late(AccountID)
    /// Far longer without a cancellation than the account's own history lets one expect.
    case silent(AccountID, Silence)
    case heldGrew(from: Int, to: Int)
    /// More of what is on hold has left all the same.
    case recallGrew(from: Int, to: Int)
    /// More labels are printed for what is on hold.
    case pullGrew(from: Int, to: Int)
}

/// Compares what accounts are like with what they were like, so that a change for the worse is
/// said once, when it comes.
struct AlertWatch: Sendable, Hashable {
    /// What waits for somebody, in all accounts.
    struct Waiting: Sendable, Hashable {
        /// Cancellations that wait for a person.
        var held: Int
        /// Labels that are to be pulled.
        var toPull: Int
        /// Lines that left and have to come back.
        var toRecall: Int

        init(held: Int, toPull: Int, toRecall: Int = 0) {
            self.held = held
            self.toPull = toPull
            self.toRecall = toRecall
        }

        init(_ totals: Totals) {
            held = totals.counts[.held, default: 0]
            toPull = totals.pullCounts[.labeled, default: 0]
            toRecall = totals.pullCounts[.recall, default: 0]
        }
    }

    private var healths: [AccountID: AccountHealth] = [:]
    /// Accounts whose silence was said, or was there before this console.
    private var silent: Set<AccountID> = []
    private var waiting: Waiting?
    /// Since when somebody polls, as far as this console saw; `nil` while nobody does.
    private var polledSince: Timestamp?

    /// Takes in that the operator at this console made more wait, which is no news to anybody.
    mutating func expect(_ more: Waiting) {
        waiting = waiting.map {
            Waiting(
                held: .saturatingSum($0.held, more.held),
                toPull: .saturatingSum($0.toPull, more.toPull),
                toRecall: .saturatingSum($0.toRecall, more.toRecall)
            )
        }
    }

    /// Takes in whether anybody polls.
    mutating func note(isPolled: Bool, now: Timestamp) {
        polledSince = isPolled ? polledSince ?? now : nil
    }

    /// When it becomes news that an account is late: what was overdue before anybody polled gets
    /// as long as any other poll; `nil` when the account cannot become late.
    func lateDeadline(of timer: AccountTimer) -> Timestamp? {
        guard let deadline = AccountHealth.lateDeadline(of: timer), let polledSince else {
            return nil
        }
        return max(deadline, polledSince.advanced(by: AccountHealth.tolerance))
    }

    /// Takes in what accounts are like now.
    ///
    /// - Parameters:
    ///   - healths: Every account's.
    ///   - silent: The accounts that are quieter than their history (``Silence/isUnusual``); news
    ///     while their polls succeed.
    ///   - waiting: What waits for somebody now.
    /// - Returns: What became worse, in the order of the accounts; nothing the first time.
    mutating func observe(
        _ healths: [(AccountID, AccountHealth)],
        silent: [AccountID: Silence],
        waiting: Waiting
    ) -> [Alert] {
        let isFirst = self.waiting == nil
        var alerts: [Alert] = []
        for (account, health) in healths {
            let before = self.healths[account]
            if health == .failing && before != .failing { alerts.append(.failing(account)) }
            if health == .late && before != .late { alerts.append(.late(account)) }
            guard let silence = silent[account] else {
                self.silent.remove(account)
                continue
            }
            // Where nobody polls, nothing can come; but what is silent then was so before.
            guard isFirst || health == .healthy || health == .silent else { continue }
            if self.silent.insert(account).inserted { alerts.append(.silent(account, silence)) }
        }
        if let before = self.waiting {
            if waiting.toRecall > before.toRecall {
                alerts.append(.recallGrew(from: before.toRecall, to: waiting.toRecall))
            }
            if waiting.toPull > before.toPull {
                alerts.append(.pullGrew(from: before.toPull, to: waiting.toPull))
            }
            if waiting.held > before.held {
                alerts.append(.heldGrew(from: before.held, to: waiting.held))
            }
        }
        self.healths = Dictionary(healths, uniquingKeysWith: { $1 })
        self.waiting = waiting
        return isFirst ? [] : alerts
    }
}

extension Console {
    /// Compares all accounts with what they were like, and says what became worse.
    mutating func watchForAlerts(now: Timestamp) -> [ConsoleEffect] {
        guard let totals else { return [] }
        noteStandings(accounts.map { ($0.id, health(of: $0, now: now)) })
        alertWatch.note(isPolled: poller != .nobody, now: now)
        let healths = accounts.map { ($0.id, newsworthyHealth(of: $0, now: now)) }
        var silent: [AccountID: Silence] = [:]
        for (id, _) in healths {
            if let silence = summaries[id].map(Silence.init), silence.isUnusual {
                silent[id] = silence
            }
        }
        let alerts = alertWatch.observe(
            healths,
            silent: silent,
            waiting: AlertWatch.Waiting(totals)
        )
        guard !alerts.isEmpty else { return [] }
        show(.problem, now: now) { $0.phrases.line(for: alerts, now: now) }
        return [.alert(phrases.line(for: alerts, now: now))]
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
        summaries.values.flatMap { summary in
            [
                AccountHealth.lateDeadline(of: summary.timer),
                alertWatch.lateDeadline(of: summary.timer),
            ]
        }
        .compactMap(\.self).filter { $0 > now }.min()
    }

    /// The account's health, where being late counts only once a poll has had its chance.
    private func newsworthyHealth(of account: Account, now: Timestamp) -> AccountHealth {
        let health = health(of: account, now: now)
        guard health == .late, let timer = summaries[account.id]?.timer else { return health }
        let deadline = alertWatch.lateDeadline(of: timer)
        return deadline.map { now >= $0 } ?? false ? .late : .notPolling
    }
}
