import MatchingCore
import SyncInterfaces

/// An answer of the list of changed orders.
struct KakaoChanges: Decodable, Sendable {
    static let call = "orders"

    let contents: [WireRow<Row>]
    /// Where the next page begins; absent on the last one.
    let token: Token?

    struct Row: Decodable, Sendable {
        let orderId: WireText
    }

    struct Token: Decodable, Sendable, Hashable {
        let lastOrderId: WireText
        let lastModifiedAt: WireText
    }

    /// The orders' numbers, each once; rows that cannot be read become problems of the page.
    func ids(page: inout FeedPage) -> [String] {
        var ids: [String] = []
        for (index, element) in contents.enumerated() {
            page.add(AnswerRow(call: Self.call, row: index + 1)) { row throws(RowFailure) in
                let id = try row.required(try row.value(of: element).orderId, "orderId")
                if !ids.contains(id) { ids.append(id) }
                return [CancellationNotice]()
            }
        }
        return ids
    }
}

/// An answer of `bulk`: orders as they are now, each of one product line.
struct KakaoOrders: Decodable, Sendable {
    static let call = "orders/bulk"

    let content: [WireRow<Order>]

    /// Whose orders they are, and how they are numbered.
    struct Seller: Sendable {
        let account: AccountID
        let numbering: KakaoConnector.OrderNumbering
    }

    struct Order: Decodable, Sendable {
        let id: WireText
        let orderBase: Base
        let orderProduct: Product
        /// The newest claim about cancelling; stays after it is over.
        let orderClaimCancel: Claim?
    }

    struct Base: Decodable, Sendable {
        let paymentId: WireText?
        let status: String
        let createdAt: WireText?
        let paidAt: WireText?
        let modifiedAt: WireText
    }

    struct Product: Decodable, Sendable {
        let id: WireText?
        let name: String?
        let optionContent: String?
        let quantity: WireText?
    }

    struct Claim: Decodable, Sendable {
        let claimId: WireText
        let createdAt: WireText?
        let reasonCodeName: String?
    }

    /// Adds notices and order lines to a page; one of `asked` that is not answered for is a problem,
    /// and a page of nothing else no page.
    func add(to page: inout FeedPage, asked: [String], of seller: Seller, observedAt: Timestamp) {
        var missing = Set(asked)
        for (index, element) in content.enumerated() {
            let row = AnswerRow(call: Self.call, row: index + 1)
            var lines: [IncomingOrderLine] = []
            page.add(row) { row throws(RowFailure) in
                let order = try row.value(of: element)
                missing.remove(try row.required(order.id, "id"))
                lines.append(try order.line(of: seller, row))
                return try order.notices(of: seller, observedAt: observedAt, row)
            }
            page.lines += lines
        }
        for (index, id) in asked.enumerated() where missing.contains(id) {
            page.mistake = page.mistake ?? WireMistake(path: "content", detail: "no \(id)")
            page.problems.append(
                .init(
                    call: Self.call,
                    row: index + 1,
                    field: "id",
                    numbers: RowNumbers(["id": id]),
                    .service(.unexpectedAnswer("no \(id)"))
                )
            )
        }
    }
}

extension KakaoOrders.Order {
    private func fields(
        _ numbering: KakaoConnector.OrderNumbering,
        _ row: AnswerRow
    ) throws(RowFailure) -> FieldValues {
        let isByLine = numbering == .id
        return try row.fields([
            (isByLine ? .orderNumber : .detailNumber, id.value, "id"),
            // The other number is for people, and for rules of the operator's own.
            (isByLine ? .detailNumber : .orderNumber, orderBase.paymentId?.value, "paymentId"),
            (.productCode, orderProduct.id?.value, "orderProduct.id"),
            (.productName, orderProduct.name, "orderProduct.name"),
            (.option, orderProduct.optionContent, "orderProduct.optionContent"),
        ])
    }

    fileprivate func line(
        of seller: KakaoOrders.Seller,
        _ row: AnswerRow
    ) throws(RowFailure) -> IncomingOrderLine {
        let fields = try fields(seller.numbering, row)
        guard let orderNumber = fields[.orderNumber] else {
            throw row.missing(seller.numbering.rawValue)
        }
        return IncomingOrderLine(
            key: OrderLineKey(
                account: seller.account,
                orderNumber: OrderNumber(orderNumber),
                lineID: LineID(try row.required(id, "id"))
            ),
            fields: fields,
            quantity: try row.quantity(orderProduct.quantity, "orderProduct.quantity"),
            shipping: KakaoState(orderBase.status).shipping,
            orderedAt: try row.time((orderBase.paidAt ?? orderBase.createdAt)?.value, "paidAt")
        )
    }

    /// What the order says of cancelling: nothing, or where its newest claim stands.
    ///
    /// An order that the marketplace cancels by itself has no claim; it then goes by its own number.
    /// Orders are cancelled whole, so that no quantity is claimed.
    fileprivate func notices(
        of seller: KakaoOrders.Seller,
        observedAt: Timestamp,
        _ row: AnswerRow
    ) throws(RowFailure) -> [CancellationNotice] {
        let state = KakaoState(orderBase.status)
        if !state.isKnown { row.note(.service(.unknownState(state.wire)), field: "status") }
        guard let word = state.word(hasClaim: orderClaimCancel != nil) else { return [] }
        let changedAt = try row.time(orderBase.modifiedAt.value, "modifiedAt")
        return [
            CancellationNotice(
                account: seller.account,
                claimID: ClaimID(try row.required(orderClaimCancel?.claimId ?? id, "claimId")),
                state: try row.required(WireText(word), "status"),
                fields: try fields(seller.numbering, row),
                requestedAt: try row.time(orderClaimCancel?.createdAt?.value, "createdAt"),
                changedAt: changedAt,
                buyerReason: orderClaimCancel?.reasonCodeName.flatMap { $0.isEmpty ? nil : $0 },
                observedAt: observedAt
            )
        ]
    }
}
