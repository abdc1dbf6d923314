import SyncInterfaces

/// A row of a list that is read in pages.
protocol ListedRow: PlacedRow {
    associatedtype Extent: ListExtent
    /// What a row tells that is worth a mark when it becomes another.
    associatedtype Standing: Hashable

    var standing: Standing { get }
    /// The row with every foreign text fit to be drawn.
    var cleanedForScreen: Self { get }
    static func extent(of rows: [Self]) -> Extent
}

/// How wide the texts of rows are, by which columns are laid out.
protocol ListExtent: Sendable, Hashable {
    /// Makes room for the texts of further rows.
    mutating func widen(by other: Self)
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
        /// Only these rows, where given, and the places at which they were.
        let ids: [Row.ID]?
        let places: [Row.Place]?
        /// Whether what came or moved is wanted, in the order in which it did, however the list is
        /// sorted.
        let isNews: Bool
        /// With what came, what changed since the change with this number.
        let changesAfter: Int64?
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
        /// What came or moved since a sparse list was looked through.
        case news
    }

    /// Rows of a page; more than a screen has, so that one page always reaches beyond its margin.
    private var pageSize = 100
    /// Rows of a list's first page: what is on screen is not to wait for what may be scrolled to, which
    /// is asked for behind it.
    private var screenful = 100
    /// Rows that are kept: enough that reading on at one end never calls for the other end again.
    private var mostRows: Int { 4 * pageSize }

    /// Newest first, cleaned for the screen.
    private(set) var rows: [Row] = []
    private(set) var ids: [Row.ID] = []
    private(set) var hasNewer = false
    private(set) var hasOlder = false
    /// Whether any page has come.
    private(set) var isLoaded = false
    /// Whether the last question could not be answered.
    private(set) var hasFailed = false
    private var isStale = true
    private var jump: Want?
    private var search = SearchReach<Row>()
    /// What came or moved since a sparse list was looked through; some may belong in the window.
    private var news: [Row] = []
    /// Whether there may be more news, and whether a sparse window is to be read with them.
    private var hasMoreNews = false
    private var isToBeReread = false
    private var underWay: (want: Want, token: RequestToken, limit: Int)?

    /// Whether the rows that the operator asked for are still to come.
    var isAwaited: Bool {
        if hasFailed { return false }
        if !isLoaded || jump != nil { return true }
        return underWay.map { $0.want == .newest || $0.want == .oldest } ?? false
    }

    /// Whether the rows have come that are on screen at first, and those that are scrolled to next; a
    /// search that is not done has found what it could.
    var hasBeginning: Bool {
        !isAwaited && underWay == nil
            && (!hasOlder || hasFailed || rows.count > screenful || search.progress != nil)
    }

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
    mutating func markStale() { isStale = true }

    /// Moves the window to the newest or to the oldest rows.
    ///
    /// - Returns: Whether the rows have to be read first.
    mutating func jump(toOldest: Bool) -> Bool {
        guard toOldest ? hasOlder : hasNewer else { return false }
        jump = toOldest ? .oldest : .newest
        search = SearchReach()
        (news, hasMoreNews, isToBeReread) = ([], false, false)
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
        screenful = max(1, height)
        guard underWay == nil, let want = nextWant(near: index, height: height) else { return nil }
        if jump != nil { jump = nil }
        if want != .newer && want != .older { isStale = false }
        let request = request(want, tokens.next())
        underWay = (want, request.token, request.limit)
        return request
    }

    private func request(_ want: Want, _ token: RequestToken) -> PageRequest {
        var limit = pageSize
        var position: ListPosition<Row.Place>?
        var reread: [Row]?
        switch want {
        case .newest: limit = screenful
        case .oldest: (position, limit) = (.end, screenful)
        case .newer: position = (search.newer ?? rows.first?.place).map { .above($0) }
        case .older: position = (search.older ?? rows.last?.place).map { .below($0) }
        case .news: position = search.newest.map { .above($0) }
        case .same where search.isSparse:
            let known = Set(ids)
            reread = rows + news.filter { !known.contains($0.id) }
            limit = reread?.count ?? 0
            position = endOfSearch.map { .above($0) }
        case .same:
            limit = max(pageSize, rows.count)
            if hasNewer { position = rows.first.map { .from($0.place) } }
        }
        return PageRequest(
            position: position,
            ids: reread?.map(\.id),
            places: reread?.map(\.place),
            isNews: want == .news,
            changesAfter: want == .news ? search.lastChange : nil,
            limit: limit,
            token: token
        )
    }

    /// Where the search goes on that has got beyond the last row; `nil` where that is the row itself.
    private var endOfSearch: Row.Place? {
        guard hasOlder, let older = search.older, older != rows.last?.place else { return nil }
        return older
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
        case .news:
            search.noteNews(page, isCut: isMore)
            takeNews(cleaned, isMore: isMore)
            return .stay
        case .same where search.isSparse: takeReread(cleaned)
        case .same where cleaned.isEmpty && hasNewer:
            jump = .newest
            return .stay
        case .same: replace(cleaned, hasNewer: hasNewer, hasOlder: isMore)
        case .newer: extend(with: cleaned, isMore: isMore, atBeginning: true)
        case .older: extend(with: cleaned, isMore: isMore, atBeginning: false)
        }
        switch want {
        case .newest, .older: search.note(page, isForward: false)
        case .oldest, .newer: search.note(page, isForward: true)
        case .news: break
        case .same where search.isSparse: break
        case .same: search.note(page, isForward: false)
        }
        ids = rows.map(\.id)
        switch want {
        case .newest: return .toStart
        case .oldest: return .toEnd
        case .newer, .older, .news: return .stay
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
        if search.isSparse, !hasFailed || isStale {
            if hasMoreNews || (isStale && search.newest != nil) { return .news }
            if isToBeReread || (isStale && !rows.isEmpty) { return .same }
        } else if isStale {
            return .same
        }
        guard !hasFailed, !search.isStopped else { return nil }
        let margin = max(1, height)
        if hasNewer && index < margin { return .newer }
        if hasOlder && index >= rows.count - margin { return .older }
        return nil
    }

    /// Reads the window on at one end; the other end gives way.
    private mutating func extend(with more: [Row], isMore: Bool, atBeginning: Bool) {
        if atBeginning {
            rows.insert(contentsOf: more, at: 0)
            hasNewer = isMore
            guard rows.count > mostRows else { return }
            rows.removeLast(rows.count - mostRows)
            hasOlder = true
            search.older = nil
        } else {
            rows.append(contentsOf: more)
            hasOlder = isMore
            guard rows.count > mostRows else { return }
            rows.removeFirst(rows.count - mostRows)
            hasNewer = true
            search.newer = nil
        }
    }

    private mutating func takeNews(_ more: [Row], isMore: Bool) {
        hasMoreNews = isMore
        // What changed once more is news once.
        let again = Set(more.map(\.id))
        news.removeAll { again.contains($0.id) }
        news += more
        // More than a window holds is found once the list is looked through again.
        news.removeFirst(max(0, news.count - mostRows))
        isToBeReread = !isMore && !(rows.isEmpty && news.isEmpty)
    }

    /// Takes a sparse window in that was read again, with news where they belong.
    ///
    /// News before its first row, or behind its last, are met when the list is read on there.
    private mutating func takeReread(_ reread: [Row]) {
        let known = Set(ids)
        var kept = reread[...]
        if hasNewer { kept = kept.drop { !known.contains($0.id) } }
        if hasOlder && endOfSearch == nil {
            while let last = kept.last, !known.contains(last.id) { kept.removeLast() }
        }
        if hasOlder { search.keepEnd(rows.last?.place) }
        (news, isToBeReread) = ([], false)
        replace(Array(kept.prefix(mostRows)), hasNewer: hasNewer, hasOlder: hasOlder)
        if kept.count > mostRows {
            hasOlder = true
            search.older = nil
        }
    }

    private mutating func replace(_ rows: [Row], hasNewer: Bool, hasOlder: Bool) {
        self.rows = rows
        self.hasNewer = hasNewer
        self.hasOlder = hasOlder
    }
}
