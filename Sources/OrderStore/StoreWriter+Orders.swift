import MatchingCore
import SyncInterfaces

extension StoreWriter {
    func upsert(_ lines: [IncomingOrderLine], at: Timestamp) throws -> OrderImportResult {
        // Lines change at any place, and each write is answered.
        try connection.settle()
        workAlone()
        var result = OrderImportResult()
        var texts = try TextWriter(lineCount: lines.count, on: connection)
        var arrival: OrderRow.Arrival?
        var changed: [OrderRow.Arrival] = []
        // In the order of the file's keys, neighbors share pages; lines with the same key stay in
        // the order in which they came.
        for index in lines.indicesInLineOrder {
            let incoming = lines[index]
            let account = try connection.registeredNumber(of: incoming.key.account)
            let change = try take(incoming, account: account, at: at, &result)
            guard change != .none else { continue }
            try link(incoming, account: account)
            if result.changedOrders.last.map({ !$0.has(incoming.key) }) ?? true {
                arrival = try insertOrder(incoming.key, account: account, &texts)
                // An order without a number is older than the index.
                if arrival == nil, let known = try self.arrival(of: incoming.key, account: account)
                {
                    arrival = known
                    changed.append(known)
                }
                result.changedOrders.append(
                    OrderImportResult.Order(
                        account: incoming.key.account,
                        orderNumber: incoming.key.orderNumber
                    )
                )
            }
            if change == .texts, let arrival {
                try texts.add(incoming.fields, arrival: arrival, &knownTexts)
            }
        }
        try texts.settle()
        try note(changesOf: changed)
        return result
    }

    /// What an import makes of a line on file.
    private enum LineOutcome {
        case none
        /// Product and option are as before.
        case other
        case texts
    }

    private func take(
        _ incoming: IncomingOrderLine,
        account: Int64,
        at: Timestamp,
        _ result: inout OrderImportResult
    ) throws -> LineOutcome {
        if try insert(incoming, account: account) {
            result.insertedCount += 1
            return .texts
        }
        let outcome = try update(incoming, account: account, at: at)
        switch outcome {
        case .none: result.unchangedCount += 1
        case .other, .texts: result.updatedCount += 1
        }
        return outcome
    }

    /// Inserts a line unless there is one with its key.
    private func insert(_ incoming: IncomingOrderLine, account: Int64) throws -> Bool {
        let statement = try connection.prepared(OrderStatement.insertLine)
        StoredLine(incoming).bind(to: statement, key: incoming.key, account: account)
        return try statement.runChangingRows()
    }

    /// Inserts the order of a line.
    ///
    /// - Returns: The number of one that has just come in; `nil` when it was on file.
    private func insertOrder(
        _ key: OrderLineKey,
        account: Int64,
        _ texts: inout TextWriter
    ) throws -> OrderRow.Arrival? {
        let statement = try connection.prepared(OrderStatement.insertAccountOrder)
        statement.bind(1, account)
        statement.bind(2, key.orderNumber.rawValue)
        statement.bind(3, texts.lastArrival + 1)
        guard try statement.runChangingRows() else { return nil }
        let number = texts.nextArrival()
        let arrival = try connection.prepared(ArrivalStatement.insertArrival)
        arrival.bind(1, number)
        arrival.bind(2, account)
        arrival.bind(3, key.orderNumber.rawValue)
        try arrival.run()
        return number
    }

    /// Notes that orders on file have changed, for lists that are open.
    private func note(changesOf orders: [OrderRow.Arrival]) throws {
        guard !orders.isEmpty else { return }
        let insertion = try connection.prepared(ArrivalStatement.insertChange)
        for arrival in orders.suffix(Self.changesKept) {
            insertion.bind(1, arrival)
            try insertion.run()
        }
        let deletion = try connection.prepared(ArrivalStatement.forgetChanges)
        deletion.bind(1, connection.lastInsertedID - Int64(Self.changesKept))
        try deletion.run()
    }

