import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("메이크샵: answers as its documents show them")
struct MakeshopAnswerTests {
    private let now = Timestamp(seconds: 1_772_330_400)

    private static let token = """
        {"success":true,"data":{"access_token":"t","token_type":"Bearer","expires_in":300}}
        """
    private static let nothing = """
        {"list":[],"page":"1","count":"0","totalPage":"0","totalCount":"0","return_code":"0000"}
        """

    private func page(_ bodies: KeyValuePairs<String, String>) async throws -> FeedPage {
        let answers = bodies.map { ($0.key, $0.value) } + [("/oauth/token", Self.token)]
        let connector = MakeshopConnector(
            account: "makeshop",
            keys: .init(clientID: "c", clientSecret: Secret { "s" }, shopID: "shop"),
            client: CannedAnswers { request in
                HTTPAnswer(answers.first { request.target.contains($0.0) }?.1 ?? Self.nothing)
            }.client(at: now)
        )
        let window = TimeWindow(start: now.advanced(by: .seconds(-3600)), end: now)
        return try await connector.everything(in: window, observedAt: now)
    }

    /// An order as in the documents: every value a text, items by their places.
    private func answer(cancel: String, product: String? = nil) -> String {
        let items = """
            {"0":{"num":"101","product_uid":"5501","product_name":"여름 티셔츠",\
            "option_data":"색상 : 블랙, 사이즈 : M","basket_stock":"2","basket_status":"C01",\
            "cancelend_date":""},\
            "1":{"num":"102","product_uid":"5502","product_name":"양말","option_data":"",\
            "basket_stock":"1","basket_status":"N01","cancelend_date":""}}
            """
        return """
            {"list":{"20260301110101-12345678901":{\
            "order":{"ordernum":"20260301110101-12345678901","sender":"홍길동",\
            "sender_mobile":"010-1234-5678","naver_pay_oid":""},\
            "payment":{"pay_price":"39000"},"product":\(product ?? items),\
            "cancel":\(cancel),"refund":[]}},\
            "page":"1","count":"1","totalPage":"1","totalCount":"1","return_code":"0000"}
            """
    }

    private let requested = """
        [{"basket_num":"101","reason":"고객변심","detail":"색상이 달라요",\
        "request_date":"2026-03-01 11:20:30","completed_date":""}]
        """

    @Test("A request has its item's fields, its time and its reason, and nothing of a person")
    func request() async throws {
        let page = try await page(["cancel_requested": answer(cancel: requested)])
        let notice = try #require(page.notices.first)
        #expect(page.notices.count == 1 && page.problems.isEmpty)
        #expect(notice.claimID == "20260301110101-12345678901-101")
        #expect(notice.state == "취소요청")
        #expect(notice.fields[.orderNumber] == "20260301110101-12345678901")
        #expect(notice.fields[.detailNumber] == "101")
        #expect(notice.fields[.productCode] == "5501")
        #expect(notice.fields[.option] == "색상 : 블랙, 사이즈 : M")
        #expect(notice.quantity == nil)
        #expect(notice.requestedAt == TimeText.timestamp("2026-03-01T11:20:30+09:00"))
        #expect(notice.changedAt == notice.requestedAt)
        #expect(notice.buyerReason == "고객변심 / 색상이 달라요")
        #expect(!"\(notice)".contains("홍길동"))
    }

    @Test("A cancel that was granted says when")
    func completion() async throws {
        let granted = requested.replacing(
            #""completed_date":"""#,
            with: #""completed_date":"2026-03-01 12:00:00""#
        )
        let page = try await page(["searchDateType=canceled": answer(cancel: granted)])
        #expect(page.notices.map(\.state) == ["취소완료"])
        #expect(page.notices[0].changedAt == TimeText.timestamp("2026-03-01T12:00:00+09:00"))
    }

    @Test("The zero date of older shop systems is no date")
    func zeroDate() async throws {
        let zero = requested.replacing(
            #""completed_date":"""#,
            with: #""completed_date":"0000-00-00 00:00:00""#
        )
        let page = try await page(["cancel_requested": answer(cancel: zero)])
        #expect(page.notices.map(\.state) == ["취소요청"])
    }

