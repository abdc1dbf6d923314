/// How ranges of one index are read.
protocol RangeReader {
    associatedtype Range
    associatedtype Entry

    /// Ranges of another rank come before or after this one's as a whole.
    func rank(of range: Range) -> Int
    /// Whether an entry comes before another one where keys ascend.
    func precedes(_ one: Entry, _ other: Entry) -> Bool
    /// The entries of a range that lie behind `bound`, in the direction of reading.
    ///
    /// - Parameters:
    ///   - range: The range.
    ///   - bound: `nil` for the range's beginning.
    ///   - isAscending: Whether keys ascend.
    ///   - limit: How many at most; fewer are the last ones.
    ///   - connection: What is read by.
    /// - Returns: The entries, in the direction of reading.
    /// - Throws: ``StoreError``.
    func entries(
        of range: Range,
        behind bound: Entry?,
        isAscending: Bool,
        limit: Int,
        on connection: Connection
    ) throws -> [Entry]
}

/// Several ranges of one index as one list, read as far as it is asked for.
///
/// ```
/// account 1, pending  ──┐ a few entries of each in memory;
/// account 1, held     ──┼─► the first of all heads is next,
/// account 2, pending  ──┘ and its range is read on when it runs out
/// ```
struct MergedRanges<Reader: RangeReader> {
    typealias Entry = Reader.Entry

    private struct Cursor {
        let range: Reader.Range
        let rank: Int
        var entries: ArraySlice<Entry> = []
        /// Where to read on.
        var bound: Entry?
        var isRead = false
        var chunk: Int
    }

    private let reader: Reader
    private let isAscending: Bool
    private let ranksAscend: Bool
    private let connection: Connection
    private var cursors: [Cursor] = []
    /// The cursors that have entries, the one with the first entry last.
    private var order: [Int] = []

    /// Reads the first entries of every range.
    ///
    /// - Parameters:
    ///   - ranges: The ranges, any number.
    ///   - reader: How they are read.
    ///   - direction: Whether keys ascend, and whether the ranges' ranks do.
    ///   - start: Where each range starts, behind the entry; `nil` for its beginning.
    ///   - limit: How many entries will be asked for, about.
    ///   - connection: What is read by.
    /// - Throws: ``StoreError``.
    init(
        _ ranges: [Reader.Range],
        reader: Reader,
        direction: (isAscending: Bool, ranksAscend: Bool),
        start: (Reader.Range) -> Entry?,
        limit: Int,
        connection: Connection
    ) throws {
        self.reader = reader
        (isAscending, ranksAscend) = direction
        self.connection = connection
        let chunk = max(4, min(limit, 2 * limit / max(1, ranges.count)))
        cursors = ranges.map {
            Cursor(range: $0, rank: reader.rank(of: $0), bound: start($0), chunk: chunk)
        }
        for index in cursors.indices {
            try fill(index)
            if !cursors[index].entries.isEmpty { order.append(index) }
        }
        order = order.sorted { comesBefore($1, $0) }
    }

    /// The next entry; `nil` at the end.
    mutating func next() throws -> Entry? {
        guard let index = order.popLast() else { return nil }
        guard let entry = cursors[index].entries.popFirst() else { return nil }
        if cursors[index].entries.isEmpty { try fill(index) }
        guard !cursors[index].entries.isEmpty else { return entry }
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            if comesBefore(index, order[middle]) { low = middle + 1 } else { high = middle }
        }
        order.insert(index, at: low)
        return entry
    }

    private func comesBefore(_ left: Int, _ right: Int) -> Bool {
        let ranks = (cursors[left].rank, cursors[right].rank)
        if ranks.0 != ranks.1 { return (ranks.0 < ranks.1) == ranksAscend }
        guard let one = cursors[left].entries.first, let other = cursors[right].entries.first
        else { return false }
        return isAscending ? reader.precedes(one, other) : reader.precedes(other, one)
    }

    private mutating func fill(_ index: Int) throws {
        guard !cursors[index].isRead else { return }
        let cursor = cursors[index]
        let entries = try reader.entries(
            of: cursor.range,
            behind: cursor.bound,
            isAscending: isAscending,
            limit: cursor.chunk,
            on: connection
        )
        cursors[index].isRead = entries.count < cursor.chunk
        cursors[index].chunk = min(500, 2 * cursor.chunk)
        if let last = entries.last { cursors[index].bound = last }
        cursors[index].entries = entries[...]
    }
}
