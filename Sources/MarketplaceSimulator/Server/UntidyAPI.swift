package import MatchingCore

/// An API that tells things late, twice and in the wrong order, as real ones do.
///
/// Every third claim's steps are told a while after they happened, every fourth claim stands in each
/// list twice, and every other answer has the newest first.
package struct UntidyAPI: SimulatedAPI {
    /// How late the late ones are told, unless somebody says otherwise.
    package static let lateness = Duration.seconds(15 * 60)

    private var api: any SimulatedAPI
    private let lateness: Duration
    private var answerCount = 0

    package init(_ api: any SimulatedAPI, lateness: Duration = UntidyAPI.lateness) {
        self.api = api
        self.lateness = lateness
    }

    package var marketplaces: [MarketplaceID] { api.marketplaces }
    package var name: String { api.name }

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        answerCount += 1
        var shops = shops
        for (id, shop) in shops { shops[id]?.claims = told(shop.claims, at: now) }
        return api.answer(request, shops: shops, now: now)
    }

    package mutating func endTokens() { api.endTokens() }

    package func isAnsweredOnce(_ request: SimulatedRequest) -> Bool {
        api.isAnsweredOnce(request)
    }

    private func told(_ claims: [SimulatedClaim], at now: Timestamp) -> [SimulatedClaim] {
        let known = now.advanced(by: .zero - lateness)
        var told: [SimulatedClaim] = []
        for (index, claim) in claims.enumerated() {
            let steps = index % 3 == 0 ? claim.steps.filter { $0.at <= known } : claim.steps
            guard !steps.isEmpty else { continue }
            let version = SimulatedClaim(
                number: claim.number,
                orderNumber: claim.orderNumber,
                line: claim.line,
                quantity: claim.quantity,
                reason: claim.reason,
                steps: steps
            )
            told += index % 4 == 0 ? [version, version] : [version]
        }
        return answerCount.isMultiple(of: 2) ? told.reversed() : told
    }
}
