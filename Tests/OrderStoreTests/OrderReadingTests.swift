import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Orders one page after another", .timeLimit(.minutes(10)))
struct OrderReadingTests {
    private static let accounts: [AccountID] = ["gmarket", "coupang"]

    let folder: TemporaryFolder
    let store: SQLiteOrderStore

    /// More orders than one step reads whole, of which hardly any is wanted.
    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteOrderStore(path: folder.storePath, accountOrder: Backend.accountOrder)
        for start in stride(from: 0, to: 30_000, by: 10_000) {
            let part = (start..<start + 10_000).map { number in
                IncomingOrderLine.line(
                    .line(
                        "\(number)",
                        of: "\(1_000_000 + number * 7919 % 30_011)",
                        account: Self.accounts[number % 2]
                    ),
                    [.productName: "니트"],
                    quantity: number % 997 == 7 ? 2 : 1
                )
            }
            _ = try await store.write(.many) { try $0.upsert(part) }
        }
    }

    /// All pages of that size.
    private func pages(of query: OrderQuery, by size: Int) async throws -> [OrderRow] {
        var reading = OrderReading(query)
        var all: [OrderRow] = []
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

    /// Only what was read whole tells.
    private static let wanted = RowFilter([
        .init(.text(.product, [.contains("니트")])), .init(.number(.quantity, .equal, 2)),
    ])

    @Test("However a list is sorted, what is wanted comes in that order, each order once")
    func order() async throws {
        for column in OrderSortKey.allCases {
            for isReversed in [false, true] {
                let sort = OrderSort(column, isReversed: isReversed)
                let query = OrderQuery(filter: Self.wanted, sort: sort, limit: 1000)
                let whole = try await store.read { try $0.orders(query) }
                #expect(whole.count == 31)
                for size in [1, 7, 500] {
                    let read = try await pages(of: query, by: size)
                    #expect(read.map(\.id) == whole.map(\.id), "\(sort) \(size)")
                }
            }
        }
        let nothing = RowFilter([.init(.text(.product, [.contains("없는")]))])
        let query = OrderQuery(filter: nothing, sort: OrderSort(.order), limit: 0)
        #expect(try await pages(of: query, by: 500).isEmpty)
    }

    @Test("Orders that hardly ever are wanted are found once, by the index, and not gone through")
    func index() async throws {
        var reading = OrderReading(
            OrderQuery(filter: Self.wanted, sort: OrderSort(.order), limit: 0)
        )
        let (first, next) = try await store.read { [reading] ledger in
            var reading = reading
            return (try reading.page(of: 25, from: ledger), reading)
        }
        reading = next
        #expect(first.count == 25)
        // Going through the list would meet it.
        _ = try await store.write {
            try $0.upsert([
                .line(.line("x", of: "9999999"), [.productName: "니트"], quantity: 2)
            ])
        }
        let rest = try await store.read { [reading] ledger in
            var reading = reading
            return try reading.page(of: 500, from: ledger)
        }
        #expect(rest.count == 6)
    }
}
