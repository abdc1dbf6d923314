import MatchingCore
import SyncInterfaces

/// A page of a list of order items, with their requests where those were asked for.
struct ZigzagList: Decodable, Sendable {
    let totalCount: Int
    let itemList: [WireRow<Item>]

    enum CodingKeys: String, CodingKey {
        case totalCount = "total_count"
        case itemList = "item_list"
    }

    struct Item: Decodable, Sendable {
        let number: WireText
        let quantity: WireText
        let product: WireText?
        let status: String?
        let productInfo: ProductInfo?
        let order: Order
        let requests: [Request]?

        /// What tells it apart in a list.
        var name: String {
            ([number] + (requests ?? []).map(\.number)).map(\.value).joined(separator: " ")
        }

        enum CodingKeys: String, CodingKey {
            case number = "order_item_number"
            case quantity
            case product = "product_id"
            case status
            case productInfo = "product_info"
            case order
            case requests = "active_request_list"
        }
    }

    struct ProductInfo: Decodable, Sendable {
        let name: String?
        let options: String?
    }

    struct Order: Decodable, Sendable {
        let number: WireText
        let createdAt: Int64?

        enum CodingKeys: String, CodingKey {
            case number = "order_number"
            case createdAt = "date_created"
        }
    }

    struct Request: Decodable, Sendable {
        let number: WireText
        let type: String
        let status: String
        let quantity: WireText?
        let requestedAt: Int64?

        enum CodingKeys: String, CodingKey {
            case number = "order_item_request_number"
            case type
            case status
            case quantity = "requested_quantity"
            case requestedAt = "date_requested"
        }
    }

    /// The order lines of a page of orders.
    func orderPage(account: AccountID) -> FeedPage {
        var page = FeedPage()
        for (index, element) in itemList.enumerated() {
            let row = AnswerRow(call: ZigzagQuery.orders.name, row: index + 1)
            page.add(row) { row throws(RowFailure) in
                let item = try row.value(of: element)
                return [
                    IncomingOrderLine(
                        key: OrderLineKey(
                            account: account,
                            orderNumber: OrderNumber(
                                try row.required(item.order.number, "order_number")
                            ),
                            lineID: LineID(try row.required(item.number, "order_item_number"))
                        ),
                        fields: try item.fields(row),
                        quantity: try row.quantity(item.quantity, "quantity"),
                        // The only state of a line that is known for what it says of the parcel.
                        shipping: item.status == "NEW_ORDER" ? .received : nil,
                        orderedAt: item.order.createdAt.map(Timestamp.init(zigzag:))
                    )
                ]
            }
        }
        return page
    }

    /// The notices of a page of requests.
    ///
    /// A request has no time of its last change, so that it counts as of when it was seen. No word of
    /// a status is documented; each is reported once a page, however many requests have it.
    func requestPage(account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        var reported: Set<String> = []
        for (index, element) in itemList.enumerated() {
            let row = AnswerRow(call: ZigzagQuery.requests.name, row: index + 1)
            page.add(row) { row throws(RowFailure) in
                let item = try row.value(of: element)
                let requests = (item.requests ?? []).filter { $0.type == "CANCEL" }
                return try requests.map { request throws(RowFailure) in
                    let status = try row.required(WireText(request.status), "status")
                    if reported.insert(status).inserted {
                        row.note(.service(.unknownState(status)), field: "status")
                    }
                    return CancellationNotice(
                        account: account,
                        claimID: ClaimID(
                            try row.required(request.number, "order_item_request_number")
                        ),
                        state: status,
                        fields: try item.fields(row),
                        quantity: try row.quantity(request.quantity, "requested_quantity"),
                        requestedAt: request.requestedAt.map(Timestamp.init(zigzag:)),
                        observedAt: observedAt
                    )
                }
            }
        }
        return page
    }
}

extension ZigzagList.Item {
    /// The key fields; 주문상세번호2 is left out, for nobody says which number it is.
    fileprivate func fields(_ row: AnswerRow) throws(RowFailure) -> FieldValues {
        try row.fields([
            (.orderNumber, order.number.value, "order_number"),
            (.detailNumber, number.value, "order_item_number"),
            (.productCode, product?.value, "product_id"),
            (.productName, productInfo?.name, "product_info.name"),
            (.option, productInfo?.options, "product_info.options"),
        ])
    }
}

extension Timestamp {
    /// A moment of the API's: milliseconds since 1970, in places seconds.
    fileprivate init(zigzag number: Int64) {
        self.init(rawValue: number < 1_000_000_000_000 ? number * 1000 : number)
    }
}
