import MatchingCore
import SyncInterfaces

/// An answer of `ordersheets`: parcels, each with the items in it.
struct CoupangOrderSheets: Decodable, Sendable {
    static let call = "ordersheets"
    /// The states that the list has to be asked for one by one, and how far each parcel is.
    static let statuses = ["ACCEPT", "INSTRUCT", "DEPARTURE", "DELIVERING", "FINAL_DELIVERY"]

    let data: [WireRow<Sheet>]
    /// Empty or absent on the last page.
    let nextToken: WireText?

    struct Sheet: Decodable, Sendable {
        let orderId: WireText
        let shipmentBoxId: WireText
        let orderedAt: String
        let status: String
        let invoiceNumber: String?
        let orderItems: [Item]
    }

    struct Item: Decodable, Sendable {
        let vendorItemId: WireText
        let vendorItemName: String?
        let sellerProductId: WireText?
        let sellerProductName: String?
        let shippingCount: WireText
    }

    func page(account: AccountID) -> FeedPage {
        var page = FeedPage()
        for (index, element) in data.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let sheet = try row.value(of: element)
                return try sheet.orderItems.map { item throws(RowFailure) in
                    let orderNumber = try row.required(sheet.orderId, "orderId")
                    let itemNumber = try row.required(item.vendorItemId, "vendorItemId")
                    return IncomingOrderLine(
                        key: OrderLineKey(
                            account: account,
                            orderNumber: OrderNumber(orderNumber),
                            lineID: LineID(itemNumber)
                        ),
                        fields: try row.fields([
                            (.orderNumber, orderNumber, "orderId"),
                            (.code6, itemNumber, "vendorItemId"),
                            (.productCode, item.sellerProductId?.value, "sellerProductId"),
                            (.productName, item.sellerProductName, "sellerProductName"),
                            (.option, item.vendorItemName, "vendorItemName"),
                        ]),
                        quantity: try row.quantity(item.shippingCount, "shippingCount"),
                        shipping: sheet.shipping,
                        orderedAt: try row.time(sheet.orderedAt, "orderedAt"),
                        trackingNumber: sheet.invoiceNumber.flatMap { $0.isEmpty ? nil : $0 }
                    )
                }
            }
        }
        return page
    }
}

extension CoupangOrderSheets.Sheet {
    /// How far the seller's side is; `nil` for a word that is not known, which changes nothing.
    var shipping: ShippingState? {
        switch status {
        case "ACCEPT", "INSTRUCT": .received
        case "DEPARTURE": .labeled
        case "DELIVERING", "FINAL_DELIVERY", "NONE_TRACKING": .shipped
        default: nil
        }
    }
}
