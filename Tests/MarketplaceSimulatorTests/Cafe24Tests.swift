import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

@Suite("카페24: the connector against its simulated API", .timeLimit(.minutes(5)))
struct Cafe24Tests {
    private let window = TimeWindow.oneDay

    private static func connector(
        _ account: AccountID = "cafe24",
        tokens: any RefreshTokens = TokensInMemory(SimulatedCafe24.firstRefreshToken),
        secret: String = SimulatedCafe24.clientSecret,
        limits: Cafe24Connector.Limits = .init(),
        base: String = "http://sim",
        client: ServiceClient
    ) -> Cafe24Connector {
        Cafe24Connector(
            account: account,
            keys: .init(
                mallID: SimulatedCafe24.mallID,
                clientID: SimulatedCafe24.clientID,
                clientSecret: Secret { secret },
                refreshTokens: tokens
            ),
            base: base,
            limits: limits,
            client: client
        )
    }

    @Test("A token lasts two hours, then the successor of what got it gets the next")
    func rotation() async throws {
        let bench = try await APIBench(.of("cafe24"))
        try await bench.poll()
        let count = bench.world.log.count { $0.target.contains("oauth") }
        #expect((6...8).contains(count))
        #expect(bench.world.log.allSatisfy { $0.status == 200 })
        await bench.remove()
    }

    @Test("A refresh token that cannot be kept is not lost: it is kept on the next try")
    func unkeptToken() async throws {
        let end = window.end
        let world = SimulatedWorld(shops: [], apis: [SimulatedCafe24()]) { end }
        let tokens = TokensInMemory(SimulatedCafe24.firstRefreshToken, failing: 1)
        let connector = Self.connector(
            tokens: tokens,
            client: CannedAnswers { world.answer($0, of: "cafe24") }.client(at: end)
        )
        await #expect(throws: ServiceFailure.self) { _ = try await connector.check() }
        #expect(try await connector.check() == "orders")
        #expect(await tokens.current == "refresh-2")
    }

    @Test("A refresh token that another process has used meanwhile is taken from where it is kept")
    func usedElsewhere() async throws {
        let end = window.end
        let world = SimulatedWorld(shops: [], apis: [SimulatedCafe24()]) { end }
        let tokens = TokensInMemory(SimulatedCafe24.firstRefreshToken)
        let late = LateTokens(tokens)
        let client = CannedAnswers { world.answer($0, of: "cafe24") }.client(at: end)
        _ = try await Self.connector(tokens: tokens, client: client).check()
        #expect(try await Self.connector(tokens: late, client: client).check() == "orders")
        #expect(await tokens.current == "refresh-2")
    }

    @Test("An access token that ended before its time is replaced within the call")
    func endedToken() async throws {
        let end = window.end
        var api = SimulatedCafe24()
        api.tokenLife = 7200
        let world = SimulatedWorld(shops: [], apis: [api]) { end }
        let client = CannedAnswers { world.answer($0, of: "cafe24") }.client(at: end)
        let tokens = TokensInMemory(SimulatedCafe24.firstRefreshToken)
        let first = Self.connector(tokens: tokens, client: client)
        _ = try await first.check()
        // Another process signs in, which ends the first one's access token.
        _ = try await Self.connector(tokens: tokens, client: client).check()
        #expect(try await first.check() == "orders")
        #expect(await tokens.current == "refresh-3")
    }

    @Test("Pages are read to the end, and where they end too early the days are cut")
    func pages() async throws {
        let long = window.lasting(.seconds(60 * 86_400))
        let shop = try SimulatedShop.of("cafe24", in: long)
        // By a clock that stands still the bucket would not leak.
        let ticks = Mutex(long.end)
        let world = SimulatedWorld(shops: [shop], apis: [SimulatedCafe24()]) {
            ticks.withLock { now in
                now = now.advanced(by: .seconds(1))
                return now
            }
        }
        var limits = Cafe24Connector.Limits()
        limits.pageSize = 5
        limits.highestOffset = 20
        let client = CannedAnswers { world.answer($0, of: "cafe24") }.client(at: long.end)
        let page = try await Self.connector(limits: limits, client: client)
            .everything(in: long, observedAt: long.end)
        #expect(Set(page.lines.map(\.key.orderNumber.rawValue)) == Set(shop.orders.map(\.number)))
        #expect(page.problems.filter { $0.row != nil } == [])
    }

