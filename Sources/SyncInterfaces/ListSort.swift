/// What a kind of list can be sorted by.
package protocol SortKey: RawRepresentable<String>, Sendable, Hashable, CaseIterable {
    /// The order of a list for which none was chosen.
    static var usual: Self { get }
    /// Whether small comes before great unless the list is reversed.
    var isAscending: Bool { get }
}

/// What a list is sorted by, and which way round.
package struct ListSort<Key: SortKey>: Sendable, Hashable {
    package var column: Key
    package var isReversed: Bool

    package init(_ column: Key = .usual, isReversed: Bool = false) {
        self.column = column
        self.isReversed = isReversed
    }

    /// Whether small comes before great.
    package var isAscending: Bool { column.isAscending != isReversed }

    /// The order as one word, by which it is kept: the column, behind a `-` when reversed.
    package var name: String { (isReversed ? "-" : "") + column.rawValue }

    /// The order that is called so; `nil` where there is none.
    package init?(named name: String) {
        let isReversed = name.hasPrefix("-")
        guard let column = Key(rawValue: String(name.dropFirst(isReversed ? 1 : 0))) else {
            return nil
        }
        self.init(column, isReversed: isReversed)
    }
}
