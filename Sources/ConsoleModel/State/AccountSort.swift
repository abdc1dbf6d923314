import MatchingCore
import SyncInterfaces

/// What the accounts are sorted by; of equal ones the configured order decides.
enum AccountSortKey: String, SortKey {
    /// What needs a person first.
    case urgency
    case configured
    // The others are called as the columns are.
    case name, health, held, pending, appliedToday, next, lastPoll, states, rule, interval, day

    static var usual: Self { .urgency }

    var isAscending: Bool {
        switch self {
        case .urgency, .configured, .name, .health, .next, .states, .rule, .interval: true
        case .held, .pending, .appliedToday, .lastPoll, .day: false
        }
    }
}

/// What the list of accounts is sorted by.
typealias AccountSort = ListSort<AccountSortKey>

/// What an account has to be sorted by.
private enum AccountSortValue: Comparable {
    case number(Int64)
    case text(String)

    init(_ number: Int) { self = .number(Int64(number)) }

    init?(text: String?) {
        guard let text, !text.isEmpty else { return nil }
        self = .text(text)
    }
}

extension Console {
    /// The accounts as the list is to have them; those that have nothing to be sorted by come last.
    func sorted(_ ids: [AccountID], now: Timestamp) -> [AccountID] {
        let sort = marketplaces.sort
        let places = ids.enumerated().map { place, id in
            (id: id, value: value(of: id, sort.column, place: place, now: now), place: place)
        }
        return places.sorted { left, right in
            switch (left.value, right.value) {
            case (let one?, let other?) where one != other: (one < other) == sort.isAscending
            case (nil, .some): false
            case (.some, nil): true
            // Swift's sort is not promised to be stable, so the place in the list decides last.
            default: left.place < right.place
            }
        }
        .map(\.id)
    }

    /// The number that a column shows of an account; `nil` where it shows none.
    func number(of id: AccountID, _ column: AccountSortKey, now: Timestamp) -> Int? {
        guard case .number(let number) = value(of: id, column, place: 0, now: now) else {
            return nil
        }
        return Int(number)
    }

    private func value(
        of id: AccountID,
        _ column: AccountSortKey,
        place: Int,
        now: Timestamp
    ) -> AccountSortValue? {
        guard let account = accountsByID[id] else { return nil }
        let (summary, texts) = (summaries[id], accountTexts[id])
        let minutes = account.marketplace.pollIntervalMinutes
        switch column {
        case .urgency: return AccountSortValue(urgency(of: account, now: now))
        case .configured: return AccountSortValue(place)
        case .name: return AccountSortValue(text: (texts?.name).map(DisplayText.collated))
        case .health: return AccountSortValue(health(of: account, now: now).badness)
        case .held: return summary.map { AccountSortValue($0.counts[.held, default: 0]) }
        case .pending: return summary.map { AccountSortValue($0.counts[.pending, default: 0]) }
        case .appliedToday: return summary.map { AccountSortValue($0.appliedToday) }
        case .next:
            guard let timer = summary?.timer, !timer.isPaused else { return nil }
            return timer.dueAt(now: now, interval: .seconds(minutes * 60))
                .map { .number($0.rawValue) }
        case .lastPoll: return summary?.lastPoll.map { .number($0.finishedAt.rawValue) }
        case .states: return AccountSortValue(text: texts?.states)
        case .rule: return AccountSortValue(text: texts?.rule)
        case .interval: return AccountSortValue(minutes)
        case .day:
            return summary.map {
                AccountSortValue($0.hourlyCounts.suffix(24).reduce(0, Int.saturatingSum))
            }
        }
    }
}

extension AccountHealth {
    /// 0 for what is worst.
    fileprivate var badness: Int {
        switch self {
        case .failing: 0
        case .late: 1
        case .notPolling: 2
        case .paused: 3
        case .needsSetup: 4
        case .silent: 5
        case .healthy: 6
        }
    }
}
