/// A list that is read in pages, with the row that is selected in it and how far it is scrolled.
///
/// One value: whatever changes the rows takes the cursor along.
struct CursoredList<Row: ListedRow>: Sendable {
    private(set) var pages = PagedList<Row>()
    private(set) var cursor = ListCursor<Row.ID>()
    /// What became of rows while the list was not read.
    private(set) var changes = ChangeMarks<Row.ID>()
    /// How wide the texts of the rows are that have been on screen.
    ///
    /// What is read beyond the screen moves no column, and neither does what leaves it.
    private(set) var extent = Row.extent(of: [])
    /// The rows of the page in memory that ``extent`` makes room for.
    private var measured = 0..<0

    /// The rows that have been read, in the list's order.
    var rows: [Row] { pages.rows }
    var selectedID: Row.ID? { cursor.selected }
    var selected: Row? {
        rows.indices.contains(cursor.index) ? rows[cursor.index] : nil
    }

    /// Forgets everything, as the list shows something else from now on.
    mutating func restart() { self = CursoredList() }

    /// Notes that the store changed.
    mutating func markStale() { pages.markStale() }

    /// What to ask the store next so that `height` rows can be shown; see ``PagedList/nextPage``.
    mutating func nextPage(
        height: Int,
        _ tokens: inout TokenSource
    ) -> PagedList<Row>.PageRequest? {
        cursor.follow(pages.ids, height: height)
        return pages.nextPage(near: cursor.index, height: height, &tokens)
    }

    /// Moves within the list; its ends may have to be read first.
    mutating func move(_ movement: Movement, height: Int) {
        if movement == .lineDown || movement == .pageDown { pages.resumeSearch() }
        if movement == .toStart && pages.jump(toOldest: false) { return }
        if movement == .toEnd && pages.jump(toOldest: true) { return }
        cursor.move(movement, in: pages.ids, height: height)
    }

    /// Selects the row so many rows below the selected one, or the nearest that has been read.
    mutating func step(_ distance: Int, height: Int) {
        cursor.select(cursor.index + distance, in: pages.ids, height: height)
    }

    /// Selects the row at a place on screen, from 0.
    ///
    /// - Returns: Whether there is one.
    mutating func selectRow(_ row: Int, height: Int) -> Bool {
        cursor.selectRow(row, in: pages.ids, height: height)
    }

    /// Takes a page in.
    ///
    /// - Returns: Whether it is the one that was asked for.
    mutating func take(_ page: AnswerPage<Row>, height: Int) -> Bool {
        let before = pages
        guard let move = pages.take(page) else { return false }
        let ids = pages.ids
        measured = 0..<0
        changes.note(pages.changes(since: before), keeping: ids)
        switch move {
        case .toStart: cursor.select(0, in: ids, height: height)
        case .toEnd: cursor.select(ids.count - 1, in: ids, height: height)
        case .stay: cursor.follow(ids, height: height, keepsBeginning: false)
        case .stayAtBeginning: cursor.follow(ids, height: height)
        }
        return true
    }

    /// Takes in that the list is on screen.
    mutating func see(height: Int, _ setting: ChangeSetting) {
        changes.see(pages.ids.dropFirst(cursor.top).prefix(height), setting)
        layOut(height: height)
    }

    /// Makes room in the columns for the rows that are, or would be, on screen.
    mutating func layOut(height: Int) {
        let end = min(rows.count, cursor.top + max(0, height))
        measure(min(cursor.top, end)..<end)
    }

    /// Makes room for rows, of which a key that scrolls brings one.
    private mutating func measure(_ visible: Range<Int>) {
        let known = measured.clamped(to: visible)
        guard known != visible else { return }
        let isApart = known.isEmpty
        let before = isApart ? visible : visible.lowerBound..<known.lowerBound
        let behind = isApart ? 0..<0 : known.upperBound..<visible.upperBound
        extent.widen(by: Row.extent(of: Array(rows[before] + rows[behind])))
        measured = visible
    }

    /// Takes in that a question could not be answered.
    ///
    /// - Returns: Whether the question was this list's.
    mutating func fail(_ token: RequestToken) -> Bool { pages.fail(token) }

    /// Whether a search runs that can be stopped.
    var isSearching: Bool { pages.searched != nil && !pages.isSearchStopped }

    /// Stops the search that is running.
    ///
    /// - Returns: Whether one was.
    mutating func stopSearch() -> Bool { pages.stopSearch() }
}

extension PagedList {
    /// What became of the rows since the window was read as `before`.
    ///
    /// Rows that were not in the window have come where it shows that there were none: between its
    /// rows, and beyond them at an end of the list.
    fileprivate func changes(since before: PagedList) -> [Row.ID: RowChange] {
        guard before.isLoaded else { return [:] }
        let known = Dictionary(
            before.rows.map { ($0.id, $0.standing) },
            uniquingKeysWith: { first, _ in first }
        )
        let first = ids.firstIndex { known[$0] != nil }
        let last = ids.lastIndex { known[$0] != nil }
        var changes: [Row.ID: RowChange] = [:]
        for (index, row) in rows.enumerated() {
            if let standing = known[row.id] {
                if standing != row.standing { changes[row.id] = .changed }
            } else if index > first ?? rows.count || !before.hasNewer,
                index < last ?? -1 || !before.hasOlder
            {
                changes[row.id] = .came
            }
        }
        return changes
    }
}
