import MatchingCore
import SyncInterfaces

extension StoreReader {
    func revisions(of order: OrderKey) throws -> [LineRevision] {
        guard let account = try number(of: order.account) else { return [] }
        let statement = try connection.prepared(LineageStatement.revisions)
        statement.bind(1, order.orderNumber.rawValue)
        statement.bind(2, account)
        let revisions = try statement.rows { row in
            guard let aspect = LineRevision.Aspect(code: row.integer(2)) else { throw row.damaged }
            return LineRevision(
                line: OrderLineKey(
                    account: order.account,
                    orderNumber: order.orderNumber,
                    lineID: LineID(row.text(0))
                ),
                at: row.timestamp(1),
                aspect: aspect,
                before: row.optionalText(3),
                after: row.optionalText(4)
            )
        }
        // By line on file; of one moment, in the order of the lines.
        return revisions.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    /// The file and row of a notice; `nil` where its feed has none.
    func origin(of extras: PackedExtras) throws -> NoticeOrigin? {
        guard let place = extras.place, let file = try connection.fileName(place.file)
        else { return nil }
        return NoticeOrigin(file: file, row: place.row)
    }

    func exchanges(of order: OrderKey) throws -> [OrderLink] {
        guard let account = try number(of: order.account) else { return [] }
        return try [LineageStatement.linksToOriginals, .linksToReplacements].flatMap { name in
            let statement = try connection.prepared(name)
            statement.bind(1, account)
            statement.bind(2, order.orderNumber.rawValue)
            return try statement.rows { row in
                OrderLink(
                    account: order.account,
                    original: OrderNumber(row.text(0)),
                    replacement: OrderNumber(row.text(1))
                )
            }
        }
    }
}
