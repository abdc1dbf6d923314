import FeedConnectors
import MarketplaceCatalog
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

import class Foundation.FileManager
import struct Foundation.UUID

/// One seat's API, asked through the connection that its settings make, without a network.
struct SeatConnection {
    let world: SimulatedWorld
    let connection: Connection
    let clock: StillClock
    private let window: TimeWindow
    private let folder: String
    private let asked = RequestList()

    /// Creates the connection of a marketplace's account to a day of its world, by when all is over.
    init(
        _ marketplace: MarketplaceID,
        readsOrders: Bool = true,
        faults: FaultPlan = FaultPlan()
    ) throws {
        window = .oneDay
        clock = StillClock(window.end.advanced(by: .seconds(4 * 3600)))
        folder = FileManager.default.temporaryDirectory.path + "/seat-\(UUID().uuidString)"
        let seat = try #require(SimulatedSeat.all.first { $0.marketplace == marketplace })
        let plan = SimulationPlan(seed: 3, orderCount: 40, claimCount: 20, window: window)
        world = plan.world(faults: faults, now: clock.now)
        let catalogue = try MarketplaceCatalog.load(configurationFolder: folder)
        connection = Connection(
            .init(
                account: try #require(catalogue.account(named: marketplace.rawValue)),
                connector: try #require(Connectors.connector(seat.api)),
                base: "http://sim",
                readsOrders: readsOrders,
                sources: Dictionary(
                    uniqueKeysWithValues: seat.settings.map { ($0.name, .text($0.value)) }
                )
            ),
            on: .init(
                transport: CannedAnswers { [asked, world] request in
                    asked.add(request)
                    return world.answer(request, of: seat.api)
                },
                surroundings: .init(environment: [:], time: clock),
                manners: CallManners(randomness: SeededGenerator(seed: 1)),
                recorder: nil,
                tokenFolder: folder
            )
        )
    }

    /// What was asked so far.
    var requests: [HTTPRequest] { asked.all }

    /// Reads the world's day.
    func read() async throws -> FeedBatch {
        let (batch, error) = await readAll()
        if let error { throw error }
        return batch
    }

    /// The same, with what came before a failure.
    func readAll() async -> (FeedBatch, (any Error)?) {
        let sum = BatchSum()
        let end = clock.now()
        let request = FeedRequest(
            window: TimeWindow(start: window.start, end: end),
            now: end,
            intake: { _ in nil }
        )
        var failure: (any Error)?
        do {
            _ = try await connection.read(request) { await sum.add($0) }
        } catch {
            failure = error
        }
        return (
            FeedBatch(mark: nil, notices: await sum.notices, lines: await sum.lines), failure
        )
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}

extension TimeWindow {
    /// 11:00 to 23:00 in Korea.
    static let oneDay = TimeWindow(
        start: Timestamp(seconds: 1_772_330_400),
        end: Timestamp(seconds: 1_772_330_400 + 12 * 3600)
    )
}

/// What was sent, in its order; a class, because the transport and the test share it.
private final class RequestList: Sendable {
    private let requests = Mutex<[HTTPRequest]>([])

    var all: [HTTPRequest] { requests.withLock { $0 } }

    func add(_ request: HTTPRequest) { requests.withLock { $0.append(request) } }
}

private actor BatchSum {
    private(set) var notices: [CancellationNotice] = []
    private(set) var lines: [IncomingOrderLine] = []

    func add(_ batch: FeedBatch) {
        notices += batch.notices
        lines += batch.lines
    }
}
