import MatchingCore
import SyncInterfaces

extension StoreWriter {
    func upsert(_ lines: [IncomingOrderLine], at: Timestamp) throws -> OrderImportResult {
        var result = OrderImportResult()
        // In the order of the file's keys, neighbors share pages; lines with the same key stay in
        // the order in which they came.
        for index in lines.indicesInLineOrder {
            let incoming = lines[index]
            let account = try connection.registeredNumber(of: incoming.key.account)
            var isChanged = true
            if try insert(incoming, account: account) {
                result.insertedCount += 1
            } else if try update(incoming, account: account, at: at) {
                result.updatedCount += 1
            } else {
                result.unchangedCount += 1
                isChanged = false
            }
            if isChanged { try link(incoming, account: account) }
            guard isChanged, result.changedOrders.last.map({ !$0.has(incoming.key) }) ?? true
            else { continue }
            try insertOrder(incoming.key.orderNumber, account: account)
            result.changedOrders.append(
                OrderImportResult.Order(
                    account: incoming.key.account,
                    orderNumber: incoming.key.orderNumber
                )
            )
        }
        return result
    }

    /// Inserts a line unless there is one with its key.
    private func insert(_ incoming: IncomingOrderLine, account: Int64) throws -> Bool {
        let statement = try connection.prepared(OrderStatement.insertLine)
        StoredLine(incoming).bind(to: statement, key: incoming.key, account: account)
        return try statement.runChangingRows()
    }

    private func insertOrder(_ orderNumber: OrderNumber, account: Int64) throws {
        let statement = try connection.prepared(OrderStatement.insertAccountOrder)
        statement.bind(1, account)
        statement.bind(2, orderNumber.rawValue)
        guard try statement.runChangingRows() else { return }
        let arrival = try connection.prepared(ParcelStatement.insertArrival)
        arrival.bind(1, account)
        arrival.bind(2, orderNumber.rawValue)
        try arrival.run()
    }

    /// Brings the line on file up to date.
    ///
    /// - Returns: `false` when the incoming line says nothing new.
    private func update(
        _ incoming: IncomingOrderLine,
        account: Int64,
        at: Timestamp
    ) throws -> Bool {
        let query = try connection.prepared(OrderStatement.storedLine)
        query.bind(1, incoming.key.orderNumber.rawValue)
        query.bind(2, account)
        query.bind(3, incoming.key.lineID.rawValue)
        guard let stored = try query.firstRow({ try StoredLine($0, reader: self) }) else {
            return false
        }
        var updated = stored
        updated.take(incoming)
        if updated.quantity < stored.quantity {
            // What was cancelled was ordered once, whatever a later export leaves out.
            updated.quantity = max(
                updated.quantity,
                try cancelledUnits(of: incoming.key, account: account)
            )
        }
        guard updated != stored else { return false }
        let statement = try connection.prepared(OrderStatement.updateLine)
        updated.bind(to: statement, key: incoming.key, account: account)
        try statement.run()
        for change in updated.changes(since: stored) {
            try append(change, of: incoming.key, account: account, at: at)
        }
        if updated.shipping != stored.shipping {
            try moveOnPullList(incoming.key, account: account) { _ in }
        }
        return true
    }

    private func cancelledUnits(of key: OrderLineKey, account: Int64) throws -> Int {
        let statement = try connection.prepared(OrderStatement.unitsOfLine)
        statement.bind(1, key.orderNumber.rawValue)
        statement.bind(2, account)
        statement.bind(3, key.lineID.rawValue)
        return try statement.firstRow { Int($0.integer(0)) } ?? 0
    }
}

/// The part of a line that imports change.
struct StoredLine: Hashable {
    var fields: FieldValues
    var quantity: Int
    var shipping: ShippingState
    var orderedAt: Timestamp?
    var trackingNumber: String?
    var remarks: MarketplaceRemarks

    /// A line that is new, with the defaults for what the feed does not say.
    init(_ incoming: IncomingOrderLine) {
        fields = incoming.fields
        quantity = incoming.quantity ?? 1
        shipping = incoming.shipping ?? .received
        orderedAt = incoming.orderedAt
        trackingNumber = incoming.trackingNumber
        remarks = incoming.remarks
    }

    init(_ row: PreparedStatement, reader: StoreReader) throws {
        let said = try reader.packed(
            of: row,
            orderNumber: nil,
            column: 4,
            packed: 5
        )
        (fields, remarks) = (said.fields, said.extras.remarks)
        quantity = Int(row.integer(0))
        shipping = try row.code(1)
        orderedAt = row.optionalTimestamp(2)
        trackingNumber = row.optionalText(3)
    }

    mutating func take(_ incoming: IncomingOrderLine) {
        for entry in incoming.fields.entries where entry.field != .orderNumber {
            if fields[entry.field] != entry.value { fields[entry.field] = entry.value }
        }
        quantity = incoming.quantity ?? quantity
        shipping = incoming.shipping ?? shipping
        orderedAt = incoming.orderedAt ?? orderedAt
        trackingNumber = incoming.trackingNumber ?? trackingNumber
        remarks = incoming.remarks.supplemented(by: remarks)
    }

    func bind(to statement: PreparedStatement, key: OrderLineKey, account: Int64) {
        let entries = fields.entries
        let item = entries.first { $0.field == .detailNumber || $0.field == .detailNumber2 }
        statement.bind(1, key.orderNumber.rawValue)
        statement.bind(2, account)
        statement.bind(3, key.lineID.rawValue)
        statement.bind(4, quantity)
        statement.bind(5, shipping.code)
        statement.bind(6, orderedAt)
        statement.bind(7, trackingNumber)
        statement.bind(8, item?.value)
        statement.bind(
            9,
            PackedFields.bytes(
                of: fields,
                extras: PackedExtras(remarks),
                withoutOrderNumberAnd: item?.field
            )
        )
    }
}

extension OrderImportResult.Order {
    fileprivate func has(_ key: OrderLineKey) -> Bool {
        orderNumber == key.orderNumber && account == key.account
    }
}

extension [IncomingOrderLine] {
    /// The positions of the lines, sorted by key; equal keys keep their order.
    fileprivate var indicesInLineOrder: [Int] {
        let isSorted = indices.dropFirst().allSatisfy { !(self[$0].key < self[$0 - 1].key) }
        guard !isSorted else { return [Int](indices) }
        return indices.sorted { one, other in
            let keys = (self[one].key, self[other].key)
            return keys.0 == keys.1 ? one < other : keys.0 < keys.1
        }
    }
}
