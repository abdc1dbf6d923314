package import MatchingCore

/// In which order lists that are sorted by account have the accounts.
///
/// Whoever opens a store says how people know the accounts; the store itself only has their ids.
package struct AccountOrder: Sendable, Hashable {
    private let ranks: [AccountID: Int]

    /// Creates an order.
    ///
    /// - Parameter accounts: The first ones, in order; all others come behind them, by id.
    package init(_ accounts: [AccountID] = []) {
        ranks = Dictionary(
            accounts.enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Whether the one comes before the other.
    package func precedes(_ one: AccountID, _ other: AccountID) -> Bool {
        switch (ranks[one], ranks[other]) {
        case (let first?, let second?): first < second
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): one < other
        }
    }
}
