import MatchingCore
import SyncInterfaces

extension StoreWriter {
    func upsert(
        _ lines: [IncomingOrderLine],
        naming: any LineNaming,
        at: Timestamp
    ) throws -> OrderImportResult {
        // Lines change at any place, and each write is answered.
        try connection.settle()
        workAlone()
        var intake = OrderIntake(
            naming: naming,
            at: at,
            texts: try TextWriter(lineCount: lines.count, on: connection)
        )
        // In the order of the file's keys, neighbors share pages; lines with the same key stay in
        // the order in which they came.
        let sorted = lines.inLineOrder
        var start = sorted.startIndex
        while start < sorted.endIndex {
            let order = sorted[start].key.order
            let end = sorted[start...].firstIndex { $0.key.order != order } ?? sorted.endIndex
            try take(sorted[start..<end], of: order, &intake)
            start = end
        }
        try intake.texts.settle()
        try note(changesOf: intake.changed)
        return intake.result
    }

    /// What an import has come to so far.
    private struct OrderIntake {
        let naming: any LineNaming
        let at: Timestamp
        var texts: TextWriter
        var result = OrderImportResult()
        /// The orders on file that it changed.
        var changed: [OrderRow.Arrival] = []
    }

    /// Takes in lines of one order: each is a line on file, or a new one.
    private func take(
        _ lines: ArraySlice<IncomingOrderLine>,
        of order: OrderKey,
        _ intake: inout OrderIntake
    ) throws {
        let account = try connection.registeredNumber(of: order.account)
        var arrival = try insertOrder(order.orderNumber, account: account, &intake.texts)
        let isNew = arrival != nil
        let known = isNew ? [] : try storedLines(of: order.orderNumber, account: account)
        let places =
            known.isEmpty
            ? [] : intake.naming.places(of: lines, among: known.map { $0.line.known(as: $0.name) })
        var isChanged = false
        for (index, incoming) in lines.enumerated() {
            let place = places.isEmpty ? nil : places[index]
            let line = IncomingLine(
                incoming,
                account: account,
                name: place.map { known[$0].name } ?? incoming.key.lineID
            )
            let isFirst = place.map { !places[..<index].contains($0) } ?? false
            let change = try take(
                line,
                onFile: isFirst ? place.map { known[$0].line } : nil,
                mayBeNew: place == nil,
                &intake
            )
            guard change != .none else { continue }
            try link(incoming, account: account)
            if !isChanged {
                isChanged = true
                // An order without a number is older than the index.
                if !isNew, let known = try self.arrival(of: order.orderNumber, account: account) {
                    arrival = known
                    intake.changed.append(known)
                }
                intake.result.changedOrders.append(order)
            }
            if change == .texts, let arrival {
                try intake.texts.add(incoming.fields, arrival: arrival, &knownTexts)
            }
        }
    }

    /// What an import makes of a line on file.
    private enum LineOutcome {
        case none
        /// Product and option are as before.
        case other
        case texts
    }

    /// Inserts a line, or brings the one on file up to date.
    private func take(
        _ line: IncomingLine,
        onFile stored: StoredLine?,
        mayBeNew: Bool,
        _ intake: inout OrderIntake
    ) throws -> LineOutcome {
        if mayBeNew, try insert(line) {
            intake.result.insertedCount += 1
            return .texts
        }
        let outcome = try update(line, onFile: stored, at: intake.at)
        switch outcome {
        case .none: intake.result.unchangedCount += 1
        case .other, .texts: intake.result.updatedCount += 1
        }
        return outcome
    }

    /// Inserts a line unless there is one with its key.
    private func insert(_ line: IncomingLine) throws -> Bool {
        let statement = try connection.prepared(OrderStatement.insertLine)
        StoredLine(line.said).bind(to: statement, key: line.key, account: line.account)
        return try statement.runChangingRows()
    }

