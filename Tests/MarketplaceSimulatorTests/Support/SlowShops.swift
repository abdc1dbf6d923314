import MarketplaceSimulator
import MatchingCore

extension SimulatedShop {
    /// The same shop where claims take two days more for each step after the first.
    var slow: SimulatedShop {
        var shop = self
        shop.claims = claims.map { claim in
            SimulatedClaim(
                number: claim.number,
                orderNumber: claim.orderNumber,
                line: claim.line,
                quantity: claim.quantity,
                reason: claim.reason,
                steps: claim.steps.enumerated().map { index, step in
                    .init(step.stage, at: step.at.advanced(by: .seconds(Int64(index) * 172_800)))
                }
            )
        }
        return shop
    }
}

extension TimeWindow {
    /// The window and the five days behind it, by when a slow shop has come to rest.
    var withFiveMoreDays: TimeWindow {
        TimeWindow(start: start, end: end.advanced(by: .seconds(5 * 86_400)))
    }
}
