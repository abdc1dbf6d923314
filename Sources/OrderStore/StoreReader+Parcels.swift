import MatchingCore
import SyncInterfaces

extension StoreReader {
    func lines(trackingNumber: String) throws -> [LineOnFile] {
        let number = FieldText.cleaned(trackingNumber)
        guard !number.isEmpty else { return [] }
        let statement = try connection.prepared(ParcelStatement.linesOfParcel)
        var lines: [LineOnFile] = []
        for account in try connection.allAccountNumbers() {
            statement.bind(1, account)
            statement.bind(2, number)
            lines += try statement.rows { try line($0, orderNumber: nil) }
        }
        return lines.sorted { $0.line.key < $1.line.key }
    }

    func pullMark(of line: OrderLineKey) throws -> PullMark? {
        guard let account = try number(of: line.account),
            let place = try pullPlace(of: line, account: account)?.place,
            let since = place.heldSince
        else { return nil }
        return PullMark(since: since, pulledAt: place.pulledAt)
    }

    func pullList(_ query: PullQuery) throws -> [PullRow] {
        guard query.limit > 0 else { return [] }
        switch query.position {
        case nil: return try rowsToPull(from: nil, limit: query.limit)
        case .from(let place): return try rowsToPull(from: place, limit: query.limit)
        case .below(let place):
            let rows = try rowsToPull(from: place, limit: query.limit + 1)
            let isThere = rows.first?.place == place
            return Array(rows.dropFirst(isThere ? 1 : 0).prefix(query.limit))
        case .above(let place):
            let statement = try connection.prepared(ParcelStatement.pullListAbove)
            guard try bind(place, to: statement) else { return [] }
            statement.bind(6, query.limit)
            return try statement.rows(pullRow).reversed()
        case .end:
            let statement = try connection.prepared(ParcelStatement.pullListEnd)
            statement.bind(1, query.limit)
            return try statement.rows(pullRow).reversed()
        }
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
                pulledAt: row.optionalTimestamp(2)
            )
            return (place, try row.optionalCode(3))
        }
    }

    private func rowsToPull(from place: PullRow.Place?, limit: Int) throws -> [PullRow] {
        let statement = try connection.prepared(ParcelStatement.pullListFrom)
        if let place {
            guard try bind(place, to: statement) else { return [] }
        } else {
            for index in Int32(1)...5 { statement.bind(index, -1) }
        }
        statement.bind(6, limit)
        return try statement.rows(pullRow)
    }

    /// Binds a place to five parameters; `false` when its account is not on file.
    private func bind(_ place: PullRow.Place, to statement: PreparedStatement) throws -> Bool {
        guard let account = try number(of: place.line.account) else { return false }
        statement.bind(1, place.urgency.code)
        statement.bind(2, place.since)
        statement.bind(3, place.line.orderNumber.rawValue)
        statement.bind(4, account)
        statement.bind(5, place.line.lineID.rawValue)
        return true
    }

    private func pullRow(_ row: PreparedStatement) throws -> PullRow {
        let line = try line(row, orderNumber: nil)
        let place = PullRow.Place(
            urgency: try row.code(11),
            since: row.timestamp(12),
            line: line.line.key
        )
        return PullRow(line: line, place: place)
    }
}
