import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

@Suite("SSG: the connector against its simulated API", .timeLimit(.minutes(5)))
struct SSGTests {
    private let day = TimeWindow.oneDay

    @Test("Whichever date a period is about, no cancel is missed", arguments: [false, true])
    func periods(goesByOrderDate: Bool) async throws {
        let window = day.lasting(.seconds(5 * 86_400))
        let shop = try SimulatedShop.of("shinsegae", in: window)
        let bench = try await APIBench(
            shop,
            api: SimulatedSSG(goesByOrderDate: goesByOrderDate),
            window: window
        )
        try await bench.poll(every: .seconds(2 * 3600))
        try await bench.settle()
        try await bench.expectTruth(of: shop)
        await bench.remove()
    }

    @Test("A wrong key is said to be refused")
    func wrongKey() async throws {
        let bench = try await APIBench(
            SimulatedShop(marketplace: "emart"),
            settings: ["vendor_key": "wrong"]
        )
        #expect(await bench.checkProblem() == .notSignedIn("유효하지 않은 인증키입니다."))
        await bench.remove()
    }

    // MARK: Answers as the documents show them

    private func page(cancels: String, requests: String = "") async throws -> FeedPage {
        let now = day.start
        let connector = SSGConnector(
            account: "emart",
            vendorKey: Secret { "k" },
            client: CannedAnswers(
                [
                    "inquiry.ssg": cancels,
                    "cancel/requests?perdStrDts=": requests.isEmpty ? result("") : requests,
                ],
                otherwise: #"{"result":{"resultCode":"00","shppDirections":[""]}}"#
            ).client(at: now)
        )
        return try await connector.everything(
            in: TimeWindow(start: now.advanced(by: .seconds(-3600)), end: now),
            observedAt: now
        )
    }

    private let row = """
        {"ordNo":"20260723E77451","ordItemSeq":2,"orordNo":"20260719DB22B6","orordItemSeq":1,\
        "ordpeNm":"홍길동","ordRcpMediaCd":"30","ordItemStatCd":"180","ordItemStatNm":"주문취소",\
        "itemId":1000834147489,"itemNm":"운동화","uitemId":"00001","uitemNm":"270",\
        "clmRsnCd":"251","clmRsnNm":"단순취소","clmRsnCntt":"","imptDivCd":"10",\
        "ordCnclDts":"2026-07-23 10:20:30.0","cnclItemQty":1,"dircItemQty":2,\
        "ordRcpDts":"2026-07-19 09:00:00.0"}
        """

    private func result(_ data: String) -> String {
        let rest = data.isEmpty ? "" : ",\(data)"
        return
            #"{"result":{"resultCode":"00","resultMessage":"SUCCESS","resultDesc":"성공"\#(rest)}}"#
    }

    @Test("A cancelled item is matched by the pair that was sold, also after an exchange")
    func cancel() async throws {
        for data in [#""data":[\#(row)]"#, #""data":\#(row)"#, #""resultData":[\#(row)]"#] {
            let page = try await page(cancels: result(data))
            let notice = try #require(page.notices.first)
            #expect(page.notices.count == 1 && page.problems.isEmpty)
            #expect(notice.claimID == "20260723E77451-2")
            #expect(notice.state == "주문취소")
            #expect(notice.fields[.orderNumber] == "20260719DB22B6")
            #expect(notice.fields[.code4] == "1")
            #expect(notice.fields[.productCode] == "1000834147489")
            #expect(notice.quantity == 1)
            #expect(notice.changedAt == TimeText.timestamp("2026-07-23T10:20:30+09:00"))
            #expect(notice.buyerReason == "단순취소")
            #expect(!"\(notice)".contains("홍길동"))
        }
    }

