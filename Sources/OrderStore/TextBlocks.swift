import SyncInterfaces

/// Says which blocks of orders can have what a filter wants in products and options, so that a search
/// goes through those alone.
struct TextBlocks {
    /// How many texts of a block are asked for one by one, before all of them are gone through.
    private static let mostAsked = 16
    /// How many orders there are for each text where the index is worth it.
    private static let ordersPerText: Int64 = 4

    private let connection: Connection
    private let last: OrderRow.Arrival
    /// `nil` where any block can have what is wanted.
    private let index: TextIndex?
    /// For each wanted text the numbers of those that are like it.
    private let wanted: [[Int64]]
    /// What was found out about blocks.
    private var known: [Int64: Bool] = [:]

    /// Looks at the texts on file; where they are too many for a moment, the next step of a search
    /// has the index, and this one goes through all lines.
    ///
    /// - Parameters:
    ///   - filter: What is wanted.
    ///   - last: The number of the order that came last.
    ///   - connection: What is read by.
    /// - Throws: ``StoreError``.
    init(_ filter: RowFilter, last: OrderRow.Arrival, on connection: Connection) throws {
        self.connection = connection
        self.last = last
        let texts = filter.wantedTexts
        let count = try texts.isEmpty ? 0 : Self.textCount(connection)
        guard !texts.isEmpty, count * Self.ordersPerText <= last else {
            (index, wanted) = (nil, [])
            return
        }
        wanted = try texts.compactMap { try connection.textMatches.numbers(of: $0, on: connection) }
        index = wanted.count == texts.count ? try TextIndex(connection) : nil
    }

    private static func textCount(_ connection: Connection) throws -> Int64 {
        try connection.prepared(ArrivalStatement.lastNumber).firstRow { $0.integer(0) } ?? 0
    }

    /// Whether any order can have what is wanted.
    mutating func canHaveAny() throws -> Bool {
        try index == nil || skip(from: 0, isAscending: true) != nil
    }

    /// Whether an order can have what is wanted.
    mutating func canHave(_ orderNumber: String, of account: Int64) throws -> Bool {
        guard index != nil else { return true }
        let statement = try connection.prepared(ArrivalStatement.arrivalOfOrder)
        statement.bind(1, account)
        statement.bind(2, orderNumber)
        // One that came before there was an index has no number.
        let arrival = try statement.firstRow { $0.optionalInteger(0) } ?? nil
        return try arrival.map { try canHave($0) } ?? true
    }

    /// Whether the order that came in as the one with this number can have what is wanted.
    mutating func canHave(_ arrival: OrderRow.Arrival) throws -> Bool {
        guard let index else { return true }
        return try canHave(block: index.block(of: arrival), index)
    }

    /// Passes over what cannot have what is wanted.
    ///
    /// - Parameters:
    ///   - bound: The number beyond which orders are looked at.
    ///   - isAscending: Whether numbers rise in the direction of reading.
    /// - Returns: The number beyond which they can have it; `nil` when none can.
    /// - Throws: ``StoreError``.
    mutating func skip(from bound: Int64, isAscending: Bool) throws -> Int64? {
        guard isAscending ? bound < last : bound > 1 else { return nil }
        guard let index else { return bound }
        var block = index.block(of: isAscending ? max(bound, 0) + 1 : min(bound - 1, last))
        if try canHave(block: block, index) { return bound }
        let end = isAscending ? index.block(of: last) : 0
        while block != end {
            block += isAscending ? 1 : -1
            guard try canHave(block: block, index) else { continue }
            return isAscending ? index.start(of: block) - 1 : index.start(of: block + 1)
        }
        return nil
    }

    private mutating func canHave(block: Int64, _ index: TextIndex) throws -> Bool {
        if block < index.firstBlock { return true }
        if let known = known[block] { return known }
        let isWanted = try has(block, TextIndex.anyText) || wanted.allSatisfy { try has(block, $0) }
        known[block] = isWanted
        return isWanted
    }

    /// Whether the block has one of the texts.
    private func has(_ block: Int64, _ numbers: [Int64]) throws -> Bool {
        guard numbers.count > Self.mostAsked else {
            return try numbers.contains { try has(block, $0) }
        }
        let statement = try connection.prepared(ArrivalStatement.ofBlock)
        statement.bind(1, block)
        statement.bind(2, numbers[0])
        statement.bind(3, numbers[numbers.count - 1])
        // Both are in ascending order.
        var place = 0
        return try statement.hasRow { row in
            let number = row.integer(0)
            while numbers[place] < number { place += 1 }
            return numbers[place] == number
        }
    }

    private func has(_ block: Int64, _ number: Int64) throws -> Bool {
        let statement = try connection.prepared(ArrivalStatement.isInBlock)
        statement.bind(1, block)
        statement.bind(2, number)
        return try statement.hasRow { _ in true }
    }
}
