import MatchingCore
import SyncInterfaces
import Synchronization

/// A month at the marketplaces: orders, and claims that move on, each at its moment.
///
/// Everything is made up from a seed beforehand; feeds only show what has happened by then.
final class SimulatedWorld: Sendable {
    /// What a marketplace says at a moment.
    struct Event: Sendable {
        let at: Timestamp
        let notice: CancellationNotice
    }

    let events: [AccountID: [Event]]
    /// Order lines by the moment at which the seller's system exports them.
    let exports: [(at: Timestamp, line: IncomingOrderLine)]
    private let failures: Mutex<SeededGenerator>
    private let isReliable = Mutex(false)
    private let takenLineCount = Mutex(0)

    init(seed: UInt64, accounts: [AccountID], days: Int, claimsPerAccount: Int) {
        var generator = SeededGenerator(seed: seed)
        var events: [AccountID: [Event]] = [:]
        var exports: [(at: Timestamp, line: IncomingOrderLine)] = []
        for account in accounts {
            for number in 0..<claimsPerAccount {
                let asked = Bench.start.advanced(
                    by: .seconds(Int.random(in: 0..<(days * 86_400), using: &generator))
                )
                let order = "\(account)-\(number)"
                events[account, default: []] += Self.course(
                    of: order,
                    account: account,
                    asked: asked,
                    using: &generator
                )
                // Some orders are exported only days after their cancellation.
                let delay = Int.random(in: -86_400..<172_800, using: &generator)
                exports.append(
                    (asked.advanced(by: .seconds(delay)), line(account, order: .init(order), "1"))
                )
            }
        }
        self.events = events.mapValues { $0.sorted { $0.at < $1.at } }
        self.exports = exports.sorted { $0.at < $1.at }
        failures = Mutex(generator)
    }

    /// From now on nothing fails.
    func becomeReliable() { isReliable.withLock { $0 = true } }

    /// The feed of an account's cancellations: what happened in the window that is asked for.
    func feed(of account: AccountID) -> WorldFeed {
        WorldFeed(world: self) { [events] request in
            let seen = (events[account] ?? []).filter {
                $0.at >= request.window.start && $0.at < request.window.end
            }
            return seen.isEmpty ? [] : [FeedBatch(mark: nil, notices: seen.map(\.notice))]
        }
    }

    /// The order feed: a folder of exports, each of which stays until it was taken in.
    func orderFeed() -> WorldFeed {
        WorldFeed(world: self) { [exports] request in
            let taken = self.takenLineCount.withLock { $0 }
            let lines = exports.dropFirst(taken).prefix { $0.at <= request.now }.map(\.line)
            return lines.isEmpty ? [] : [FeedBatch(mark: nil, lines: lines)]
        } delivered: { batch in
            self.takenLineCount.withLock { $0 += batch.lines.count }
        }
    }

    /// Whether this reading fails: one in eight.
    func fails() -> Bool {
        if isReliable.withLock({ $0 }) { return false }
        return failures.withLock { Int.random(in: 0..<8, using: &$0) == 0 }
    }

    private static func course(
        of order: String,
        account: AccountID,
        asked: Timestamp,
        using generator: inout SeededGenerator
    ) -> [Event] {
        let courses = [
            ["취소요청"], ["취소요청", "취소완료"], ["취소요청", "취소철회"], ["취소거부"],
            ["취소요청", "취소철회", "취소요청", "취소완료"],
        ]
        let course = courses.randomElement(using: &generator) ?? courses[0]
        return course.enumerated().map { step, state in
            let at = asked.advanced(by: .seconds(step * 5_000))
            var fields: FieldValues = [.detailNumber: "1"]
            fields[.orderNumber] = order
            return Event(
                at: at,
                notice: CancellationNotice(
                    account: account,
                    claimID: ClaimID("c-\(order)"),
                    state: state,
                    fields: fields,
                    changedAt: at,
                    observedAt: at
                )
            )
        }
    }
}

/// A feed that now and then fails, before or after it delivered.
struct WorldFeed: Feed {
    let world: SimulatedWorld
    let batches: @Sendable (FeedRequest) -> [FeedBatch]
    var delivered: @Sendable (FeedBatch) -> Void = { _ in }

    func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let failure = FeedError(
            problem: .folderNotReadable("no answer"),
            location: FeedError.Location(file: "inbox")
        )
        if world.fails() { throw failure }
        for batch in batches(request) {
            try await deliver(batch)
            delivered(batch)
        }
        if world.fails() { throw failure }
        return FeedReport()
    }
}
