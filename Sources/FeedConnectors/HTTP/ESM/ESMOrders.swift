import MatchingCore
import SyncInterfaces

/// An answer of `RequestOrders`: one row for each order line that nobody claims.
struct ESMOrders: ESMAnswer {
    static let call = "RequestOrders"
    static let nothing = ESMOrders(data: nil)
    /// `requestDateType` of the day of the payment.
    static let byPayment = 2

    /// The states that the list has to be asked for one by one.
    enum Status: Int, CaseIterable {
        case paid = 1
        case confirmed = 2
        case underWay = 3

        var shipping: ShippingState { self == .underWay ? .shipped : .received }
    }

    let data: Content?

    /// The rows; none where the API says that there is nothing.
    var rows: [WireRow<Order>] { data?.orders ?? [] }

    enum CodingKeys: String, CodingKey {
        case data = "Data"
    }

    struct Content: Decodable, Sendable {
        let orders: [WireRow<Order>]?

        enum CodingKeys: String, CodingKey {
            case orders = "RequestOrders"
        }
    }

    struct Order: Decodable, Sendable {
        let orderNumber: WireText
        let productNumber: WireText?
        let productName: String?
        let quantity: WireText
        let orderedAt: String?

        enum CodingKeys: String, CodingKey {
            case orderNumber = "OrderNo"
            case productNumber = "SiteGoodsNo"
            case productName = "GoodsName"
            case quantity = "ContrAmount"
            case orderedAt = "OrderDate"
        }
    }

    func page(_ status: Status, account: AccountID) -> FeedPage {
        var page = FeedPage()
        for (index, element) in rows.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let order = try row.value(of: element)
                let orderNumber = try row.required(order.orderNumber, "OrderNo")
                return [
                    IncomingOrderLine(
                        key: OrderLineKey(
                            account: account,
                            orderNumber: OrderNumber(orderNumber),
                            lineID: LineID(orderNumber)
                        ),
                        fields: try row.fields([
                            (.orderNumber, orderNumber, "OrderNo"),
                            (.productCode, order.productNumber?.value, "SiteGoodsNo"),
                            (.productName, order.productName, "GoodsName"),
                        ]),
                        quantity: try row.requiredQuantity(order.quantity, "ContrAmount"),
                        shipping: status.shipping,
                        orderedAt: try row.time(order.orderedAt, "OrderDate")
                    )
                ]
            }
        }
        return page
    }
}
