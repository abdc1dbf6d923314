extension SimulatedShop {
    /// The shop with claims named as the connector names them where the API has no number for claims.
    package func namingClaims(
        _ name: (_ order: SimulatedOrder, _ line: SimulatedOrder.Line) -> String
    ) -> SimulatedShop {
        var shop = self
        shop.claims = claims.compactMap { claim in
            guard let order = orders.first(where: { $0.number == claim.orderNumber }) else {
                return nil
            }
            return SimulatedClaim(
                number: name(order, order.lines[claim.line - 1]),
                orderNumber: claim.orderNumber,
                line: claim.line,
                quantity: claim.quantity,
                reason: claim.reason,
                steps: claim.steps
            )
        }
        return shop
    }
}
