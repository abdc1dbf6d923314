import MatchingCore

/// One product order as 네이버 has it at a moment.
struct NaverOrder {
    let order: SimulatedOrder
    let line: SimulatedOrder.Line
    /// The line's claims with their steps so far, oldest first.
    let claims: [(claim: SimulatedClaim, steps: [SimulatedClaim.Step])]
    /// What happened last, and when.
    let lastChange: String
    let changedAt: Timestamp
    private let shippedAt: Timestamp?

    /// The product order at `now`; `nil` before it was placed.
    init?(
        order: SimulatedOrder,
        line: SimulatedOrder.Line,
        claims: [SimulatedClaim],
        at now: Timestamp
    ) {
        guard order.placedAt <= now else { return nil }
        self.order = order
        self.line = line
        self.claims = claims.sorted { $0.requestedAt < $1.requestedAt }.compactMap { claim in
            let steps = claim.steps.filter { $0.at <= now }
            return steps.isEmpty ? nil : (claim, steps)
        }
        shippedAt = line.shippedAt.flatMap { $0 <= now ? $0 : nil }
        var changes = [(at: order.placedAt, type: "PAYED")]
        if let shippedAt { changes.append((shippedAt, "DISPATCHED")) }
        changes += self.claims.flatMap(\.steps).map { ($0.at, $0.stage.changeType) }
        let last = changes.max { $0.at < $1.at } ?? changes[0]
        changedAt = last.at
        lastChange = last.type
    }

    private var isUnpaid: Bool { claims.last?.steps.last?.stage == .beforeConfirmation }

    private var isCanceled: Bool {
        claims.contains { $0.steps.last?.stage == .done && $0.claim.quantity == line.quantity }
    }

    private var status: String {
        if isUnpaid { return "CANCELED_BY_NOPAYMENT" }
        if isCanceled { return "CANCELED" }
        return shippedAt == nil ? "PAYED" : "DELIVERING"
    }

    private var claimType: String? {
        guard let last = claims.last, !isUnpaid else { return nil }
        return last.claim.isOfMarketplace ? "ADMIN_CANCEL" : "CANCEL"
    }

    private var claimStatus: String? {
        guard let last = claims.last, !isUnpaid else { return nil }
        return last.claim.naverStatus(last.steps)
    }

    func writeChange(to row: inout JSONWriter) {
        row.member("orderId", order.number)
        row.member("productOrderId", line.number)
        row.member("lastChangedType", lastChange)
        row.member("paymentDate", order.placedAt.naverText)
        row.member("lastChangedDate", changedAt.naverText)
        row.member("productOrderStatus", status)
        if let claimType { row.member("claimType", claimType) }
        if let claimStatus { row.member("claimStatus", claimStatus) }
        row.member("receiverAddressChanged", false)
    }

    func writeDetail(to row: inout JSONWriter) {
        row.name("order")
        row.object { order in
            order.member("orderId", self.order.number)
            order.member("orderDate", self.order.placedAt.naverText)
            order.member("paymentDate", self.order.placedAt.naverText)
            order.member("ordererName", "홍길동")
            order.member("ordererTel", "01000000000")
        }
        row.name("productOrder")
        row.object { writeProductOrder(to: &$0) }
        writeClaims(to: &row)
        guard shippedAt != nil else { return }
        row.name("delivery")
        row.object { $0.member("trackingNumber", line.trackingNumber) }
    }

    private func writeProductOrder(to row: inout JSONWriter) {
        row.member("productOrderId", line.number)
        row.member("productOrderStatus", status)
        row.member("productId", line.productCode)
        row.member("productName", line.productName)
        row.member("productOption", line.option)
        row.member("quantity", line.quantity)
        row.member("initialQuantity", line.quantity)
        row.member("remainQuantity", isCanceled ? 0 : line.quantity)
        row.member("placeOrderStatus", "NOT_YET")
        guard let claimType, let last = claims.last else { return }
        row.member("claimId", last.claim.number)
        row.member("claimType", claimType)
        row.member("claimStatus", claimStatus)
    }

    /// The newest claim stands in one of the two places; those before it are over.
    private func writeClaims(to row: inout JSONWriter) {
        guard let last = claims.last, !isUnpaid else { return }
        if last.claim.line % 2 == 0 {
            row.name("cancel")
            row.object { last.claim.writeNaver(last.steps, to: &$0) }
        } else {
            row.name("currentClaim")
            row.object { current in
                current.name("cancel")
                current.object { last.claim.writeNaver(last.steps, to: &$0) }
            }
        }
        row.name("completedClaims")
        row.array(claims.dropLast()) { rows, entry in
            rows.object { row in
                row.member("claimType", entry.claim.isOfMarketplace ? "ADMIN_CANCEL" : "CANCEL")
                row.member("claimId", entry.claim.number)
                row.member("claimStatus", entry.claim.naverStatus(entry.steps))
                row.member("claimRequestDate", entry.claim.requestedAt.naverText)
                row.member("claimRequestReason", "SIMPLE_INTENT_CHANGED")
                row.member("requestQuantity", entry.claim.quantity)
            }
        }
    }
}

extension SimulatedShop {
    /// The product orders at a moment, in order of their orders.
    func naverOrders(at now: Timestamp) -> [NaverOrder] {
        let claims = Dictionary(grouping: claims) { "\($0.orderNumber) \($0.line)" }
        return orders.flatMap { order in
            order.lines.compactMap { line in
                NaverOrder(
                    order: order,
                    line: line,
                    claims: claims["\(order.number) \(line.sequence)", default: []],
                    at: now
                )
            }
        }
    }
}

extension SimulatedClaim {
    /// Whether the marketplace itself cancels (직권취소), as it does with every seventh claim.
    fileprivate var isOfMarketplace: Bool { number.hasSuffix("7") }

    fileprivate func naverStatus(_ steps: [Step]) -> String? {
        switch steps.last?.stage {
        case .requested: isOfMarketplace ? "ADMIN_CANCELING" : "CANCEL_REQUEST"
        case .processing: isOfMarketplace ? "ADMIN_CANCELING" : "CANCELING"
        case .done: isOfMarketplace ? "ADMIN_CANCEL_DONE" : "CANCEL_DONE"
        case .withdrawn: isOfMarketplace ? "ADMIN_CANCEL_REJECT" : "CANCEL_REJECT"
        case .unheardOf: "CANCEL_PARTNER_REVIEW"
        case .beforeConfirmation, nil: nil
        }
    }

    fileprivate func writeNaver(_ steps: [Step], to row: inout JSONWriter) {
        let asked = steps.last { $0.stage == .requested }?.at ?? requestedAt
        row.member("claimId", number)
        row.member("claimStatus", naverStatus(steps))
        row.member("claimRequestDate", asked.naverText)
        row.member("cancelReason", "SIMPLE_INTENT_CHANGED")
        row.member("cancelDetailedReason", reason)
        row.member("requestQuantity", quantity)
        guard let done = steps.last, done.stage == .done else { return }
        row.member("cancelCompletedDate", done.at.naverText)
    }
}

extension SimulatedClaim.Stage {
    fileprivate var changeType: String {
        switch self {
        case .requested, .processing, .unheardOf: "CLAIM_REQUESTED"
        case .done, .beforeConfirmation: "CLAIM_COMPLETED"
        case .withdrawn: "CLAIM_REJECTED"
        }
    }
}
