import MatchingCore
import SyncInterfaces

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
    /// Its own number, where its name was made of its fields before that was known.
    var ownID: LineID?

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
        ownID = said.extras[.ownLineID].map { LineID($0) }
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

    /// Keeps the own number of a line that has another name on file.
    mutating func takeName(of incoming: IncomingOrderLine, calledAs name: LineID) {
        guard incoming.naming == .own, incoming.key.lineID != name, ownID == nil else { return }
        ownID = incoming.key.lineID
    }

    /// What tells which incoming line it is.
    func known(as name: LineID) -> KnownLine {
        KnownLine(lineID: name, ownID: ownID, fields: fields, quantity: quantity)
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
        extras[.ownLineID] = ownID?.rawValue
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
