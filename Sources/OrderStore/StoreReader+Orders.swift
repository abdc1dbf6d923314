import MatchingCore
import SyncInterfaces

extension StoreReader {
    func lines(orderNumber: OrderNumber) throws -> [LineOnFile] {
        if let lines = try unchangedLines(orderNumber: orderNumber) { return lines }
        let statement = try connection.prepared(OrderStatement.linesOfOrder)
        statement.bind(1, orderNumber.rawValue)
        let lines = try statement.rows { try line($0, orderNumber: orderNumber) }
        return lines.count > 1 ? lines.sorted { $0.line.key < $1.line.key } : lines
    }

    /// The lines of one account's order, in line order.
    func lines(accountNumber: Int64, orderNumber: OrderNumber) throws -> [LineOnFile] {
        let statement = try connection.prepared(OrderStatement.linesOfAccountOrder)
        statement.bind(1, orderNumber.rawValue)
        statement.bind(2, accountNumber)
        return try statement.rows { try line($0, orderNumber: orderNumber) }
    }

    func orderLine(_ key: OrderLineKey) throws -> LineOnFile? {
        guard let account = try number(of: key.account) else { return nil }
        let statement = try connection.prepared(OrderStatement.line)
        statement.bind(1, key.orderNumber.rawValue)
        statement.bind(2, account)
        statement.bind(3, key.lineID.rawValue)
        return try statement.firstRow { try line($0, orderNumber: key.orderNumber) }
    }

    /// Accounts have numbers in the file and names in the order of lines, so a page ends with a
    /// whole order, which is sorted here.
    func search(_ query: OrderLineQuery) throws -> OrderLineSlice {
        guard query.limit > 0 else { return OrderLineSlice(lines: []) }
        guard let statement = try linesStatement(query) else { return OrderLineSlice(lines: []) }
        let test = RowFilterTest(query.filter, now: query.now)
        var probe = FieldProbe(query.filter)
        var page: [LineOnFile] = []
        var order: [LineOnFile] = []
        var number: OrderNumber?
        var seenCount = 0
        var lookedTo: OrderLineKey?
        func takeOrder() {
            guard let number else { return }
            order.sort { $0.line.key < $1.line.key }
            page += order.filter { line in
                (query.after.map { $0 < line.line.key } ?? true) && test.admits(line)
            }
            // Of an order without a line that may be wanted, it does not matter if it is read again.
            lookedTo =
                order.last?.line.key
                ?? OrderLineKey(account: "", orderNumber: number, lineID: LineID(""))
            order.removeAll(keepingCapacity: true)
        }
        var isCut = false
        try statement.forEachRow { row in
            let next = OrderNumber(row.text(0))
            if let number, number != next {
                takeOrder()
                isCut = seenCount >= Self.reach
                guard page.count < query.limit, !isCut else { return false }
            }
            number = next
            seenCount += 1
            if row.withBytes(8, { probe.admits($0) }) {
                order.append(try line(row, orderNumber: next))
            }
            return true
        }
        takeOrder()
        let isFull = page.count >= query.limit
        return OrderLineSlice(
            lines: Array(page.prefix(query.limit)),
            lookedTo: isCut && !isFull ? lookedTo : nil
        )
    }

    /// The lines from where a query starts, by order number; `nil` for an account without any.
    private func linesStatement(_ query: OrderLineQuery) throws -> PreparedStatement? {
        let range = TextRange(prefix: query.prefix ?? query.filter.orderBeginning)
        let statement: PreparedStatement
        if let account = query.account ?? query.filter.onlyAccount {
            guard let number = try number(of: account) else { return nil }
            statement = try connection.prepared(OrderStatement.linesOfAccountFrom)
            statement.bind(3, number)
        } else {
            statement = try connection.prepared(OrderStatement.linesFrom)
        }
        range.bind(to: statement, lower: 1, upper: 2, startingAt: query.after?.orderNumber.rawValue)
        return statement
    }

    /// Reads a row of the columns that all statements about lines share.
    func line(_ row: PreparedStatement, orderNumber: OrderNumber?) throws -> LineOnFile {
        let orderNumber = orderNumber ?? OrderNumber(row.text(0))
        let quantity = Int(row.integer(3))
        guard quantity >= 1 else { throw row.damaged }
        let key = OrderLineKey(
            account: try account(row.integer(1), in: row),
            orderNumber: orderNumber,
            lineID: LineID(row.text(2))
        )
        let said = try packed(of: row, orderNumber: orderNumber, column: 7, packed: 8)
        let line = OrderLine(
            trustedKey: key,
            fields: said.fields,
            quantity: quantity,
            shipping: try row.code(4),
            orderedAt: row.optionalTimestamp(5),
            trackingNumber: row.optionalText(6),
            remarks: said.extras.remarks
        )
        return LineOnFile(line, cancelledUnits: Int(row.integer(9)), isHeld: row.truth(10))
    }

    /// Unpacks field values behind the order number.
    func fields(
        of row: PreparedStatement,
        orderNumber: OrderNumber?,
        column: Int32?,
        packed: Int32
    ) throws -> FieldValues {
        try self.packed(of: row, orderNumber: orderNumber, column: column, packed: packed).fields
    }

    /// Unpacks field values behind the order number, and what is kept beside them.
    func packed(
        of row: PreparedStatement,
        orderNumber: OrderNumber?,
        column: Int32?,
        packed: Int32
    ) throws -> (fields: FieldValues, extras: PackedExtras) {
        var extras = PackedExtras()
        var values = FieldValues()
        values.reserveCapacity(6)
        if let orderNumber { values.appendTrusted(.orderNumber, orderNumber.rawValue) }
        let columnText = column.flatMap { row.optionalText($0) }
        let isSound = row.withBytes(packed) {
            PackedFields.append($0, to: &values, extras: &extras, column: columnText)
        }
        guard isSound else { throw row.damaged }
        return (values, extras)
    }
}

/// The texts that begin with a prefix, as a range of an index.
struct TextRange {
    let prefix: String

    /// Creates the range; `nil` and empty mean every text.
    init(prefix: String?) { self.prefix = prefix.map(FieldText.cleaned) ?? "" }

    /// Binds the range's ends, the upper one excluded.
    func bind(
        to statement: PreparedStatement,
        lower: Int32,
        upper: Int32,
        startingAt start: String? = nil
    ) {
        statement.bind(lower, max(start ?? "", prefix))
        if prefix.isEmpty {
            statement.bindEnd(upper)
        } else {
            statement.bind(upper, prefix + Self.lastCharacter)
        }
    }

    /// No text in Unicode sorts behind this character; it is a noncharacter.
    static let lastCharacter = "\u{10FFFF}"
}
