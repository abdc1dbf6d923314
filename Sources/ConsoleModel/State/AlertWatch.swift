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
        /// Lines with a label that are to be pulled.
        var toPull: Int
        /// Lines that left and have to come back.
        var toRecall: Int

        init(held: Int, toPull: Int, toRecall: Int = 0) {
            self.held = held
            self.toPull = toPull
            self.toRecall = toRecall
        }

        /// What an act did to a cancellation that stood at `before`; `nil` where that is not known.
        init(_ result: ActResult, before: Status? = nil) {
            held = result.status == .held && before != .held ? 1 : 0
            toPull = result.changes.count { $0.shippingOfFreeLine == .labeled }
            toRecall = result.changes.count { $0.shippingOfFreeLine == .shipped }
        }

        func plus(_ more: Self) -> Self {
            Self(
                held: .saturatingSum(held, more.held),
                toPull: .saturatingSum(toPull, more.toPull),
                toRecall: .saturatingSum(toRecall, more.toRecall)
            )
        }

        init(_ totals: Totals) {
            held = totals.counts[.held, default: 0]
            toPull = totals.pullCounts[.labeled, default: 0]
            toRecall = totals.pullCounts[.recall, default: 0]
        }
    }

    /// Real seconds that a console may be late itself: as many as a lease lasts.
    static let secondsOfSleep = 45

    private var healths: [AccountID: AccountHealth] = [:]
    /// Accounts whose silence was said, or was there before this console.
    private var silent: Set<AccountID> = []
    private var waiting: Waiting?
    /// Acts of this console that are being carried out.
    private var ownActCount = 0
    /// Counts that were asked for up to then may lack what its acts did.
    private var unsettledUpTo: RequestToken?
    /// Since when somebody polls, as far as this console saw; `nil` while nobody does.
    private var polledSince: Timestamp?
    /// When an account would have become late at the last look; `nil` where none would have.
    private var nextLook: Timestamp?

    /// The operator at this console does something: what waits is not compared until it is done.
    mutating func beginAct() { ownActCount += 1 }

    /// Takes in that an act of this console ended.
    ///
    /// - Parameters:
    ///   - more: How many more wait because of it, which is no news to anybody.
    ///   - latest: The last question that was asked; its answer may be from before the act.
    mutating func endAct(_ more: Waiting, asked latest: RequestToken) {
        ownActCount = max(0, ownActCount - 1)
        unsettledUpTo = latest
        waiting = waiting.map { $0.plus(more) }
    }

    /// Whether counts that were asked for with `token` have all that this console's acts did.
    func isSettled(_ token: RequestToken) -> Bool {
        ownActCount == 0 && unsettledUpTo.map { token > $0 } ?? true
    }

    /// Takes in whether anybody polls.
    ///
    /// A console that wakes up later than it was to, by more than `patience`, was stopped, or its machine
    /// asleep, and whoever polls with it: what is overdue by then gets its chance first.
    mutating func note(isPolled: Bool, now: Timestamp, patience: Duration) {
        if let nextLook, now > nextLook.advanced(by: patience) { polledSince = nil }
        polledSince = isPolled ? polledSince ?? now : nil
    }

    /// Takes in when the next account will be late if nothing happens.
    mutating func note(nextLook: Timestamp?) { self.nextLook = nextLook }

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
    ///   - waiting: What waits for somebody now; `nil` while that is not to be compared.
    /// - Returns: What became worse, in the order of the accounts; nothing the first time.
    mutating func observe(
        _ healths: [(AccountID, AccountHealth)],
        silent: [AccountID: Silence],
        waiting: Waiting?
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
        if let before = self.waiting, let waiting {
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
        self.waiting = waiting ?? self.waiting
        return isFirst ? [] : alerts
    }
}

extension Console {
    /// Compares all accounts with what they were like, and says what became worse.
    mutating func watchForAlerts(now: Timestamp) -> [ConsoleEffect] {
        guard let totals, let summariesToken else { return [] }
        noteStandings(accounts.map { ($0.id, health(of: $0, now: now)) })
        alertWatch.note(
            isPolled: poller != .nobody,
            now: now,
            patience: .seconds(AlertWatch.secondsOfSleep * configuration.timeFactor)
        )
        defer { alertWatch.note(nextLook: nextLateDeadline(after: now)) }
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
            waiting: alertWatch.isSettled(summariesToken) ? AlertWatch.Waiting(totals) : nil
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
