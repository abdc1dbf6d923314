import SyncInterfaces

/// A column of the list of cancellations.
enum CancellationColumn: String, ChoosableColumn {
    case chosen, mark, account, order, claim, state, standing, product, quantity, seen, since

    var isMark: Bool { self == .chosen || self == .mark }
    var isKept: Bool { self == .order || self == .standing }

    /// The order of which the column is the key; `nil` where no index holds one.
    var sort: CancellationSortKey? {
        switch self {
        case .account: .account
        case .order: .order
        case .claim: .claim
        case .seen: .requested
        case .since: .since
        case .standing: .due
        case .chosen, .mark, .state, .product, .quantity: nil
        }
    }
}
