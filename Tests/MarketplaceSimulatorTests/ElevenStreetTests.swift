import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("11번가: the connector against its simulated API", .timeLimit(.minutes(5)))
struct ElevenStreetTests {
    private let window = TimeWindow.oneDay

    private static func connector(
        _ account: AccountID = "11st",
        key: String = SimulatedElevenStreet.key,
        base: String,
        client: ServiceClient
    ) -> ElevenStreetConnector {
        ElevenStreetConnector(account: account, key: Secret { key }, base: base, client: client)
    }

    @Test("Whichever clock the lists of completed and withdrawn claims go by, none is missed")
    func otherClock() async throws {
        let shop = try SimulatedShop.of("11st", seed: 11)
        var api = SimulatedElevenStreet()
        api.listsByRequest = true
        let bench = try await APIBench(shop, api: api)
        try await bench.poll()
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("Sixty days are walked in windows that the API takes")
    func sixtyDays() async throws {
        let long = window.lasting(.seconds(60 * 86_400))
        let shop = try SimulatedShop.of("11st", in: long, orders: 80, claims: 40)
        let world = SimulatedWorld(shops: [shop], apis: [SimulatedElevenStreet()]) { long.end }
        let page = try await Self.read(long, of: world)
        let listed = Set(page.notices.map(\.claimID.rawValue))
        let now = shop.claims.filter { $0.step(at: long.end) != nil }
        #expect(listed == Set(now.map(\.number)))
        #expect(page.problems.filter { $0.row != nil } == [])
        #expect(world.log.allSatisfy { $0.status == 200 })
        #expect(world.log.count { $0.target.contains("claimservice") } == 9)
    }

    @Test("A list that is full is asked for again in halves until it is not")
    func fullList() async throws {
        let claims = (0..<3500).map { index -> SimulatedClaim in
            let at = window.start.advanced(by: .seconds(Int64(index * 10)))
            return SimulatedClaim(
                number: "\(8_100_000 + index)",
                orderNumber: "20260301000000001",
                line: 1,
                quantity: 1,
                reason: "",
                steps: [.init(.withdrawn, at: at)]
            )
        }
        let line = SimulatedOrder.Line(
            sequence: 1,
            number: "1",
            productCode: "1",
            productName: "이름",
            option: "",
            optionNumber: "1",
            quantity: 1,
            trackingNumber: ""
        )
        let order = SimulatedOrder(
            number: "20260301000000001",
            placedAt: window.start,
            lines: [line]
        )
        let shop = SimulatedShop(marketplace: "11st", orders: [order], claims: claims)
        let world = SimulatedWorld(shops: [shop], apis: [SimulatedElevenStreet()]) { [window] in
            window.end
        }
        let page = try await Self.read(window, of: world)
        #expect(Set(page.notices.map(\.claimID)).count == 3500)
        #expect(page.problems == [])
    }

    private static func read(
        _ window: TimeWindow,
        of world: SimulatedWorld
    ) async throws -> FeedPage {
        let client = CannedAnswers { world.answer($0, of: "11st") }.client(at: window.end)
        return try await connector(base: "http://sim", client: client)
            .everything(in: window, observedAt: window.end)
    }
}

@Suite("11번가: what its answers mean")
struct ElevenStreetAnswerTests {
    private static func read(
        _ answer: @escaping @Sendable (HTTPRequest) -> HTTPAnswer
    ) async throws -> FeedPage {
        let end = Timestamp(seconds: 1_772_330_400)
        let connector = ElevenStreetConnector(
            account: "11st",
            key: Secret { "k" },
            client: CannedAnswers(answer).client(at: end)
        )
        return try await connector.everything(
            in: TimeWindow(start: end.advanced(by: .seconds(-3600)), end: end),
            observedAt: end
        )
    }

    private static func answer(_ content: String) -> HTTPAnswer {
        HTTPAnswer(
            status: 200,
            body: Array(
                #"<?xml version="1.0" encoding="utf-8"?><ns2:orders>\#(content)</ns2:orders>"#.utf8
            )
        )
    }

    private static func error(_ code: Int, _ text: String) -> HTTPAnswer {
        answer(
            "<ns2:result_code>\(code)</ns2:result_code><ns2:result_text>\(text)</ns2:result_text>"
        )
    }

    private static let nothing = error(-1, "해당 건이 없습니다.")

