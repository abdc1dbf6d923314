import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Every store finds parcels however their numbers are written", .timeLimit(.minutes(10)))
struct WaybillContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// One line in a parcel, whose number a file wrote so.
    private static func line(_ number: String, parcel: String) -> IncomingOrderLine {
        IncomingOrderLine(
            key: OrderLineKey.line("L\(number)", of: number),
            fields: [.productName: "코트"],
            shipping: .labeled,
            trackingNumber: parcel
        )
    }

    @Test(
        "A parcel is found by its number, whichever way file and scanner write it",
        arguments: Backend.all,
        ["680077770001", "6800-7777-0001", "6800 7777 0001", "６８００７７７７０００１"]
    )
    func formsOfNumber(backend: Backend, form: String) async throws {
        let forms = ["680077770001", "6800-7777-0001", "6800 7777 0001", "６８００７７７７０００１"]
        let store = try await backend.store(
            in: folder,
            having: forms.enumerated().map { Self.line("\($0.offset)", parcel: $0.element) }
        )
        let lines = try await store.read { try $0.lines(trackingNumber: form) }
        #expect(lines.count == forms.count)
        #expect(lines.allSatisfy { $0.line.trackingNumber == "680077770001" })
        let beginning = String(form.prefix(6))
        let found = try await store.read { try $0.orders(OrderQuery(find: beginning, limit: 9)) }
        #expect(found.count == forms.count)
    }

    @Test(
        "A number that was stored as it came is found as it came, until an import writes it anew",
        arguments: Backend.all
    )
    func formOnFile(backend: Backend) async throws {
        var old = Self.line("1", parcel: "")
        old.trackingNumber = "6800-7777-0001"
        let store = try await backend.store(in: folder, having: [old])
        let found = try await store.read { ledger in
            (
                try ledger.lines(trackingNumber: "6800-7777-0001").count,
                try ledger.orders(OrderQuery(find: "6800-7", limit: 9)).count
            )
        }
        #expect(found == (1, 1))
        try await store.write {
            _ = try $0.upsert([Self.line("1", parcel: "6800-7777-0001")])
        }
        let (lines, revisions) = try await store.read {
            (
                try $0.lines(trackingNumber: "680077770001"),
                try $0.revisions(of: Self.line("1", parcel: "").key.order)
            )
        }
        #expect(lines.count == 1)
        #expect(revisions.isEmpty)
    }

    /// Makes a store of so many parcels for each of two accounts, all with hyphens, as older builds kept them.
    private func makeOlder(parcelCount: Int) async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        let lines = (0..<parcelCount).flatMap { number in
            ["coupang", "auction"].map { account in
                var line = IncomingOrderLine(
                    key: OrderLineKey.line("L", of: "\(number)", account: AccountID(account)),
                    fields: [.orderNumber: "\(number)"]
                )
                line.trackingNumber = "6800-\(10_000 + number)"
                return line
            }
        }
        try await store.write { _ = try $0.upsert(lines) }
        try store.close()
        let file = try DatabaseQueue(path: folder.storePath)
        try await file.write {
            try $0.execute(sql: "INSERT INTO waybill_renewal VALUES (1, 0, '')")
        }
        try file.close()
    }

    @Test("Older numbers are renewed step by step; what gives up in the middle goes on")
    func steps() async throws {
        struct GivenUp: Error {}
        try await makeOlder(parcelCount: 5000)
        var steps = 0
        var isDone = false
        while !isDone {
            // Each time another process.
            let store = try SQLiteOrderStore(path: folder.storePath)
            _ = await #expect(throws: GivenUp.self) {
                try await store.write { ledger in
                    _ = try ledger.renewWaybills()
                    throw GivenUp()
                }
            }
            #expect(try await store.read { try $0.hasOldWaybills() })
            isDone = try await store.write { try $0.renewWaybills() }
            steps += 1
            try store.close()
        }
        #expect(steps > 2)
        let store = try SQLiteOrderStore(path: folder.storePath)
        #expect(try await !store.read { try $0.hasOldWaybills() })
        for number in stride(from: 0, to: 5000, by: 611) {
            let lines = try await store.read {
                try $0.lines(trackingNumber: "6800\(10_000 + number)")
            }
            #expect(lines.map(\.line.key.account) == ["auction", "coupang"])
        }
    }
}