    @Test("A request that is still open has the pair, the units and the time that it was made")
    func request() async throws {
        let open = row.replacing(#""ordItemStatCd":"180","ordItemStatNm":"주문취소","#, with: "")
            .replacing(#""ordCnclDts""#, with: #""clmDemndDts""#)
            .replacing(#""cnclItemQty""#, with: #""procOrdQty""#)
        for data in [#""resultData":[\#(open)]"#, #""resultData":\#(open)"#] {
            let page = try await page(cancels: result(""), requests: result(data))
            let notice = try #require(page.notices.first)
            #expect(page.notices.count == 1 && page.problems.isEmpty)
            #expect(notice.claimID == "20260723E77451-2" && notice.state == "취소요청")
            #expect(notice.fields[.orderNumber] == "20260719DB22B6" && notice.quantity == 1)
            #expect(notice.changedAt == TimeText.timestamp("2026-07-23T10:20:30+09:00"))
        }
    }

    @Test(
        "A list of requests that is refused keeps no cancel from being read, and says what to do",
        arguments: [
            #"{"result":{"resultCode":"99","resultMessage":"FAIL","resultDesc":"권한이 없습니다."}}"#,
            "<html>404</html>",
        ]
    )
    func refusedRequests(answer: String) async throws {
        let now = day.start
        let connector = SSGConnector(
            account: "emart",
            vendorKey: Secret { "k" },
            client: CannedAnswers(
                [
                    "inquiry.ssg": result(#""resultData":[\#(row)]"#),
                    "cancel/requests?perdStrDts=": answer,
                ],
                otherwise: #"{"result":{"resultCode":"00","shppDirections":[""]}}"#
            ).client(at: now)
        )
        let delivered = Mutex<[ClaimID]>([])
        let failure = await #expect(throws: ServiceFailure.self) {
            try await connector.read(
                APIReading(
                    TimeWindow(start: now.advanced(by: .seconds(-3600)), end: now),
                    observedAt: now,
                    wantsOrders: false
                )
            ) { page in delivered.withLock { $0 += page.notices.map(\.claimID) } }
        }
        guard case .spareListFailed("requests: off", _)? = failure?.problem else {
            Issue.record("Unexpected failure \(String(describing: failure))")
            return
        }
        #expect(delivered.withLock { $0 } == ["20260723E77451-2"])
        await #expect(throws: ServiceFailure.self) { _ = try await connector.check() }
    }

    @Test("The list of requests can be left alone, and what the catalogue does not list is shown")
    func withoutRequests() async throws {
        let shop = try SimulatedShop.of("emart", orders: 3, claims: 0)
            .claimed("7", [(.requested, 5)])
        for setting in ["on", "off", "true", "false"] {
            let bench = try await APIBench(
                shop,
                settings: ["requests": setting],
                overrides: "marketplaces: []"
            )
            try await bench.poll(every: .seconds(6 * 3600))
            let isAsked = bench.world.log.contains { $0.target.contains("/cancel/requests") }
            #expect(isAsked == ["on", "true"].contains(setting))
            let outcomes = try await bench.outcomes(of: shop)
            #expect(outcomes.values.map(\.self) == (isAsked ? [.notSynced] : []))
            await bench.remove()
        }
        let mistaken = try await APIBench(shop, settings: ["requests": "maybe"])
        #expect(
            await mistaken.checkProblem()
                == .invalidSetting(
                    "requests",
                    reason: "on, off, true, false"
                )
        )
        await mistaken.remove()
    }

    @Test(
        "Nothing found is no error",
        arguments: [#""data":[]"#, #""data":null"#, #""data":"""#, #""count":0"#]
    )
    func nothing(data: String) async throws {
        let page = try await page(cancels: result(data))
        #expect(page.notices.isEmpty && page.problems.isEmpty)
    }

    @Test("A row that says to be no cancel keeps its own word")
    func otherState() async throws {
        let other = row.replacing(#""180""#, with: #""120""#)
            .replacing("주문취소", with: "주문완료")
        let page = try await page(cancels: result(#""data":[\#(other)]"#))
        #expect(page.notices.map(\.state) == ["주문완료"])
        #expect(page.problems.map(\.problem) == [.service(.unknownState("주문완료"))])
    }

    @Test("A bad row is named with its place, and costs nothing else")
    func badRow() async throws {
        let bad = row.replacing(#""cnclItemQty":1"#, with: #""cnclItemQty":0"#)
        let page = try await page(cancels: result(#""data":[\#(bad),\#(row),{"ordNo":"1"}]"#))
        #expect(page.notices.count == 1)
        #expect(page.problems.map(\.row) == [1, 3])
        #expect(page.problems.map(\.field) == ["cnclItemQty", "result.data.2.ordItemSeq"])
    }

    @Test("A refusal is told in the API's own words")
    func refusal() async throws {
        let body = """
            {"result":{"resultCode":"99","resultMessage":"FAIL",\
            "resultDesc":"조회 기간은 7일 이내입니다."}}
            """
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await page(cancels: body)
        }
        #expect(failure?.problem == .refused(code: "99", message: "조회 기간은 7일 이내입니다."))
    }

    @Test("What is sent in exchange is no order of its own")
    func directions() async throws {
        let rows = """
            {"ordNo":"2026072803BCC9","ordItemSeq":1,"orordNo":"2026072803BCC9","orordItemSeq":1,\
            "itemId":1000832700464,"itemNm":"운동화","ordItemDivNm":"일반주문","rcptpeNm":"홍길동",\
            "shppNo":10213327316,"shppSeq":1,"dircItemQty":2}
            """
        let exchange = rows.replacing(#""orordNo":"2026072803BCC9""#, with: #""orordNo":"1""#)
        let connector = SSGConnector(
            account: "emart",
            vendorKey: Secret { "k" },
            client: CannedAnswers(
                [
                    "listShppDirection.ssg": result(
                        #""shppDirections":[{"shppDirection":[\#(rows),\#(exchange)]}]"#
                    )
                ],
                otherwise: result(#""data":[]"#)
            ).client(at: day.start)
        )
        let page = try await connector.everything(in: day, observedAt: day.start)
        #expect(page.lines.map(\.key.orderNumber) == ["2026072803BCC9"])
        #expect(page.lines.map { $0.fields[.code4] } == ["1"])
        #expect(page.lines.map(\.quantity) == [2])
        #expect(!"\(page.lines)".contains("홍길동"))
    }

    @Test(
        "The simulated API refuses what the documents say is refused",
        arguments: [
            #"{"request":{"perdStrDts":"20260301","perdEndDts":"20260308"}}"#,
            #"{"request":{"perdStrDts":"20260302","perdEndDts":"20260301"}}"#,
            #"{"request":{"perdStrDts":"2026-03-01","perdEndDts":"2026-03-02"}}"#,
            #"{"perdStrDts":"20260301"}"#,
        ]
    )
    func strictness(body: String) {
        let request = SimulatedRequest(
            method: "POST",
            target: "/api/clm/cncl/ord/inquiry.ssg",
            headers: [
                "authorization": SimulatedSSG.vendorKeys["emart"] ?? "",
                "accept": "application/json", "content-type": "application/json",
            ],
            body: Array(body.utf8)
        )
        var api = SimulatedSSG()
        let answer = api.answer(request, shops: [:], now: day.start)
        #expect(String(decoding: answer.body, as: UTF8.self).contains(#""resultCode":"99""#))
    }
}
