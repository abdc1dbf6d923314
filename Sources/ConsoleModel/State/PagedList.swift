import SyncInterfaces

/// A row of a list that is read in pages.
protocol ListedRow: Sendable, Identifiable where ID: Sendable {
    /// What the list is sorted by; each row has its own.
    associatedtype Place: Sendable & Hashable
    /// How wide the rows' texts are, by which columns are laid out.
    associatedtype Extent: Sendable & Hashable

    var place: Place { get }
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
    private var underWay: (want: Want, token: RequestToken, limit: Int)?

    var isLoading: Bool { underWay != nil }

    /// Forgets everything, as the list shows something else from now on.
    mutating func reset() { self = PagedList() }

    /// Notes that the store changed.
    mutating func markStale() { isStale = true }

    /// Moves the window to the newest or to the oldest rows.
    ///
    /// - Returns: Whether the rows have to be read first.
    mutating func jump(toOldest: Bool) -> Bool {
        guard toOldest ? hasOlder : hasNewer else { return false }
        jump = toOldest ? .oldest : .newest
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
        switch want {
        case .newest: break
        case .oldest: position = .end
        case .newer: position = rows.first.map { .above($0.place) }
        case .older: position = rows.last.map { .below($0.place) }
        case .same:
            limit = max(pageSize, rows.count)
            if hasNewer { position = rows.first.map { .from($0.place) } }
        }
        if jump != nil { jump = nil }
        if want != .newer && want != .older { isStale = false }
        let token = tokens.next()
        underWay = (want, token, limit)
        return PageRequest(position: position, limit: limit, token: token)
    }

    /// Takes a page in.
    ///
    /// - Returns: How the cursor is to follow; `nil` when the page is not the one asked for.
    mutating func take(_ page: AnswerPage<Row>) -> CursorMove? {
        guard let (want, token, limit) = underWay, token == page.token else { return nil }
        underWay = nil
        isLoaded = true
        hasFailed = false
        let isFull = page.rows.count >= limit
        let cleaned = page.rows.map(\.cleanedForScreen)
        switch want {
        case .newest: replace(cleaned, hasNewer: false, hasOlder: isFull)
        case .oldest: replace(cleaned, hasNewer: isFull, hasOlder: false)
        case .same where cleaned.isEmpty && hasNewer:
            jump = .newest
            return .stay
        case .same: replace(cleaned, hasNewer: hasNewer, hasOlder: isFull)
        case .newer:
            rows.insert(contentsOf: cleaned, at: 0)
            hasNewer = isFull
            if rows.count > mostRows {
                rows.removeLast(rows.count - mostRows)
                hasOlder = true
            }
        case .older:
            rows.append(contentsOf: cleaned)
            hasOlder = isFull
            if rows.count > mostRows {
                rows.removeFirst(rows.count - mostRows)
                hasNewer = true
            }
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
        if isStale { return .same }
        guard !hasFailed else { return nil }
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
