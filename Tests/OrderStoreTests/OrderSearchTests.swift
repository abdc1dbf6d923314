import Foundation
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Searching orders by filter")
struct OrderSearchTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let accounts: [AccountID] = ["coupang", "auction", "gmarket"]
    private static let products = [
        "니트 가디건", "울 머플러", "텀블러 500ML", "Ｔ셔츠", "가디건—니트", "ＢＬＡＣＫ 니\u{3000}트", "",
    ]
    private static let options = ["블랙 / L", "네이비/xl", "BLACK", "검정 ★", ""]

    private func filled(
        _ backend: Backend,
        orderCount: Int
    ) async throws -> any OrderStore {
        let store = try backend.open(folder.storePath)
        var random = SearchGenerator(state: 3)
        let lines = (0..<orderCount).flatMap { number in
            (0...random.index(3)).map { position in
                var fields: FieldValues = [:]
                let product = Self.products[random.index(Self.products.count)]
                let option = Self.options[random.index(Self.options.count)]
                if !product.isEmpty { fields[.productName] = product }
                if !option.isEmpty { fields[.option] = option }
                var line = IncomingOrderLine.line(
                    .line(
                        "\(number)-\(position)",
                        of: "20\(number)",
                        account: Self.accounts[number % 3]
                    ),
                    fields,
                    quantity: 1 + number % 3
                )
                line.shipping = ShippingState.allCases[random.index(3)]
                line.orderedAt = .morning(plus: .seconds(number * 60))
                return line
            }
        }
        _ = try await store.write { try $0.upsert(lines) }
        return store
    }

    private static func condition(_ random: inout SearchGenerator) -> RowFilter.Condition {
        switch random.index(7) {
        case 0: .shipping([ShippingState.allCases[random.index(3)]])
        case 1: .account([Self.accounts[random.index(3)]])
        case 2: .text(.product, [.contains(["니트", "ML", "black", "t셔츠"][random.index(4)])])
        case 3: .text(.option, [.contains("블랙"), .equals("black")])
        case 4: .text(.order, [.begins(["20", "201", "x"][random.index(3)])])
        case 5: .number(.quantity, .greater, random.index(3))
        default: .time(.ordered, .less, .minute(.morning(plus: .seconds(random.index(7200)))))
        }
    }

    @Test("The store finds exactly the orders with a wanted line", arguments: Backend.all)
    func agrees(backend: Backend) async throws {
        let store = try await filled(backend, orderCount: 150)
        let all = try await store.read { try $0.orders(OrderQuery(limit: 1000)) }
        var random = SearchGenerator(state: 11)
        for _ in 0..<200 {
            let filter = RowFilter(
                (0..<1 + random.index(3)).map { _ in
                    RowFilter.Clause(Self.condition(&random), isNegated: random.index(3) == 0)
                }
            )
            let test = RowFilterTest(filter, now: .morning)
            let account = random.index(3) == 0 ? Self.accounts[0] : nil
            let wanted = all.filter { order in
                (account.map { $0 == order.id.account } ?? true)
                    && order.lines.contains(where: test.admits)
            }
            var query = OrderQuery(account: account, filter: filter, now: .morning, limit: 500)
            let found = try await store.read { [query] in try $0.orders(query) }
            let hasOrderNumber = filter.clauses.contains { clause in
                if case .text(.order, _) = clause.condition { !clause.isNegated } else { false }
            }
            if hasOrderNumber {
                #expect(Set(found.map(\.id)) == Set(wanted.map(\.id)), "\(filter)")
                continue
            }
            #expect(found == wanted, "\(filter)")
            query.position = .end
            let upwards = try await store.read { [query] in try $0.orders(query) }
            #expect(upwards == wanted)
            query.arrivals = wanted.map(\.arrival)
            let again = try await store.read { [query] in try $0.orders(query) }
            #expect(again == wanted)
            guard let some = wanted.randomElement(using: &random) else { continue }
            query.arrivals = nil
            query.limit = 3
            query.position = .below(some.arrival)
            let below = try await store.read { [query] in try $0.orders(query) }
            let older = Array(wanted.filter { $0.arrival < some.arrival }.prefix(3))
            #expect(below == older)
            query.position = .above(some.arrival)
            let above = try await store.read { [query] in try $0.orders(query) }
            let newer = Array(wanted.filter { $0.arrival > some.arrival }.suffix(3))
            #expect(above == newer)
        }
    }

    @Test("A search ends within its reach and says how far it looked", arguments: Backend.all)
    func reach(backend: Backend) async throws {
        let store = try await filled(backend, orderCount: 12_000)
        // Every order has to be read whole for this one.
        var query = OrderQuery(
            filter: RowFilter([.init(.number(.open, .greater, 1_000_000))]),
            limit: 50
        )
        let slice = try await store.read { [query] in try $0.search(query) }
        let reach = try #require(slice.reach)
        #expect(slice.rows.isEmpty)
        #expect(slice.beginning == 12_000)
        #expect(reach.count == 12_000)
        #expect(reach.looked > 1000)
        let place = Int64(12_001 - reach.looked)
        #expect(reach.place == place)
        // Most lines are told apart without reading them whole.
        query.filter = RowFilter([.init(.text(.product, [.contains("없는 상품")]))])
        let rest = try await store.read { [query] in try $0.search(query) }
        #expect(rest.reach == nil)
    }
}
