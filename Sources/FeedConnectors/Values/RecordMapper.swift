import MatchingCore
import SyncInterfaces

/// Turns the rows of one file into notices or order lines.
struct RecordMapper {
    enum Record {
        case notice(CancellationNotice)
        case line(IncomingOrderLine)
    }

    /// What is wrong with a row, and in which column.
    struct Refusal: Error {
        let problem: FeedError.Problem
        let column: Int?
    }

    private let kind: RecordKind
    /// The file's name.
    private let file: String
    private var owners: RowOwners
    /// The columns of the row at hand.
    private var columns: RecordColumns
    /// Whose the row at hand is, as far as that is known.
    private(set) var account: AccountID?
    /// When the file was written.
    private let observedAt: Timestamp
    private let startsIn1904: Bool
    /// Whether values may have characters that are broken.
    private let isDamaged: Bool
    /// The rows so far whose names are made of their key fields.
    private var named = DerivedNames.Rows()

    init(
        kind: RecordKind,
        file: String,
        owners: RowOwners,
        observedAt: Timestamp,
        startsIn1904: Bool,
        isDamaged: Bool = false
    ) {
        self.kind = kind
        self.file = file
        self.owners = owners
        self.observedAt = observedAt
        self.startsIn1904 = startsIn1904
        self.isDamaged = isDamaged
        columns = owners.columns
    }

    /// The record of a row.
    mutating func record(of row: Row) throws(Refusal) -> Record {
        let cells = CellReader(row)
        skip()
        let owner = try owners.owner(of: cells)
        let account = owner.account
        self.account = account
        columns = owner.columns
        if isDamaged { try refuseBrokenText(in: cells) }
        let fields = try keyFields(in: cells)
        guard fields[.orderNumber] != nil else {
            throw Refusal(
                problem: .missingValue(.key(.orderNumber)),
                column: columns.keys.first?.column
            )
        }
        switch kind {
        case .orders: return .line(try line(cells, account, fields, row.number))
        case .cancellations:
            let origin = NoticeOrigin(file: row.place ?? file, row: row.number)
            return .notice(try notice(cells, account, fields, origin))
        }
    }

    /// Leaves out a row that cannot be read: it is the file's account's, if any.
    mutating func skip() { account = owners.accountOfFile }

    /// Refuses a row of which anything that is decided on has a broken character.
    private func refuseBrokenText(in cells: CellReader) throws(Refusal) {
        let broken = columns.decisive.first {
            cells.text($0)?.unicodeScalars.contains("\u{FFFD}") ?? false
        }
        if let broken { throw Refusal(problem: .brokenText, column: broken) }
    }

    private mutating func notice(
        _ cells: CellReader,
        _ account: AccountID,
        _ fields: FieldValues,
        _ origin: NoticeOrigin
    ) throws(Refusal) -> CancellationNotice {
        guard let state = cells.value(columns.state) else {
            throw Refusal(problem: .missingValue(.state), column: columns.state)
        }
        let ownID = try identifier(columns.claimID, in: cells)
        let claimID = ownID.map { ClaimID($0) } ?? DerivedNames.claim(fields)
        let notice = CancellationNotice(
            account: account,
            claimID: claimID,
            state: state,
            fields: fields,
            quantity: try quantity(in: cells),
            requestedAt: try time(columns.requestedAt, in: cells),
            changedAt: try time(columns.changedAt, in: cells),
            buyerReason: cells.value(columns.reason),
            observedAt: observedAt,
            // A cancellation's shipping state is the marketplace's own: it knows no other.
            remarks: try remarks(
                in: cells,
                shippingWord: columns.shippingWord ?? columns.shipping,
                cancelledBy: columns.cancelledBy
            ),
            origin: origin
        )
        if ownID == nil, let earlier = named.note(notice, row: origin.row) {
            throw Refusal(problem: .indistinct(fromRow: earlier), column: columns.claimID)
        }
        return notice
    }

