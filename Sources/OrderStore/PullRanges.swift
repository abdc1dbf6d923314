import MatchingCore
import SyncInterfaces

/// Reads the pull list's index, one urgency after the other.
struct PullRanges: RangeReader {
    /// Where a line stands in the index.
    struct Entry {
        let since: Timestamp
        let orderNumber: String
        let account: Int64
        let lineID: String
    }

    /// Whether all of one urgency comes before all of the next.
    let isByUrgency: Bool

    func rank(of range: PullUrgency) -> Int { isByUrgency ? range.rawValue : 0 }

    func precedes(_ one: Entry, _ other: Entry) -> Bool {
        if one.since != other.since { return one.since < other.since }
        return (one.orderNumber, one.account, one.lineID)
            < (other.orderNumber, other.account, other.lineID)
    }

    func entries(
        of range: PullUrgency,
        behind bound: Entry?,
        isAscending: Bool,
        limit: Int,
        on connection: Connection
    ) throws -> [Entry] {
        let name = isAscending ? ParcelStatement.pullsAfter : .pullsBefore
        let statement = try connection.prepared(name)
        statement.bind(1, range.code)
        statement.bind(2, bound?.since.rawValue ?? (isAscending ? .min : .max))
        statement.bind(3, bound?.orderNumber ?? "")
        statement.bind(4, bound?.account ?? 0)
        statement.bind(5, bound?.lineID ?? "")
        statement.bind(6, limit)
        return try statement.rows { Entry($0) }
    }
}

extension PullRanges.Entry {
    /// Reads the columns that all statements about the index begin with.
    init(_ row: PreparedStatement) {
        self.init(
            since: row.timestamp(0),
            orderNumber: row.text(1),
            account: row.integer(2),
            lineID: row.text(3)
        )
    }
}
