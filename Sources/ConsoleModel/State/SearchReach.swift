import SyncInterfaces

/// How far a search has got that is too long for one question to the store.
struct SearchReach<Row: ListedRow>: Sendable {
    /// Where to go on looking for older rows, and for newer ones; `nil` at the rows themselves.
    var older: Row.Place?
    var newer: Row.Place?
    /// The newest cancellation on file when it was last looked for from there.
    private(set) var newest: Row.Place?
    /// Whether rows are so far apart that none of the list is looked for twice.
    private(set) var isSparse = false
    var isStopped = false

    /// Takes in how far a page came.
    mutating func note(_ page: AnswerPage<Row>, isForward: Bool) {
        if page.lookedTo != nil { isSparse = true }
        if isForward {
            newer = page.lookedTo
        } else {
            older = page.lookedTo
        }
        newest = page.newest ?? newest
        // Once all is looked through, what comes later begins behind it.
        if isSparse && newer == nil { newer = newest }
    }

    /// Goes on from the end of the rows, though the last of them may leave the list.
    mutating func keepEnd(_ last: Row.Place?) { older = older ?? last }

    /// Stops a search that is not done.
    ///
    /// - Returns: Whether there was one.
    mutating func stop() -> Bool {
        guard percentage != nil, !isStopped else { return false }
        isStopped = true
        return true
    }

    /// How much was looked through of a search that is not done.
    var percentage: Int? {
        guard let newest else { return nil }
        func share(_ place: Row.Place) -> Int {
            Int((Row.share(of: place, in: newest) ?? 0) * 100)
        }
        if let older { return min(99, max(0, 100 - share(older))) }
        if let newer, newer != newest { return min(99, max(0, share(newer))) }
        return nil
    }
}
