import GRDB
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Orders that imports change")
struct OrderChangeTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func line(_ order: Int, _ product: String) -> IncomingOrderLine {
        .line(.line("1", of: "\(order)"), [.productName: product])
    }

    @Test("They come with the news, once each, and with what the last of them was")
    func news() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        _ = try await store.write { try $0.upsert((101...110).map { Self.line($0, "니트") }) }
        let filter = RowFilter([.init(.text(.product, [.contains("코트")]))])
        var query = OrderQuery(filter: filter, limit: 50)
        let first = try await store.read { [query] in try $0.search(query) }
        #expect(first.lastChange == 0)
        _ = try await store.write { ledger in
            var shipped = Self.line(104, "니트")
            shipped.shipping = .shipped
            let lines = [Self.line(103, "코트"), shipped, Self.line(111, "코트"), Self.line(105, "니트")]
            _ = try ledger.upsert(lines)
            return try ledger.upsert([Self.line(103, "겨울 코트")])
        }
        query.isNews = true
        query.position = first.newest.map { .above($0) }
        query.changesAfter = first.lastChange
        let news = try await store.read { [query] in try $0.search(query) }
        #expect(news.rows.map(\.id.orderNumber) == ["111", "103"])
        #expect(news.rows.map(\.arrival) == [11, 3])
        // 103 twice, and 104; what an import repeats is no change.
        #expect(news.lastChange == 3)
        // What does not fit in comes with the next news.
        query.limit = 2
        let some = try await store.read { [query] in try $0.search(query) }
        #expect(some.rows.map(\.id.orderNumber) == ["111"])
        #expect(some.lastChange == 0)
        query.position = news.newest.map { .above($0) }
        query.changesAfter = news.lastChange
        let then = try await store.read { [query] in try $0.search(query) }
        #expect(then.rows.isEmpty)
        #expect(then.lastChange == 3)
    }

    @Test("Only the last thousands of changes are kept, and they go on being counted")
    func kept() async throws {
        let store = try SQLiteOrderStore(path: folder.storePath)
        for product in ["니트", "코트", "니트"] {
            let lines = (0..<4000).map { Self.line(10_000 + $0, product) }
            _ = try await store.write { try $0.upsert(lines) }
        }
        let query = OrderQuery(
            filter: RowFilter([.init(.text(.product, [.contains("코트")]))]),
            limit: 1
        )
        let lastChange = try await store.read { try $0.search(query).lastChange }
        #expect(lastChange == 8000)
        let file = try DatabaseQueue(path: folder.storePath)
        let count = try await file.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM order_change")
        }
        #expect(count == 5000)
    }
}