    @Test("What the buyers of 네이버페이 want is found before 카페24 has done anything about it")
    func naverPayRequests() async throws {
        let long = window.lasting(.seconds(4 * 86_400))
        let shop = try SimulatedShop.of("cafe24", orders: 3, claims: 0)
        // The order's number ends in 0: it came over 네이버페이. Its day is not read again.
        let asked = shop.claimed("\(shop.orders[0].number)-01", [(.requested, 3 * 24 * 60)])
        let bench = try await APIBench(asked, window: long)
        let records = try await bench.poll(every: .seconds(6 * 3600))
        #expect(records.allSatisfy { $0.outcome == .succeeded })
        try await bench.expectTruth(of: asked)
        #expect(try await bench.outcomes(of: asked).count == 1)
        await bench.remove()
    }

    @Test("A used refresh token and a wrong secret are told apart")
    func refusals() async throws {
        let end = window.end
        let world = SimulatedWorld(shops: [], apis: [SimulatedCafe24()]) { end }
        func problem(refresh: String, secret: String) async -> ServiceProblem? {
            let connector = Self.connector(
                tokens: TokensInMemory(refresh),
                secret: secret,
                client: CannedAnswers { world.answer($0, of: "cafe24") }.client(at: end)
            )
            let failure = await #expect(throws: ServiceFailure.self) {
                _ = try await connector.check()
            }
            return failure?.problem
        }
        #expect(
            await problem(refresh: "used", secret: SimulatedCafe24.clientSecret)
                == .signInEnded(setting: "refresh_token", "Invalid refresh_token")
        )
        #expect(
            await problem(refresh: SimulatedCafe24.firstRefreshToken, secret: "wrong")
                == .notSignedIn("Client authentication failed")
        )
    }
}

