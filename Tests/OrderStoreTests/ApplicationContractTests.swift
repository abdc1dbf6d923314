import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps what cancellations took", .timeLimit(.minutes(10)))
struct ApplicationContractTests {
    let folder: TemporaryFolder
    private static let one = OrderLineKey.line("1", of: "7")
    private static let two = OrderLineKey.line("2", of: "7")

    init() throws { folder = try TemporaryFolder() }

    /// A store with two lines of two units, and a cancellation that took one unit of the first.
    private func prepared(_ backend: Backend) async throws -> (any OrderStore, CancellationID) {
        let store = try backend.open(folder.storePath)
        let id = try await store.write { ledger in
            _ = try ledger.upsert([.line(Self.one), .line(Self.two)])
            let id = try ledger.insert([.notice("A", order: "7")], standing: .applied, at: .morning)
            try ledger.change(
                [LineChange(line: Self.one, unitsBefore: 0, unitsAfter: 1, isHeld: true)],
                by: id,
                at: .morning
            )
            return id
        }
        return (store, id)
    }

    private func change(
        _ store: any OrderStore,
        _ id: CancellationID,
        line: OrderLineKey,
        units: (before: Int, after: Int),
        isHeld: Bool = true
    ) async throws {
        try await store.write {
            try $0.change(
                [
                    LineChange(
                        line: line,
                        unitsBefore: units.before,
                        unitsAfter: units.after,
                        isHeld: isHeld
                    )
                ],
                by: id,
                at: .morning
            )
        }
    }

    @Test("Units and hold show on the line and in the claim", arguments: Backend.all)
    func take(backend: Backend) async throws {
        let (store, id) = try await prepared(backend)
        let line = try await store.read { try $0.orderLine(Self.one) }
        #expect(line?.cancelledUnits == 1)
        #expect(line?.isHeld == true)
        #expect(
            try await store.read { try $0.claim(id) }?.applications
                == [Application(line: Self.one, units: 1)]
        )
    }

    @Test("Several cancellations of one line add up", arguments: Backend.all)
    func addUp(backend: Backend) async throws {
        let (store, first) = try await prepared(backend)
        let second = try await store.write {
            try $0.insert([.notice("B", order: "7")], standing: .applied, at: .morning)
        }
        try await change(store, second, line: Self.one, units: (0, 1))
        #expect(try await store.read { try $0.orderLine(Self.one) }?.cancelledUnits == 2)
        #expect(
            try await store.read { try $0.takers(of: Self.one) } == [first: 1, second: 1]
        )
        #expect(try await store.read { try $0.takers(of: Self.two) } == [:])
    }

    @Test("A cancellation can take more units later", arguments: Backend.all)
    func takeMore(backend: Backend) async throws {
        let (store, id) = try await prepared(backend)
        try await change(store, id, line: Self.one, units: (1, 2))
        #expect(try await store.read { try $0.orderLine(Self.one) }?.cancelledUnits == 2)
        #expect(try await store.read { try $0.takers(of: Self.one) } == [id: 2])
    }

    @Test("Units that are given back leave nothing behind", arguments: Backend.all)
    func giveBack(backend: Backend) async throws {
        let (store, id) = try await prepared(backend)
        try await change(store, id, line: Self.one, units: (1, 0), isHeld: false)
        let line = try await store.read { try $0.orderLine(Self.one) }
        #expect(line?.cancelledUnits == 0)
        #expect(line?.isHeld == false)
        #expect(try await store.read { try $0.claim(id) }?.applications == [])
        #expect(try await store.read { try $0.takers(of: Self.one) } == [:])
    }

    @Test("A hold can outlast the units", arguments: Backend.all)
    func holdOnly(backend: Backend) async throws {
        let (store, id) = try await prepared(backend)
        try await change(store, id, line: Self.two, units: (0, 0), isHeld: true)
        #expect(try await store.read { try $0.orderLine(Self.two) }?.isHeld == true)
    }

    @Test(
        "A change that starts from what is not on file is refused, and changes nothing",
        arguments: Backend.all,
        [(2, 1), (2, 0), (0, 2)]
    )
    func staleChange(backend: Backend, units: (Int, Int)) async throws {
        let (store, id) = try await prepared(backend)
        await #expect(throws: StoreError.self) {
            try await change(store, id, line: Self.one, units: units)
        }
        #expect(try await store.read { try $0.takers(of: Self.one) } == [id: 1])
        #expect(try await store.read { try $0.orderLine(Self.one) }?.cancelledUnits == 1)
    }

    @Test("A line that does not exist cannot be taken", arguments: Backend.all)
    func noSuchLine(backend: Backend) async throws {
        let (store, id) = try await prepared(backend)
        await #expect(throws: StoreError.self) {
            try await change(store, id, line: .line("9", of: "7"), units: (0, 1))
        }
    }

    @Test("Applications of a claim come in line order", arguments: Backend.all)
    func order(backend: Backend) async throws {
        let (store, id) = try await prepared(backend)
        let other = OrderLineKey.line("1", of: "70")
        try await store.write { _ = try $0.upsert([.line(other)]) }
        try await change(store, id, line: other, units: (0, 1))
        try await change(store, id, line: Self.two, units: (0, 1))
        let record = try await store.read { try $0.claim(id) }
        #expect(record?.applications.map(\.line) == [Self.one, Self.two, other])
        #expect(try await store.read { try $0.takers(of: other) } == [id: 1])
    }
}
