import MatchingCore
import SyncInterfaces

/// An answer of `ordersheets`: parcels, each with the items in it.
struct CoupangOrderSheets: Decodable, Sendable {
    static let call = "ordersheets"
    static let rowsPerPage = 50
    /// The states that the list has to be asked for one by one.
    static let statuses = [
        "ACCEPT", "INSTRUCT", "DEPARTURE", "DELIVERING", "FINAL_DELIVERY", "NONE_TRACKING",
    ]
    /// The states of parcels that were packed or sent since they were listed first.
    static let shippingStatuses = ["DEPARTURE", "DELIVERING"]

    let data: [WireRow<Sheet>]
    /// Empty on the last page.
    let nextToken: WireText?

    struct Sheet: Decodable, Sendable {
        let orderId: WireText
        let orderedAt: String
        let status: String
        let invoiceNumber: String?
        let orderItems: [WireRow<Item>]
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
                let orderNumber = try row.required(sheet.orderId, "orderId")
                let orderedAt = try row.time(sheet.orderedAt, "orderedAt")
                let lines = try row.each(sheet.orderItems, of: "orderItems") {
                    item throws(RowFailure) -> IncomingOrderLine? in
                    // Nothing of it is left to be shipped.
                    if item.shippingCount.value == "0" { return nil }
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
                        quantity: try row.requiredQuantity(item.shippingCount, "shippingCount"),
                        shipping: sheet.shipping,
                        orderedAt: orderedAt,
                        trackingNumber: sheet.invoiceNumber.flatMap { $0.isEmpty ? nil : $0 }
                    )
                }
                return lines.compactMap { $0 }
            }
        }
        return page
    }
}

extension CoupangOrderSheets.Sheet {
    /// How far the seller's side is; `nil` for a word that is not known, which changes nothing.
    fileprivate var shipping: ShippingState? {
        switch status {
        case "ACCEPT", "INSTRUCT": .received
        case "DEPARTURE": .labeled
        case "DELIVERING", "FINAL_DELIVERY", "NONE_TRACKING": .shipped
        default: nil
        }
    }
}
