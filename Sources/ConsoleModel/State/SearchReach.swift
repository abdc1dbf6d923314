import SyncInterfaces

/// How far a search has got that is too long for one question to the store.
struct SearchReach<Row: ListedRow>: Sendable {
    /// Where to go on looking for older rows, and for newer ones; `nil` at the rows themselves.
    var older: Row.Place?
    var newer: Row.Place?
    /// The beginning of the list when it was last looked for from there.
    private(set) var beginning: Row.Place?
    /// Whether rows are so far apart that none of the list is looked for twice.
    private(set) var isSparse = false
    var isStopped = false
    private var looked = 0
    private var count = 0

    /// Takes in how far a page came.
    mutating func note(_ page: AnswerPage<Row>, isForward: Bool) {
        if let reach = page.reach {
            isSparse = true
            looked += reach.looked
            count = reach.count
        }
        if isForward {
            newer = page.reach?.place
        } else {
            older = page.reach?.place
        }
        beginning = page.beginning ?? beginning
        // Once all is looked through, what comes later begins before it.
        if isSparse && newer == nil { newer = beginning }
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
        guard older != nil || (newer != nil && newer != beginning) else { return nil }
        return (min(looked, count), count)
    }
}
