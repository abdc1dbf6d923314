import Foundation
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A month of polling", .timeLimit(.minutes(10)))
struct SimulationTests {
    private static let days = 30

    private let accounts = ["a", "b", "c", "d", "e", "f"].map {
        Bench.account(AccountID($0), rule: "order_no + detail_no", minutes: $0 < "d" ? 15 : 30)
    }

    /// A file in memory where the system has one, because a month has many thousand commits.
    private func path() -> String {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        return "\(folder)/engine-\(UUID().uuidString)/store.sqlite"
    }

    private func engine(
        _ holder: String,
        store: any OrderStore,
        world: SimulatedWorld,
        clock: ManualClock
    ) -> SyncEngine {
        var settings = EngineSettings(holder: holder)
        settings.heartBeat = .seconds(1800)
        settings.leaseDuration = .seconds(5400)
        return SyncEngine(
            store: store,
            accounts: accounts,
            feeds: { world.feed(of: $0.id) },
            orderFeed: world.orderFeed(),
            time: clock,
            randomness: SeededGenerator(seed: 7),
            settings: settings
        )
    }

    @Test("With failures and processes that vanish, nothing is lost and nothing applied twice")
    func month() async throws {
        let path = path()
        defer {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try? FileManager.default.removeItem(at: folder)
        }
        let store: any OrderStore = try SQLiteOrderStore(path: path)
        let clock = ManualClock(Bench.start)
        let world = SimulatedWorld(
            seed: 11,
            accounts: accounts.map(\.id),
            days: Self.days,
            claimsPerAccount: 60
        )
        let end = Bench.start.advanced(by: .seconds((Self.days + 3) * 86_400))
        var generation = 0
        while clock.now() < end {
            // A process lives for a day, and vanishes with the lease in its hands.
            generation += 1
            let engine = engine("p\(generation)", store: store, world: world, clock: clock)
            let death = min(clock.now().advanced(by: .seconds(86_400)), end)
            while clock.now() < death { clock.advance(to: min(try await engine.tick(), death)) }
        }
        world.becomeReliable()
        clock.advance(by: .seconds(7200))
        let last = engine("last", store: store, world: world, clock: clock)
        _ = try await last.resync(ResyncOrder(trigger: .command, by: "kim")) { _ in }
        try await expectComplete(store, world: world)
    }

    private func expectComplete(_ store: any OrderStore, world: SimulatedWorld) async throws {
        #expect(try await store.audit() == [])
        for account in accounts {
            let records = try await store.read {
                try $0.claims(
                    account: account.id,
                    statuses: Set(Status.allCases),
                    after: nil,
                    limit: 10_000
                ).claims
            }
            let events = world.events[account.id] ?? []
            #expect(records.map(\.notices.count).reduce(0, +) == events.count)
            let newest = Dictionary(
                events.map { ($0.notice.claimID, $0.notice.state) },
                uniquingKeysWith: { $1 }
            )
            #expect(records.count == newest.count)
            for record in records {
                let state = newest[record.notices[0].claimID]
                #expect(record.standing.state == state)
                #expect(record.standing.status == expectedStatus(of: state))
            }
            let covered = try await store.read {
                try $0.coverage(of: account.id, since: Bench.start)
            }
            #expect(covered.count == 1)
        }
    }

    private func expectedStatus(of state: String?) -> Status {
        switch state {
        case "취소철회": .withdrawn
        case "취소거부": .ignored
        default: .applied
        }
    }
}
