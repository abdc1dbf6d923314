import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps its transactions apart", .timeLimit(.minutes(10)))
struct TransactionContractTests {
    private struct Failure: Error, Equatable {}

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func insert(_ claim: String, _ ledger: any Ledger) throws {
        _ = try ledger.insert([.notice(claim, order: "7")], standing: .applied, at: .morning)
    }

    private static func claims(_ store: any OrderStore) async throws -> [ClaimID] {
        try await store.read { try $0.cancellations(CancellationQuery(limit: 10)) }.map(\.claimID)
    }

    @Test("When a transaction throws, nothing of it happened", arguments: Backend.all)
    func rollback(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        await #expect(throws: Failure()) {
            try await store.write { ledger in
                try Self.insert("C", ledger)
                _ = try ledger.upsert([.line(.line("1", of: "7"))])
                try ledger.append(.init(at: .morning, actor: .system, act: .decide))
                throw Failure()
            }
        }
        #expect(try await Self.claims(store) == [])
        #expect(try await store.read { try $0.lines(orderNumber: "7") } == [])
        #expect(try await store.read { try $0.accountSummaries(now: .morning) } == [])
        #expect(try await store.read { try $0.journal(JournalQuery(limit: 1)) } == [])
    }

    @Test("A store works on after a transaction that failed", arguments: Backend.all)
    func afterRollback(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        await #expect(throws: Failure.self) {
            try await store.write { ledger in
                try Self.insert("C", ledger)
                throw Failure()
            }
        }
        try await store.write { try Self.insert("D", $0) }
        let summaries = try await store.read { try $0.accountSummaries(now: .morning) }
        #expect(summaries.map(\.counts) == [[.applied: 1]])
        #expect(try await Self.claims(store) == ["D"])
    }

    @Test("What was written is there when the store is opened again", arguments: Backend.all)
    func reopen(backend: Backend) async throws {
        let first = try backend.open(folder.storePath)
        try await first.write { try Self.insert("C", $0) }
        let second = try backend.open(folder.storePath)
        #expect(try await Self.claims(second) == ["C"])
        #expect(try await second.audit() == [])
    }

    @Test("Two stores on one file see each other's changes", arguments: Backend.all)
    func twoStores(backend: Backend) async throws {
        let stores = try [backend.open(folder.storePath), backend.open(folder.storePath)]
        for index in 0..<6 {
            try await stores[index % 2].write { try Self.insert("C\(index)", $0) }
            #expect(try await Self.claims(stores[1 - index % 2]).first == ClaimID("C\(index)"))
        }
    }

    @Test("Writers in both stores take turns and lose nothing", arguments: Backend.all)
    func concurrentWriters(backend: Backend) async throws {
        let stores = try [backend.open(folder.storePath), backend.open(folder.storePath)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<40 {
                group.addTask {
                    try await stores[index % 2].write { try Self.insert("C\(index)", $0) }
                }
                group.addTask { _ = try await Self.claims(stores[index % 2]) }
            }
            try await group.waitForAll()
        }
        let summaries = try await stores[0].read { try $0.accountSummaries(now: .morning) }
        #expect(summaries.map(\.counts) == [[.applied: 40]])
    }

    @Test(
        "A task that was cancelled can still put on record that it stopped",
        arguments: Backend.all
    )
    func cancelledTask(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await store.write { try Self.insert("C", $0) }
            return try await Self.claims(store)
        }
        #expect(try await task.value == ["C"])
    }

    @Test("A listener hears of a change by its own store", arguments: Backend.all)
    func ownChange(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        var changes = store.changes().makeAsyncIterator()
        try await store.write { try Self.insert("C", $0) }
        #expect(await changes.next() != nil)
    }

    @Test("A listener hears of a change by another store", arguments: Backend.all)
    func foreignChange(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let other = try backend.open(folder.storePath)
        var changes = store.changes().makeAsyncIterator()
        for index in 0..<2 {
            try await other.write { try Self.insert("C\(index)", $0) }
            #expect(await changes.next() != nil)
        }
    }

    @Test("Each of several listeners hears of a change", arguments: Backend.all)
    func severalListeners(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let streams = [store.changes(), store.changes()]
        try await store.write { try Self.insert("C", $0) }
        for stream in streams {
            var changes = stream.makeAsyncIterator()
            #expect(await changes.next() != nil)
        }
    }

    @Test("A transaction that changes nothing tells nobody", arguments: Backend.all)
    func noChange(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let changes = store.changes()
        try await store.write { try $0.releaseLease(holder: "nobody") }
        // What has been told already is delivered even to a task that is cancelled.
        let listener = Task {
            for await _ in changes { return true }
            return false
        }
        listener.cancel()
        #expect(await listener.value == false)
    }

    @Test("Listening ends with the store", arguments: Backend.all)
    func listeningEnds(backend: Backend) async throws {
        var store: (any OrderStore)? = try backend.open(folder.storePath)
        let stream = try #require(store).changes()
        store = nil
        for await _ in stream {}
    }
}
