/// What the journal is sorted by.
package enum JournalSortKey: String, SortKey {
    /// As it was written down, the newest first.
    case time

    package static var usual: Self { .time }

    package var isAscending: Bool { false }
}

/// What the journal is sorted by, and which way round.
package typealias JournalSort = ListSort<JournalSortKey>

extension JournalSort {
    /// Whether an entry comes before another one, by their ids.
    package func precedes(_ one: Int64, _ other: Int64) -> Bool {
        isAscending ? one < other : one > other
    }
}
