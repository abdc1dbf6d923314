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
        case 5: .number(.quantity, .greater, random.index(6))
        default: .time(.ordered, .less, .minute(.morning(plus: .seconds(random.index(7200)))))
        }
    }

    /// Whether one line has all that is asked of it, and the order, or that line, the numbers.
    private static func isWanted(_ order: OrderRow, _ filter: RowFilter, byLine: Bool) -> Bool {
        var (ofLine, ofOrder) = (RowFilter(), true)
        let quantity = order.lines.map(\.line.quantity).reduce(0, +)
        for clause in filter.clauses {
            if !byLine, case .number(.quantity, let comparison, let value) = clause.condition {
                ofOrder = ofOrder && comparison.holds(quantity, value) != clause.isNegated
            } else {
                ofLine.clauses.append(clause)
            }
        }
        let test = RowFilterTest(ofLine, now: .morning)
        return ofOrder && order.lines.contains(where: test.admits)
    }

    @Test("Quantities are those that the order's row shows", arguments: Backend.all)
    func quantities(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let lines = (0..<2).map { number in
            IncomingOrderLine.line(.line("\(number)", of: "201"), [:], quantity: 1)
        }
        _ = try await store.write { try $0.upsert(lines) }
        func count(_ condition: RowFilter.Condition, find: String? = nil) async throws -> Int {
            let filter = RowFilter([.init(condition)])
            let query = OrderQuery(find: find, filter: filter, limit: 10)
            return try await store.read { try $0.orders(query) }.count
        }
        for find in [nil, "20"] {
            #expect(try await count(.number(.quantity, .equal, 2), find: find) == 1)
            #expect(try await count(.number(.open, .greaterOrEqual, 2), find: find) == 1)
            #expect(try await count(.number(.quantity, .equal, 1), find: find) == 0)
            #expect(try await count(.number(.cancelled, .equal, 0), find: find) == 1)
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
            let account = random.index(3) == 0 ? Self.accounts[0] : nil
            var query = OrderQuery(account: account, filter: filter, now: .morning, limit: 500)
            query.hasNumbersOfLines = random.index(2) == 0
            let wanted = all.filter { order in
                (account.map { $0 == order.id.account } ?? true)
                    && Self.isWanted(order, filter, byLine: query.hasNumbersOfLines)
            }
            let found = try await store.read { [query] in try $0.orders(query) }
            // Then the list is read from where the numbers begin so, and has their order.
            if filter.orderBeginning != nil {
                #expect(found.map(\.id) == wanted.map(\.id).sortedByNumber, "\(filter)")
                continue
            }
            #expect(found == wanted, "\(filter)")
            query.position = .end
            let upwards = try await store.read { [query] in try $0.orders(query) }
            #expect(upwards == wanted)
            query.places = wanted.map(\.place)
            let again = try await store.read { [query] in try $0.orders(query) }
            #expect(again == wanted)
            guard let some = wanted.randomElement(using: &random) else { continue }
            query.places = nil
            query.limit = 3
            query.position = .below(some.place)
            let below = try await store.read { [query] in try $0.orders(query) }
            let older = Array(wanted.filter { $0.arrival < some.arrival }.prefix(3))
            #expect(below == older)
            query.position = .above(some.place)
            let above = try await store.read { [query] in try $0.orders(query) }
            let newer = Array(wanted.filter { $0.arrival > some.arrival }.suffix(3))
            #expect(above == newer)
        }
    }

    @Test(
        "Orders come as they are sorted, up and down, whole and page by page",
        arguments: Backend.all
    )
    func sorts(backend: Backend) async throws {
        let store = try await filled(backend, orderCount: 60)
        let all = try await store.read { try $0.orders(OrderQuery(limit: 1000)) }
        let filters = [
            RowFilter(), RowFilter([.init(.shipping([.labeled]))]),
            RowFilter([.init(.text(.order, [.begins("203")]))]),
        ]
        for filter in filters {
            let test = RowFilterTest(filter, now: .morning)
            let wanted = all.filter { $0.lines.contains(where: test.admits) }
            for column in OrderSortKey.allCases {
                for isReversed in [false, true] {
                    let sort = OrderSort(column, isReversed: isReversed)
                    let sorted = wanted.sorted(by: sort.offered(for: filter))
                    try await check(store, sorted.map(\.id), filter, sort)
                }
            }
        }
    }

    private func check(
        _ store: any OrderStore,
        _ wanted: [OrderKey],
        _ filter: RowFilter,
        _ sort: OrderSort
    ) async throws {
        var query = OrderQuery(filter: filter, now: .morning, sort: sort, limit: 7)
        var found: [OrderRow] = []
        while true {
            let page = try await store.read { [query] in try $0.orders(query) }
            found += page
            guard let last = page.last, page.count == 7 else { break }
            query.position = .below(last.place)
        }
        #expect(found.map(\.id) == wanted, "\(sort) \(filter)")
        query.position = .end
        var backwards: [OrderRow] = []
        while true {
            let page = try await store.read { [query] in try $0.orders(query) }
            backwards = page + backwards
            guard let first = page.first, page.count == 7 else { break }
            query.position = .above(first.place)
        }
        #expect(backwards.map(\.id) == wanted, "\(sort) \(filter)")
        query.position = nil
        query.places = found.map(\.place).shuffled()
        query.limit = 1000
        let again = try await store.read { [query] in try $0.orders(query) }
        #expect(again.map(\.id) == wanted, "\(sort) \(filter)")
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
        #expect(slice.newest?.arrival == 12_000)
        #expect(reach.count == 12_000)
        #expect(reach.looked > 1000)
        let place = Int64(12_001 - reach.looked)
        #expect(reach.place.arrival == place)
        // Most lines are told apart without reading them whole.
        query.filter = RowFilter([.init(.text(.product, [.contains("없는 상품")]))])
        let rest = try await store.read { [query] in try $0.search(query) }
        #expect(rest.reach == nil)
    }
}

extension [OrderKey] {
    fileprivate var sortedByNumber: [OrderKey] { sorted { $0.orderNumber < $1.orderNumber } }
}

extension [OrderRow] {
    /// The rows, which are given in the order of arrival, the newest first; no number occurs twice.
    fileprivate func sorted(by sort: OrderSort) -> [OrderRow] {
        let ascending = enumerated().sorted { one, other in
            switch sort.column {
            case .arrival: one.offset < other.offset
            case .order: one.element.id.orderNumber < other.element.id.orderNumber
            case .account:
                one.element.id.account == other.element.id.account
                    ? one.offset < other.offset
                    : Backend.accountOrder.precedes(
                        one.element.id.account,
                        other.element.id.account
                    )
            }
        }
        .map(\.element)
        return sort.isReversed ? ascending.reversed() : ascending
    }
}
