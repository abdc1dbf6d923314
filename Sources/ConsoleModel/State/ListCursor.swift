/// Cursor and scroll of a list: bound to a row's key, so that it stays on its row as rows come and go.
struct ListCursor<ID: Hashable & Sendable>: Sendable, Hashable {
    private(set) var selected: ID?
    /// The selected row when the list was last seen; where to go when the row is gone.
    private(set) var index = 0
    /// The first row that is visible.
    private(set) var top = 0

    /// Follows the rows of a list that changed.
    ///
    /// The selected row stays where it is on screen; but a list that showed its beginning goes on
    /// showing it where `keepsBeginning` says so.
    mutating func follow(_ rows: [ID], height: Int, keepsBeginning: Bool = true) {
        guard !rows.isEmpty else {
            (index, top, selected) = (0, 0, nil)
            return
        }
        let offset = index - top
        let isAtBeginning = keepsBeginning && top == 0
        if let selected, let found = rows.firstIndex(of: selected) {
            index = found
        } else {
            index = min(index, rows.count - 1)
        }
        selected = rows[index]
        top = isAtBeginning ? 0 : index - offset
        keepVisible(count: rows.count, height: height)
    }

    /// Selects the row at `position`, or the nearest that exists.
    mutating func select(_ position: Int, in rows: [ID], height: Int) {
        guard !rows.isEmpty else { return follow(rows, height: height) }
        index = min(max(0, position), rows.count - 1)
        selected = rows[index]
        keepVisible(count: rows.count, height: height)
    }

    /// Moves within `rows`.
    mutating func move(_ movement: Movement, in rows: [ID], height: Int) {
        let target = movement.target(from: index, page: height, count: rows.count)
        select(target, in: rows, height: height)
    }

    /// Selects the row at a place on screen, from 0.
    ///
    /// - Returns: Whether there is one.
    mutating func selectRow(_ row: Int, in rows: [ID], height: Int) -> Bool {
        guard rows.indices.contains(top + row) else { return false }
        select(top + row, in: rows, height: height)
        return true
    }

    /// Forgets the row, as before the first rows of another list come.
    mutating func reset() { (selected, index, top) = (nil, 0, 0) }

    private mutating func keepVisible(count: Int, height: Int) {
        let height = max(1, height)
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = min(max(0, top), max(0, count - height))
    }
}
