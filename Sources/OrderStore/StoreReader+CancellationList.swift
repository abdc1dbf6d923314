import MatchingCore
import SyncInterfaces

extension StoreReader {
    /// The cancellation's row with the values of all its notices; `nil` when there is none.
    func row(_ id: Int64) throws -> CancellationRow? {
        var probe = FieldProbe(RowFilter())
        return try row(id, &probe)
    }

    /// The cancellation's row with the values of all its notices.
    ///
    /// - Parameters:
    ///   - id: The cancellation.
    ///   - condition: What its stored row has to satisfy, with parameters from 2 on.
    ///   - probe: What its fields have to satisfy, unless further notices say something else.
    /// - Returns: `nil` when there is none, or it is not so.
    /// - Throws: ``StoreError`` when it cannot be read.
    func row(
        _ id: Int64,
        where condition: FilterSQL? = nil,
        _ probe: inout FieldProbe
    ) throws -> CancellationRow? {
        let statement: PreparedStatement
        if let condition, !condition.values.isEmpty {
            statement = try connection.prepared(condition.rowStatement)
            condition.bind(to: statement, from: 2)
        } else {
            statement = try connection.prepared(ScreenStatement.row)
        }
        statement.bind(1, id)
        let found = try statement.firstRow { row in
            let isWanted = row.integer(7) > 1 || row.withBytes(8) { probe.admits($0) }
            return isWanted ? try StoredRow(row, id: id, reader: self) : nil
        }
        guard let stored = found ?? nil else { return nil }
        guard stored.noticeCount > 1, let claim = try claimByNow(stored.row.id) else {
            return stored.row
        }
        return stored.row.saying(what: claim)
    }
}

/// A row of `cancellation` with the values of its first notice.
private struct StoredRow {
    let row: CancellationRow
    let noticeCount: Int64

    init(_ row: PreparedStatement, id: Int64, reader: StoreReader) throws {
        let fields = try reader.fields(of: row, orderNumber: nil, column: nil, packed: 8)
        noticeCount = row.integer(7)
        self.row = CancellationRow(
            id: CancellationID(rawValue: id),
            account: try reader.account(row.integer(0), in: row),
            claimID: ClaimID(row.text(1)),
            orderNumber: OrderNumber(row.text(2)),
            state: row.text(3),
            status: try row.code(4),
            reason: try row.code(5),
            productName: fields[.productName],
            option: fields[.option],
            quantity: row.optionalInteger(9).map(Int.init),
            requestedAt: row.optionalTimestamp(10),
            firstSeenAt: row.timestamp(11),
            standingSince: row.timestamp(6),
            takenUnits: Int(clamping: row.integer(12)),
            isRestored: row.integer(13) != 0,
            isSettled: row.integer(14) != 0,
            isAppliedByHand: row.integer(15) != 0
        )
    }
}

extension CancellationRow {
    /// The row with what counts of the claim's notices.
    fileprivate func saying(what claim: Claim) -> CancellationRow {
        CancellationRow(
            id: id,
            account: account,
            claimID: claimID,
            orderNumber: orderNumber,
            state: state,
            status: status,
            reason: reason,
            productName: claim.fields[.productName],
            option: claim.fields[.option],
            quantity: claim.quantity,
            requestedAt: claim.requestedAt,
            firstSeenAt: claim.firstSeenAt,
            standingSince: standingSince,
            takenUnits: takenUnits,
            isRestored: isRestored,
            isSettled: isSettled,
            isAppliedByHand: isAppliedByHand
        )
    }
}
