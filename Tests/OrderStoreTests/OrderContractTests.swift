import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store keeps order lines", .timeLimit(.minutes(10)))
struct OrderContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A line comes back as it went in", arguments: Backend.all)
    func roundTrip(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey.line("1", of: "0012")
        let line = OrderLine(
            key: key,
            fields: [
                .detailNumber: "D-1", .productName: "겨울 코트\u{0}", .option: "빨강/L",
            ],
            quantity: 3,
            shipping: .labeled,
            orderedAt: .morning,
            trackingNumber: "T1"
        )
        try await store.write { ledger in
            _ = try ledger.upsert([
                IncomingOrderLine(
                    key: key,
                    fields: line.fields,
                    quantity: line.quantity,
                    shipping: line.shipping,
                    orderedAt: line.orderedAt,
                    trackingNumber: line.trackingNumber
                )
            ])
        }
        #expect(try await store.read { try $0.lines(orderNumber: "0012") } == [LineOnFile(line)])
        #expect(try await store.read { try $0.orderLine(key) } == LineOnFile(line))
    }

    @Test("Every field of the rule language is kept", arguments: Backend.all)
    func everyField(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let long = String(repeating: "가", count: 300)
        let fields = FieldValues(
            KeyField.all.map { ($0, $0 == .orderNumber ? "7" : $0.name + long) }
        )
        let key = OrderLineKey.line("1", of: "7")
        try await store.write { _ = try $0.upsert([.line(key, fields)]) }
        let stored = try await store.read { try $0.orderLine(key) }
        #expect(stored?.line.fields == fields)
    }

    @Test("A new line without quantity and shipping is one received unit", arguments: Backend.all)
    func defaults(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey.line("1", of: "7")
        try await store.write { _ = try $0.upsert([.line(key, quantity: nil)]) }
        let stored = try await store.read { try $0.orderLine(key) }
        #expect(stored?.line == OrderLine(key: key, fields: [:], quantity: 1, shipping: .received))
    }

    @Test("What an import does not say stays as it was", arguments: Backend.all)
    func partialUpdate(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey.line("1", of: "7")
        try await store.write {
            _ = try $0.upsert([.line(key, [.productCode: "P", .option: "L"], quantity: 4)])
        }
        let result = try await store.write {
            try $0.upsert([
                IncomingOrderLine(key: key, fields: [.option: "XL"], shipping: .shipped)
            ])
        }
        let stored = try await store.read { try $0.orderLine(key) }
        #expect(
            stored?.line
                == OrderLine(
                    key: key,
                    fields: [.productCode: "P", .option: "XL"],
                    quantity: 4,
                    shipping: .shipped
                )
        )
        #expect(result.updatedCount == 1)
    }

    @Test("An import counts new, changed and repeated lines", arguments: Backend.all)
    func importResult(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let same = IncomingOrderLine.line(.line("1", of: "7"), [.option: "L"])
        let changed = IncomingOrderLine.line(.line("2", of: "7"), [.option: "M"])
        try await store.write { _ = try $0.upsert([same, changed]) }
        let result = try await store.write {
            try $0.upsert([
                .line(.line("1", of: "9"), [:]), same,
                .line(.line("2", of: "7"), [.option: "S"]),
                .line(.line("2", of: "9"), [:]),
            ])
        }
        #expect(
            result
                == OrderImportResult(
                    insertedCount: 2,
                    updatedCount: 1,
                    unchangedCount: 1,
                    changedOrders: [
                        .init(account: "coupang", orderNumber: "7"),
                        .init(account: "coupang", orderNumber: "9"),
                    ]
                )
        )
    }

    @Test("Of repeated lines in one import the last one counts", arguments: Backend.all)
    func repeatedInOneImport(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey.line("1", of: "7")
        try await store.write {
            _ = try $0.upsert([
                .line(key, quantity: 2), .line(.line("1", of: "6")), .line(key, quantity: 5),
            ])
        }
        #expect(try await store.read { try $0.orderLine(key) }?.line.quantity == 5)
    }

    @Test("An import does not lower a quantity below what was cancelled", arguments: Backend.all)
    func quantityBelowCancelled(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let key = OrderLineKey.line("1", of: "7")
        try await store.write { ledger in
            _ = try ledger.upsert([.line(key, quantity: 3)])
            let id = try ledger.insert(
                [.notice("C", order: "7")],
                standing: .applied,
                at: .morning
            )
            try ledger.change(
                [LineChange(line: key, unitsBefore: 0, unitsAfter: 2, isHeld: true)],
                by: id,
                at: .morning
            )
            _ = try ledger.upsert([.line(key, quantity: 1)])
        }
        #expect(try await store.read { try $0.orderLine(key) }?.line.quantity == 2)
    }

    @Test("A quantity below one is refused", arguments: Backend.all)
    func noUnits(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        await #expect(throws: StoreError.self) {
            try await store.write {
                _ = try $0.upsert([.line(.line("1", of: "7"), quantity: 0)])
            }
        }
    }

    @Test("An order in several accounts comes in line order", arguments: Backend.all)
    func severalAccounts(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let keys: [OrderLineKey] = [
            .line("2", of: "7", account: "zigzag"), .line("1", of: "7", account: "auction"),
            .line("1", of: "7", account: "zigzag"),
        ]
        try await store.write { _ = try $0.upsert(keys.map { .line($0) }) }
        let stored = try await store.read { try $0.lines(orderNumber: "7") }
        #expect(stored.map(\.line.key) == keys.sorted())
    }

    @Test("Pages of order lines follow one another without gap or overlap", arguments: Backend.all)
    func pages(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        // Registered against their order, so that it is the names that decide.
        let accounts: [AccountID] = ["zigzag", "auction", "coupang"]
        let keys = (0..<60).map { number in
            OrderLineKey.line(
                "\(number % 4)",
                of: "A\(100 + number / 12)",
                account: accounts[number / 4 % 3]
            )
        }
        try await store.write { _ = try $0.upsert(keys.map { .line($0) }) }
        for account in [nil, "auction"] as [AccountID?] {
            for prefix in [nil, "A10", "A103", "B"] as [String?] {
                let expected = keys.sorted().filter { key in
                    account.map { $0 == key.account } ?? true
                        && key.orderNumber.rawValue.hasPrefix(prefix ?? "")
                }
                var found: [OrderLineKey] = []
                while true {
                    let query = OrderLineQuery(
                        account: account,
                        prefix: prefix,
                        after: found.last,
                        limit: 7
                    )
                    let page = try await store.read { try $0.orderLines(query) }
                    found += page.map(\.line.key)
                    if page.count < 7 { break }
                }
                #expect(found == expected)
            }
        }
    }
}
