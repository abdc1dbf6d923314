import SyncInterfaces

/// A row of a list that is read in pages.
protocol ListedRow: PlacedRow {
    /// How wide the rows' texts are, by which columns are laid out.
    associatedtype Extent: Sendable & Hashable

    /// The row with every foreign text fit to be drawn.
    var cleanedForScreen: Self { get }
    static func extent(of rows: [Self]) -> Extent
}

/// Where the cursor goes when a page came.
enum CursorMove {
    case toStart
    case toEnd
    /// Onto the same row, at the same height of the screen.
    case stay
    /// Onto the same row; a list that showed its beginning goes on showing it.
    case stayAtBeginning
}

/// The part of a list that is in memory: a window that moves over pages by key.
///
/// Its size does not depend on how many rows there are. "Newest" is the end that the list begins
/// with.
struct PagedList<Row: ListedRow>: Sendable {
    /// A question to the store: which page, of how many rows.
    struct PageRequest {
        /// `nil` for the beginning of the list.
        let position: ListPosition<Row.Place>?
        /// Only these rows, where given.
        let ids: [Row.ID]?
        let limit: Int
        let token: RequestToken
    }

    /// What is asked of the store.
    private enum Want {
        /// A window anew: from the newest, or from the oldest.
        case newest, oldest
        /// A page that continues the window.
        case newer, older
        /// The same window once more, as rows may have changed.
        case same
    }

    /// Rows of a page; more than a screen has, so that one page always reaches beyond its margin.
    private var pageSize = 100
    /// Rows that are kept: enough that reading on at one end never calls for the other end again.
    private var mostRows: Int { 4 * pageSize }

    /// Newest first, cleaned for the screen.
    private(set) var rows: [Row] = []
    private(set) var ids: [Row.ID] = []
    /// How wide the rows' texts are, by which columns are laid out.
    private(set) var extent = Row.extent(of: [])
    private(set) var hasNewer = false
    private(set) var hasOlder = false
    /// Whether any page has come.
    private(set) var isLoaded = false
    /// Whether the last question could not be answered.
    private(set) var hasFailed = false
    private var isStale = true
    private var jump: Want?
    private var search = SearchReach<Row>()
    private var underWay: (want: Want, token: RequestToken, limit: Int)?

    var isLoading: Bool { underWay != nil }

    /// How many rows a search that is not done has looked at, and of how many; `nil` without one.
    var searched: (looked: Int, count: Int)? { search.progress }
    /// Whether a search waits for the operator to go on with it.
    var isSearchStopped: Bool { search.isStopped }

    /// Stops the search that is running.
    ///
    /// - Returns: Whether one was.
    mutating func stopSearch() -> Bool { search.stop() }

    /// Goes on with a search that was stopped.
    mutating func resumeSearch() { search.isStopped = false }

    /// Notes that the store changed.
    mutating func markStale() {
        isStale = true
        // There are no rows to read again, but there may be one that is newer than all.
        if search.isSparse && rows.isEmpty && search.beginning != nil { hasNewer = true }
    }

    /// Moves the window to the newest or to the oldest rows.
    ///
    /// - Returns: Whether the rows have to be read first.
    mutating func jump(toOldest: Bool) -> Bool {
        guard toOldest ? hasOlder : hasNewer else { return false }
        jump = toOldest ? .oldest : .newest
        search = SearchReach()
        return true
    }

    /// What to ask the store next, if anything.
    ///
    /// - Parameters:
    ///   - index: The row that is selected.
    ///   - height: Rows on screen.
    ///   - tokens: Gives out the token.
    /// - Returns: The page to ask for; `nil` when nothing is missing or one is under way.
    mutating func nextPage(
        near index: Int,
        height: Int,
        _ tokens: inout TokenSource
    ) -> PageRequest? {
        pageSize = max(100, height + height / 2)
        guard underWay == nil, let want = nextWant(near: index, height: height) else { return nil }
        var limit = pageSize
        var position: ListPosition<Row.Place>?
        var wantedIDs: [Row.ID]?
        switch want {
        case .newest: break
        case .oldest: position = .end
        case .newer: position = (search.newer ?? rows.first?.place).map { .above($0) }
        case .older: position = (search.older ?? rows.last?.place).map { .below($0) }
        case .same where search.isSparse: (wantedIDs, limit) = (ids, ids.count)
        case .same:
            limit = max(pageSize, rows.count)
            if hasNewer { position = rows.first.map { .from($0.place) } }
        }
        if jump != nil { jump = nil }
        if want != .newer && want != .older { isStale = false }
        let token = tokens.next()
        underWay = (want, token, limit)
        return PageRequest(position: position, ids: wantedIDs, limit: limit, token: token)
    }

    /// Takes a page in.
    ///
    /// - Returns: How the cursor is to follow; `nil` when the page is not the one asked for.
    mutating func take(_ page: AnswerPage<Row>) -> CursorMove? {
        guard let (want, token, limit) = underWay, token == page.token else { return nil }
        underWay = nil
        isLoaded = true
        hasFailed = false
        let isMore = page.rows.count >= limit || page.reach != nil
        let cleaned = page.rows.map(\.cleanedForScreen)
        switch want {
        case .newest: replace(cleaned, hasNewer: false, hasOlder: isMore)
        case .oldest: replace(cleaned, hasNewer: isMore, hasOlder: false)
        case .same where search.isSparse:
            search.keepEnd(rows.last?.place)
            // What came since is looked for where the search began.
            replace(cleaned, hasNewer: true, hasOlder: hasOlder)
        case .same where cleaned.isEmpty && hasNewer:
            jump = .newest
            return .stay
        case .same: replace(cleaned, hasNewer: hasNewer, hasOlder: isMore)
        case .newer:
            rows.insert(contentsOf: cleaned, at: 0)
            hasNewer = isMore
            if rows.count > mostRows {
                rows.removeLast(rows.count - mostRows)
                hasOlder = true
                search.older = nil
            }
        case .older:
            rows.append(contentsOf: cleaned)
            hasOlder = isMore
            if rows.count > mostRows {
                rows.removeFirst(rows.count - mostRows)
                hasNewer = true
                search.newer = nil
            }
        }
        switch want {
        case .newest, .older: search.note(page, isForward: false)
        case .oldest, .newer: search.note(page, isForward: true)
        case .same where search.isSparse: break
        case .same: search.note(page, isForward: false)
        }
        ids = rows.map(\.id)
        extent = Row.extent(of: rows)
        switch want {
        case .newest: return .toStart
        case .oldest: return .toEnd
        case .newer, .older: return .stay
        case .same: return hasNewer ? .stay : .stayAtBeginning
        }
    }

    /// Takes in that a question could not be answered; the next change of the store asks again.
    ///
    /// - Returns: Whether the question was this list's.
    mutating func fail(_ token: RequestToken) -> Bool {
        guard underWay?.token == token else { return false }
        underWay = nil
        hasFailed = true
        return true
    }

    private func nextWant(near index: Int, height: Int) -> Want? {
        if let jump { return jump }
        if !isLoaded { return isStale ? .newest : nil }
        if isStale && !(search.isSparse && rows.isEmpty) { return .same }
        guard !hasFailed, !search.isStopped else { return nil }
        let margin = max(1, height)
        if hasNewer && index < margin { return .newer }
        if hasOlder && index >= rows.count - margin { return .older }
        return nil
    }

    private mutating func replace(_ rows: [Row], hasNewer: Bool, hasOlder: Bool) {
        self.rows = rows
        self.hasNewer = hasNewer
        self.hasOlder = hasOlder
    }
}
