import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("The index of products and options", .timeLimit(.minutes(10)))
struct TextIndexTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let accounts: [AccountID] = ["coupang", "auction", "gmarket"]
    private static let usual = ["니트 가디건", "울 머플러", "텀블러 500ML", "Ｔ셔츠", "BLACK 니트"]
    private static let rare = ["한정 코트", "가죽 벨트", "ＢＥＬＴ", "니트 가디건 2", "울—머플러"]
    private static let options = ["블랙 / L", "네이비/xl", "검정 ★", "화이트"]

    /// Opens the store; blocks have so few orders that there are many of them.
    private func open() throws -> SQLiteOrderStore {
        let store = try SQLiteOrderStore(path: folder.storePath)
        try run("UPDATE text_index SET orders_per_block = 8")
        return store
    }

    private func run(_ sql: String) throws {
        let file = try DatabaseQueue(path: folder.storePath)
        try file.write { try $0.execute(sql: sql) }
        try file.close()
    }

    /// Lines of new orders, and others of orders that may be on file.
    private static func lines(
        _ count: Int,
        of orders: Range<Int>,
        _ random: inout SearchGenerator
    ) -> [IncomingOrderLine] {
        (0..<count).map { _ in
            let order = orders.lowerBound + random.index(orders.count)
            let key = OrderLineKey.line(
                "\(random.index(3))",
                of: "20\(order)",
                account: accounts[order % 3]
            )
            var fields: FieldValues = [:]
            switch random.index(12) {
            case 0: fields[.productName] = rare[random.index(rare.count)]
            case 1: break
            default: fields[.productName] = usual[random.index(usual.count)]
            }
            if random.index(4) > 0 { fields[.option] = options[random.index(options.count)] }
            return .line(key, fields)
        }
    }

    private static func filter(_ random: inout SearchGenerator) -> RowFilter {
        let words = ["니트", "코트", "belt", "머플러", "없는 말", "가디건2", "t셔츠", "ml", "—"]
        let pattern: RowFilter.TextPattern =
            switch random.index(4) {
            case 0: .equals((usual + rare)[random.index(usual.count + rare.count)])
            case 1: .begins(words[random.index(words.count)])
            default: .contains(words[random.index(words.count)])
            }
        var clauses = [RowFilter.Clause(.text(.product, [pattern]))]
        if random.index(3) == 0 {
            clauses.append(.init(.text(.option, [.contains("블랙"), .equals("화이트")])))
        }
        if random.index(4) == 0 {
            clauses.append(.init(.text(.product, [.contains("울")]), isNegated: true))
        }
        if random.index(5) == 0 { clauses.append(.init(.account([accounts[random.index(3)]]))) }
        return RowFilter(clauses)
    }

    /// Compares searches with going through everything.
    private func check(_ store: any OrderStore, _ random: inout SearchGenerator) async throws {
        let all = try await store.read { try $0.orders(OrderQuery(limit: 10_000)) }
        for _ in 0..<40 {
            let filter = Self.filter(&random)
            let test = RowFilterTest(filter, now: .morning)
            let account = random.index(3) == 0 ? Self.accounts[random.index(3)] : nil
            let wanted = all.filter { order in
                (account.map { $0 == order.id.account } ?? true)
                    && order.lines.contains(where: test.admits)
            }
            var query = OrderQuery(account: account, filter: filter, limit: 10_000)
            for isReversed in [false, true] {
                query.sort = OrderSort(.arrival, isReversed: isReversed)
                query.position = random.index(2) == 0 ? .end : nil
                let found = try await store.read { [query] in try $0.orders(query) }
                #expect(found == (isReversed ? wanted.reversed() : wanted), "\(filter)")
            }
            for column in [OrderSortKey.order, .account] {
                query.sort = OrderSort(column)
                let found = try await store.read { [query] in try $0.orders(query) }
                #expect(Set(found.map(\.id)) == Set(wanted.map(\.id)), "\(filter)")
                #expect(found.count == wanted.count)
            }
            guard let some = wanted.randomElement(using: &random) else { continue }
            query.sort = OrderSort()
            query.limit = 2
            query.position = .below(some.place)
            let below = try await store.read { [query] in try $0.orders(query) }
            #expect(below == Array(wanted.filter { $0.arrival < some.arrival }.prefix(2)))
            query.position = .above(some.place)
            let above = try await store.read { [query] in try $0.orders(query) }
            #expect(above == Array(wanted.filter { $0.arrival > some.arrival }.suffix(2)))
        }
        #expect(try await store.audit() == [])
    }

    @Test("Searches find what going through all lines finds", arguments: UInt64(1)...4)
    func agrees(seed: UInt64) async throws {
        var random = SearchGenerator(state: seed)
        let store = try open()
        for round in 0..<5 {
            let new = Self.lines(90, of: round * 60..<(round + 1) * 60, &random)
            // Lines of earlier orders change, and orders get more of them.
            let changed = Self.lines(20, of: 0..<(round + 1) * 60, &random)
            _ = try await store.write { ledger in
                let first = try ledger.upsert(new)
                return try (first, ledger.upsert(changed))
            }
            try await check(store, &random)
        }
    }

    @Test(
        "In a store of which a part came before the index, they do as well",
        arguments: UInt64(1)...4
    )
    func olderStore(seed: UInt64) async throws {
        var random = SearchGenerator(state: seed)
        try await makeOlder(Self.lines(150, of: 0..<100, &random))
        let store = try SQLiteOrderStore(path: folder.storePath)
        try await check(store, &random)
        for round in 1..<4 {
            let lines = Self.lines(120, of: 0..<100 + round * 60, &random)
            _ = try await store.write { try $0.upsert(lines) }
            try await check(store, &random)
        }
    }

    /// Makes a store with these lines as it was before texts were indexed.
    private func makeOlder(_ lines: [IncomingOrderLine]) async throws {
        let older = try open()
        _ = try await older.write { try $0.upsert(lines) }
        try older.close()
        try run(
            """
            DELETE FROM text_block; DELETE FROM product_text; UPDATE account_order SET arrival = NULL;
            UPDATE text_index SET last_unindexed = (SELECT max(id) FROM order_arrival)
            """
        )
    }

    @Test(
        "Such a part is indexed step by step; what gives up in the middle goes on",
        arguments: UInt64(1)...4
    )
    func indexing(seed: UInt64) async throws {
        struct GivenUp: Error {}
        var random = SearchGenerator(state: seed)
        try await makeOlder(Self.lines(150, of: 0..<100, &random))
        var indexing = TextIndexing(indexedCount: 0, orderCount: 1)
        var steps = 0
        while !indexing.isComplete {
            // Each time another process.
            let store = try SQLiteOrderStore(path: folder.storePath)
            let before = try await store.read { try $0.textIndexing() }
            _ = await #expect(throws: GivenUp.self) {
                try await store.write { ledger in
                    _ = try ledger.indexTexts()
                    throw GivenUp()
                }
            }
            #expect(try await store.read { try $0.textIndexing() } == before)
            indexing = try await store.write { try $0.indexTexts() }
            #expect(indexing.indexedCount > before.indexedCount)
            if random.index(3) == 0 {
                // Orders change on either side of what is indexed, and others come.
                let lines = Self.lines(30, of: 0..<100 + steps, &random)
                _ = try await store.write { try $0.upsert(lines) }
            }
            try await check(store, &random)
            try store.close()
            steps += 1
        }
        #expect(steps > 9)
        let store = try SQLiteOrderStore(path: folder.storePath)
        #expect(try await store.write { try $0.indexTexts() }.isComplete)
        try await check(store, &random)
        // What the index does not name is not looked at, also of the oldest orders.
        try run("DELETE FROM text_block")
        let filter = RowFilter([.init(.text(.product, [.contains("니트")]))])
        #expect(try await store.read { try $0.orders(OrderQuery(filter: filter, limit: 9)) } == [])
    }

    @Test("A step ends when somebody else wants to write, and nobody is told of it")
    func manners() async throws {
        let lines = (1...600).map { number in
            IncomingOrderLine.line(.line("1", of: "\(1000 + number)"), [.productName: "니트"])
        }
        try await makeOlder(lines)
        try run("UPDATE text_index SET orders_per_block = 4096")
        let store = try SQLiteOrderStore(path: folder.storePath)
        var isCut = false
        // Who comes second may come too late; hardly ever a hundred times.
        for _ in 0..<100 where !isCut {
            async let step = store.write { try $0.indexTexts() }
            async let other: Void = store.write { _ in }
            isCut = try await !step.isComplete
            try await other
            #expect(try await store.audit() == [])
            guard !isCut else { break }
            try run(
                """
                UPDATE account_order SET arrival = NULL;
                UPDATE text_index SET last_unindexed = 600
                """
            )
        }
        #expect(isCut)
    }

    @Test("Two programs that import in turn, one of which gives up, leave nothing out")
    func twoWriters() async throws {
        struct GivenUp: Error {}
        var random = SearchGenerator(state: 5)
        let stores = [try open(), try SQLiteOrderStore(path: folder.storePath)]
        for round in 0..<8 {
            let store = stores[round % 2]
            let lines = Self.lines(60, of: round * 20..<(round + 3) * 20, &random)
            if random.index(2) == 0 {
                _ = await #expect(throws: GivenUp.self) {
                    try await store.write { ledger in
                        _ = try ledger.upsert(lines)
                        throw GivenUp()
                    }
                }
            }
            _ = try await store.write { try $0.upsert(lines) }
        }
        for store in stores { try await check(store, &random) }
    }

    @Test("An import of texts that are all different writes down some, and all are found")
    func allDifferent() async throws {
        let store = try open()
        let lines = (0..<5000).map { number in
            IncomingOrderLine.line(.line("1", of: "\(10_000 + number)"), [.option: "각인 \(number)번"])
        }
        _ = try await store.write { try $0.upsert(lines) }
        for number in [0, 700, 4999] {
            let filter = RowFilter([.init(.text(.option, [.contains("각인 \(number)번")]))])
            let query = OrderQuery(filter: filter, limit: 10)
            let found = try await store.read { try $0.orders(query) }
            #expect(found.map(\.id.orderNumber.rawValue) == ["\(10_000 + number)"])
        }
        #expect(try await store.audit() == [])
        let file = try DatabaseQueue(path: folder.storePath)
        let count = try await file.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM product_text")
        }
        #expect(count.map { $0 < 1000 } ?? false)
    }

    @Test("Blocks without the text are passed over, and count as looked at")
    func reach() async throws {
        let store = try open()
        let lines = (0..<12_000).map { number in
            IncomingOrderLine.line(
                .line("1", of: "\(100_000 + number)"),
                [.productName: number < 10_500 ? "니트" : "코트"]
            )
        }
        for start in stride(from: 0, to: lines.count, by: 4000) {
            _ = try await store.write { try $0.upsert(Array(lines[start..<start + 4000])) }
        }
        // Each order with the text has to be read whole.
        var query = OrderQuery(
            filter: RowFilter([
                .init(.text(.product, [.contains("니트")])),
                .init(.number(.open, .greater, 1_000_000)),
            ]),
            limit: 50
        )
        let slice = try await store.read { [query] in try $0.search(query) }
        let reach = try #require(slice.reach)
        #expect(reach.count == 12_000)
        #expect(reach.looked > 1500 + 1000)
        #expect(reach.place.arrival == Int64(12_001 - reach.looked))
        query.filter = RowFilter([.init(.text(.product, [.contains("코트")]))])
        query.limit = 2000
        let found = try await store.read { [query] in try $0.orders(query) }
        #expect(found.count == 1500)
        // What the index does not name is not looked at.
        try run("DELETE FROM text_block WHERE block > 1400")
        let foundThen = try await store.read { [query] in try $0.orders(query) }
        #expect(foundThen.count < 900)
    }

    @Test("An audit finds what is missing from it")
    func audit() async throws {
        let store = try open()
        let lines = (0..<20).map { number in
            IncomingOrderLine.line(.line("1", of: "\(100 + number)"), [.productName: "니트"])
        }
        _ = try await store.write { try $0.upsert(lines) }
        try run(
            """
            DELETE FROM text_block WHERE block = 1; UPDATE text_block SET text = 7 WHERE block = 2;
            UPDATE account_order SET arrival = 3 WHERE order_no = '100'
            """
        )
        let findings = try await store.audit()
        let wanted: [(AuditFinding.Problem, String, String)] = [
            (.textIndexDiffers, "100", "came in as 1, has 3"),
            (.brokenReference, "block 2", "no such text 7"),
            (.textIndexDiffers, "107", "product_name is not in block 1"),
            (.textIndexDiffers, "115", "product_name is not in block 2"),
        ]
        #expect(
            findings == wanted.map { AuditFinding(problem: $0.0, place: $0.1, detail: $0.2) }
        )
    }
}
