import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store hands resyncs from one process to another", .timeLimit(.minutes(10)))
struct RequestContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let order = ResyncOrder(
        ["coupang", "auction"],
        period: ResyncPeriod(start: .morning, end: .morning(plus: .seconds(60))),
        by: "kim"
    )

    private static func progress(_ current: AccountID?, done: Int) -> ResyncProgress {
        var tally = PassTally()
        tally.notices = 7
        tally.news = 5
        tally.decided = [.applied: 3]
        return ResyncProgress(
            accountsDone: done,
            accountCount: 2,
            parts: (done: done * 3, count: 7),
            current: current,
            tally: tally
        )
    }

    private static func ask(_ store: any OrderStore) async throws -> ResyncRequestID {
        try await store.write { try $0.ask(order, asker: "b:2", at: .morning) }
    }

    private static func request(
        _ id: ResyncRequestID,
        in store: any OrderStore
    ) async throws -> ResyncRequest {
        try #require(try await store.read { try $0.resyncRequest(id) })
    }

    @Test("A request comes back as it was asked, open and unclaimed", arguments: Backend.all)
    func asked(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let id = try await Self.ask(store)
        let expected = ResyncRequest(id: id, order: Self.order, asker: "b:2", askedAt: .morning)
        #expect(try await Self.request(id, in: store) == expected)
        #expect(try await store.read { try $0.openResyncRequests() } == [expected])
    }

    @Test(
        "A period without an end, and no period, come back",
        arguments: Backend.all,
        [nil, ResyncPeriod(start: .morning)]
    )
    func periods(backend: Backend, period: ResyncPeriod?) async throws {
        let store = try backend.open(folder.storePath)
        let order = ResyncOrder(["coupang"], period: period)
        let id = try await store.write { try $0.ask(order, asker: "b:2", at: .morning) }
        #expect(try await Self.request(id, in: store).order == order)
    }

    @Test(
        "Open requests come oldest first; finished ones are not among them",
        arguments: Backend.all
    )
    func open(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let ids = [try await Self.ask(store), try await Self.ask(store), try await Self.ask(store)]
        try await store.write { ledger in
            try ledger.claim(ids[1], holder: "a:1")
            try ledger.finish(ids[1], holder: "a:1", failure: nil, at: .morning)
        }
        let open = try await store.read { try $0.openResyncRequests().map(\.id) }
        #expect(open == [ids[0], ids[2]])
    }

    @Test("Its holder alone says how far it is, and that it is finished", arguments: Backend.all)
    func holder(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let id = try await Self.ask(store)
        try await store.write { ledger in
            try ledger.claim(id, holder: "a:1")
            try ledger.claim(id, holder: "c:3")
            try ledger.setProgress(Self.progress("auction", done: 1), of: id, holder: "c:3")
            try ledger.setProgress(Self.progress(nil, done: 2), of: id, holder: "a:1")
            try ledger.finish(id, holder: "a:1", failure: nil, at: .morning)
        }
        let running = try await Self.request(id, in: store)
        #expect(running.holder == "c:3")
        #expect(running.progress == Self.progress("auction", done: 1))
        #expect(running.finishedAt == nil)
        let failure = KeptProblem("diskFull", ["path": .text("/s.db")])
        try await store.write {
            try $0.finish(id, holder: "c:3", failure: failure, at: .morning)
        }
        let finished = try await Self.request(id, in: store)
        #expect(finished.finishedAt == .morning)
        #expect(finished.failure == failure)
    }

    @Test(
        "A cancelled request ends at once, or with whoever carries it out",
        arguments: Backend.all
    )
    func cancel(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let ids = [try await Self.ask(store), try await Self.ask(store)]
        try await store.write { ledger in
            try ledger.claim(ids[1], holder: "a:1")
            for id in ids { try ledger.cancel(id, by: "lee", at: .morning) }
        }
        let requests = [
            try await Self.request(ids[0], in: store), try await Self.request(ids[1], in: store),
        ]
        #expect(requests.map(\.isCancelled) == [true, true])
        #expect(requests.map(\.finishedAt) == [.morning, nil])
        #expect(requests.map(\.stoppedBy) == ["lee", "lee"])
    }

    @Test("The polls of a request come back with it, oldest first", arguments: Backend.all)
    func polls(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let id = try await Self.ask(store)
        let polls: [PollRecord] = (["auction", "coupang"] as [AccountID]).map { account in
            PollRecord(
                account: account,
                trigger: .resync,
                window: TimeWindow(start: .morning, end: .morning(plus: .seconds(60))),
                startedAt: .morning,
                finishedAt: .morning,
                outcome: .succeeded,
                tally: Self.progress(nil, done: 0).tally,
                request: id
            )
        }
        try await store.write { ledger in
            for poll in polls {
                var other = poll
                other.request = nil
                try ledger.append(poll)
                try ledger.append(other)
            }
        }
        #expect(try await store.read { try $0.polls(of: id) } == polls)
    }

    @Test("Finished requests are forgotten a hundred requests later", arguments: Backend.all)
    func forget(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let (old, open) = (try await Self.ask(store), try await Self.ask(store))
        try await store.write { ledger in
            try ledger.cancel(old, by: nil, at: .morning)
            for _ in 1...100 { _ = try ledger.ask(Self.order, asker: "b:2", at: .morning) }
        }
        #expect(try await store.read { try $0.resyncRequest(old) } == nil)
        #expect(try await Self.request(open, in: store).order == Self.order)
    }
}
