import MatchingCore
import SyncInterfaces

extension StoreWriter {
    /// Keeps what an import changed of a line.
    func append(
        _ change: StoredLine.Change,
        of line: OrderLineKey,
        account: Int64,
        at: Timestamp
    ) throws {
        let statement = try connection.prepared(LineageStatement.insertRevision)
        statement.bind(line, account: account, from: 1)
        statement.bind(4, at)
        statement.bind(5, change.aspect.code)
        statement.bind(6, change.before)
        statement.bind(7, change.after)
        try statement.run()
    }

    /// What of a notice is packed beside its fields.
    func extras(of notice: CancellationNotice) throws -> PackedExtras {
        var extras = PackedExtras(notice.remarks)
        if let origin = notice.origin {
            extras.place = (try connection.registeredFile(origin.file), origin.row)
        }
        return extras
    }

    /// Keeps for which order the one that a notice names was exchanged, where it says so.
    func link(_ notice: CancellationNotice, account: Int64) throws {
        try link(notice.orderNumber, to: notice.remarks.originalOrderNumber, account: account)
    }

    /// Keeps for which order the line's was exchanged, where it says so.
    func link(_ line: IncomingOrderLine, account: Int64) throws {
        try link(line.key.orderNumber, to: line.remarks.originalOrderNumber, account: account)
    }

    private func link(
        _ replacement: OrderNumber,
        to original: OrderNumber?,
        account: Int64
    ) throws {
        // Exports print an order's own number where it was never exchanged.
        guard let original, original != replacement else { return }
        let statement = try connection.prepared(LineageStatement.insertLink)
        statement.bind(1, account)
        statement.bind(2, replacement.rawValue)
        statement.bind(3, original.rawValue)
        try statement.run()
    }
}

extension StoredLine {
    /// One value that an import changed.
    struct Change: Hashable {
        let aspect: LineRevision.Aspect
        let before: String?
        let after: String?
    }

    /// What is another value than it was.
    func changes(since earlier: StoredLine) -> [Change] {
        // The same number in another form, from before they all had one, is no change.
        let parcel = earlier.trackingNumber.map(FieldText.trackingNumber)
        let named = Set((earlier.fields.entries + fields.entries).map(\.field)).sorted()
        let pairs: [(LineRevision.Aspect, String?, String?)] =
            named.map { (.field($0), earlier.fields[$0], fields[$0]) } + [
                (.quantity, "\(earlier.imported ?? earlier.quantity)", "\(imported ?? quantity)"),
                (.shipping, earlier.shipping.rawValue, shipping.rawValue),
                (.orderedAt, earlier.orderedAt?.iso8601, orderedAt?.iso8601),
                (.trackingNumber, parcel, trackingNumber.map(FieldText.trackingNumber)),
                (.shippingWord, earlier.remarks.shippingWord, remarks.shippingWord),
                (
                    .originalOrderNumber, earlier.remarks.originalOrderNumber?.rawValue,
                    remarks.originalOrderNumber?.rawValue
                ),
            ]
        return pairs.filter { $0.1 != $0.2 }
            .map { Change(aspect: $0.0, before: $0.1, after: $0.2) }
    }
}

extension LineRevision.Aspect {
    /// The number by which a row names it: a key field's index, or one from 100 on.
    var code: Int64 {
        switch self {
        case .field(let field): Int64(field.index)
        case .quantity: 100
        case .shipping: 101
        case .orderedAt: 102
        case .trackingNumber: 103
        case .shippingWord: 104
        case .originalOrderNumber: 105
        }
    }

    /// Finds the aspect with this number; `nil` for a number that was never given out.
    init?(code: Int64) {
        switch code {
        case 0..<Int64(KeyField.all.count): self = .field(KeyField.all[Int(code)])
        case 100: self = .quantity
        case 101: self = .shipping
        case 102: self = .orderedAt
        case 103: self = .trackingNumber
        case 104: self = .shippingWord
        case 105: self = .originalOrderNumber
        default: return nil
        }
    }
}