@Suite("카페24: what its answers mean")
struct Cafe24AnswerTests {
    private static let token = #"""
        {"access_token":"a","expires_at":"2026-03-02T11:00:00.000","refresh_token":"r2"}
        """#

    private static func read(
        _ orders: String,
        status: Int = 200,
        headers: [String: String] = [:]
    ) async throws -> FeedPage {
        let end = Timestamp(seconds: 1_772_330_400)
        let connector = Cafe24Connector(
            account: "cafe24",
            keys: .init(
                mallID: "mall",
                clientID: "c",
                clientSecret: Secret { "s" },
                refreshTokens: TokensInMemory("r1")
            ),
            client: CannedAnswers { request in
                if request.target.contains("oauth") { return HTTPAnswer(token) }
                let isAsked = request.target.contains("cancel_request_date")
                return HTTPAnswer(
                    status: status,
                    headers: headers,
                    body: Array((isAsked ? orders : #"{"orders":[]}"#).utf8)
                )
            }.client(at: end)
        )
        return try await connector.everything(
            in: TimeWindow(start: end.advanced(by: .seconds(-3600)), end: end),
            observedAt: end
        )
    }

    private static func item(_ number: Int, _ status: String, _ more: String = "") -> String {
        let undone = more.isEmpty ? #","request_undone":null"# : more
        return #"{"order_item_code":"20260301-0000012-0\#(number)","product_code":"P000000A","#
            + #""product_name":"티셔츠","option_value":"색상=네이비","quantity":3,"claim_quantity":2,"#
            + #""order_status":"\#(status)","cancel_request_date":"2026-03-01T10:00:00+09:00"\#(undone)}"#
    }

    private static func orders(_ items: [String]) -> String {
        #"{"orders":[{"order_id":"20260301-0000012","order_date":"2026-03-01T09:00:00+09:00","#
            + #""canceled":"M","items":[\#(items.joined(separator: ","))],"#
            + #""cancellation":[{"claim_code":"C1","undone":"T"}]}],"links":[]}"#
    }

    @Test("Items speak, not orders: each code has its word, with the item's number and units")
    func codes() async throws {
        let codes = [
            "C00", "C10", "C34", "C35", "C36", "C40", "C41", "C42", "C43", "C77", "N20", "R00",
        ]
        let items = codes.enumerated().map { Self.item($0.offset, $0.element) }
        let page = try await Self.read(Self.orders(items))
        let words = [
            "취소요청", "취소접수-관리자", "취소처리중-환불전", "취소처리중-환불완료", "취소처리중-환불보류", "취소완료",
            "취소완료-환불전", "취소완료-환불요청중", "취소완료-환불보류", "C77",
        ]
        #expect(page.notices.map(\.state) == words)
        #expect(page.lines.count == 12)
        #expect(page.problems.map(\.problem) == [.service(.unknownState("C77"))])
        let first = try #require(page.notices.first)
        #expect(first.fields[.orderNumber] == "20260301-0000012")
        #expect(first.fields[.detailNumber] == "20260301-0000012-00" && first.quantity == 2)
        #expect(first.requestedAt == TimeText.timestamp("2026-03-01T10:00:00+09:00"))
    }

    @Test(
        "The kind of the reason is read in its word",
        arguments: [(#""H""#, "품절"), (#""A""#, "고객변심"), ("null", nil), (#""Z""#, "Z")]
            as [(String, String?)]
    )
    func cancelledBy(type: String, word: String?) async throws {
        let more = #","request_undone":null,"claim_reason_type":\#(type)"#
        let page = try await Self.read(Self.orders([Self.item(1, "C00", more)]))
        #expect(page.notices.map(\.remarks.cancelledBy) == [word])
    }

    @Test("A claim that was taken back goes on as an order and says so")
    func undone() async throws {
        let page = try await Self.read(
            Self.orders([
                Self.item(1, "N20", #","request_undone":"Cancellation""#),
                Self.item(2, "N20", #","request_undone":null,"claim_code":"C1""#),
                Self.item(3, "N20", #","request_undone":"Return""#), Self.item(4, "N30"),
            ])
        )
        #expect(page.notices.map(\.state) == ["취소철회", "취소철회"])
        #expect(page.lines.map(\.shipping) == [.received, .received, .received, .shipped])
    }

    @Test("Of an order that came over 네이버페이 its own word counts until 카페24 has a code for it")
    func naverPay() async throws {
        func more(_ status: String) -> String {
            #","request_undone":null,"naver_pay_order_id":"2026030112345671","#
                + #""naver_pay_claim_status":"\#(status)""#
        }
        let statuses = [
            "PAYED", "CANCEL_REQUEST", "CANCELING", "CANCEL_DONE", "CANCEL_REJECT",
            "ADMIN_CANCELING", "ADMIN_CANCEL_DONE", "CANCEL", "RETURN_REQUEST", "CANCEL_PONDERED",
        ]
        let items = statuses.enumerated().map { Self.item($0.offset, "N20", more($0.element)) }
        let done = Self.item(10, "C41", more("CANCEL_DONE"))
        let shipped = Self.item(11, "N30", more("CANCEL_REQUEST"))
        let page = try await Self.read(Self.orders(items + [done, shipped]))
        let words = [
            "취소요청", "취소처리중", "취소처리완료", "취소철회", "직권취소중", "직권취소완료", "CANCEL_PONDERED",
            "취소완료-환불전", "취소요청",
        ]
        #expect(page.notices.map(\.state) == words)
        #expect(page.problems.map(\.field) == ["naver_pay_claim_status"])
        #expect(page.lines.last?.shipping == .shipped)
    }

    @Test("How far a claimed item's parcel is says the code from before the claim")
    func shippingBeforeClaim() async throws {
        func more(_ before: String, _ tracking: String) -> String {
            #","request_undone":null,"order_status_before_cs":\#(before)"#
                + #","tracking_no":"\#(tracking)""#
        }
        let page = try await Self.read(
            Self.orders([
                Self.item(1, "C00", more(#""N20""#, "")),
                Self.item(2, "C00", more(#""N20""#, "61")),
                Self.item(3, "C10", more(#""N30""#, "62")), Self.item(4, "C10", more("null", "")),
            ])
        )
        #expect(page.lines.map(\.shipping) == [.received, .labeled, .shipped, nil])
        #expect(page.lines.map(\.trackingNumber) == [nil, "61", "62", nil])
    }

    @Test("A claim that gives no units takes the item as a whole")
    func noUnits() async throws {
        let item = Self.item(1, "C10").replacing(#"_quantity":2"#, with: #"_quantity":0"#)
        let page = try await Self.read(Self.orders([item]))
        #expect(page.notices.map(\.quantity) == [3])
    }

    @Test(
        "A bucket that others have filled is given time to leak",
        arguments: zip(["1/40", "38/40", "39/40", "40/40", "full", ""], [0, 0, 1, 1, nil, nil])
    )
    func bucket(header: String, usedUp: Int?) {
        let answer = HTTPAnswer(status: 200, headers: ["x-api-call-limit": header])
        let allowance = Cafe24Connector.allowance(in: answer)
        #expect(allowance?.isUsedUp == usedUp.map { $0 == 1 })
        #expect(allowance?.pace == (usedUp == nil ? nil : Cafe24Connector.pace))
    }

    @Test("A refusal names the longer of its waits, and no call follows an address elsewhere")
    func failures() async throws {
        let tooMany = await #expect(throws: ServiceFailure.self) {
            _ = try await Self.read(
                "{}",
                status: 429,
                headers: ["x-cafe24-call-remain": "3", "x-cafe24-time-remain": "7"]
            )
        }
        #expect(tooMany?.problem == .tooManyCalls(secondsToWait: 7))
        let elsewhere = await #expect(throws: ServiceFailure.self) {
            _ = try await Self.read(
                #"{"orders":[],"links":[{"rel":"next","href":"https://evil.example/api/v2/admin/orders?a=1"}]}"#
            )
        }
        guard case .unexpectedAnswer = elsewhere?.problem else {
            Issue.record("\(String(describing: elsewhere))")
            return
        }
    }
}
