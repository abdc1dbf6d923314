import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Order lines one after another", .timeLimit(.minutes(10)))
struct OrderLineReadingTests {
    private static let accounts: [AccountID] = ["gmarket", "coupang"]

    let folder: TemporaryFolder
    let store: SQLiteOrderStore
    /// As many lines as two steps go through, and more.
    let lines: [IncomingOrderLine]

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteOrderStore(path: folder.storePath)
        // They come in another order than that of their numbers; some orders have two accounts.
        lines = (0..<50_000).map { number in
            let order = number * 7919 % 25_013
            return .line(
                .line("\(number)", of: "\(100_000 + order)", account: Self.accounts[number % 2]),
                [
                    .productName: number % 5003 < 3 ? "한정 코트" : "니트",
                    .option: number % 3 == 0 ? "블랙" : "화이트",
                ],
                quantity: 1 + number % 2
            )
        }
        for start in stride(from: 0, to: lines.count, by: 5000) {
            let part = Array(lines[start..<start + 5000])
            _ = try await store.write { try $0.upsert(part) }
        }
    }

    /// All pages of that size.
    private func pages(of query: OrderLineQuery, by size: Int) async throws -> [LineOnFile] {
        var reading = OrderLineReading(query)
        var all: [LineOnFile] = []
        while true {
            let (page, next) = try await store.read { [reading] ledger in
                var reading = reading
                return (try reading.page(of: size, from: ledger), reading)
            }
            all += page
            reading = next
            guard page.count == size else { return all }
        }
    }

    private static func product(
        _ word: String,
        _ others: [RowFilter.Condition] = []
    ) -> RowFilter {
        RowFilter(([.text(.product, [.contains(word)])] + others).map { .init($0) })
    }

    @Test("What is wanted comes in line order, each line once, whatever the pages")
    func order() async throws {
        let all = try await pages(of: OrderLineQuery(limit: 0), by: 500)
        #expect(all.count == lines.count)
        #expect(all.map(\.line.key) == lines.map(\.key).sorted())
        let filters = [
            Self.product("코트"), Self.product("없는"),
            Self.product("니트", [.number(.quantity, .equal, 2)]),
            Self.product("코트", [.text(.option, [.equals("블랙")])]),
            Self.product("코트", [.account(["coupang"])]), Self.product("코트", [.isHeld(true)]),
            Self.product("코트", [.text(.order, [.begins("11")])]),
        ]
        for filter in filters {
            let test = RowFilterTest(filter, now: .morning)
            for account in [nil] + Self.accounts {
                let query = OrderLineQuery(account: account, filter: filter, limit: 0)
                let wanted = all.filter { line in
                    account.map { $0 == line.line.key.account } ?? true && test.admits(line)
                }
                for size in wanted.count > 100 ? [500] : [1, 2, 7, 500] {
                    #expect(try await pages(of: query, by: size) == wanted, "\(filter) \(size)")
                }
            }
        }
    }

    @Test("Lines that hardly ever are wanted are found by the index, not gone through")
    func index() async throws {
        let query = OrderLineQuery(filter: Self.product("코트"), limit: 0)
        let all = try await pages(of: query, by: 500)
        #expect(all.count == 30)
        // What the index does not name is not looked at.
        let file = try DatabaseQueue(path: folder.storePath)
        try await file.write { try $0.execute(sql: "DELETE FROM text_block WHERE block > 0") }
        try file.close()
        let found = try await pages(of: query, by: 500)
        #expect(found.count < 20)
    }

    @Test("What came since a search goes where the search is not yet")
    func changes() async throws {
        var reading = OrderLineReading(OrderLineQuery(filter: Self.product("코트"), limit: 0))
        let first = try await store.read { [reading] ledger in
            var reading = reading
            return (try reading.page(of: 20, from: ledger), reading)
        }
        reading = first.1
        let last = try #require(first.0.last?.line.key)
        // One more line of an order that is ahead, and another that is not wanted any more.
        let ahead = try await pages(
            of: OrderLineQuery(filter: Self.product("코트"), limit: 0),
            by: 500
        )
        .map(\.line.key).filter { last < $0 }
        let next = try #require(ahead.last)
        _ = try await store.write { ledger in
            try ledger.upsert([
                .line(.line("x", of: next.orderNumber.rawValue), [.productName: "한정 코트"]),
                .line(ahead[0], [.productName: "니트"]),
            ])
        }
        let rest = try await store.read { [reading] ledger in
            var reading = reading
            return try reading.page(of: 500, from: ledger)
        }
        #expect(rest.count == ahead.count)
        #expect(rest.contains { $0.line.key.lineID == "x" })
    }
}