    private mutating func line(
        _ cells: CellReader,
        _ account: AccountID,
        _ fields: FieldValues,
        _ row: Int
    ) throws(Refusal) -> IncomingOrderLine {
        if columns.isWithoutHeader { try refuseClaim(in: cells) }
        let ownID = try identifier(columns.lineID, in: cells)
        let lineID = ownID ?? DerivedNames.line(fields)
        let orderNumber = OrderNumber(fields[.orderNumber] ?? "")
        var line = IncomingOrderLine(
            key: OrderLineKey(
                account: account,
                orderNumber: orderNumber,
                lineID: LineID(lineID)
            ),
            fields: fields,
            quantity: try quantity(in: cells),
            shipping: try shipping(in: cells),
            orderedAt: try time(columns.orderedAt, in: cells),
            trackingNumber: try identifier(columns.trackingNumber, in: cells),
            remarks: try remarks(in: cells, shippingWord: columns.shippingWord)
        )
        if ownID == nil, let earlier = named.note(&line, row: row) {
            throw Refusal(problem: .indistinct(fromRow: earlier), column: columns.lineID)
        }
        return line
    }

    /// Refuses a row that says more about a claim than about an order.
    private func refuseClaim(in cells: CellReader) throws(Refusal) {
        var ofClaims = columns.ofClaims.filter { cells.text($0) != nil }
        if let column = columns.state, let state = cells.text(column),
            !ofClaims.isEmpty || ColumnNames.isAboutClaim(state.lowercased())
        {
            ofClaims.append(column)
        }
        let ofOrders = columns.ofOrders.count { cells.text($0) != nil }
        if ofClaims.count > ofOrders { throw Refusal(problem: .notOrders, column: ofClaims.first) }
    }

    private func remarks(
        in cells: CellReader,
        shippingWord: Int?,
        cancelledBy: Int? = nil
    ) throws(Refusal) -> MarketplaceRemarks {
        guard shippingWord != nil || columns.originalOrderNumber != nil || cancelledBy != nil
        else { return .none }
        return MarketplaceRemarks(
            shippingWord: cells.value(shippingWord),
            originalOrderNumber: try identifier(columns.originalOrderNumber, in: cells)
                .map { OrderNumber($0) },
            cancelledBy: cells.value(cancelledBy)
        )
    }

    private func keyFields(in cells: CellReader) throws(Refusal) -> FieldValues {
        var fields = FieldValues()
        fields.reserveCapacity(columns.keys.count)
        for key in columns.keys {
            guard let text = cells.value(key.column) else { continue }
            if !key.field.isFreeText && cells.hasLostDigits(key.column, text) {
                throw Refusal(problem: .lostDigits(text), column: key.column)
            }
            fields.appendTrusted(key.field, text)
        }
        return fields
    }

    private func identifier(
        _ column: Int?,
        in cells: CellReader
    ) throws(Refusal) -> String? {
        guard let column, let text = cells.value(column) else { return nil }
        if cells.hasLostDigits(column, text) {
            throw Refusal(problem: .lostDigits(text), column: column)
        }
        return text
    }

    // One that could not be computed is refused: without a quantity a claim would take all.
    private func quantity(in cells: CellReader) throws(Refusal) -> Int? {
        guard let text = cells.text(columns.quantity) else { return nil }
        guard let units = QuantityText.units(text) else {
            throw Refusal(problem: .invalidQuantity(text), column: columns.quantity)
        }
        return units
    }

    private func shipping(in cells: CellReader) throws(Refusal) -> ShippingState? {
        guard let text = cells.text(columns.shipping) else { return nil }
        guard let state = ShippingWords.state(text) else {
            throw Refusal(problem: .invalidShipping(text), column: columns.shipping)
        }
        return state
    }

    private func time(_ column: Int?, in cells: CellReader) throws(Refusal) -> Timestamp? {
        guard let column, let text = cells.text(column), !TimeText.isAbsent(text) else {
            return nil
        }
        if let time = TimeText.timestamp(text) { return time }
        // Exports leave out the format that would make a date of the number.
        if cells.isNumber(column),
            let time = SpreadsheetNumber.plausibleTime(text, startsIn1904: startsIn1904)
        {
            return time
        }
        throw Refusal(problem: .invalidTime(text), column: column)
    }
}
