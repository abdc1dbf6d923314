import MatchingCore

/// One order of 카카오, which is one line of a basket, at a moment.
struct KakaoOrder {
    let basket: SimulatedOrder
    let line: SimulatedOrder.Line
    let modifiedAt: Timestamp
    /// The newest claim and how far it is.
    private let claim: (claim: SimulatedClaim, step: SimulatedClaim.Step)?
    private let shippedAt: Timestamp?

    /// The order at `now`; `nil` before it was placed.
    init?(
        basket: SimulatedOrder,
        line: SimulatedOrder.Line,
        claims: [SimulatedClaim],
        at now: Timestamp
    ) {
        guard basket.placedAt <= now else { return nil }
        self.basket = basket
        self.line = line
        let newest = claims.filter { $0.requestedAt <= now }.max {
            $0.requestedAt < $1.requestedAt
        }
        claim = newest.flatMap { claim in claim.step(at: now).map { (claim, $0) } }
        shippedAt = line.shippedAt.flatMap { $0 <= now ? $0 : nil }
        let moments = [basket.placedAt, claim?.step.at, shippedAt].compactMap { $0 }
        modifiedAt = moments.max() ?? basket.placedAt
    }

    private var status: String {
        if let shippedAt, claim.map({ $0.step.at < shippedAt }) ?? true {
            return "ShippingProgress"
        }
        guard let claim else { return "ShippingWaiting" }
        // Every other claim goes one of the ways that there are, the rest the other.
        let isEven = claim.claim.line % 2 == 0
        return switch claim.step.stage {
        case .requested, .processing: "ShippingCancelRequest"
        case .done: isEven ? "ShippingRefundComplete" : "ShippingCancelComplete"
        case .withdrawn: isEven ? "ShippingWaiting" : "ShippingCancelRequestRetract"
        case .beforeConfirmation: "ShippingCancelRequestBuyer"
        case .unheardOf: "ShippingCancelOnHold"
        }
    }

    /// Whether the marketplace cancelled without anybody's asking; then there is no claim to see.
    private var isAutomatic: Bool { claim?.claim.steps[0].stage == .done }

    func writeChange(to row: inout JSONWriter) {
        row.member("orderId", Int64(line.number))
        row.member("paymentId", Int64(basket.number))
        row.member("orderStatus", status)
        row.member("createdAt", basket.placedAt.compactText)
        row.member("modifiedAt", modifiedAt.compactText)
        row.member("paidAt", basket.placedAt.compactText)
    }

    func writeDetail(to row: inout JSONWriter) {
        row.member("id", Int64(line.number))
        row.name("orderBase")
        row.object { base in
            base.member("id", Int64(line.number))
            base.member("paymentId", Int64(basket.number))
            base.member("status", status)
            base.member("createdAt", basket.placedAt.compactText)
            base.member("paidAt", basket.placedAt.compactText)
            base.member("modifiedAt", modifiedAt.compactText)
        }
        row.name("orderer")
        row.object { $0.member("phoneNumber", "01000000000") }
        row.name("orderProduct")
        row.object { product in
            product.member("id", Int64(line.productCode))
            product.member("name", line.productName)
            product.member("optionContent", line.option)
            product.member("quantity", line.quantity)
        }
        guard let claim, !isAutomatic else { return }
        row.name("orderClaimCancel")
        row.object { row in
            row.member("claimId", Int64(claim.claim.number))
            row.member("claimItemStatus", claim.step.stage == .done ? "COMPLETE" : "REQUEST")
            row.member("reasonCodeName", claim.claim.reason)
            row.member("createdAt", claim.claim.requestedAt.compactText)
            row.member("modifiedAt", claim.step.at.compactText)
        }
    }
}

extension SimulatedShop {
    /// The orders at a moment, in order of their baskets.
    func kakaoOrders(at now: Timestamp) -> [KakaoOrder] {
        let claims = Dictionary(grouping: claims) { "\($0.orderNumber) \($0.line)" }
        return orders.flatMap { basket in
            basket.lines.compactMap { line in
                KakaoOrder(
                    basket: basket,
                    line: line,
                    claims: claims["\(basket.number) \(line.sequence)", default: []],
                    at: now
                )
            }
        }
    }
}
