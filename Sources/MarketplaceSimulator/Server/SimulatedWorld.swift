package import MatchingCore
import Synchronization

/// Everything that is served: shops, the APIs that tell of them, and what goes wrong on the way.
///
/// A class, because connections share it; it is asked under a lock.
package final class SimulatedWorld: Sendable {
    /// The APIs' names, in a fixed order.
    package let names: [String]

    fileprivate struct State {
        var shops: [MarketplaceID: SimulatedShop]
        var apis: [String: any SimulatedAPI]
        var faults: FaultPlan
        /// What comes next in a world that goes on.
        var continuation: SimulationPlan?
        var log: [Exchange] = []
    }

    /// How long a world that goes on remembers; no API is asked further back.
    fileprivate static let memory = Duration.seconds(30 * 86_400)
    /// Requests that are remembered at least.
    private static let longestLog = 100_000

    /// One request that was answered, for tests and figures.
    package struct Exchange: Sendable, Hashable {
        package let name: String
        package let method: String
        package let target: String
        package let status: Int
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> Timestamp

    /// Creates a world.
    ///
    /// - Parameters:
    ///   - shops: The truth.
    ///   - apis: Who tells it.
    ///   - faults: What goes wrong.
    ///   - continuation: What happens once the shops' orders have been placed; `nil` for nothing.
    ///   - now: The simulated clock.
    package init(
        shops: [SimulatedShop],
        apis: [any SimulatedAPI],
        faults: FaultPlan = FaultPlan(),
        continuation: SimulationPlan? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        names = apis.map(\.name)
        self.now = now
        state = Mutex(
            State(
                shops: Dictionary(uniqueKeysWithValues: shops.map { ($0.marketplace, $0) }),
                apis: Dictionary(uniqueKeysWithValues: apis.map { ($0.name, $0) }),
                faults: faults,
                continuation: continuation
            )
        )
    }

    /// The shops as they are.
    package var shops: [MarketplaceID: SimulatedShop] { state.withLock { $0.shops } }

    /// Lets go wrong from now on what `faults` says, and nothing else.
    package func replaceFaults(with faults: FaultPlan) { state.withLock { $0.faults = faults } }

    /// The requests answered so far.
    package var log: [Exchange] { state.withLock { $0.log } }

    /// Answers a request without a network: late or cut off it cannot be.
    package func respond(to request: SimulatedRequest, of name: String) -> SimulatedAnswer {
        answer(request, of: name).answer
    }

    func answer(_ request: SimulatedRequest, of name: String) -> Delivery {
        let now = now()
        return state.withLock { state in
            state.goOn(until: now)
            let isGivenOnce = state.apis[name]?.isAnsweredOnce(request) ?? false
            let fault = state.faults.next(for: name, isGivenOnce: isGivenOnce)
            if fault == .expiredTokens { state.apis[name]?.endTokens() }
            var delivery: Delivery
            if let answer = fault?.answerInstead {
                delivery = Delivery(answer: answer)
            } else {
                var request = request
                request.clockError = fault?.clockError ?? .zero
                let shown = now.advanced(by: request.clockError)
                let shops = state.shops
                let answer = state.apis[name]?.answer(request, shops: shops, now: now)
                delivery = Delivery(answer: answer ?? SimulatedAnswer(status: 404))
                delivery.answer.headers["date"] = shown.headerText
            }
            fault?.spoil(&delivery)
            if state.log.count >= Self.longestLog * 2 {
                state.log.removeFirst(Self.longestLog)
            }
            state.log.append(
                Exchange(
                    name: name,
                    method: request.method,
                    target: request.target,
                    status: delivery.answer.status
                )
            )
            return delivery
        }
    }
}

extension SimulatedWorld.State {
    /// Lets happen what a world that goes on has brought by now, and forgets what is long over.
    mutating func goOn(until now: Timestamp) {
        while let plan = continuation, plan.window.start <= now {
            for shop in plan.shops { shops[shop.marketplace]?.add(shop) }
            let past = now.advanced(by: .zero - SimulatedWorld.memory)
            for name in shops.keys { shops[name]?.forget(before: past) }
            continuation = plan.next
        }
    }
}

/// An answer on its way.
struct Delivery: Sendable, Hashable {
    var answer: SimulatedAnswer
    var delay = Duration.zero
    /// The connection ends after so many bytes of the body; `nil` sends all.
    var bytesSent: Int?
    /// The connection ends without an answer.
    var isReset = false

    init(answer: SimulatedAnswer) { self.answer = answer }
}