    /// Inserts an order.
    ///
    /// - Returns: The number of one that has just come in; `nil` when it was on file.
    private func insertOrder(
        _ orderNumber: OrderNumber,
        account: Int64,
        _ texts: inout TextWriter
    ) throws -> OrderRow.Arrival? {
        let statement = try connection.prepared(OrderStatement.insertAccountOrder)
        statement.bind(1, account)
        statement.bind(2, orderNumber.rawValue)
        statement.bind(3, texts.lastArrival + 1)
        guard try statement.runChangingRows() else { return nil }
        let number = texts.nextArrival()
        let arrival = try connection.prepared(ArrivalStatement.insertArrival)
        arrival.bind(1, number)
        arrival.bind(2, account)
        arrival.bind(3, orderNumber.rawValue)
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
    private func arrival(of orderNumber: OrderNumber, account: Int64) throws -> OrderRow.Arrival? {
        let statement = try connection.prepared(ArrivalStatement.arrivalOfOrder)
        statement.bind(1, account)
        statement.bind(2, orderNumber.rawValue)
        return try statement.firstRow { $0.optionalInteger(0) } ?? nil
    }

    /// Brings the line on file up to date; reads it where it is not at hand.
    private func update(
        _ line: IncomingLine,
        onFile: StoredLine?,
        at: Timestamp
    ) throws -> LineOutcome {
        let (key, account) = (line.key, line.account)
        guard let stored = try onFile ?? storedLine(key, account: account) else { return .none }
        var updated = stored
        updated.take(line.said)
        updated.takeName(of: line.said, calledAs: key.lineID)
        if updated.quantity < stored.quantity {
            // What was cancelled was ordered once, whatever a later export leaves out.
            updated.keep(try cancelledUnits(of: key, account: account))
        }
        guard updated != stored else { return .none }
        let statement = try connection.prepared(OrderStatement.updateLine)
        updated.bind(to: statement, key: key, account: account)
        try statement.run()
        for change in updated.changes(since: stored) {
            try append(change, of: key, account: account, at: at)
        }
        if updated.shipping != stored.shipping {
            try moveOnPullList(key, account: account) { place in
                place.takeShipping(insteadOf: stored.shipping)
            }
        }
        let isSameText = TextWriter.fields.allSatisfy { updated.fields[$0] == stored.fields[$0] }
        return isSameText ? .other : .texts
    }

    /// Lets a line of which units were given back have no more than the last import said.
    func lowerQuantity(of key: OrderLineKey, account: Int64) throws {
        guard var line = try storedLine(key, account: account), let imported = line.imported
        else { return }
        line.imported = nil
        line.quantity = imported
        line.keep(try cancelledUnits(of: key, account: account))
        let statement = try connection.prepared(OrderStatement.updateLine)
        line.bind(to: statement, key: key, account: account)
        try statement.run()
    }

    private func storedLine(_ key: OrderLineKey, account: Int64) throws -> StoredLine? {
        let query = try connection.prepared(OrderStatement.storedLine)
        query.bind(key, account: account, from: 1)
        return try query.firstRow { try StoredLine($0, reader: self) }
    }

    private func storedLines(
        of orderNumber: OrderNumber,
        account: Int64
    ) throws -> [(name: LineID, line: StoredLine)] {
        let query = try connection.prepared(OrderStatement.storedLinesOfOrder)
        query.bind(1, orderNumber.rawValue)
        query.bind(2, account)
        return try query.rows { (LineID($0.text(6)), try StoredLine($0, reader: self)) }
    }

    private func cancelledUnits(of key: OrderLineKey, account: Int64) throws -> Int {
        let statement = try connection.prepared(OrderStatement.unitsOfLine)
        statement.bind(1, key.orderNumber.rawValue)
        statement.bind(2, account)
        statement.bind(3, key.lineID.rawValue)
        return try statement.firstRow { Int($0.integer(0)) } ?? 0
    }
}

/// An incoming line with what it is called on file.
private struct IncomingLine {
    let said: IncomingOrderLine
    let key: OrderLineKey
    let account: Int64

    init(_ said: IncomingOrderLine, account: Int64, name: LineID) {
        self.said = said
        self.account = account
        key =
            name == said.key.lineID
            ? said.key
            : OrderLineKey(
                account: said.key.account,
                orderNumber: said.key.orderNumber,
                lineID: name
            )
    }
}

extension [IncomingOrderLine] {
    /// The lines sorted by key; those with equal keys keep their order.
    fileprivate var inLineOrder: [IncomingOrderLine] {
        let isSorted = indices.dropFirst().allSatisfy { !(self[$0].key < self[$0 - 1].key) }
        guard !isSorted else { return self }
        return indices.sorted { one, other in
            let keys = (self[one].key, self[other].key)
            return keys.0 == keys.1 ? one < other : keys.0 < keys.1
        }.map { self[$0] }
    }
}
