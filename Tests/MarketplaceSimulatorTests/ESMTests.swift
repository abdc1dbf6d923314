import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Synchronization
import Testing

@Suite("ESM: the connector against its simulated API", .timeLimit(.minutes(5)))
struct ESMTests {
    private static func connector(
        _ site: ESMConnector.Site,
        _ account: AccountID,
        base: String,
        client: ServiceClient,
        sellerID: String = SimulatedESM.sellerID,
        secretKey: String = SimulatedESM.secretKey
    ) -> ESMConnector {
        ESMConnector(
            account: account,
            site: site,
            keys: .init(
                masterID: SimulatedESM.masterID,
                issuer: "www.example.com",
                sellerID: sellerID,
                secretKey: Secret { secretKey }
            ),
            base: base,
            client: client
        )
    }

    @Test("Sixty days are walked in windows that the API takes")
    func sixtyDays() async throws {
        let long = TimeWindow.oneDay.lasting(.seconds(60 * 86_400))
        let end = long.end
        let shop = try SimulatedShop.of("auction", in: long, orders: 80, claims: 40)
        // By a clock that stands still orders would be asked for too often.
        let ticks = Mutex(end)
        let world = SimulatedWorld(shops: [shop], apis: [SimulatedESM()]) {
            ticks.withLock { now in
                now = now.advanced(by: .seconds(5))
                return now
            }
        }
        let client = CannedAnswers { world.answer($0, of: "esm") }.client(at: end)
        let page = try await Self.connector(.auction, "auction", base: "http://sim", client: client)
            .everything(in: long, observedAt: end)
        let now = shop.claims.filter { $0.step(at: end) != nil }
        #expect(Set(page.notices.map(\.claimID.rawValue)) == Set(now.map(\.orderNumber)))
        #expect(page.problems.filter { $0.row != nil } == [])
        #expect(world.log.count { $0.target.contains("Cancels") } == 22)
    }

    @Test("A cancel whose order is listed no more waits until the order comes from elsewhere")
    func claimedBeforeItWasRead() async throws {
        let shop = try SimulatedShop.of("auction", orders: 1, claims: 0)
            .claimed("2900000000", [(.requested, 2)])
        let order = try #require(shop.orders.first)
        let bench = try await APIBench(shop)
        bench.clock.advance(by: .seconds(600))
        let account = bench.account.id
        func stands() async throws -> [Standing] {
            try await bench.store.read { ledger in
                try ledger.claims(
                    account: account,
                    statuses: Set(Status.allCases),
                    after: nil,
                    limit: 9
                ).claims.map(\.standing)
            }
        }
        for _ in 1...2 {
            let records = try await bench.engine.resync(ResyncOrder([account])) { _ in }
            #expect(records.map(\.outcome) == [.succeeded])
            let standing = try #require(try await stands().first)
            #expect(standing.status == .pending && standing.reason == .orderNotFound)
            bench.clock.advance(by: .seconds(600))
        }
        let line = IncomingOrderLine(
            key: OrderLineKey(
                account: account,
                orderNumber: OrderNumber(order.number),
                lineID: LineID(order.number)
            ),
            fields: FieldValues([(.orderNumber, order.number)]),
            quantity: 1,
            shipping: .received
        )
        _ = try await bench.engine.takeIn(OneFile(lines: [line])) { _ in }
        let standing = try #require(try await stands().first)
        #expect(standing.status == .applied && standing.reason == .applied)
        #expect(try await stands().count == 1)
        await bench.remove()
    }

    /// Order lines that come from elsewhere.
    private struct OneFile: Feed {
        let lines: [IncomingOrderLine]

        func read(
            _ request: FeedRequest,
            deliver: @Sendable (FeedBatch) async throws -> Void
        ) async throws -> FeedReport {
            try await deliver(FeedBatch(mark: nil, lines: lines))
            return FeedReport()
        }
    }

