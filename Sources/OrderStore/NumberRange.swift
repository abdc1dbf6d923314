import SyncInterfaces

/// Where a page of a list by number is read from, and in which direction.
struct NumberRange {
    /// Whether numbers rise in the direction of reading.
    let isAscending: Bool
    /// Whether the page is read from its end to its beginning.
    let isUpwards: Bool
    /// The number beyond which the page lies.
    let bound: Int64

    /// Creates the range.
    ///
    /// - Parameters:
    ///   - position: Where the page starts; `nil` for the beginning.
    ///   - isReversed: Whether the list begins with the smallest number, not with the greatest.
    init(_ position: ListPosition<Int64>?, isReversed: Bool = false) {
        isUpwards = position?.isUpwards ?? false
        isAscending = isUpwards != isReversed
        bound =
            switch position {
            case nil, .end: isAscending ? 0 : .max
            case .below(let key), .above(let key): key
            case .from(let key): isAscending ? key - 1 : key == .max ? key : key + 1
            }
    }

    /// Binds the bound and returns which of two statements reads the range.
    func statement<Name>(before: Name, after: Name) -> Name { isAscending ? after : before }

    /// The rows in the list's order.
    func listed<Row>(_ rows: [Row]) -> [Row] { isUpwards ? rows.reversed() : rows }
}
