import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncInterfaces
import Testing

/// One connector against its simulated API: what happens in its world, and what it stumbles over.
struct ConnectorCase: Sendable, CustomTestStringConvertible {
    let marketplace: MarketplaceID
    /// Calls that a reading of sixty days makes at most.
    let mostCalls: Int
    var claims = 60
    var seed: UInt64 = 7
    var shape: @Sendable (inout WorldGenerator) -> Void = { _ in }
    /// The API at its rudest; its seat's when `nil`.
    var rudest: (@Sendable () -> any SimulatedAPI)?
    /// How many of the answers go wrong, and which fields may be called something else.
    var faultShare = 0.1
    var renamed: [String] = []
    var testDescription: String { marketplace.rawValue }

    func shop(in window: TimeWindow = .oneDay) throws -> SimulatedShop {
        try .of(
            marketplace,
            in: window,
            orders: claims * 2,
            claims: claims,
            seed: seed,
            shape: shape
        )
    }

    static let all: [ConnectorCase] = [
        ConnectorCase(
            marketplace: "coupang",
            mostCalls: 270,
            faultShare: 0.04,
            renamed: [
                "data", "receiptId", "orderId", "vendorItemId", "cancelCount", "cancelId",
                "returnItems", "orderItems", "shippingCount", "vendorItemIds", "createdAt",
            ]
        ),
        ConnectorCase(
            marketplace: "storefarm",
            mostCalls: 125,
            claims: 70,
            seed: 5,
            shape: {
                $0.shares.askedAgain = 0.1
                $0.shares.beforeConfirmation = 0.08
                $0.shares.unheardOf = 0.05
            },
            rudest: {
                var api = SimulatedNaver()
                api.isUntidy = true
                api.pageSize = 5
                return api
            },
            renamed: [
                "data", "lastChangeStatuses", "productOrderId", "lastChangedDate", "order",
                "orderId", "requestQuantity", "productOrder", "productOrderStatus",
                "access_token",
            ]
        ),
        ConnectorCase(
            marketplace: "cafe24",
            mostCalls: 90,
            seed: 24,
            faultShare: 0.06,
            renamed: ["order_item_code", "claim_quantity", "order_status", "request_undone"]
        ),
        ConnectorCase(
            marketplace: "auction",
            mostCalls: 90,
            seed: 12,
            faultShare: 0.08,
            renamed: ["OrderNo", "CancelStatus", "RequestDate"]
        ),
        ConnectorCase(
            marketplace: "gmarket",
            mostCalls: 90,
            seed: 12,
            faultShare: 0.08,
            renamed: ["OrderNo", "CancelStatus", "RequestDate"]
        ),
        ConnectorCase(
            marketplace: "11st",
            mostCalls: 150,
            seed: 11,
            faultShare: 0.08,
            renamed: ["ordCnQty", "ordNo", "createDt", "ordCnStatCd"]
        ),
        ConnectorCase(
            marketplace: "kakao-talkstore",
            mostCalls: 140,
            claims: 80,
            seed: 9,
            shape: {
                $0.shares.beforeConfirmation = 0.1
                $0.shares.unheardOf = 0.05
            },
            rudest: {
                var api = SimulatedKakao()
                api.isUntidy = true
                return api
            },
            faultShare: 0.15,
            renamed: [
                "contents", "orderId", "token", "lastOrderId", "content", "id", "orderBase",
                "status", "modifiedAt", "orderProduct",
            ]
        ),
        ConnectorCase(
            marketplace: "makeshop",
            mostCalls: 250,
            seed: 21,
            faultShare: 0.06,
            renamed: [
                "list", "ordernum", "num", "basket_num", "product", "basket_stock", "cancel",
                "request_date", "totalPage", "access_token", "return_code",
            ]
        ),
        ConnectorCase(
            marketplace: "shinsegae",
            mostCalls: 60,
            seed: 31,
            renamed: [
                "result", "resultCode", "ordNo", "ordItemSeq", "cnclItemQty", "dircItemQty",
            ]
        ),
        ConnectorCase(
            marketplace: "emart",
            mostCalls: 60,
            seed: 31,
            renamed: [
                "result", "resultCode", "ordNo", "ordItemSeq", "cnclItemQty", "dircItemQty",
            ]
        ),
        ConnectorCase(
            marketplace: "zigzag",
            mostCalls: 60,
            claims: 70,
            seed: 3,
            renamed: [
                "data", "total_count", "item_list", "order_item_number", "quantity", "order",
                "order_number", "order_item_request_number", "status",
            ]
        ),
    ]
}

