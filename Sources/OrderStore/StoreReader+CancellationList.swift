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
        guard stored.noticeCount > 1 else { return stored.row }
        let further = try furtherNotices(
            of: stored.row.id,
            account: stored.row.account,
            claimID: stored.row.claimID
        )
        return stored.row.folded(with: further, firstEffectiveAt: stored.effectiveAt)
    }
}

/// A row of `cancellation` with the values of its first notice.
private struct StoredRow {
    let row: CancellationRow
    let noticeCount: Int64
    let effectiveAt: Timestamp

    init(_ row: PreparedStatement, id: Int64, reader: StoreReader) throws {
        let fields = try reader.fields(of: row, orderNumber: nil, column: nil, packed: 8)
        noticeCount = row.integer(7)
        effectiveAt = row.optionalTimestamp(11) ?? row.timestamp(12)
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
            firstSeenAt: row.timestamp(12),
            standingSince: row.timestamp(6),
            takenUnits: Int(clamping: row.integer(13)),
            isRestored: row.integer(14) != 0,
            isSettled: row.integer(15) != 0
        )
    }
}

extension CancellationRow {
    /// The row with the newest value that any notice gave, as a claim is folded.
    fileprivate func folded(
        with further: [CancellationNotice],
        firstEffectiveAt: Timestamp
    ) -> CancellationRow {
        let notices = further.sorted { $0.effectiveAt < $1.effectiveAt }
        let older = notices.prefix { $0.effectiveAt < firstEffectiveAt }
        let newer = notices[older.endIndex...]
        func newest<Value>(_ own: Value?, _ value: (CancellationNotice) -> Value?) -> Value? {
            newer.compactMap(value).last ?? own ?? older.compactMap(value).last
        }
        return CancellationRow(
            id: id,
            account: account,
            claimID: claimID,
            orderNumber: orderNumber,
            state: state,
            status: status,
            reason: reason,
            productName: newest(productName) { $0.fields[.productName] },
            option: newest(option) { $0.fields[.option] },
            quantity: newest(quantity) { $0.quantity },
            requestedAt: ([requestedAt] + further.map(\.requestedAt)).compactMap { $0 }.min(),
            firstSeenAt: further.reduce(firstSeenAt) { min($0, $1.observedAt) },
            standingSince: standingSince,
            takenUnits: takenUnits,
            isRestored: isRestored,
            isSettled: isSettled
        )
    }
}
