import FeedConnectors
import MarketplaceCatalog
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Synchronization
import Testing

import class Foundation.FileManager
import struct Foundation.UUID

/// A clock that only moves when somebody sleeps or it is told to.
final class StillClock: TimeSource {
    private let moment: Mutex<Timestamp>

    init(_ moment: Timestamp) { self.moment = Mutex(moment) }

    func now() -> Timestamp { moment.withLock { $0 } }

    func sleep(until deadline: Timestamp) async throws {
        try Task.checkCancellation()
        moment.withLock { $0 = max($0, deadline) }
    }

    func advance(by duration: Duration) {
        moment.withLock { $0 = $0.advanced(by: duration) }
    }
}

/// One account whose API is simulated, polled by the real engine into a real store.
final class APIBench: Sendable {
    let clock: StillClock
    let world: SimulatedWorld
    let server: SimulatorServer
    let transport: AsyncHTTPTransport
    let store: SQLiteOrderStore
    let engine: SyncEngine
    let account: Account
    let connection: Connection
    let window: TimeWindow
    private let folder: String
    private let calls = CallProblems()

    /// What went wrong with calls, those included that went well when they were made again.
    var callProblems: [String] { calls.all }

    /// Starts simulator, store and engine, joined by the connection that the seat's settings make.
    ///
    /// - Parameters:
    ///   - shop: What is told of.
    ///   - api: Who tells it; the seat's own when `nil`.
    ///   - window: How long the world goes on.
    ///   - faults: What goes wrong.
    ///   - settings: Settings in place of the seat's.
    ///   - overrides: The operator's marketplaces.yaml, where it is not what the seat needs.
    ///   - detour: What calls go through on their way.
    /// - Throws: What keeps any of them from being started.
    init(
        _ shop: SimulatedShop,
        api: (any SimulatedAPI)? = nil,
        window: TimeWindow = .oneDay,
        faults: FaultPlan = FaultPlan(),
        settings: [String: String] = [:],
        overrides: String? = nil,
        detour: (any HTTPTransport) -> any HTTPTransport = { $0 }
    ) async throws {
        let seat = try SimulatedSeat.of(shop.marketplace)
        let api = try api ?? seat.freshAPI
        let clock = StillClock(window.start)
        self.clock = clock
        self.window = window
        world = SimulatedWorld(shops: [shop], apis: [api], faults: faults, now: clock.now)
        server = try await SimulatorServer.start(world)
        transport = AsyncHTTPTransport(timeLimit: .seconds(5))
        folder = FileManager.default.temporaryDirectory.path + "/api-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try (overrides ?? seat.overrides)?.write(
            toFile: folder + "/marketplaces.yaml",
            atomically: true,
            encoding: .utf8
        )
        let catalogue = try MarketplaceCatalog.load(configurationFolder: folder)
        let account = try #require(catalogue.account(named: shop.marketplace.rawValue))
        self.account = account
        store = try SQLiteOrderStore(path: folder + "/store.sqlite")
        let base: String = try #require(server.addresses[api.name])
        let values = Dictionary(uniqueKeysWithValues: seat.settings.map { ($0.name, $0.value) })
        let connection = Connection(
            .init(
                account: account,
                connector: try #require(Connectors.connector(seat.api)),
                base: base,
                readsOrders: true,
                sources: values.merging(settings) { $1 }.mapValues { .text($0) }
            ),
            on: .init(
                transport: detour(transport),
                surroundings: .init(environment: [:], time: clock),
                manners: CallManners(randomness: SeededGenerator(seed: 2)),
                recorder: calls,
                tokenFolder: folder
            )
        )
        self.connection = connection
        engine = SyncEngine(
            store: store,
            accounts: [account],
            feeds: { _ in connection },
            orderFeed: nil,
            time: clock,
            randomness: SeededGenerator(seed: 1),
            settings: EngineSettings(holder: "test")
        )
    }

    /// Polls every `interval` until the window has ended.
    ///
    /// - Returns: The records of all polls.
    @discardableResult
    func poll(every interval: Duration = .seconds(600)) async throws -> [PollRecord] {
        var records: [PollRecord] = []
        while clock.now() < window.end {
            clock.advance(by: interval)
            records += try await engine.resync(ResyncOrder([account.id])) { _ in }
        }
        return records
    }

    /// Polls until everything has been told, and nothing goes wrong any more.
    func settle() async throws {
        world.replaceFaults(with: FaultPlan())
        for _ in 0..<2 {
            clock.advance(by: .seconds(4 * 3600))
            let records = try await engine.resync(ResyncOrder([account.id])) { _ in }
            #expect(records.allSatisfy { $0.outcome == .succeeded })
        }
    }

    /// Reads the whole window at once, however long it is.
    ///
    /// - Returns: The record of its first part that did not succeed, or of all together.
    func resyncWindow() async throws -> PollRecord {
        clock.advance(by: clock.now().duration(to: window.end))
        let order = ResyncOrder([account.id], period: ResyncPeriod(start: window.start))
        let records = try await engine.resync(order) { _ in }
        var whole = try #require(records.first { $0.outcome != .succeeded } ?? records.first)
        whole.tally = PassTally()
        for record in records { whole.tally.add(record.tally) }
        return whole
    }

    /// What the connector's harmless call comes to; `nil` when it succeeds.
    func checkProblem() async -> ServiceProblem? {
        do {
            _ = try await connection.check()
        } catch let error as FeedError {
            if case .service(let problem) = error.problem { return problem }
            Issue.record(error)
        } catch {
            Issue.record(error)
        }
        return nil
    }

    /// Where the store says that each claim of the shop stands.
    ///
    /// A claim is known by its number, or by its line or order where it has none in the API.
    ///
    /// - Returns: By the claim's number; a claim that is on file twice, and one that the shop does not
    ///   have, stand under names of their own.
    func outcomes(of shop: SimulatedShop) async throws -> [String: Truth.Outcome] {
        let account = account.id
        let records = try await store.read { ledger in
            try ledger.claims(
                account: account,
                statuses: Set(Status.allCases),
                after: nil,
                limit: 1_000_000
            )
        }
        var outcomes: [String: Truth.Outcome] = [:]
        for record in records.claims {
            let notice = record.notices[0]
            let claim = shop.claim(
                of: Score.Record(
                    claimID: notice.claimID.rawValue,
                    orderNumber: notice.orderNumber.rawValue,
                    detailNumber: notice.fields[.detailNumber],
                    outcome: nil
                )
            )
            var name = claim?.number ?? "unknown \(notice.claimID)"
            while outcomes[name] != nil { name += " again" }
            outcomes[name] =
                switch record.standing.status {
                case .applied: .cancelled(units: record.applications.reduce(0) { $0 + $1.units })
                case .withdrawn: .withdrawn
                case .ignored: .notSynced
                case .pending, .held, .dismissed: .cancelled(units: 0)
                }
        }
        return outcomes
    }

    /// Expects that the store says what the shop says, no claim more and none less.
    func expectTruth(of shop: SimulatedShop) async throws {
        let truth = Truth(of: shop, at: clock.now()).outcomes
        let outcomes = try await outcomes(of: shop)
        #expect(outcomes.filter { truth[$0.key] != $0.value } == [:], "wrong, or on file twice")
        #expect(truth.filter { outcomes[$0.key] == nil } == [:], "missed")
        #expect(try await store.audit() == [])
    }

    func remove() async {
        await transport.close()
        await server.stop()
        try? store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// The codes of what calls came to; a class, because the connection and the test share it.
private final class CallProblems: RequestRecorder {
    private let codes = Mutex<[String]>([])

    var all: [String] { codes.withLock { $0 } }

    func record(_ record: RequestRecord) {
        guard let problem = record.problem else { return }
        codes.withLock { $0.append(problem) }
    }
}

extension TimeWindow {
    /// The window that begins with this one and is so long.
    func lasting(_ duration: Duration) -> TimeWindow {
        TimeWindow(start: start, end: start.advanced(by: duration))
    }
}