    /// How many changes of orders are kept; more than happen while a list is open.
    private static var changesKept: Int { 5000 }

    /// The number of an order that came in since texts are indexed.
    private func arrival(of key: OrderLineKey, account: Int64) throws -> OrderRow.Arrival? {
        let statement = try connection.prepared(ArrivalStatement.arrivalOfOrder)
        statement.bind(1, account)
        statement.bind(2, key.orderNumber.rawValue)
        return try statement.firstRow { $0.optionalInteger(0) } ?? nil
    }

    /// Brings the line on file up to date.
    private func update(
        _ incoming: IncomingOrderLine,
        account: Int64,
        at: Timestamp
    ) throws -> LineOutcome {
        let query = try connection.prepared(OrderStatement.storedLine)
        query.bind(1, incoming.key.orderNumber.rawValue)
        query.bind(2, account)
        query.bind(3, incoming.key.lineID.rawValue)
        guard let stored = try query.firstRow({ try StoredLine($0, reader: self) }) else {
            return .none
        }
        var updated = stored
        updated.take(incoming)
        if updated.quantity < stored.quantity {
            // What was cancelled was ordered once, whatever a later export leaves out.
            updated.keep(try cancelledUnits(of: incoming.key, account: account))
        }
        guard updated != stored else { return .none }
        let statement = try connection.prepared(OrderStatement.updateLine)
        updated.bind(to: statement, key: incoming.key, account: account)
        try statement.run()
        for change in updated.changes(since: stored) {
            try append(change, of: incoming.key, account: account, at: at)
        }
        if updated.shipping != stored.shipping {
            try moveOnPullList(incoming.key, account: account) { place in
                place.takeShipping(insteadOf: stored.shipping)
            }
        }
        let isSameText = TextWriter.fields.allSatisfy { updated.fields[$0] == stored.fields[$0] }
        return isSameText ? .other : .texts
    }

    /// Lets a line of which units were given back have no more than the last import said.
    func lowerQuantity(of key: OrderLineKey, account: Int64) throws {
        let query = try connection.prepared(OrderStatement.storedLine)
        query.bind(key, account: account, from: 1)
        guard var line = try query.firstRow({ try StoredLine($0, reader: self) }),
            let imported = line.imported
        else { return }
        line.imported = nil
        line.quantity = imported
        line.keep(try cancelledUnits(of: key, account: account))
        let statement = try connection.prepared(OrderStatement.updateLine)
        line.bind(to: statement, key: key, account: account)
        try statement.run()
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
    /// What the last import said, where more is cancelled than that; `nil` where it is ``quantity``.
    var imported: Int?
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
        imported = said.extras[.importedQuantity].flatMap { Int($0) }
        quantity = Int(row.integer(0))
        shipping = try row.code(1)
        orderedAt = row.optionalTimestamp(2)
        trackingNumber = row.optionalText(3)
    }

    mutating func take(_ incoming: IncomingOrderLine) {
        for entry in incoming.fields.entries where entry.field != .orderNumber {
            if fields[entry.field] != entry.value { fields[entry.field] = entry.value }
        }
        if let said = incoming.quantity { (quantity, imported) = (said, nil) }
        shipping = incoming.shipping ?? shipping
        orderedAt = incoming.orderedAt ?? orderedAt
        trackingNumber = incoming.trackingNumber ?? trackingNumber
        remarks = incoming.remarks.supplemented(by: remarks)
    }

    /// Keeps as many units as are cancelled.
    mutating func keep(_ cancelled: Int) {
        guard quantity < cancelled else { return }
        (quantity, imported) = (cancelled, quantity)
    }

    /// What is packed beside the fields.
    private var extras: PackedExtras {
        var extras = PackedExtras(remarks)
        extras[.importedQuantity] = imported.map { "\($0)" }
        return extras
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
                extras: extras,
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
