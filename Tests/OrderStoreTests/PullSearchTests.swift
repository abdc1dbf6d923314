import GRDB
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Searching and sorting the pull list")
struct PullSearchTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let accounts: [AccountID] = ["coupang", "auction", "gmarket"]
    private static let products = ["니트 가디건", "울 머플러", "텀블러 500ML", "Ｔ셔츠"]
    private static let now = Timestamp.morning(plus: .seconds(100_000))

    /// Lines of all kinds on hold, several of them since the same moment.
    private func filled(_ backend: Backend, count: Int) async throws -> any OrderStore {
        let store = try backend.open(folder.storePath)
        var random = SearchGenerator(state: 17)
        let lines = (0..<count).map { number in
            let key = OrderLineKey.line(
                "L\(number % 7)",
                of: "20\(number / 2)",
                account: Self.accounts[number / 2 % 3]
            )
            var line = IncomingOrderLine.line(
                key,
                [.productName: Self.products[random.index(4)], .option: ["블랙", "L"][number % 2]],
                quantity: 1 + random.index(3)
            )
            line.shipping = ShippingState.allCases[random.index(3)]
            line.trackingNumber =
                random.index(3) == 0 ? nil : "66\(number % 4 == 0 ? "-" : "")\(number)"
            line.orderedAt =
                random.index(4) == 0 ? nil : .morning(plus: .seconds(-random.index(900)))
            return line
        }
        try await store.write { ledger in
            _ = try ledger.upsert(lines)
            for (number, line) in lines.enumerated() where number % 5 != 0 {
                try Self.hold(line.key, at: .morning(plus: .seconds(number / 4)), in: ledger)
            }
            // What was pulled is not on the list.
            try ledger.setPulled(lines[1].key, at: Self.now)
        }
        return store
    }

    private static func hold(
        _ key: OrderLineKey,
        at moment: Timestamp,
        in ledger: any Ledger
    ) throws {
        let notice = CancellationNotice.notice(
            "C-\(key.lineID)-\(moment.rawValue)",
            order: key.orderNumber.rawValue,
            account: key.account
        )
        let id = try ledger.insert([notice], standing: .applied, at: moment)
        let change = LineChange(line: key, unitsBefore: 0, unitsAfter: 1, isHeld: true)
        try ledger.change([change], by: id, at: moment)
    }

    private static func condition(_ random: inout SearchGenerator) -> RowFilter.Condition {
        switch random.index(9) {
        case 0: .shipping([ShippingState.allCases[random.index(3)]])
        case 1: .account([accounts[random.index(3)], "nobody"])
        case 2: .text(.product, [.contains(["니트", "ML", "t셔츠"][random.index(3)])])
        case 3:
            .text(.orderOrClaim, [.begins(["20", "661", "2013", "66-1", "x"][random.index(5)])])
        case 4: .text([.order, .line][random.index(2)], [.begins("201"), .equals("L3")])
        case 5:
            .text(
                .tracking,
                [[.begins("66-2"), .contains("7"), .contains("6-1")][random.index(3)]]
            )
        case 6: .number([.quantity, .cancelled, .open][random.index(3)], .greater, random.index(3))
        case 7: .time(.since, .less, .age(seconds: Int64(99_950 + random.index(90))))
        default: .time(.ordered, .greater, .minute(.morning(plus: .seconds(-random.index(900)))))
        }
    }

    @Test("The store finds what the filter wants, however it is sorted", arguments: Backend.all)
    func agrees(backend: Backend) async throws {
        let store = try await filled(backend, count: 240)
        let all = try await store.read { try $0.pullList(PullQuery(limit: 1000)) }
        #expect(all.count > 100)
        var random = SearchGenerator(state: 23)
        for _ in 0..<150 {
            let filter = RowFilter(
                (0..<random.index(3)).map { _ in
                    RowFilter.Clause(Self.condition(&random), isNegated: random.index(3) == 0)
                }
            )
            let sort = PullSort(
                PullSortKey.allCases[random.index(5)],
                isReversed: random.index(2) == 0
            )
            let test = RowFilterTest(filter, now: Self.now)
            let wanted = all.filter(test.admits)
                .sorted { $0.place.precedes($1.place, by: sort, Backend.accountOrder) }
            var query = PullQuery(filter: filter, now: Self.now, sort: sort, limit: 9)
            query.position = random.index(2) == 0 ? .end : nil
            #expect(try await pages(query, of: store) == wanted, "\(filter) \(sort)")
            guard let some = wanted.randomElement(using: &random) else { continue }
            query.position = .from(some.place)
            let page = try await store.read { [query] in try $0.pullList(query) }
            #expect(page == Array(wanted.drop { $0.id != some.id }.prefix(9)))
            query.position = nil
            (query.ids, query.limit) = (all.shuffled().map(\.id), 1000)
            let again = try await store.read { [query] in try $0.pullList(query) }
            #expect(again == wanted)
        }
    }

    private func pages(_ query: PullQuery, of store: any OrderStore) async throws -> [PullRow] {
        var query = query
        let isUpwards = query.position != nil
        var rows: [PullRow] = []
        while true {
            let page = try await store.read { [query] in try $0.pullList(query) }
            rows = isUpwards ? page + rows : rows + page
            guard page.count == query.limit, let first = page.first, let last = page.last else {
                return rows
            }
            query.position = isUpwards ? .above(first.place) : .below(last.place)
        }
    }

    @Test("A long list is searched step by step, and sorted by what an index holds only")
    func reach() async throws {
        let backend = try #require(Backend.all.first)
        let store = try backend.open(folder.storePath)
        let lines = (0..<20_500).map { number in
            var line = IncomingOrderLine.line(.line("L", of: "\(100_000 + number)"))
            line.shipping = .labeled
            return line
        }
        _ = try await store.write { try $0.upsert(lines) }
        try await store.write { ledger in
            for (number, line) in lines.enumerated() {
                try Self.hold(line.key, at: .morning(plus: .seconds(-number)), in: ledger)
            }
        }
        let filter = RowFilter([.init(.number(.quantity, .greater, 9))])
        var query = PullQuery(filter: filter, now: Self.now, limit: 50)
        let first = try await store.read { [query] in try $0.search(query) }
        let reach = try #require(first.reach)
        #expect(first.rows.isEmpty)
        #expect(reach.looked == 20_000)
        #expect(reach.count == 20_500)
        // The line that was cancelled last.
        #expect(first.newest?.line.orderNumber == "100000")
        query.position = .below(reach.place)
        let second = try await store.read { [query] in try $0.search(query) }
        #expect(second.reach == nil)
        // A word of no line at all is known at once to be in none of these.
        query.filter = RowFilter([.init(.text(.product, [.contains("없는 상품")]))])
        query.position = nil
        let unheard = try await store.read { [query] in try $0.search(query) }
        #expect(unheard.rows.isEmpty && unheard.reach == nil)
        #expect(unheard.newest == first.newest)
        let usual = try await store.read { try $0.pullList(PullQuery(limit: 3)) }
        let sorted = try await store.read {
            try $0.pullList(PullQuery(sort: PullSort(.order), limit: 3))
        }
        #expect(sorted == usual)
        #expect(PullSort(.since).isOffered(forCount: 20_500))
        #expect(!PullSort(.order).isOffered(forCount: 20_500))
    }

    @Test("Words are looked for in orders that can have them, and in those from before the index")
    func words() async throws {
        let backend = try #require(Backend.all.first)
        let store = try backend.open(folder.storePath)
        try run("UPDATE text_index SET orders_per_block = 8")
        let products = ["니트", "코트"]
        let lines = (1...64).map { number in
            IncomingOrderLine.line(
                .line("L", of: "\(100 + number)"),
                [.productName: products[number < 16 || number == 60 ? 1 : 0]]
            )
        }
        try await store.write { ledger in
            _ = try ledger.upsert(lines)
            for line in lines { try Self.hold(line.key, at: .morning, in: ledger) }
        }
        let coats = Array(101...115) + [160]
        for sort in [PullSort(), PullSort(.order)] {
            #expect(try await numbers(of: "코트", sort, store) == coats)
        }
        // What the index does not name is not looked at.
        try run("DELETE FROM text_block WHERE block = 1")
        for sort in [PullSort(), PullSort(.order)] {
            #expect(try await numbers(of: "코트", sort, store) == Array(101...107) + [160])
        }
        try run(
            """
            DELETE FROM text_block WHERE block < 2;
            UPDATE account_order SET arrival = NULL WHERE order_no < '116';
            UPDATE text_index SET last_unindexed = 15
            """
        )
        #expect(try await numbers(of: "코트", PullSort(), store) == coats)
    }

    private func run(_ sql: String) throws {
        let file = try DatabaseQueue(path: folder.storePath)
        try file.write { try $0.execute(sql: sql) }
        try file.close()
    }

    private func numbers(
        of word: String,
        _ sort: PullSort,
        _ store: any OrderStore
    ) async throws -> [Int] {
        let filter = RowFilter([.init(.text(.product, [.contains(word)]))])
        let query = PullQuery(filter: filter, now: Self.now, sort: sort, limit: 100)
        let rows = try await store.read { try $0.pullList(query) }
        return rows.compactMap { Int($0.id.orderNumber.rawValue) }
    }
}
