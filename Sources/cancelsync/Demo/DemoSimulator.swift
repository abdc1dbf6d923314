import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Synchronization

/// The marketplaces' APIs of the demo, served on loopback by this process, in the demo's time.
///
/// A class, because the past is played by another clock than what follows.
final class DemoSimulator: Sendable {
    private let clock: Clock
    private let server: SimulatorServer

    /// A clock that can be exchanged.
    private final class Clock: Sendable {
        let time: Mutex<any TimeSource>

        init(_ time: any TimeSource) { self.time = Mutex(time) }

        var now: Timestamp { time.withLock { $0.now() } }
    }

    /// How long the world is planned ahead each time; it goes on for as long as anybody watches.
    private static let stretch = Duration.seconds(72 * 3600)
    private static let counts = (orders: 700, claims: 350)

    private init(clock: Clock, server: SimulatorServer) {
        self.clock = clock
        self.server = server
    }

    /// Starts serving, and writes the connections that lead there.
    ///
    /// - Parameters:
    ///   - seed: The demo's.
    ///   - start: When its past begins.
    ///   - configuration: The folder to write into.
    /// - Returns: The running simulator.
    /// - Throws: What keeps a port from being had or the folder from being written.
    static func start(
        seed: UInt64,
        from start: Timestamp,
        configuration: String
    ) async throws -> DemoSimulator {
        let clock = Clock(SteppedTime(start))
        let plan = SimulationPlan(
            seed: seed,
            orderCount: counts.orders,
            claimCount: counts.claims,
            window: TimeWindow(start: start, end: start.advanced(by: stretch))
        )
        let faults = FaultChoice.some.plan(seed: seed)
        let server = try await SimulatorServer.start(
            plan.world(faults: faults, goesOn: true) { clock.now }
        )
        try SimulationFolder(path: configuration).write(plan, addresses: server.addresses)
        return DemoSimulator(clock: clock, server: server)
    }

    /// Goes by `time` from now on.
    func follow(_ time: any TimeSource) { clock.time.withLock { $0 = time } }
}
