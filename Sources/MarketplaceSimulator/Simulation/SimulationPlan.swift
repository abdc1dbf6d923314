package import MatchingCore

/// What a simulated world is made of: the same plan makes the same world, on any machine, at any time.
package struct SimulationPlan: Sendable, Hashable {
    package let seed: UInt64
    /// Orders and claims of each marketplace.
    package let orderCount: Int
    package let claimCount: Int
    /// When it all happens.
    package let window: TimeWindow

    package init(seed: UInt64, orderCount: Int, claimCount: Int, window: TimeWindow) {
        self.seed = seed
        self.orderCount = orderCount
        self.claimCount = claimCount
        self.window = window
    }

    /// The shops of all seats.
    package var shops: [SimulatedShop] {
        SimulatedSeat.all.enumerated().map { index, seat in
            seat.shop(
                WorldGenerator(
                    window: window,
                    orderCount: orderCount,
                    claimCount: claimCount,
                    seed: seed &+ UInt64(index)
                )
            )
        }
    }

    /// The world, to be served.
    ///
    /// - Parameters:
    ///   - faults: What goes wrong with answers.
    ///   - isUntidy: Whether claims are told late, twice and in the wrong order.
    ///   - now: The simulated clock.
    /// - Returns: The world.
    package func world(
        faults: FaultPlan,
        isUntidy: Bool = false,
        now: @escaping @Sendable () -> Timestamp
    ) -> SimulatedWorld {
        let apis = SimulatedSeat.apis
        return SimulatedWorld(
            shops: shops,
            apis: isUntidy ? apis.map { UntidyAPI($0) } : apis,
            faults: faults,
            now: now
        )
    }
}
