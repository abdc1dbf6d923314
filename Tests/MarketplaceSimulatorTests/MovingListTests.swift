import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

/// A list that is read by position, and more of it than fits one page.
struct MovingListCase: Sendable, CustomTestStringConvertible {
    let marketplace: MarketplaceID
    let orders: Int
    var claims = 0
    /// What a request for the list's second page holds.
    let secondPage: [String]
    var testDescription: String { marketplace.rawValue }

    func shop() throws -> SimulatedShop {
        try .of(marketplace, orders: orders, claims: claims) { $0.shares.withdrawn = 0.5 }
    }

    func api() throws -> any SimulatedAPI { try SimulatedSeat.of(marketplace).freshAPI }

    static let withoutLength = all.filter { ["cafe24", "auction"].contains($0.marketplace) }

    static let withClaims = all.filter { $0.claims > 0 }

    static let all = [
        MovingListCase(
            marketplace: "zigzag",
            orders: 300,
            claims: 120,
            secondPage: ["requested_order_item_list(", #""skip":50"#]
        ),
        MovingListCase(
            marketplace: "coupang",
            orders: 700,
            claims: 600,
            secondPage: ["returnWithdrawRequests", "pageIndex=2"]
        ),
        MovingListCase(marketplace: "makeshop", orders: 600, secondPage: ["&page=2"]),
        MovingListCase(marketplace: "cafe24", orders: 600, secondPage: ["offset=499"]),
        MovingListCase(marketplace: "auction", orders: 1200, secondPage: [#""pageIndex":2"#]),
    ]
}

@Suite("Lists that are read by position and move meanwhile", .timeLimit(.minutes(5)))
struct MovingListTests {
    @Test("What joins a list between two of its pages is not missed", arguments: MovingListCase.all)
    func joining(example: MovingListCase) async throws {
        let shop = try example.shop()
        let api = MovingAPI(
            api: try example.api(),
            secondPage: example.secondPage
        )
        let bench = try await APIBench(shop, api: api)
        #expect(try await bench.resyncWindow().outcome == .succeeded)
        #expect(bench.world.log.contains { $0.status == 200 })
        try await bench.expectTruth(of: shop)
        if shop.claims.isEmpty {
            let missing = try await bench.store.read { ledger in
                try shop.orders.map(\.number)
                    .filter { try ledger.lines(orderNumber: OrderNumber($0)).isEmpty }
            }
            #expect(missing == [])
        }
        await bench.remove()
    }

    @Test(
        "What leaves a list without a length between two of its pages hides nothing behind it",
        arguments: MovingListCase.withoutLength
    )
    func leaving(example: MovingListCase) async throws {
        let shop = try example.shop()
        let api = MovingAPI(
            api: try example.api(),
            secondPage: example.secondPage,
            way: .leaving
        )
        let bench = try await APIBench(shop, api: api)
        #expect(try await bench.resyncWindow().outcome == .succeeded)
        let missing = try await bench.store.read { ledger in
            try shop.before.orders.map(\.number)
                .filter { try ledger.lines(orderNumber: OrderNumber($0)).isEmpty }
        }
        #expect(missing == [])
        await bench.remove()
    }

    @Test(
        "A list whose order turns round and that tells claims twice is read whole",
        arguments: MovingListCase.withClaims
    )
    func turning(example: MovingListCase) async throws {
        let shop = try example.shop()
        let api = UntidyAPI(try example.api(), lateness: .zero)
        let bench = try await APIBench(shop, api: api)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded, "\(record)")
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test(
        "Such a list is read whole also by polls that other faults break off",
        arguments: MovingListCase.withClaims
    )
    func faults(example: MovingListCase) async throws {
        let shop = try example.shop()
        let bench = try await APIBench(
            shop,
            api: UntidyAPI(try example.api()),
            faults: .byChance(0.04, renaming: ["data"])
        )
        try await bench.poll(every: .seconds(4 * 3600))
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test(
        "A list that never stands still fails the poll, which is then made again",
        arguments: MovingListCase.withClaims
    )
    func restless(example: MovingListCase) async throws {
        let api = MovingAPI(
            api: try example.api(),
            secondPage: example.secondPage,
            way: .restless
        )
        let bench = try await APIBench(try example.shop(), api: api)
        let record = try await bench.resyncWindow()
        #expect(record.outcome != .succeeded)
        await bench.remove()
    }
}

/// An API some of whose claims and orders become known once a list's second page is asked for, or
/// are gone then.
private struct MovingAPI: SimulatedAPI {
    var api: any SimulatedAPI
    enum Way {
        case joining
        case leaving
        /// They join each time that the page is asked for, and are forgotten at the next call.
        case restless
    }

    let secondPage: [String]
    private let way: Way
    private var hasMoved = false

    init(api: any SimulatedAPI, secondPage: [String], way: Way = .joining) {
        self.api = api
        self.secondPage = secondPage
        self.way = way
    }

    var marketplaces: [MarketplaceID] { api.marketplaces }
    var name: String { api.name }

    mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        let text = request.target + String(decoding: request.body, as: UTF8.self)
        let isSecondPage = secondPage.allSatisfy { text.contains($0) }
        hasMoved = isSecondPage || (hasMoved && way != .restless)
        let hasThem = hasMoved != (way == .leaving)
        return api.answer(request, shops: hasThem ? shops : shops.mapValues(\.before), now: now)
    }
}

extension SimulatedShop {
    /// The shop without some of its orders that nobody claims, and some of its withdrawals.
    fileprivate var before: SimulatedShop {
        var shop = self
        let withdrawn = claims.indices.filter { index in
            claims[index].steps.contains { $0.stage == .withdrawn }
        }
        for index in withdrawn.prefix(20).reversed() {
            let claim = claims[index]
            shop.claims[index] = SimulatedClaim(
                number: claim.number,
                orderNumber: claim.orderNumber,
                line: claim.line,
                quantity: claim.quantity,
                reason: claim.reason,
                steps: claim.steps.filter { $0.stage != .withdrawn }
            )
            // Where withdrawals have no list of their own, the claim itself is new.
            if marketplace != "coupang" { shop.claims.remove(at: index) }
        }
        guard claims.isEmpty else { return shop }
        let hidden = Set((orders.prefix(20) + orders.suffix(20)).map(\.number))
        shop.orders.removeAll { hidden.contains($0.number) }
        return shop
    }
}
