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
    /// The account's place where a list is sorted by account; else 0 for all but those that come
    /// behind others as a whole.
    let rank: Int
    /// The index.
    let key: ListStatement.Key
    let account: Int64
    let status: Int64
}

/// Reads ranges of an index of cancellations, or of orders.
struct ListRanges: RangeReader {
    /// A row of the list.
    struct Entry {
        let key: IndexKey
        let id: Int64
        /// That of the range in which it was found.
        var rank = 0
        /// The number of an order that came in since texts are indexed.
        var arrival: Int64?
    }

    func rank(of range: IndexRange) -> Int { range.rank }

    func precedes(_ one: Entry, _ other: Entry) -> Bool {
        one.key == other.key ? one.id < other.id : one.key < other.key
    }

    func entries(
        of range: IndexRange,
        behind bound: Entry?,
        isAscending: Bool,
        limit: Int,
        on connection: Connection
    ) throws -> [Entry] {
        let isText = range.key.isText
        let bound =
            bound
            ?? Entry(
                key: .start(isText: isText, isAscending: isAscending),
                id: isAscending ? .min : .max
            )
        var entries: [Entry] = []
        for isTie in [true, false] where entries.count < limit {
            // Nothing has the key of a beginning but, perhaps, an empty text.
            if isTie && !isText && bound.id == (isAscending ? .min : .max) { continue }
            let name = ListStatement(range.key, isAscending: isAscending, isTie: isTie)
            let statement = try connection.prepared(name)
            statement.bind(1, range.account)
            if range.key.hasStatus { statement.bind(2, range.status) }
            bound.key.bind(to: statement, 3)
            if isTie { statement.bind(4, bound.id) }
            statement.bind(5, limit - entries.count)
            entries += try statement.rows {
                Entry(
                    key: IndexKey($0, isText: isText),
                    id: $0.integer(0),
                    rank: range.rank,
                    arrival: range.key.hasArrival ? $0.optionalInteger(2) : nil
                )
            }
        }
        return entries
    }
}
