import MatchingCore
import SyncInterfaces

/// The counts of several accounts together.
struct Totals: Sendable, Hashable {
    private(set) var counts: [Status: Int] = [:]
    private(set) var appliedToday = 0
    private(set) var pullCounts: [PullUrgency: Int] = [:]

    init(_ summaries: some Sequence<AccountSummary>) {
        for summary in summaries {
            counts.merge(summary.counts, uniquingKeysWith: Int.saturatingSum)
            pullCounts.merge(summary.pullCounts, uniquingKeysWith: Int.saturatingSum)
            appliedToday = .saturatingSum(appliedToday, summary.appliedToday)
        }
    }
}

/// What never changes about an account on screen, in one language and cleaned.
struct AccountTexts: Sendable, Hashable {
    let name: String
    /// The cancel states in the marketplace's order; empty when none are set up.
    let states: String
    /// The match rule in words; empty when there is none.
    let rule: String
    /// What find compares with: name, id and aliases.
    let searchable: [Wording]

    init(_ account: Account, phrases: Phrases) {
        let marketplace = account.marketplace
        name = phrases.name(of: account.id)
        states = DisplayText.sanitized(marketplace.policy.cancelStates.joined(separator: "·"))
        rule = marketplace.policy.rule.map { phrases.ruleInWords($0, in: account.id) } ?? ""
        let names =
            [account.name, account.id.rawValue, marketplace.name, marketplace.id.rawValue]
            + marketplace.aliases
        searchable = names.map(Wording.init)
    }
}

/// The widths of the widest texts of several accounts, in cells.
struct AccountTextWidths: Sendable, Hashable {
    let name: Int
    let states: Int
    let rule: Int

    init(_ texts: some Collection<AccountTexts>) {
        name = texts.map { DisplayText.width(of: $0.name) }.max() ?? 0
        states = texts.map { DisplayText.width(of: $0.states) }.max() ?? 0
        rule = texts.map { DisplayText.width(of: $0.rule) }.max() ?? 0
    }
}
