/// A place in a list that is read in pages: a page lies below a row's key or above it.
package enum ListPosition<Key: Sendable & Hashable>: Sendable, Hashable {
    /// The next page: the rows that follow the key.
    case below(Key)
    /// The page that begins with the key.
    case from(Key)
    /// The page before: the rows that precede the key, in the list's order as well.
    case above(Key)
    /// The end of the list.
    case end

    /// The same position by another key of the rows.
    package func map<Other>(_ change: (Key) -> Other) -> ListPosition<Other> {
        switch self {
        case .below(let key): .below(change(key))
        case .from(let key): .from(change(key))
        case .above(let key): .above(change(key))
        case .end: .end
        }
    }

    /// Whether the page is found from its end to its beginning.
    package var isUpwards: Bool {
        switch self {
        case .below, .from: false
        case .above, .end: true
        }
    }
}

/// A row that has a place in a list that is read in pages.
package protocol PlacedRow: Sendable, Identifiable where ID: Sendable {
    /// What the list is sorted by; each row has its own.
    associatedtype Place: Sendable & Hashable

    var place: Place { get }
}

extension PullRow: PlacedRow {}

extension JournalEntry: PlacedRow {
    package var place: Int64 { id }
}
