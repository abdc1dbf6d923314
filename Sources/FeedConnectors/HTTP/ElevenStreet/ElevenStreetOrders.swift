import MatchingCore
import SyncInterfaces

/// Rows of 11번가's lists of orders: one row a line.
enum ElevenStreetOrders {
    /// A list, by its name in the address.
    enum List: String, CaseIterable {
        /// 결제완료: paid, not yet confirmed by the seller.
        case paid = "complete"
        /// 배송준비중: confirmed.
        case confirmed = "packaging"
        /// 배송중.
        case underWay = "shipping"

        var shipping: ShippingState {
            switch self {
            case .paid, .confirmed: .received
            case .underWay: .shipped
            }
        }
    }

    static func page(of rows: [WireElement], list: List, account: AccountID) -> FeedPage {
        var page = FeedPage()
        for (index, order) in rows.enumerated() {
            page.add(AnswerRow(call: list.rawValue, row: index + 1)) { row throws(RowFailure) in
                let orderNumber = try row.required(order.value("ordNo"), "ordNo")
                let sequence = try row.required(order.value("ordPrdSeq"), "ordPrdSeq")
                return [
                    IncomingOrderLine(
                        key: OrderLineKey(
                            account: account,
                            orderNumber: OrderNumber(orderNumber),
                            lineID: LineID(sequence)
                        ),
                        fields: try row.fields([
                            (.orderNumber, orderNumber, "ordNo"),
                            (.detailNumber, sequence, "ordPrdSeq"),
                            (.productCode, order.value("prdNo")?.value, "prdNo"),
                            (.productName, order.value("prdNm")?.value, "prdNm"),
                            (.option, order.value("slctPrdOptNm")?.value, "slctPrdOptNm"),
                        ]),
                        quantity: try row.requiredQuantity(order.value("ordQty"), "ordQty"),
                        shipping: list.shipping,
                        orderedAt: try row.time(order.value("ordDt")?.value.nonEmpty, "ordDt"),
                        trackingNumber: order.value("invcNo")?.value.nonEmpty
                    )
                ]
            }
        }
        return page
    }
}
