import MarketplaceSimulator
import MatchingCore
import Testing

extension SimulatedSeat {
    /// The seat of a marketplace.
    static func of(_ marketplace: MarketplaceID) throws -> SimulatedSeat {
        try #require(all.first { $0.marketplace == marketplace })
    }

    /// What an operator has to write into marketplaces.yaml; `nil` for nothing.
    var overrides: String? {
        guard !entry.isEmpty else { return nil }
        return (["marketplaces:", "  - id: \(marketplace)"] + entry.map { "    \($0)" })
            .joined(separator: "\n")
    }
}

extension SimulatedShop {
    /// A shop of a marketplace, as its seat makes them.
    static func of(
        _ marketplace: MarketplaceID,
        in window: TimeWindow = .oneDay,
        orders: Int = 120,
        claims: Int = 60,
        seed: UInt64 = 7,
        shape: (inout WorldGenerator) -> Void = { _ in }
    ) throws -> SimulatedShop {
        var generator = WorldGenerator(
            window: window,
            orderCount: orders,
            claimCount: claims,
            seed: seed
        )
        shape(&generator)
        return try SimulatedSeat.of(marketplace).shop(generator)
    }

    /// The same shop with one claim, on its first order's first line; its steps by minutes after the
    /// order.
    func claimed(
        _ number: String,
        _ steps: [(stage: SimulatedClaim.Stage, minutes: Int64)]
    ) -> SimulatedShop {
        var shop = self
        let order = orders[0]
        shop.claims = [
            SimulatedClaim(
                number: number,
                orderNumber: order.number,
                line: 1,
                quantity: order.lines[0].quantity,
                reason: "단순 변심",
                steps: steps.map {
                    .init($0.stage, at: order.placedAt.advanced(by: .seconds($0.minutes * 60)))
                }
            )
        ]
        return shop
    }
}
