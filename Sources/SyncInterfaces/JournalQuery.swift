package import MatchingCore

/// Gives the notes of an entry as people read them.
package typealias NotesOfEntry = (JournalEntry) -> [String]

/// Which journal entries a list shows.
package struct JournalQuery: Sendable, Hashable {
    package var account: AccountID?
    /// What else has to hold.
    package var filter: RowFilter
    /// Only these, where given; a list that was searched for is read again so.
    package var ids: [Int64]?
    /// The present, from which ages in ``filter`` count.
    package var now: Timestamp
    package var sort: JournalSort
    /// `nil` for the beginning; by the entry's id.
    package var position: ListPosition<Int64>?
    package var limit: Int

    package init(
        account: AccountID? = nil,
        filter: RowFilter = RowFilter(),
        now: Timestamp = Timestamp(rawValue: 0),
        sort: JournalSort = JournalSort(),
        position: ListPosition<Int64>? = nil,
        limit: Int
    ) {
        self.account = account
        self.filter = filter
        self.now = now
        self.sort = sort
        self.position = position
        self.limit = limit
    }
}
