import MatchingCore
import SyncInterfaces

extension StoreReader {
    func lines(trackingNumber: String) throws -> [LineOnFile] {
        let given = FieldText.cleaned(trackingNumber)
        guard !given.isEmpty else { return [] }
        let forms = RowFilter.TextField.tracking.forms(of: .equals(given)).map(\.text)
        let statement = try connection.prepared(ParcelStatement.linesOfParcel)
        var lines: [LineOnFile] = []
        for account in try connection.allAccountNumbers() {
            for number in forms {
                statement.bind(1, account)
                statement.bind(2, number)
                lines += try statement.rows { try line($0, orderNumber: nil) }
            }
        }
        return lines.sorted { $0.line.key < $1.line.key }
    }

    func pullMark(of line: OrderLineKey) throws -> PullMark? {
        guard let account = try number(of: line.account),
            let stored = try pullPlace(of: line, account: account),
            let since = stored.place.heldSince
        else { return nil }
        return PullMark(since: since, pulledAt: stored.place.pulledAt, urgency: stored.urgency)
    }

    /// What decides about a line's place, and the urgency that is on file; `nil` without such a line.
    func pullPlace(
        of line: OrderLineKey,
        account: Int64
    ) throws -> (place: PullPlace, urgency: PullUrgency?)? {
        let statement = try connection.prepared(ParcelStatement.pullPlace)
        statement.bind(line, account: account, from: 1)
        return try statement.firstRow { row in
            let place = PullPlace(
                shipping: try row.code(0),
                heldSince: row.optionalTimestamp(1),
                pulledAt: row.optionalTimestamp(2),
                isWhole: row.integer(4) != 0
            )
            return (place, try row.optionalCode(3))
        }
    }
}
