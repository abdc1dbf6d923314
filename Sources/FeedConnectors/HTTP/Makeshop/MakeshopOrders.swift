import MatchingCore
import SyncInterfaces

/// An answer of `order/2`: orders by their numbers, each with its items and what is asked of them.
///
/// All values are texts.
struct MakeshopOrders: Decodable, Sendable {
    static let call = "order/2"

    let list: WireMembers<Entry>
    let totalPage: WireText
    let totalCount: WireText?

    struct Entry: Decodable, Sendable {
        let order: Order
        let product: WireMembers<Item>
        let cancel: WireMembers<Cancel>?
    }

    struct Order: Decodable, Sendable {
        let ordernum: WireText
    }

    struct Item: Decodable, Sendable {
        let num: WireText
        let productUid: WireText?
        let productName: WireText?
        let optionData: WireText?
        let basketStock: WireText?

        enum CodingKeys: String, CodingKey {
            case num
            case productUid = "product_uid"
            case productName = "product_name"
            case optionData = "option_data"
            case basketStock = "basket_stock"
        }
    }

    /// A request to cancel one item, and when it was granted.
    struct Cancel: Decodable, Sendable {
        let basketNum: WireText
        let reason: WireText?
        let detail: WireText?
        let requestDate: WireText?
        let completedDate: WireText?

        enum CodingKeys: String, CodingKey {
            case reason, detail
            case basketNum = "basket_num"
            case requestDate = "request_date"
            case completedDate = "completed_date"
        }
    }

    /// Claims, or orders, of the answer.
    enum Kind: Sendable, CaseIterable {
        case orders
        case requests
        case completions

        /// The time that the window is about; `nil` for that of the order.
        var dateType: String? {
            switch self {
            case .orders: nil
            case .requests: "cancel_requested"
            case .completions: "canceled"
            }
        }
    }

    func page(of kind: Kind, account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in list.rows.enumerated() {
            let row = AnswerRow(call: Self.call, row: index + 1)
            switch kind {
            case .orders:
                page.add(row) { row throws(RowFailure) in
                    try row.value(of: element).lines(account: account, row)
                }
            case .requests, .completions:
                page.add(row) { row throws(RowFailure) in
                    try row.value(of: element)
                        .notices(account: account, observedAt: observedAt, row)
                }
            }
        }
        return page
    }
}

extension MakeshopOrders.Entry {
    fileprivate func lines(
        account: AccountID,
        _ row: AnswerRow
    ) throws(RowFailure) -> [IncomingOrderLine] {
        let orderNumber = try row.required(order.ordernum, "order.ordernum")
        return try row.each(product.rows, of: "product") { item throws(RowFailure) in
            IncomingOrderLine(
                key: OrderLineKey(
                    account: account,
                    orderNumber: OrderNumber(orderNumber),
                    lineID: LineID(try row.required(item.num, "num"))
                ),
                fields: try fields(of: item, orderNumber: orderNumber, row),
                quantity: try row.requiredQuantity(item.basketStock, "basket_stock")
            )
        }
    }

    /// One notice for each item that is asked to be cancelled.
    ///
    /// There is no number of the claim and no number of units: an item is cancelled whole, or split
    /// into two items before.
    fileprivate func notices(
        account: AccountID,
        observedAt: Timestamp,
        _ row: AnswerRow
    ) throws(RowFailure) -> [CancellationNotice] {
        guard let cancel else { throw row.missing("cancel") }
        let orderNumber = try row.required(order.ordernum, "order.ordernum")
        let items = try row.each(product.rows, of: "product") { item throws(RowFailure) in item }
        return try row.each(cancel.rows, of: "cancel") { claim throws(RowFailure) in
            let number = try row.required(claim.basketNum, "basket_num")
            let requestedAt = try row.time(claim.requestDate?.date, "request_date")
            let completedAt = try row.time(claim.completedDate?.date, "completed_date")
            guard let changedAt = completedAt ?? requestedAt else {
                throw row.missing("request_date")
            }
            var fields = FieldValues()
            fields[.orderNumber] = orderNumber
            if let item = items.first(where: { $0.num == claim.basketNum }) {
                fields = try self.fields(of: item, orderNumber: orderNumber, row)
            }
            fields[.detailNumber] = number
            return CancellationNotice(
                account: account,
                claimID: ClaimID("\(orderNumber)-\(number)"),
                state: completedAt == nil ? "취소요청" : "취소완료",
                fields: fields,
                requestedAt: requestedAt,
                changedAt: changedAt,
                buyerReason: claim.buyerReason,
                observedAt: observedAt
            )
        }
    }

    private func fields(
        of item: MakeshopOrders.Item,
        orderNumber: String,
        _ row: AnswerRow
    ) throws(RowFailure) -> FieldValues {
        try row.fields([
            (.orderNumber, orderNumber, "order.ordernum"),
            (.detailNumber, item.num.value, "num"),
            (.productCode, item.productUid?.value, "product_uid"),
            (.productName, item.productName?.value, "product_name"),
            (.option, item.optionData?.value, "option_data"),
        ])
    }
}

extension MakeshopOrders.Cancel {
    fileprivate var buyerReason: String? {
        let parts = [reason, detail].compactMap { $0?.value }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " / ")
    }
}

extension WireText {
    /// A date as text; `nil` for one that is empty.
    fileprivate var date: String? { value.isEmpty ? nil : value }
}
