/// A marketplace of the catalogue: which of its states mean "cancel", and by which key to match.
public struct Marketplace: Sendable, Hashable {
    /// The catalogue's name of it.
    public let id: MarketplaceID
    /// The name on screen (쿠팡).
    public let name: String
    /// Other names that mean this marketplace.
    public let aliases: [String]
    /// What its states mean, and by which key its cancellations are matched.
    public let policy: SyncPolicy
    /// Minutes between polls, 10…30.
    public let pollIntervalMinutes: Int
    /// Column headers by which this marketplace's exports name a field, beside the common ones.
    public let columnNames: [RecordField: [String]]
    /// Whether the marketplace's lists leave out orders that somebody wants cancelled, so that an order
    /// that was cancelled before it was read comes only from elsewhere.
    public let hidesClaimedOrders: Bool
    /// What an operator should know about this entry; empty when there is nothing.
    public let note: String
    /// Where the rule and the cancel states are set; `nil` for what is set nowhere.
    public let places: Places

    /// Files and lines of a configuration.
    public struct Places: Sendable, Hashable {
        /// Where the match rule is set: `marketplaces.yaml:12`.
        public let rule: String?
        /// Where the cancel states are set.
        public let cancelStates: String?

        /// Creates the places.
        public init(rule: String? = nil, cancelStates: String? = nil) {
            self.rule = rule
            self.cancelStates = cancelStates
        }
    }

    /// Creates a marketplace.
    public init(
        id: MarketplaceID,
        name: String,
        aliases: [String] = [],
        policy: SyncPolicy,
        pollIntervalMinutes: Int,
        columnNames: [RecordField: [String]] = [:],
        hidesClaimedOrders: Bool = false,
        note: String = "",
        places: Places = Places()
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.policy = policy
        self.pollIntervalMinutes = pollIntervalMinutes
        self.columnNames = columnNames
        self.hidesClaimedOrders = hidesClaimedOrders
        self.note = note
        self.places = places
    }
}

/// One seller account at a marketplace; what is polled, listed and stored.
public struct Account: Sendable, Hashable, Identifiable {
    /// The name by which the account is configured and stored.
    public let id: AccountID
    /// Where the account sells.
    public let marketplace: Marketplace
    /// The name on screen; the marketplace's name for its implicit account.
    public let name: String

    /// Creates an account; without a name of its own it has its marketplace's.
    public init(id: AccountID, marketplace: Marketplace, name: String? = nil) {
        self.id = id
        self.marketplace = marketplace
        self.name = name ?? marketplace.name
    }
}

/// Everything that decides what a state word means and which lines a claim takes.
///
/// Two policies that are equal decide alike; ``fingerprint`` names a version of one. A class, because
/// a policy never changes and goes into every decision.
public final class SyncPolicy: Sendable {
    /// A part without which nothing is applied automatically.
    public enum MissingPart: String, Sendable, Hashable, CaseIterable {
        case cancelStates = "cancel_states"
        case matchRule = "match"
    }

    /// What to do when a rule narrower than `order_no` finds several lines.
    public enum SeveralLines: String, Sendable, Hashable, CaseIterable {
        /// All of them are the cancellation's.
        case apply
        /// A person decides.
        case hold
    }

    /// The states that mean "sync this", in the marketplace's order of progress.
    public let cancelStates: [String]
    /// Those of ``cancelStates`` that are synced but wait for a person.
    public let confirmStates: [String]
    /// The states that mean that the buyer took the claim back.
    public let withdrawalStates: [String]
    /// Other words of the marketplace, and the listed word that each counts as.
    public let stateSynonyms: [String: String]
    /// The key by which lines are found; `nil` while the configuration lacks one.
    public let rule: MatchRule?
    /// What to do when a narrow rule finds several lines.
    public let onSeveral: SeveralLines

    /// Creates a policy.
    public init(
        cancelStates: [String],
        confirmStates: [String] = [],
        withdrawalStates: [String] = ["취소철회"],
        stateSynonyms: [String: String] = [:],
        rule: MatchRule?,
        onSeveral: SeveralLines = .apply
    ) {
        self.cancelStates = cancelStates
        self.confirmStates = confirmStates
        self.withdrawalStates = withdrawalStates
        self.stateSynonyms = stateSynonyms
        self.rule = rule
        self.onSeveral = onSeveral
    }

    /// The parts that the configuration has still to give; empty for a complete entry.
    public var missing: [MissingPart] {
        (cancelStates.isEmpty ? [.cancelStates] : []) + (rule == nil ? [.matchRule] : [])
    }

    /// What a state word means under this policy.
    public enum StateMeaning: Sendable, Hashable {
        /// Sync it.
        case cancel
        /// Sync it, but a person decides.
        case confirm
        /// The buyer took the claim back.
        case withdrawal
        /// Not listed: kept, shown, not synced.
        case notSynced
        /// The policy lists no cancel states at all.
        case unknown

        /// Whether the policy says what it means.
        package var isListed: Bool {
            switch self {
            case .cancel, .confirm, .withdrawal: true
            case .notSynced, .unknown: false
            }
        }
    }

    /// Returns what `state` means; synonyms are followed once.
    public func meaning(ofState state: String) -> StateMeaning {
        let word = word(for: state)
        if withdrawalStates.contains(word) { return .withdrawal }
        if cancelStates.isEmpty { return .unknown }
        if confirmStates.contains(word) { return .confirm }
        return cancelStates.contains(word) ? .cancel : .notSynced
    }

    /// How far a state is: 0 for an unlisted one, then the listed order, withdrawals last.
    ///
    /// Decides between notices of one claim that carry the same time.
    public func rank(ofState state: String) -> Int {
        let word = word(for: state)
        if withdrawalStates.contains(word) { return cancelStates.count + 1 }
        return (cancelStates.firstIndex(of: word) ?? -1) + 1
    }

    private func word(for state: String) -> String {
        // Most have none, and a look-up costs the same in an empty dictionary.
        stateSynonyms.isEmpty ? state : stateSynonyms[state] ?? state
    }
}

extension SyncPolicy: Hashable {
    /// Whether both decide alike.
    public static func == (one: SyncPolicy, other: SyncPolicy) -> Bool {
        one === other
            || one.cancelStates == other.cancelStates && one.confirmStates == other.confirmStates
                && one.withdrawalStates == other.withdrawalStates
                && one.stateSynonyms == other.stateSynonyms && one.rule == other.rule
                && one.onSeveral == other.onSeveral
    }

    /// Feeds the hasher with what tells policies apart best.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(cancelStates)
        hasher.combine(confirmStates)
        hasher.combine(rule)
    }
}