    @Test("A request is read with its key, its units and its times, from Korean text")
    func documentedRow() async throws {
        // The option is 색상:네이비-1개 in EUC-KR, the prefix is declared as the live API does.
        let option: [UInt8] = [
            0xBB, 0xF6, 0xBB, 0xF3, 0x3A, 0xB3, 0xD7, 0xC0, 0xCC, 0xBA, 0xF1, 0x2D, 0x31, 0xB0,
            0xB3,
        ]
        let start = """
            <?xml version="1.0" encoding="euc-kr" standalone="yes"?>
            <ns2:orders xmlns:ns2="http://skt.tmall.business.openapi.spring.service.client.domain/">
              <ns2:order>
                <createDt>2026-03-01 10:11:12</createDt><dlvNo>900000001</dlvNo>
                <ordCnDtlsRsn>A &amp; B</ordCnDtlsRsn><ordCnMnbdCd>01</ordCnMnbdCd>
                <ordCnQty>1</ordCnQty><ordCnRsnCd>15</ordCnRsnCd><ordCnStatCd>01</ordCnStatCd>
                <ordNo>20260301000000001</ordNo><ordPrdCnSeq>8100001</ordPrdCnSeq>
                <ordPrdSeq>2</ordPrdSeq><prdNo>410000001</prdNo><referSeq/>
                <slctPrdOptNm>
            """
        let end = "</slctPrdOptNm></ns2:order></ns2:orders>"
        let body = Array(start.utf8) + option + Array(end.utf8)
        let page = try await Self.read { request in
            request.target.contains("/cancelorders/")
                ? HTTPAnswer(status: 200, body: body)
                : request.target.contains("ordservices")
                    ? Self.error(0, "조회된 결과가 없습니다.") : Self.nothing
        }
        let notice = try #require(page.notices.first)
        #expect(page.notices.count == 1 && page.problems == [])
        #expect(notice.claimID == "8100001" && notice.state == "취소신청")
        #expect(notice.fields[.orderNumber] == "20260301000000001")
        #expect(notice.fields[.detailNumber] == "2")
        #expect(notice.fields[.option] == "색상:네이비-1개")
        #expect(notice.quantity == 1 && notice.buyerReason == "A & B")
        #expect(notice.requestedAt == TimeText.timestamp("2026-03-01T10:11:12+09:00"))
        #expect(notice.remarks.cancelledBy == "구매자")
    }

    @Test("A row that lacks its units costs nothing but itself, and an unknown code is kept")
    func badRows() async throws {
        func order(_ code: String, _ claim: Int, _ quantity: String) -> String {
            "<order><createDt>2026-03-01 10:11:12</createDt><ordNo>1</ordNo>"
                + "<ordPrdSeq>1</ordPrdSeq><ordCnStatCd>\(code)</ordCnStatCd>"
                + "<ordPrdCnSeq>\(claim)</ordPrdCnSeq>\(quantity)</order>"
        }
        let rows =
            order("01", 1, "") + order("07", 2, "<ordCnQty>1</ordCnQty>")
            + order("01", 3, "<ordCnQty>2</ordCnQty>")
        let page = try await Self.read { request in
            request.target.contains("/cancelorders/")
                ? Self.answer(rows)
                : request.target.contains("ordservices")
                    ? Self.error(0, "조회된 결과가 없습니다.") : Self.nothing
        }
        #expect(page.notices.map(\.claimID) == ["2", "3"])
        #expect(page.notices.map(\.state) == ["07", "취소신청"])
        #expect(page.problems.map(\.field) == ["ordCnQty", "ordCnStatCd"])
        #expect(page.problems.map(\.row) == [1, nil])
        #expect(page.problems.last?.problem == .service(.unknownState("07")))
    }

    @Test(
        "A code that is no list says what is wrong",
        arguments: [
            (-1, "등록되지 않은 OPENAPI KEY 입니다.", .notSignedIn("등록되지 않은 OPENAPI KEY 입니다.")),
            (-1, "허용되지 않은 IP 입니다.", .addressNotRegistered("허용되지 않은 IP 입니다.")),
            (-1, "KEY의 사용 기간이 만료되었습니다.", .keyExpired("KEY의 사용 기간이 만료되었습니다.")),
            (-28005, "올바른 판매자가 아닙니다.", .notSignedIn("올바른 판매자가 아닙니다.")),
            (-28008, "최대 30일", .refused(code: "-28008", message: "최대 30일")),
            (-1000, "서버 점검중입니다.", .maintenance("서버 점검중입니다.")),
            (0, "해당 건이 없습니다.", .refused(code: "0", message: "해당 건이 없습니다.")),
        ] as [(Int, String, ServiceProblem)]
    )
    func failures(code: Int, text: String, problem: ServiceProblem) async throws {
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await Self.read { _ in Self.error(code, text) }
        }
        #expect(failure?.problem == problem)
    }

    @Test("A wrong key and a window that is too long are refused as the guide says")
    func refusals() {
        var api = SimulatedElevenStreet()
        func ask(_ path: String, key: String = SimulatedElevenStreet.key) -> String {
            let request = SimulatedRequest(
                method: "GET",
                target: "/rest/\(path)",
                headers: ["openapikey": key]
            )
            let answer = api.answer(request, shops: [:], now: Timestamp(seconds: 1_772_330_400))
            return String(decoding: answer.body.filter { $0 < 0x80 }, as: UTF8.self)
        }
        let month = "claimservice/cancelorders/202603010000/202603310000"
        #expect(ask(month).contains("<ns2:result_code>-1<"))
        #expect(ask("claimservice/cancelorders/202603010000/202604010000").contains(">-28008<"))
        #expect(ask("claimservice/cancelorders/20260301/20260302").contains(">-28006<"))
        #expect(ask(month, key: "wrong").contains("KEY"))
    }
}
