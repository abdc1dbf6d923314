import SyncInterfaces

/// The marks by which the pages of a list were asked for: one that is given out again would lead round for ever.
struct PageMarks<Mark: Hashable> {
    private var taken: Set<Mark> = []

    /// Notes that a page is asked for.
    ///
    /// - Parameters:
    ///   - mark: Where it begins, as the page before it says.
    ///   - name: What the API calls the mark.
    /// - Throws: ``ServiceFailure`` where that page was asked for before.
    mutating func take(_ mark: Mark, called name: String) throws {
        guard taken.insert(mark).inserted else {
            let what = "it leads back to a page that was read"
            throw ServiceFailure(.unexpectedAnswer("\(name): \(what)"))
        }
    }
}
