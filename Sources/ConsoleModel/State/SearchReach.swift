import SyncInterfaces

/// How far a search has got that is too long for one question to the store.
///
/// ```
/// ── list, as it is sorted ──────────────────────────────────────────►
///      newer ◄── looked through, rows found here ──► older
/// ```
///
/// What came or moved since then can belong anywhere in it. Such rows are found behind ``newest``,
/// in the order in which they did, however long the search was.
struct SearchReach<Row: ListedRow>: Sendable {
    /// Where to go on looking down the list, and up; `nil` at the rows themselves.
    var older: Row.Place?
    var newer: Row.Place?
    /// What had come or moved last when the list was looked through.
    private(set) var newest: Row.Place?
    /// The last change of rows that stay where they are, by then.
    private(set) var lastChange: Int64?
    /// Whether rows are so far apart that none of the list is looked for twice.
    private(set) var isSparse = false
    var isStopped = false
    private var isUnderWay = false
    private var looked = 0
    private var count = 0

    /// Takes in how far a page came.
    mutating func note(_ page: AnswerPage<Row>, isForward: Bool) {
        isUnderWay = page.reach != nil
        // Later pages of a search are of later moments, at which rows may have come behind its back.
        newest = isSparse ? newest ?? page.newest : page.newest ?? newest
        lastChange = isSparse ? lastChange ?? page.lastChange : page.lastChange ?? lastChange
        if let reach = page.reach {
            isSparse = true
            looked += reach.looked
            count = reach.count
        }
        // A row that was found at the end of what was looked through says itself where that is.
        if isForward {
            newer = page.rows.first?.place == page.reach?.place ? nil : page.reach?.place
        } else {
            older = page.rows.last?.place == page.reach?.place ? nil : page.reach?.place
        }
    }

    /// Takes in what came or moved since.
    ///
    /// - Parameters:
    ///   - page: What did, in the order in which it did.
    ///   - isCut: Whether there is more.
    mutating func noteNews(_ page: AnswerPage<Row>, isCut: Bool) {
        newest = (isCut ? page.reach?.place ?? page.rows.first?.place : page.newest) ?? newest
        if !isCut { lastChange = page.lastChange ?? lastChange }
    }

    /// Goes on from the end of the rows, though the last of them may leave the list.
    mutating func keepEnd(_ last: Row.Place?) { older = older ?? last }

    /// Stops a search that is not done.
    ///
    /// - Returns: Whether there was one.
    mutating func stop() -> Bool {
        guard progress != nil, !isStopped else { return false }
        isStopped = true
        return true
    }

    /// How many rows were looked at of a search that is not done, and how many there are.
    var progress: (looked: Int, count: Int)? {
        isUnderWay ? (min(looked, count), count) : nil
    }
}
