import SyncInterfaces

// Orders that came in before texts were indexed.
//
//                     last_unindexed
//                           ▼
// 1 ··················· 8192 ··· 9001 │ 9002 …       indexed as they come
//                        ◄─── indexed here, a block at a time, the newest first
extension StoreWriter {
    /// How many orders are indexed between two looks at whether somebody waits.
    private static let ordersBetweenLooks: Int64 = 64

    func indexTexts() throws -> TextIndexing {
        let index = try TextIndex(connection)
        let last = index.lastUnindexed
        guard last > 0 else { return try textIndexing() }
        let changeCount = connection.changeCount
        let first = max(index.start(of: index.block(of: last)), 1)
        var texts = try TextWriter(lineCount: Int(index.ordersPerBlock), on: connection)
        let reached = try indexTexts(ofOrders: first...last, &texts)
        try texts.settle()
        let statement = try connection.prepared(ArrivalStatement.setLastUnindexed)
        statement.bind(1, reached - 1)
        try statement.run()
        // Searches find the same as before.
        silentChangeCount += connection.changeCount - changeCount
        return try textIndexing()
    }

    /// Goes through the lines of orders, the newest first, until somebody else wants to write.
    ///
    /// - Returns: The last order that was indexed.
    private func indexTexts(
        ofOrders range: ClosedRange<OrderRow.Arrival>,
        _ texts: inout TextWriter
    ) throws -> OrderRow.Arrival {
        var latest: OrderRow.Arrival?
        var isCut = false
        let statement = try connection.prepared(ParcelStatement.linesBefore)
        statement.bind(1, range.upperBound + 1)
        try statement.forEachRow { row in
            let arrival = row.integer(0)
            if arrival != latest {
                guard arrival >= range.lowerBound else { return false }
                if let latest, latest % Self.ordersBetweenLooks == 0, isAwaited() {
                    isCut = true
                    return false
                }
                latest = arrival
                try setArrival(arrival, of: row.text(2), account: row.integer(1))
            }
            for text in row.withBytes(4, { TextWriter.texts(in: $0) }) {
                try texts.add(text, arrival: arrival, &knownTexts)
            }
            return true
        }
        return isCut ? latest ?? range.upperBound : range.lowerBound
    }

    /// Lets imports that change the order name its texts.
    private func setArrival(
        _ arrival: OrderRow.Arrival,
        of orderNumber: String,
        account: Int64
    ) throws {
        let statement = try connection.prepared(ArrivalStatement.setArrival)
        statement.bind(1, account)
        statement.bind(2, orderNumber)
        statement.bind(3, arrival)
        try statement.run()
    }
}

extension StoreReader {
    func textIndexing() throws -> TextIndexing {
        let count = try newestArrival()?.arrival ?? 0
        return TextIndexing(
            indexedCount: Int(max(0, count - (try TextIndex(connection).lastUnindexed))),
            orderCount: Int(count)
        )
    }
}
