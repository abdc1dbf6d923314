package import MatchingCore
package import SyncInterfaces

/// Everything that people read, in one language: words, sentences, numbers and times.
///
/// The console and the commands say the same things with the same words. Each text is one line
/// that can be drawn: values from outside are cleaned in it (``DisplayText/sanitized(_:)``).
package struct Phrases: Sendable, Hashable {
    package private(set) var language: Language
    private let accounts: [AccountID: Account]
    private let accountsWithAPI: Set<AccountID>

    /// Creates the phrases of a language.
    ///
    /// - Parameters:
    ///   - language: The language of every text.
    ///   - accounts: The accounts whose names, and whose words for code fields, are to be used;
    ///     an account that is not among them is called by its id.
    ///   - accountsWithAPI: Those that are read over their marketplace's API.
    package init(
        language: Language,
        accounts: [Account] = [],
        accountsWithAPI: Set<AccountID> = []
    ) {
        self.language = language
        self.accountsWithAPI = accountsWithAPI
        self.accounts = Dictionary(accounts.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// The same phrases in a language.
    package func inLanguage(_ language: Language) -> Phrases {
        var phrases = self
        phrases.language = language
        return phrases
    }

    /// Whether an account is read over an API that lists no order that is being cancelled.
    func hidesClaimedOrders(_ account: AccountID) -> Bool {
        accountsWithAPI.contains(account)
            && marketplace(of: account)?.hidesClaimedOrders ?? false
    }

    /// The account's name on screen; its id when the account is unknown.
    package func name(of account: AccountID) -> String {
        DisplayText.sanitized(accounts[account]?.name ?? account.rawValue)
    }

    /// The accounts in the order of their names on screen, which no language changes.
    package var accountOrder: AccountOrder {
        let names = accounts.keys.map { (id: $0, name: DisplayText.collated(name(of: $0))) }
        return AccountOrder(
            names.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map(\.id)
        )
    }

    /// The marketplace of an account; `nil` when the account is unknown.
    func marketplace(of account: AccountID) -> Marketplace? { accounts[account]?.marketplace }

    /// The text in the language of these phrases, safe to draw.
    func pick(
        _ korean: @autoclosure () -> String,
        _ english: @autoclosure () -> String
    ) -> String {
        DisplayText.sanitized(language == .korean ? korean() : english())
    }

    /// A text in both languages, for what is read again after the language was changed.
    package func both(_ words: (Phrases) -> String) -> Bilingual {
        Bilingual(words(inLanguage(.korean)), words(inLanguage(.english)))
    }

    /// A list in words: `A, B`.
    func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }
}
