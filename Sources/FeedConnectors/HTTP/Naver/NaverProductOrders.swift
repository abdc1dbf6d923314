import MatchingCore
import SyncInterfaces

/// An answer of `query`: product orders as they are now, each with its claims.
struct NaverProductOrders: Decodable, Sendable {
    static let call = "query"

    let data: [WireRow<Detail>]

    struct Detail: Decodable, Sendable {
        let order: Order
        let productOrder: ProductOrder
        /// The claim that is open or was last, in the two places that the documentation has for it.
        let currentClaim: CurrentClaim?
        let cancel: NaverClaim?
        /// Claims of parts of the product order that are over.
        let completedClaims: [NaverClaim]?
        let delivery: Delivery?
    }

    struct Order: Decodable, Sendable {
        let orderId: WireText
        let orderDate: String?
        let paymentDate: String?
    }

    struct ProductOrder: Decodable, Sendable {
        let productOrderId: WireText
        let productOrderStatus: String
        let claimType: String?
        let claimStatus: String?
        let claimId: WireText?
        let productId: WireText?
        let productName: String?
        let productOption: String?
        let quantity: WireText?
        let initialQuantity: WireText?
    }

    struct CurrentClaim: Decodable, Sendable {
        let cancel: NaverClaim?
    }

    struct Delivery: Decodable, Sendable {
        let trackingNumber: String?
    }

    /// Adds notices and order lines to a page; one of `asked` that is not answered for is a problem,
    /// and a page of nothing else no page.
    func add(
        to page: inout FeedPage,
        changes: [NaverChanges.Change],
        asked: ArraySlice<String>,
        account: AccountID,
        observedAt: Timestamp
    ) {
        var missing = Set(asked)
        for (index, element) in data.enumerated() {
            let row = AnswerRow(call: Self.call, row: index + 1)
            var lines: [IncomingOrderLine] = []
            page.add(row) { row throws(RowFailure) in
                let detail = try row.value(of: element)
                let id = try row.required(detail.productOrder.productOrderId, "productOrderId")
                missing.remove(id)
                lines.append(try detail.line(account: account, row))
                return try detail.notices(
                    account: account,
                    change: changes.last { $0.id == id },
                    observedAt: observedAt,
                    row
                )
            }
            page.lines += lines
        }
        for (index, id) in asked.enumerated() where missing.contains(id) {
            page.mistake = page.mistake ?? WireMistake(path: "data", detail: "no \(id)")
            page.problems.append(
                .init(
                    call: Self.call,
                    row: index + 1,
                    field: "productOrderId",
                    numbers: RowNumbers(["productOrderId": id]),
                    .service(.unexpectedAnswer("no \(id)"))
                )
            )
        }
    }
}

extension NaverProductOrders.Detail {
    private func fields(_ row: AnswerRow) throws(RowFailure) -> FieldValues {
        try row.fields([
            (.orderNumber, order.orderId.value, "orderId"),
            (.detailNumber, productOrder.productOrderId.value, "productOrderId"),
            (.productCode, productOrder.productId?.value, "productId"),
            (.productName, productOrder.productName, "productName"),
            (.option, productOrder.productOption, "productOption"),
        ])
    }

    fileprivate func line(
        account: AccountID,
        _ row: AnswerRow
    ) throws(RowFailure) -> IncomingOrderLine {
        IncomingOrderLine(
            key: OrderLineKey(
                account: account,
                orderNumber: OrderNumber(try row.required(order.orderId, "orderId")),
                lineID: LineID(try row.required(productOrder.productOrderId, "productOrderId"))
            ),
            fields: try fields(row),
            // A claim of a part lowers what remains, not what was ordered.
            quantity: try row.quantity(
                productOrder.initialQuantity ?? productOrder.quantity,
                "quantity"
            ),
            shipping: productOrder.shipping,
            orderedAt: try row.time(order.orderDate ?? order.paymentDate, "orderDate"),
            trackingNumber: delivery?.trackingNumber.flatMap { $0.isEmpty ? nil : $0 }
        )
    }

    fileprivate func notices(
        account: AccountID,
        change: NaverChanges.Change?,
        observedAt: Timestamp,
        _ row: AnswerRow
    ) throws(RowFailure) -> [CancellationNotice] {
        try claims.map { claim throws(RowFailure) in
            let (word, isKnown) = claim.state
            if !isKnown { row.note(.service(.unknownState(word)), field: "claimStatus") }
            return CancellationNotice(
                account: account,
                claimID: ClaimID(try row.required(claim.claimId, "claimId")),
                state: try row.required(WireText(word), "claimStatus"),
                fields: try fields(row),
                quantity: try row.requiredQuantity(claim.requestQuantity, "requestQuantity"),
                requestedAt: try row.time(claim.claimRequestDate, "claimRequestDate"),
                changedAt: try claim.changedAt(change: change, row),
                buyerReason: claim.reason,
                observedAt: observedAt
            )
        }
    }

    /// What the product order says of cancelling: the claim objects, each claim once, and where there
    /// are none the states of the product order itself.
    ///
    /// State and claim object can differ for moments; the object is the later one by our reading.
    private var claims: [NaverClaim] {
        let open = [currentClaim?.cancel, cancel].compactMap { $0 }
        let over = (completedClaims ?? []).filter(\.isCancel)
        var claims: [NaverClaim] = []
        for claim in (open + over).map({ $0.supplemented(by: productOrder) })
        where !claims.contains(where: { $0.claimId == claim.claimId }) {
            claims.append(claim)
        }
        if open.isEmpty, let claim = productOrder.claim,
            !claims.contains(where: { $0.claimId == claim.claimId })
        {
            claims.append(claim)
        }
        return claims
    }
}

extension NaverProductOrders.ProductOrder {
    /// The claim as the product order itself tells of it, which is of all its units; `nil` without
    /// one about cancelling.
    fileprivate var claim: NaverClaim? {
        let status = NaverClaim.isCancel(type: claimType) ? claimStatus : nil
        guard status != nil || productOrderStatus == NaverClaim.unpaid else { return nil }
        return NaverClaim(
            claimId: claimId ?? productOrderId,
            claimStatus: status ?? productOrderStatus,
            requestQuantity: initialQuantity ?? quantity
        )
    }

    /// How far the parcel is; `nil` for states that say nothing about it.
    fileprivate var shipping: ShippingState? {
        switch productOrderStatus {
        case "PAYMENT_WAITING", "PAYED": .received
        case "DELIVERING", "DELIVERED", "PURCHASE_DECIDED", "EXCHANGED", "RETURNED": .shipped
        default: nil
        }
    }
}
