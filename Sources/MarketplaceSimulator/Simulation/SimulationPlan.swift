package import MatchingCore

/// What a simulated world is made of: the same plan makes the same world, on any machine, at any time.
package struct SimulationPlan: Sendable, Hashable {
    package let seed: UInt64
    /// Orders and claims of each marketplace.
    package let orderCount: Int
    package let claimCount: Int
    /// When it all happens.
    package let window: TimeWindow
    /// Which part of a world that goes on it is, from 0.
    private var part = 0

    package init(seed: UInt64, orderCount: Int, claimCount: Int, window: TimeWindow) {
        self.seed = seed
        self.orderCount = orderCount
        self.claimCount = claimCount
        self.window = window
    }

    /// The shops of all seats.
    package var shops: [SimulatedShop] {
        SimulatedSeat.all.enumerated().map { index, seat in
            var generator = WorldGenerator(
                window: window,
                orderCount: orderCount,
                claimCount: claimCount,
                seed: seed &+ UInt64(index + part * SimulatedSeat.all.count)
            )
            generator.firstIndex = part * orderCount
            return seat.shop(generator)
        }
    }

    /// How long orders are placed; their claims come until the end.
    private var orderTime: Duration { window.start.duration(to: window.end) * 2 / 3 }

    /// What comes when the orders of the plan have all been placed.
    var next: SimulationPlan {
        let shift = orderTime
        var next = SimulationPlan(
            seed: seed,
            orderCount: orderCount,
            claimCount: claimCount,
            window: TimeWindow(
                start: window.start.advanced(by: shift),
                end: window.end.advanced(by: shift)
            )
        )
        next.part = part + 1
        return next
    }

    /// The world, to be served.
    ///
    /// - Parameters:
    ///   - faults: What goes wrong with answers.
    ///   - isUntidy: Whether claims are told late, twice and in the wrong order.
    ///   - goesOn: Whether orders and claims come as long as anybody asks, and old ones go.
    ///   - now: The simulated clock.
    /// - Returns: The world.
    package func world(
        faults: FaultPlan,
        isUntidy: Bool = false,
        goesOn: Bool = false,
        now: @escaping @Sendable () -> Timestamp
    ) -> SimulatedWorld {
        let apis = SimulatedSeat.apis
        return SimulatedWorld(
            shops: shops,
            apis: isUntidy ? apis.map { UntidyAPI($0) } : apis,
            faults: faults,
            continuation: goesOn ? next : nil,
            now: now
        )
    }
}