    @Test("Keys of another seller, a wrong secret and a window of a week are told apart")
    func refusals() async throws {
        let world = SimulatedWorld(shops: [], apis: [SimulatedESM()]) {
            Timestamp(seconds: 1_772_330_400)
        }
        func problem(sellerID: String, secretKey: String) async -> ServiceProblem? {
            let client = CannedAnswers { world.answer($0, of: "esm") }
                .client(at: Timestamp(seconds: 1_772_330_400))
            let connector = Self.connector(
                .gmarket,
                "gmarket",
                base: "http://sim",
                client: client,
                sellerID: sellerID,
                secretKey: secretKey
            )
            let failure = await #expect(throws: ServiceFailure.self) {
                _ = try await connector.check()
            }
            return failure?.problem
        }
        #expect(
            await problem(sellerID: "other", secretKey: SimulatedESM.secretKey)
                == .notPermitted("The user does not have right access to the api")
        )
        #expect(
            await problem(sellerID: SimulatedESM.sellerID, secretKey: "wrong")
                == .notSignedIn("Invalid token")
        )
    }
}

@Suite("ESM: what its answers mean")
struct ESMAnswerTests {
    private static func read(
        _ answer: @escaping @Sendable (HTTPRequest) -> HTTPAnswer
    ) async throws -> FeedPage {
        let end = Timestamp(seconds: 1_772_330_400)
        let connector = ESMConnector(
            account: "gmarket",
            site: .gmarket,
            keys: .init(
                masterID: "m",
                issuer: "example.com",
                sellerID: "s",
                secretKey: Secret { "k" }
            ),
            client: CannedAnswers(answer).client(at: end)
        )
        return try await connector.everything(
            in: TimeWindow(start: end.advanced(by: .seconds(-3600)), end: end),
            observedAt: end
        )
    }

    private static func page(_ rows: String) async throws -> FeedPage {
        try await read { request in
            request.target.contains("Cancels")
                ? HTTPAnswer(#"{"ResultCode":"success","Message":"Success","Data":[\#(rows)]}"#)
                : HTTPAnswer(#"{"ResultCode":1100,"Message":"없음","Data":null}"#)
        }
    }

    private static func row(status: Int, approved: String) -> String {
        #"{"CancelStatus":\#(status),"SiteType":3,"OrderNo":2900000001,"SiteGoodsNo":"1500000001","#
            + #""RequestDate":"2026-03-01T10:00:00","WithdrawDate":null,"CompleteDate":null,"#
            + #""ApproveDate":\#(approved)}"#
    }

    @Test("A request is read with its order number and the latest of its times")
    func documentedRow() async throws {
        let page = try await Self.page(
            #"{"CancelStatus":1,"SiteType":3,"SellerId":"shop01","PayNo":4100000001,"GroupNo":1,"#
                + #""OrderNo":2900000001,"SiteGoodsNo":"1500000001","RequestUser":1,"Reason":1,"#
                + #""ReasonCode":1,"ReasonDetail":"","OrderDate":"2026-03-01T09:00:00","#
                + #""PayDate":"2026-03-01T09:00:10.5","RequestDate":"2026-03-01T10:11:12.123","#
                + #""WithdrawDate":null,"ApproveDate":null,"CompleteDate":null}"#
        )
        let notice = try #require(page.notices.first)
        #expect(notice.state == "취소요청" && notice.claimID == "2900000001")
        #expect(notice.orderNumber == "2900000001" && notice.quantity == nil)
        #expect(notice.changedAt == TimeText.timestamp("2026-03-01T10:11:12.123+09:00"))
        #expect(notice.remarks.cancelledBy == "구매자")
        #expect(page.problems == [])
    }

    @Test("Each documented status has its word; what was approved stays cancelled when refunded")
    func states() async throws {
        let rows =
            (1...7).map { Self.row(status: $0, approved: "null") }
            + [Self.row(status: 5, approved: #""2026-03-01T11:00:00""#)]
        let page = try await Self.page(rows.joined(separator: ","))
        let words = ["취소요청", "취소중", "취소완료", "취소철회", "직권환불", "송금후취소", "7", "취소완료"]
        #expect(page.notices.prefix(8).map(\.state) == words)
        #expect(page.problems.first?.problem == .service(.unknownState("7")))
    }

    @Test(
        "An answer that is no list says what is wrong",
        arguments: [
            (8668, "7일", .refused(code: "8668", message: "7일")),
            (3000, "", .tooManyCalls(secondsToWait: 5)),
            (2000, "날짜", .refused(code: "2000", message: "날짜")),
        ] as [(Int, String, ServiceProblem)]
    )
    func failures(code: Int, text: String, problem: ServiceProblem) async throws {
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await Self.read { _ in
                HTTPAnswer(#"{"ResultCode":\#(code),"Message":"\#(text)","Data":null}"#)
            }
        }
        #expect(failure?.problem == problem)
    }
}
