import SyncInterfaces

/// A list whose pages are numbered, or begin behind so many rows.
///
/// Such a list moves when a row joins or leaves it, or its order changes, while it is read: what slips
/// from a page that is still to come onto one that was read is never seen. It shows by rows of an
/// earlier page that come again, or by another length. A list that does not say how long it is, and
/// loses rows, shows neither; where its pages can be cut at will, each begins with rows of the page
/// before it, which are others once something has slipped:
///
///     page ── rows come again ──► the page again ── still ──► the list again, a few times
///          ── still ──► each half of the window ── no halves ──► the reading fails
///
/// Pages are handed on as they come, also those of a list that moved: what comes again changes nothing.
struct PositionedList<Window: Sendable, Place: Sendable>: Sendable {
    /// Readings of one window before it is cut.
    ///
    /// From the second on each page is asked for twice and the later answer counts: two servers that
    /// answer by turns, each with an order of its own, are then heard one at a time. Rows that an API
    /// tells twice need one walk more; see ``ListWalk``.
    private static var mostWalks: Int { 4 }

    /// The call, as operators see it.
    let name: String
    /// The window in two; `nil` where it cannot be cut.
    let halves: @Sendable (Window) -> [Window]?
    /// Asks for the page at a place; the first one without.
    let ask: @Sendable (Window, Place?) async throws -> PositionedPage<Place>

    /// Reads a window's list to its end.
    ///
    /// - Parameters:
    ///   - window: What the list is about.
    ///   - deliver: Takes one page.
    /// - Throws: ``ServiceFailure`` where a list that cannot be cut keeps moving or is too long, and
    ///   what `deliver` throws.
    func read(
        _ window: Window,
        deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws {
        var pending = [window]
        while let piece = pending.popLast() {
            guard let fault = try await fault(of: piece, deliver) else { continue }
            guard let halves = halves(piece) else {
                throw ServiceFailure(.unexpectedAnswer("\(name): \(fault.rawValue)"))
            }
            pending += halves.reversed()
        }
    }

    /// What keeps the window's list from being read whole; `nil` once it was.
    private func fault(
        of window: Window,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws -> ListFault? {
        var fault: ListFault?
        var doubles: Set<String> = []
        for number in 1...Self.mostWalks {
            var walk = ListWalk(doubles: doubles, answersPerPage: number == 1 ? 1 : 2)
            fault = try await self.fault(of: window, &walk, deliver)
            guard fault == .moved else { return fault }
            doubles = walk.doubles
        }
        return fault
    }

    private func fault(
        of window: Window,
        _ walk: inout ListWalk,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws -> ListFault? {
        var hasMoved = false
        var place: Place?
        while true {
            var page = try await page(window, at: place, walk, deliver)
            if walk.repeats(in: page.rows, overlap: page.overlap) != .nothing {
                page = try await self.page(window, at: place, walk, deliver)
            }
            let repeats = walk.repeats(in: page.rows, overlap: page.overlap)
            if repeats != .nothing || !walk.isAsLong(page.length) { hasMoved = true }
            walk.take(page.rows)
            switch page.next {
            case .end: return hasMoved ? .moved : nil
            case .outOfReach: return .outOfReach
            case .missing: return .moved
            case .page(let next):
                // A list that only repeats itself, or has nothing more to say, has no end.
                if repeats == .everything || page.rows.isEmpty { return .moved }
                place = next
            }
        }
    }

    private func page(
        _ window: Window,
        at place: Place?,
        _ walk: ListWalk,
        _ deliver: @Sendable (FeedPage) async throws -> Void
    ) async throws -> PositionedPage<Place> {
        for _ in 1..<walk.answersPerPage {
            try await deliver(try await ask(window, place).content)
        }
        let page = try await ask(window, place)
        try await deliver(page.content)
        return page
    }
}

/// One page of a list, and where the next one is.
struct PositionedPage<Place: Sendable>: Sendable {
    let content: FeedPage
    /// What tells the rows apart, in their order; `nil` for those that cannot be read.
    let rows: [String?]
    /// How many rows at its beginning are the last ones of the page before it, while the list stands
    /// still.
    var overlap = 0
    /// How long the whole list is, in the API's words; `nil` where it does not say.
    var length: String?
    let next: Continuation

    enum Continuation: Sendable {
        case page(Place)
        case end
        /// There are more pages than can be asked for.
        case outOfReach
        /// Rows are missing that the answer counts.
        case missing
    }
}

private enum ListFault: String {
    case moved = "the list changed while it was read"
    case outOfReach = "too many rows"
}

/// What has been seen on the way through a list.
///
/// A row at the end of a page and again at the start of the next may have been pushed on by one that
/// joined before it, or be told twice by the API: it is the latter when it stands there in two walks.
private struct ListWalk {
    /// Rows that came again at a page's start, in this walk or an earlier one.
    private(set) var doubles: Set<String>
    let answersPerPage: Int
    private let knownDoubles: Set<String>
    private var seen: Set<String> = []
    private var page: [String?] = []
    private var last: String?
    private var length: String?

    enum Repeats {
        case nothing
        case something
        case everything
    }

    init(doubles: Set<String>, answersPerPage: Int) {
        self.doubles = doubles
        self.answersPerPage = answersPerPage
        knownDoubles = doubles
    }

    /// How many of a page's rows were on an earlier page, without those that it is to begin with.
    mutating func repeats(in rows: [String?], overlap: Int) -> Repeats {
        let isStill = Array(rows.prefix(overlap)) == page.suffix(overlap)
        let rows = rows.dropFirst(isStill ? overlap : 0).compactMap(\.self)
        let again = rows.filter(seen.contains)
        if !isStill { return again.count == rows.count ? .everything : .something }
        guard let first = again.first else { return .nothing }
        if Set(again).count == 1, first == rows.first, first == last {
            doubles.insert(first)
            if knownDoubles.contains(first) { return .nothing }
        }
        return again.count == rows.count ? .everything : .something
    }

    mutating func isAsLong(_ length: String?) -> Bool {
        defer { self.length = length }
        return self.length == nil || self.length == length
    }

    mutating func take(_ rows: [String?]) {
        page = rows
        let rows = rows.compactMap(\.self)
        seen.formUnion(rows)
        last = rows.last ?? last
    }
}

extension WireRow {
    /// What tells the row apart, by one of its fields; `nil` for one that cannot be read.
    func name(_ name: (Value) -> String) -> String? { (try? result.get()).map(name) }
}