@Suite("Every connector against its simulated API", .timeLimit(.minutes(5)))
struct ConnectorContractTests {
    @Test("Each marketplace of the simulator is a case")
    func complete() {
        #expect(ConnectorCase.all.map(\.marketplace) == SimulatedSeat.all.map(\.marketplace))
    }

    @Test("After a day of polls the store says what the shop says", arguments: ConnectorCase.all)
    func truth(example: ConnectorCase) async throws {
        let shop = try example.shop()
        let bench = try await APIBench(shop)
        let records = try await bench.poll()
        #expect(records.allSatisfy { $0.outcome == .succeeded })
        #expect(bench.world.log.allSatisfy { $0.status == 200 })
        // Some APIs refuse with status 200: that no call was too early is seen here alone.
        #expect(bench.callProblems == [])
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test(
        "What becomes of a claim days after it was asked for is found as well",
        arguments: ConnectorCase.all.filter { $0.marketplace != "makeshop" }
    )
    func slowly(example: ConnectorCase) async throws {
        let shop = try example.shop().slow
        let bench = try await APIBench(shop, window: TimeWindow.oneDay.withFiveMoreDays)
        try await bench.poll(every: .seconds(2 * 3600))
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("Sixty days are walked within the API's limits", arguments: ConnectorCase.all)
    func longWindow(example: ConnectorCase) async throws {
        let window = TimeWindow.oneDay.lasting(.seconds(60 * 86_400))
        let shop = try example.shop(in: window)
        let bench = try await APIBench(shop, window: window)
        #expect(try await bench.resyncWindow().outcome == .succeeded)
        let log = bench.world.log
        #expect(log.allSatisfy { $0.status == 200 })
        #expect(log.count <= example.mostCalls)
        try await bench.settle()
        if bench.account.marketplace.hidesClaimedOrders {
            // What was claimed before anybody read its order waits for it.
            let truth = Truth(of: shop, at: bench.clock.now()).outcomes
            #expect(Set(try await bench.outcomes(of: shop).keys) == Set(truth.keys))
        } else {
            try await bench.expectTruth(of: shop)
        }
        await bench.remove()
    }

    @Test(
        "What was withdrawn and then sent stays withdrawn, and is known to be sent",
        arguments: [
            ("storefarm", "200000001", ["취소요청", "취소철회"]),
            ("kakao-talkstore", "3300001", ["결제취소예정", "취소철회"]),
        ] as [(MarketplaceID, String, Set<String>)]
    )
    func sentAfterAll(marketplace: MarketplaceID, claim: String, words: Set<String>) async throws {
        let day = TimeWindow.oneDay
        var shop = try SimulatedShop.of(marketplace, orders: 1, claims: 0)
            .claimed(claim, [(.requested, 5), (.withdrawn, 25)])
        shop.orders[0].lines[0].shippedAt = day.start.advanced(by: .seconds(45 * 60))
        let bench = try await APIBench(shop, window: day.lasting(.seconds(2 * 3600)))
        try await bench.poll()
        try await bench.expectTruth(of: shop)
        let account = bench.account.id
        let (states, shipping) = try await bench.store.read { ledger in
            let found = try ledger.claims(
                account: account,
                statuses: [.withdrawn],
                after: nil,
                limit: 2
            ).claims.flatMap(\.notices)
            let lines = try found.first.map { try ledger.lines(orderNumber: $0.orderNumber) }
            return (found.map(\.state), lines?.map(\.line.shipping))
        }
        #expect(Set(states) == words)
        #expect(shipping?.first == .shipped)
        await bench.remove()
    }

    @Test(
        "Whatever goes wrong on the way, nothing is missed, wrong or there twice",
        arguments: ConnectorCase.all
    )
    func faults(example: ConnectorCase) async throws {
        let shop = try example.shop()
        let api = try example.rudest?() ?? SimulatedSeat.of(example.marketplace).freshAPI
        let bench = try await APIBench(
            shop,
            api: UntidyAPI(api),
            faults: .byChance(example.faultShare, renaming: example.renamed)
        )
        let records = try await bench.poll()
        #expect(records.contains { $0.outcome != .succeeded })
        #expect(records.contains { $0.outcome == .succeeded })
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }
}
