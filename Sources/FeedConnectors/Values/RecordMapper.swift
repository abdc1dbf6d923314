import MatchingCore
import SyncInterfaces

/// What the rows of a file are.
package enum RecordKind: String, Sendable, Hashable, CaseIterable {
    case orders
    case cancellations
}

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
    private let columns: Columns
    private let account: Account?
    private let resolveAccount: @Sendable (String) -> Account?
    /// When the file was written.
    private let observedAt: Timestamp
    private var accountsByText: [String: Account] = [:]

    /// Creates a mapper; without an account each row must say whose it is.
    init(
        kind: RecordKind,
        plan: ColumnPlan,
        account: Account?,
        observedAt: Timestamp,
        resolveAccount: @escaping @Sendable (String) -> Account?
    ) {
        self.kind = kind
        columns = Columns(plan)
        self.account = account
        self.observedAt = observedAt
        self.resolveAccount = resolveAccount
    }

    /// The record of a row.
    mutating func record(of row: Row) throws(Refusal) -> Record {
        let cells = CellReader(row)
        let account = try account(in: cells)
        let fields = try keyFields(in: cells)
        guard let orderNumber = fields[.orderNumber] else {
            throw Refusal(
                problem: .missingValue(.key(.orderNumber)),
                column: columns.keys.first?.column
            )
        }
        switch kind {
        case .orders: return .line(try line(cells, account, OrderNumber(orderNumber), fields))
        case .cancellations: return .notice(try notice(cells, account, fields))
        }
    }

    private func notice(
        _ cells: CellReader,
        _ account: AccountID,
        _ fields: FieldValues
    ) throws(Refusal) -> CancellationNotice {
        guard let state = cells.text(columns.state) else {
            throw Refusal(problem: .missingValue(.state), column: columns.state)
        }
        let claimID = try identifier(columns.claimID, in: cells) ?? DerivedNames.claim(fields)
        return CancellationNotice(
            account: account,
            claimID: ClaimID(claimID),
            state: state,
            fields: fields,
            quantity: try quantity(in: cells),
            requestedAt: try time(columns.requestedAt, in: cells),
            changedAt: try time(columns.changedAt, in: cells),
            buyerReason: cells.text(columns.reason),
            observedAt: observedAt
        )
    }

    private func line(
        _ cells: CellReader,
        _ account: AccountID,
        _ orderNumber: OrderNumber,
        _ fields: FieldValues
    ) throws(Refusal) -> IncomingOrderLine {
        let lineID = try identifier(columns.lineID, in: cells) ?? DerivedNames.line(fields)
        return IncomingOrderLine(
            key: OrderLineKey(
                account: account,
                orderNumber: orderNumber,
                lineID: LineID(lineID)
            ),
            fields: fields,
            quantity: try quantity(in: cells),
            shipping: try shipping(in: cells),
            orderedAt: try time(columns.orderedAt, in: cells),
            trackingNumber: try identifier(columns.trackingNumber, in: cells)
        )
    }

    private mutating func account(in cells: CellReader) throws(Refusal) -> AccountID {
        guard let text = cells.text(columns.account) else {
            guard let account else {
                throw Refusal(problem: .missingValue(.account), column: columns.account)
            }
            return account.id
        }
        if account?.id.rawValue == text { return AccountID(text) }
        guard let named = accountsByText[text] ?? resolveAccount(text) else {
            throw Refusal(problem: .unknownAccount(text), column: columns.account)
        }
        accountsByText[text] = named
        guard let account, account.id != named.id else { return named.id }
        // A marketplace's name in a row of a further account of that marketplace agrees with it.
        guard named.id.rawValue == named.marketplace.id.rawValue,
            named.marketplace.id == account.marketplace.id
        else { throw Refusal(problem: .otherAccount(text), column: columns.account) }
        return account.id
    }

    private func keyFields(in cells: CellReader) throws(Refusal) -> FieldValues {
        var fields = FieldValues()
        fields.reserveCapacity(columns.keys.count)
        for key in columns.keys {
            guard let text = cells.text(key.column) else { continue }
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
        guard let column, let text = cells.text(column) else { return nil }
        if cells.hasLostDigits(column, text) {
            throw Refusal(problem: .lostDigits(text), column: column)
        }
        return text
    }

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
        guard let text = cells.text(column), !TimeText.isAbsent(text) else { return nil }
        guard let time = TimeText.timestamp(text) else {
            throw Refusal(problem: .invalidTime(text), column: column)
        }
        return time
    }
}

/// The columns of a plan, looked up once instead of in every row.
private struct Columns {
    let keys: [ColumnPlan.KeyColumn]
    let account: Int?
    let lineID: Int?
    let claimID: Int?
    let state: Int?
    let quantity: Int?
    let shipping: Int?
    let orderedAt: Int?
    let trackingNumber: Int?
    let requestedAt: Int?
    let changedAt: Int?
    let reason: Int?

    init(_ plan: ColumnPlan) {
        keys = plan.keyColumns
        account = plan[.account]
        lineID = plan[.lineID]
        claimID = plan[.claimID]
        state = plan[.state]
        quantity = plan[.quantity]
        shipping = plan[.shipping]
        orderedAt = plan[.orderedAt]
        trackingNumber = plan[.trackingNumber]
        requestedAt = plan[.requestedAt]
        changedAt = plan[.changedAt]
        reason = plan[.reason]
    }
}
