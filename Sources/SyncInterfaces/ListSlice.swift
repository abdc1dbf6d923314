/// A page of a list, or as much of it as was found within reach.
package struct ListSlice<Row: PlacedRow>: Sendable {
    /// As the list is sorted.
    package let rows: [Row]
    /// `nil` for a whole page.
    package let reach: SearchedReach<Row.Place>?
    /// The row of the whole list that came or moved last; `nil` when the list is empty, or was not
    /// searched.
    package let newest: Row.Place?
    /// Counts the changes of rows that stay where they are; `nil` where that is not known.
    package let lastChange: Int64?

    package init(
        rows: [Row],
        reach: SearchedReach<Row.Place>? = nil,
        newest: Row.Place? = nil,
        lastChange: Int64? = nil
    ) {
        self.rows = rows
        self.reach = reach
        self.newest = newest
        self.lastChange = lastChange
    }
}

/// How far a search got that stopped before its page was full; no search looks at more than it can
/// in a moment.
package struct SearchedReach<Place: Sendable & Hashable>: Sendable, Hashable {
    /// Where to go on.
    package let place: Place
    /// How many rows it looked at.
    package let looked: Int
    /// How many there are to look at in all.
    package let count: Int

    package init(place: Place, looked: Int, count: Int) {
        self.place = place
        self.looked = looked
        self.count = count
    }
}

/// Which part of a list is read.
package protocol ListQuery: Sendable {
    /// What the list is sorted by.
    associatedtype Place: Sendable & Hashable

    /// Where the page starts; `nil` for the beginning.
    var position: ListPosition<Place>? { get set }
    /// Rows at most.
    var limit: Int { get set }
}

extension ListQuery {
    /// The page's rows among all that there are.
    ///
    /// - Parameters:
    ///   - rows: All rows of the list, in any order.
    ///   - precedes: Whether a place comes before another one as the list is sorted.
    /// - Returns: The rows of the page, in the list's order.
    package func page<Row: PlacedRow>(
        of rows: [Row],
        precedes: (Place, Place) -> Bool
    ) -> [Row] where Row.Place == Place {
        let sorted = rows.sorted { precedes($0.place, $1.place) }
        switch position {
        case nil: return Array(sorted.prefix(limit))
        case .below(let place):
            return Array(sorted.drop { !precedes(place, $0.place) }.prefix(limit))
        case .from(let place):
            return Array(sorted.drop { precedes($0.place, place) }.prefix(limit))
        case .above(let place): return sorted.prefix { precedes($0.place, place) }.suffix(limit)
        case .end: return sorted.suffix(limit)
        }
    }

    /// The rows of a whole page, however far one has to look for them.
    ///
    /// - Parameter search: Reads as much as it can in a moment.
    /// - Returns: The rows, in the list's order.
    /// - Throws: What `search` throws.
    package func wholePage<Row: PlacedRow>(
        _ search: (Self) throws -> ListSlice<Row>
    ) rethrows -> [Row] where Row.Place == Place {
        var query = self
        var rows: [Row] = []
        while true {
            let slice = try search(query)
            let isUpwards = query.position?.isUpwards ?? false
            rows = isUpwards ? slice.rows + rows : rows + slice.rows
            guard let reach = slice.reach else { return rows }
            query.limit -= slice.rows.count
            query.position = isUpwards ? .above(reach.place) : .below(reach.place)
        }
    }
}

extension CancellationQuery: ListQuery {}
extension OrderQuery: ListQuery {}
extension PullQuery: ListQuery {}
extension JournalQuery: ListQuery {}

/// A page of cancellations.
package typealias CancellationSlice = ListSlice<CancellationRow>
/// A page of orders.
package typealias OrderSlice = ListSlice<OrderRow>
/// A page of the pull list.
package typealias PullSlice = ListSlice<PullRow>
/// A page of the journal.
package typealias JournalSlice = ListSlice<JournalEntry>
