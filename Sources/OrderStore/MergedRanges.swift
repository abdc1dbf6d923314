import MatchingCore
import SyncInterfaces

/// A key of an index; texts come after numbers, as SQLite has it.
enum IndexKey: Sendable, Hashable, Comparable {
    case integer(Int64)
    case text(String)
    /// Behind every other key.
    case end

    /// Reads the key in the second column of a ``ListStatement``.
    init(_ row: PreparedStatement, isText: Bool) {
        self = isText ? .text(row.text(1)) : .integer(row.integer(1))
    }

    func bind(to statement: PreparedStatement, _ index: Int32) {
        switch self {
        case .integer(let value): statement.bind(index, value)
        case .text(let text): statement.bind(index, text)
        case .end: statement.bindEnd(index)
        }
    }

    /// What comes before every key in a direction.
    static func start(isText: Bool, isAscending: Bool) -> IndexKey {
        switch (isText, isAscending) {
        case (true, true): .text("")
        case (false, true): .integer(.min)
        case (true, false): .end
        case (false, false): .integer(.max)
        }
    }
}

/// The cancellations of one account, and of one status where the index has that.
struct IndexRange: Sendable {
    /// The account's place where a list is sorted by account; else 0 for all.
    let rank: Int
    let account: Int64
    let status: Int64
}

/// Several ranges of one index as one list, read as far as it is asked for.
///
/// ```
/// account 1, pending  ──┐ a few entries of each in memory;
/// account 1, held     ──┼─► the first of all heads is next,
/// account 2, pending  ──┘ and its range is read on when it runs out
/// ```
struct MergedRanges {
    /// A cancellation in the list.
    struct Entry {
        let key: IndexKey
        let id: Int64
    }

    private struct Cursor {
        let range: IndexRange
        var entries: ArraySlice<Entry> = []
        /// Where to read on.
        var bound: Entry
        var isRead = false
        var chunk: Int
    }

    private let key: ListStatement.Key
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
    ///   - key: Which index.
    ///   - direction: Whether keys and ids ascend, and whether the ranges' ranks do.
    ///   - start: Where each range starts, behind the entry; `nil` for its beginning.
    ///   - limit: How many entries will be asked for, about.
    ///   - connection: What is read by.
    /// - Throws: ``StoreError``.
    init(
        _ ranges: [IndexRange],
        key: ListStatement.Key,
        direction: (isAscending: Bool, ranksAscend: Bool),
        start: (IndexRange) -> Entry?,
        limit: Int,
        connection: Connection
    ) throws {
        self.key = key
        (isAscending, ranksAscend) = direction
        self.connection = connection
        let beginning = Entry(
            key: .start(isText: key.isText, isAscending: direction.isAscending),
            id: direction.isAscending ? .min : .max
        )
        let chunk = max(4, min(limit, 2 * limit / max(1, ranges.count)))
        cursors = ranges.map {
            Cursor(range: $0, bound: start($0) ?? beginning, chunk: chunk)
        }
        for index in cursors.indices {
            try fill(index)
            if !cursors[index].entries.isEmpty { order.append(index) }
        }
        order = order.sorted { comesBefore($1, $0) }
    }

    /// The next cancellation; `nil` at the end.
    mutating func next() throws -> Int64? { try nextEntry()?.id }

    /// The next cancellation with its key; `nil` at the end.
    mutating func nextEntry() throws -> Entry? {
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
        let ranks = (cursors[left].range.rank, cursors[right].range.rank)
        if ranks.0 != ranks.1 { return (ranks.0 < ranks.1) == ranksAscend }
        guard let one = cursors[left].entries.first, let other = cursors[right].entries.first
        else { return false }
        if one.key != other.key { return (one.key < other.key) == isAscending }
        return (one.id < other.id) == isAscending
    }

    private mutating func fill(_ index: Int) throws {
        guard !cursors[index].isRead else { return }
        let (cursor, isText) = (cursors[index], key.isText)
        var entries: [Entry] = []
        for isTie in [true, false] where entries.count < cursor.chunk {
            // Nothing has the key of a beginning but, perhaps, an empty text.
            if isTie && !isText && cursor.bound.id == (isAscending ? .min : .max) { continue }
            let name = ListStatement(key, isAscending: isAscending, isTie: isTie)
            let statement = try connection.prepared(name)
            statement.bind(1, cursor.range.account)
            if key.hasStatus { statement.bind(2, cursor.range.status) }
            cursor.bound.key.bind(to: statement, 3)
            if isTie { statement.bind(4, cursor.bound.id) }
            statement.bind(5, cursor.chunk - entries.count)
            entries += try statement.rows {
                Entry(key: IndexKey($0, isText: isText), id: $0.integer(0))
            }
        }
        cursors[index].isRead = entries.count < cursor.chunk
        cursors[index].chunk = min(500, 2 * cursor.chunk)
        if let last = entries.last { cursors[index].bound = last }
        cursors[index].entries = entries[...]
    }
}