    @Test("Lists that come as objects, and objects that come as lists, are read alike")
    func shapes() async throws {
        let cancel = #"{"0":\#(requested.dropFirst().dropLast())}"#
        let product = #"[{"num":"101","product_uid":"5501","basket_stock":"2"}]"#
        let page = try await page(["cancel_requested": answer(cancel: cancel, product: product)])
        #expect(page.notices.map { $0.fields[.detailNumber] } == ["101"])
        #expect(page.problems.isEmpty)
    }

    @Test("An order's items are its lines")
    func order() async throws {
        let page = try await page(["format=order": answer(cancel: "[]")])
        #expect(page.lines.map(\.key.lineID) == ["101", "102"])
        #expect(page.lines.map(\.quantity) == [2, 1])
        #expect(page.lines.map { $0.fields[.productCode] } == ["5501", "5502"])
        #expect(!"\(page.lines)".contains("홍길동"))
    }

    @Test("A bad request is named with its place, and costs nothing else")
    func badRow() async throws {
        let cancel = """
            [{"basket_num":"101","request_date":"soon","completed_date":""},\
            {"basket_num":"102","request_date":"2026-03-01 11:20:30","completed_date":""},\
            {"request_date":"2026-03-01 11:20:30"}]
            """
        let page = try await page(["cancel_requested": answer(cancel: cancel)])
        #expect(page.notices.map { $0.fields[.detailNumber] } == ["102"])
        #expect(page.problems.map(\.row) == [1, 1])
        #expect(page.problems.map(\.field).first == "cancel.0.request_date")
        #expect(page.problems.map(\.field).last??.hasSuffix("basket_num") == true)
    }

    @Test("An answer without the claims that were asked for fails the poll")
    func changedForm() async throws {
        let body = answer(cancel: requested).replacing(#""cancel""#, with: #""cancels""#)
        let page = try await page(["cancel_requested": body])
        #expect(page.notices.isEmpty)
        #expect(page.problems.map(\.field) == ["cancel"])
    }

    @Test("A token that comes in a broken answer is quoted in no error")
    func brokenToken() async throws {
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await page(["/oauth/token": #"["secret-token""#])
        }
        #expect(failure.map { !"\($0)".contains("secret-token") } == true)
    }

    @Test("A code that is not documented is refused with its words")
    func refusal() async throws {
        let body = #"{"return_code":"9001","return_message":"조회 범위는 30일 까지 가능합니다."}"#
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await page(["order/2": body])
        }
        #expect(
            failure?.problem
                == .refused(code: "9001", message: "조회 범위는 30일 까지 가능합니다.")
        )
    }

    @Test(
        "The simulated API refuses what the documents say is refused",
        arguments: [
            "InquiryTimeFrom=2026-01-01%2000:00:00&InquiryTimeTo=2026-02-01%2000:00:00&format=order",
            "InquiryTimeFrom=2026-01-02%2000:00:00&InquiryTimeTo=2026-01-01%2000:00:00&format=order",
            "InquiryTimeFrom=2026-01-01%2000:00:00&InquiryTimeTo=2026-01-02%2000:00:00&format=order"
                + "&limit=5001",
            "InquiryTimeFrom=2026-01-01%2000:00:00&InquiryTimeTo=2026-01-02%2000:00:00&format=order"
                + "&searchDateType=withdrawn",
        ]
    )
    func strictness(query: String) throws {
        var api = SimulatedMakeshop()
        let token = SimulatedRequest(
            method: "POST",
            target: "/oauth/token",
            headers: [
                "authorization": "Basic c2ltdWxhdGVkLWNsaWVudDpzaW11bGF0ZWQtY2xpZW50LXNlY3JldA==",
                "content-type": "application/x-www-form-urlencoded",
            ],
            body: Array("grant_type=client_credentials&shop_uid=simshop".utf8)
        )
        #expect(api.answer(token, shops: [:], now: now).status == 200)
        let request = SimulatedRequest(
            method: "GET",
            target: "/api/v1/simshop/order/2?\(query)",
            headers: ["authorization": "Bearer simulated-token-\(now.rawValue)"]
        )
        let body = String(decoding: api.answer(request, shops: [:], now: now).body, as: UTF8.self)
        #expect(body.contains(#""return_code":"9001""#))
    }
}
