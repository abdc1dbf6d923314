import Foundation
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

@Suite("Searching by filter")
struct FilterSearchTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let accounts: [AccountID] = ["coupang", "auction", "gmarket"]
    private static let products = ["니트 가디건", "울 머플러", "텀블러 500ML", "Ｔ셔츠", nil]
    private static let options = ["블랙 / L", "네이비/xl", "BLACK", nil]
    private static let now = Timestamp.morning(plus: .seconds(500_000))

    private func filled(_ backend: Backend, count: Int) async throws -> any OrderStore {
        let store = try backend.open(folder.storePath)
        try await store.write { ledger in
            var random = SearchGenerator(state: 5)
            for number in 0..<count {
                let notice = Self.notice(number, &random)
                let standing = Standing(
                    state: ["취소요청", "취소완료"][random.index(2)],
                    status: Status.allCases[random.index(6)],
                    reason: [.shipped, .undone, .applied][random.index(3)]
                )
                let at = Timestamp.morning(plus: .seconds(number * 37))
                let id = try ledger.insert([notice], standing: standing, at: at)
                guard random.index(4) == 0 else { continue }
                // Further notices say other things, which are what counts.
                let further = Self.notice(number, &random)
                try ledger.append(further, to: id)
            }
        }
        return store
    }

    private static func notice(
        _ number: Int,
        _ random: inout SearchGenerator
    ) -> CancellationNotice {
        var fields: FieldValues = [.orderNumber: "20\(number % 10)\(number / 10)"]
        if let product = products[random.index(products.count)] { fields[.productName] = product }
        if let option = options[random.index(options.count)] { fields[.option] = option }
        return CancellationNotice(
            account: accounts[number % accounts.count],
            claimID: ClaimID("C\(number % 7)-\(number)"),
            state: "취소요청",
            fields: fields,
            quantity: [nil, 1, 2, 5][random.index(4)],
            requestedAt: [nil, .morning(plus: .seconds(random.index(400_000)))][random.index(2)],
            observedAt: .morning(plus: .seconds(random.index(400_000)))
        )
    }

    private static func condition(_ random: inout SearchGenerator) -> RowFilter.Condition {
        let comparison = RowFilter.Comparison.allCases[random.index(5)]
        let times: [FilterTime] = [
            .age(seconds: Int64(random.index(500_000))), .daysAgo(random.index(6)),
            .day(Timestamp.morning.startOfKoreanDay), .minute(.morning(plus: .seconds(60_000))),
        ]
        switch random.index(10) {
        case 0: return .status([Status.allCases[random.index(6)], .held])
        case 1: return .account([Self.accounts[random.index(3)], "nobody"])
        case 2: return .reason([[.shipped, .undone, .applied][random.index(3)]])
        case 3: return .number(.quantity, comparison, random.index(6))
        case 4:
            return .time([.requested, .since][random.index(2)], comparison, times[random.index(4)])
        case 5: return .text(.orderOrClaim, [.begins(["20", "C3", "203", "x"][random.index(4)])])
        case 6: return .text([.order, .claim][random.index(2)], [.equals("2034"), .begins("C1")])
        case 7: return .text(.state, [[.equals("취소완료"), .contains("요청")][random.index(2)]])
        case 8: return .text(.product, [[.contains("니트"), .equals("t셔츠")][random.index(2)]])
        default:
            return .text(.option, [.contains(["블랙", "black", "/", "L", "비"][random.index(5)])])
        }
    }

    @Test("The store finds exactly what the filter wants, page by page", arguments: Backend.all)
    func storeAgrees(backend: Backend) async throws {
        let store = try await filled(backend, count: 400)
        let all = try await store.read { try $0.cancellations(CancellationQuery(limit: 1000)) }
        #expect(all.count == 400)
        var random = SearchGenerator(state: 9)
        for _ in 0..<300 {
            let filter = RowFilter(
                (0..<1 + random.index(3)).map { _ in
                    RowFilter.Clause(Self.condition(&random), isNegated: random.index(3) == 0)
                }
            )
            let status = [Status.held, .withdrawn, nil, nil, nil][random.index(5)]
            let account = random.index(3) == 0 ? Self.accounts[0] : nil
            let test = RowFilterTest(filter, now: Self.now)
            let sort = CancellationSort(
                CancellationSortKey.allCases[random.index(6)],
                isReversed: random.index(2) == 0
            )
            .offered(for: status, filter)
            let wanted = all.filter { row in
                test.admits(row) && (status.map { $0 == row.status } ?? true)
                    && (account.map { $0 == row.account } ?? true)
            }
            .sorted { $0.place.precedes($1.place, by: sort, Backend.accountOrder) }
            var query = CancellationQuery(
                status: status,
                account: account,
                filter: filter,
                now: Self.now,
                sort: sort,
                limit: 1 + random.index(60)
            )
            query.position = random.index(2) == 0 ? .end : nil
            #expect(try await pages(query, of: store) == wanted, "\(filter) \(sort)")
            guard let some = wanted.randomElement(using: &random) else { continue }
            query.position = .from(some.place)
            let page = try await store.read { [query] in try $0.cancellations(query) }
            let rest = wanted.drop { $0.id != some.id }.prefix(query.limit)
            #expect(page == Array(rest), "\(filter) \(sort)")
        }
    }

    @Test(
        "Numbers with a beginning are found wherever in the list they lie together",
        arguments: Backend.all,
        [(0..<100), (100..<200), (200..<300), (140..<143)]
    )
    func togetherInTheList(backend: Backend, wanted: Range<Int>) async throws {
        let store = try backend.open(folder.storePath)
        let ids = try await store.write { ledger in
            try (0..<300).map { number in
                let order = (wanted.contains(number) ? "A" : "B") + "\(number)"
                return try ledger.insert(
                    [.notice("C\(number)", order: order)],
                    standing: .pending,
                    at: .morning(plus: .seconds(number))
                )
            }
        }
        let query = CancellationQuery(
            filter: RowFilter([RowFilter.Clause(.text(.order, [.begins("A")]))]),
            limit: 5
        )
        #expect(try await pages(query, of: store).map(\.id) == ids[wanted].reversed())
    }

    private func pages(
        _ query: CancellationQuery,
        of store: any OrderStore
    ) async throws -> [CancellationRow] {
        var query = query
        let isUpwards = query.position != nil
        var rows: [CancellationRow] = []
        while true {
            let page = try await store.read { [query] in try $0.cancellations(query) }
            rows = isUpwards ? page + rows : rows + page
            guard page.count == query.limit, let first = page.first, let last = page.last else {
                return rows
            }
            query.position = isUpwards ? .above(first.place) : .below(last.place)
        }
    }

    @Test("A search ends within its reach and says how far it looked", arguments: Backend.all)
    func reach(backend: Backend) async throws {
        let store = try await filled(backend, count: 45_000)
        var query = CancellationQuery(
            filter: RowFilter([.init(.text(.product, [.contains("없는 상품")]))]),
            limit: 50
        )
        var positions: [Int64] = []
        while true {
            let slice = try await store.read { [query] in try $0.search(query) }
            #expect(slice.rows.isEmpty)
            #expect(slice.newest?.id.rawValue == 45_000)
            guard let reach = slice.reach else { break }
            #expect(reach.looked == 20_000)
            #expect(reach.count == 45_000)
            positions.append(reach.place.id.rawValue)
            query.position = .below(reach.place)
        }
        #expect(positions == [25_001, 5_001])
    }

    @Test("A page is the same however many have the same key", arguments: Backend.all)
    func ties(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let ids = try await store.write { ledger in
            try (0..<50).map { number in
                let notice = CancellationNotice.notice("C", order: "7", at: .morning)
                return try ledger.insert(
                    [notice],
                    standing: .with([.pending, .held][number % 2]),
                    at: .morning
                )
            }
        }
        for column in [CancellationSortKey.since, .order, .claim] {
            for isReversed in [false, true] {
                let sort = CancellationSort(column, isReversed: isReversed)
                let rows = try await pages(CancellationQuery(sort: sort, limit: 3), of: store)
                #expect(rows.map(\.id) == (sort.isAscending ? ids : ids.reversed()))
            }
        }
    }

    @Test("What further notices say about the request counts", arguments: Backend.all)
    func requests(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        @Sendable func notice(_ claim: String, requested: Int?, observed: Int) -> CancellationNotice
        {
            CancellationNotice(
                account: "coupang",
                claimID: ClaimID(claim),
                state: "취소요청",
                fields: [.orderNumber: "7"],
                requestedAt: requested.map { .morning(plus: .seconds($0)) },
                observedAt: .morning(plus: .seconds(observed))
            )
        }
        try await store.write { ledger in
            let first = try ledger.insert(
                [notice("A", requested: nil, observed: 900)],
                standing: .pending,
                at: .morning
            )
            _ = try ledger.insert(
                [notice("B", requested: 500, observed: 900)],
                standing: .pending,
                at: .morning
            )
            _ = try ledger.insert(
                [
                    notice("C", requested: 700, observed: 900),
                    notice("C", requested: 300, observed: 1),
                ],
                standing: .pending,
                at: .morning
            )
            try ledger.append(notice("A", requested: 400, observed: 100), to: first)
        }
        let query = CancellationQuery(
            status: .pending,
            sort: CancellationSort(.requested, isReversed: true),
            limit: 9
        )
        let rows = try await store.read { try $0.cancellations(query) }
        #expect(rows.map(\.claimID) == ["C", "A", "B"])
        #expect(try await store.audit() == [])
    }

    @Test("Rows are read again by their ids, those that still fit", arguments: Backend.all)
    func byIDs(backend: Backend) async throws {
        let store = try await filled(backend, count: 60)
        var query = CancellationQuery(status: .held, limit: 10)
        let held = try await store.read { [query] in try $0.cancellations(query) }
        let first = try #require(held.first)
        try await store.write { ledger in
            try ledger.setStanding(.applied, of: first.id, at: .morning)
        }
        query.ids = held.map(\.id)
        let left = try await store.read { [query] in try $0.cancellations(query) }
        #expect(left.map(\.id) == held.dropFirst().map(\.id))
    }

    @Test("Order lines are found by filter, page by page", arguments: Backend.all)
    func lines(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let lines = (0..<120).map { number in
            var line = IncomingOrderLine.line(
                .line("\(number)", of: "20\(number / 3)", account: Self.accounts[number % 3]),
                [.productName: Self.products[number % 4] ?? "", .option: "\(number)"],
                quantity: 1 + number % 3
            )
            line.shipping = ShippingState.allCases[number % 3]
            return line
        }
        _ = try await store.write { try $0.upsert(lines) }
        let all = try await store.read { try $0.orderLines(OrderLineQuery(limit: 500)) }
        let filters: [RowFilter.Condition] = [
            .text(.product, [.contains("니트")]), .shipping([.labeled]), .account(["auction"]),
            .number(.quantity, .greater, 1), .text(.order, [.begins("203")]),
            .text(.orderOrClaim, [.begins("201")]), .isHeld(true), .number(.open, .less, 2),
        ]
        for condition in filters {
            for isNegated in [false, true] {
                let filter = RowFilter([.init(condition, isNegated: isNegated)])
                var query = OrderLineQuery(filter: filter, limit: 7)
                var found: [LineOnFile] = []
                while true {
                    let page = try await store.read { [query] in try $0.orderLines(query) }
                    found += page
                    guard page.count == 7, let last = page.last else { break }
                    query.after = last.line.key
                }
                let test = RowFilterTest(filter, now: Self.now)
                #expect(found == all.filter { test.admits($0) }, "\(condition) \(isNegated)")
            }
        }
    }

    @Test("Order lines that nobody wants are passed over step by step", arguments: Backend.all)
    func manyLines(backend: Backend) async throws {
        let store = try backend.open(folder.storePath)
        let lines = (0..<25_000).map { number in
            IncomingOrderLine.line(
                .line("\(number)", of: "\(100_000 + number / 2)"),
                [.productName: number == 24_999 ? "코트" : "니트"]
            )
        }
        _ = try await store.write { try $0.upsert(lines) }
        let filter = RowFilter([.init(.text(.product, [.contains("코트")]))])
        let query = OrderLineQuery(filter: filter, limit: 9)
        let first = try await store.read { try $0.search(query) }
        #expect(first.lines.isEmpty)
        #expect(first.lookedTo?.orderNumber == "109999")
        let found = try await store.read { try $0.orderLines(query) }
        #expect(found.map(\.line.key.lineID) == ["24999"])
    }
}

/// A small generator with the same values on every machine.
struct SearchGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 { UInt64(index(1 << 30)) << 34 | UInt64(index(1 << 30)) << 4 }

    /// A number from 0 up to `count`, without it.
    mutating func index(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
