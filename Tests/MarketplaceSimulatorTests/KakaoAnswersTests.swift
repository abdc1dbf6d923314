import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("카카오: answers of the form that public clients read, and refusals")
struct KakaoAnswersTests {
    /// 2026-03-01 11:00 in Korea.
    private let now = Timestamp(seconds: 1_772_330_400)
    private var window: TimeWindow { TimeWindow(start: now, end: now.advanced(by: .seconds(3600))) }

    private func connector(
        _ answers: CannedAnswers,
        numbering: KakaoConnector.OrderNumbering = .id
    ) -> KakaoConnector {
        KakaoConnector(
            account: "kakao-talkstore",
            keys: .init(adminKey: Secret { "admin" }, sellerKey: nil),
            numbering: numbering,
            client: answers.client(at: now)
        )
    }

    private let claim = """
        ,"orderClaimCancel":{"claimId":3300001,"claimItemStatus":"REQUEST",
        "reasonCodeName":"단순 변심","createdAt":"20260301110500"}
        """

    private func page(
        status: String,
        claim: String,
        numbering: KakaoConnector.OrderNumbering = .id
    ) async throws -> FeedPage {
        let answers = CannedAnswers(
            [
                "/v2/shopping/orders": """
                {"contents":[{"orderId":2100000001,"paymentId":1700000001,
                "orderStatus":"\(status)","modifiedAt":"20260301111000"}]}
                """
            ],
            otherwise: """
                {"content":[{"id":2100000001,"orderBase":{"id":2100000001,"paymentId":1700000001,
                "status":"\(status)","paidAt":"20260301110000","modifiedAt":"20260301111000"},
                "orderer":{"phoneNumber":"01000000000"},"orderProduct":{"id":410000001,
                "name":"여름 티셔츠","optionContent":"블랙 / M","quantity":2}\(claim)}],"fail":[]}
                """
        )
        return try await connector(answers, numbering: numbering)
            .everything(in: window, observedAt: now)
    }

    @Test("Where orders go by their payment, the line is told by the detail number")
    func byPayment() async throws {
        let status = "ShippingCancelRequest"
        let page = try await page(status: status, claim: claim, numbering: .payment)
        let notice = try #require(page.notices.first)
        #expect(notice.orderNumber == "1700000001")
        #expect(notice.fields[.detailNumber] == "2100000001")
        let line = try #require(page.lines.first)
        #expect(line.key.orderNumber == "1700000001" && line.key.lineID == "2100000001")
        #expect(line.fields[.detailNumber] == "2100000001")
    }

    @Test("An order is a line, and its claim a notice by the order's own number")
    func example() async throws {
        let page = try await page(status: "ShippingCancelRequest", claim: claim)
        #expect(page.problems == [])
        let notice = try #require(page.notices.first)
        #expect(notice.claimID == "3300001")
        #expect(notice.orderNumber == "2100000001", "not the basket's 1700000001")
        #expect(notice.fields[.detailNumber] == "1700000001")
        #expect(notice.state == "결제취소예정")
        #expect(notice.quantity == nil, "an order is cancelled whole")
        #expect(notice.buyerReason == "단순 변심")
        #expect(notice.requestedAt == now.advanced(by: .seconds(300)))
        #expect(notice.changedAt == now.advanced(by: .seconds(600)))
        let line = try #require(page.lines.first)
        #expect(line.key.orderNumber == "2100000001")
        #expect(line.quantity == 2)
        #expect(line.orderedAt == now)
    }

    private static let words: [(String, String?, String?)] = [
        ("PayCancelRequest", "결제취소예정", "결제취소예정"),
        ("PayCancelComplete", "결제취소완료", "결제취소완료"),
        ("ShippingCancelRequest", "결제취소예정", "결제취소예정"),
        ("ShippingCancelComplete", "결제취소완료", "결제취소완료"),
        ("ShippingCancelRequestBuyer", "구매자배송취소요청", "구매자배송취소요청"),
        ("ShippingCancelRequestRetract", "취소철회", "취소철회"),
        ("ShippingCancelRejected", "취소불가(기발송)", "취소불가(기발송)"),
        ("RefundRequest", "환불요청대기", "환불요청대기"),
        ("ShippingRefundWaiting", "환불예정", "환불예정"),
        ("ShippingRefundComplete", "환불완료", "환불완료"),
        ("ShippingWaiting", nil, "취소철회"),
        ("ShippingProgress", nil, "취소철회"),
    ]

    @Test("The words of orders, without a claim beside them and with one", arguments: words)
    func states(wire: String, alone: String?, withClaim: String?) async throws {
        let ordinary = try await page(status: wire, claim: "")
        #expect(ordinary.notices.first?.state == alone)
        #expect(ordinary.notices.allSatisfy { $0.claimID == "2100000001" })
        let claimed = try await page(status: wire, claim: claim)
        #expect(claimed.notices.first?.state == withClaim)
        #expect(claimed.problems == [])
    }

    @Test("A word that is not known is kept where there is a claim, and reported")
    func unknownWord() async throws {
        let claimed = try await page(status: "ShippingOnHold", claim: claim)
        #expect(claimed.notices.map(\.state) == ["ShippingOnHold"])
        #expect(claimed.problems.map(\.problem) == [.service(.unknownState("ShippingOnHold"))])
        let ordinary = try await page(status: "ShippingOnHold", claim: "")
        #expect(ordinary.notices == [])
        #expect(ordinary.lines.count == 1)
        #expect(ordinary.problems.count == 1)
    }

    @Test("An answer that cannot be read is quoted without the buyers in it")
    func noBuyers() async {
        let answers = CannedAnswers(
            ["/v2/shopping/orders": #"{"contents":[{"orderId":1}]}"#],
            otherwise: #"{"content":[{"orderer":{"phoneNumber":"01000000000""#
        )
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await connector(answers).everything(in: window, observedAt: now)
        }
        guard case .unexpectedAnswer(let words) = failure?.problem else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(!words.contains("0100000"))
    }

    @Test("An order that is not answered for is a problem of its row")
    func missing() async throws {
        let answers = CannedAnswers(
            ["/v2/shopping/orders": #"{"contents":[{"orderId":1},{"orderid":2}]}"#],
            otherwise: #"{"content":[],"fail":[1]}"#
        )
        let page = try await connector(answers).everything(in: window, observedAt: now)
        #expect(page.problems.map(\.field) == ["contents.1.orderId", "id"])
        #expect(page.problems.map(\.row) == [2, 1])
    }

    @Test(
        "Each refusal is the problem that it means",
        arguments: [
            (
                401, #"{"code":-401,"msg":"ip mismatched!"}"#,
                .addressNotRegistered("ip mismatched!")
            ),
            (401, #"{"code":-401,"msg":"m"}"#, .notSignedIn("m")),
            (403, #"{"code":-2,"msg":"m"}"#, .notPermitted("m")),
            (400, #"{"code":-10,"msg":"m"}"#, .tooManyCalls(secondsToWait: nil)),
            (503, #"{"code":-9798,"msg":"m"}"#, .maintenance("m")),
            (500, #"{"code":-10000,"msg":"m"}"#, .serverFailed(status: 500, "m")),
            (
                400, #"{"code":-800,"msg":"m","extras":{"error_code":1,"error_message":"n"}}"#,
                .refused(code: "-800", message: "n")
            ),
            (
                400, #"{"error_message":"n","error_code":-22023}"#,
                .refused(code: "-22023", message: "n")
            ),
            (
                502, "<html>Bad Gateway</html>",
                .serverFailed(status: 502, "24 bytes of application/json;charset=UTF-8")
            ),
        ] as [(Int, String, ServiceProblem)]
    )
    func refusals(status: Int, body: String, problem: ServiceProblem) async throws {
        let answers = CannedAnswers { _ in HTTPAnswer(body, status: status) }
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await connector(answers).check()
        }
        #expect(failure?.problem == problem)
    }

    private func check(
        _ api: SimulatedKakao = SimulatedKakao(),
        adminKey: String = SimulatedKakao.adminKey,
        sellerKey: String = SimulatedKakao.sellerKey
    ) async throws -> ServiceProblem? {
        let bench = try await APIBench(
            SimulatedShop(marketplace: "kakao-talkstore"),
            api: api,
            window: window,
            settings: ["admin_key": adminKey, "seller_key": sellerKey]
        )
        let problem = await bench.checkProblem()
        await bench.remove()
        return problem
    }

    @Test("A wrong key, a seller's that is wrong and an address that is not registered differ")
    func diagnoses() async throws {
        #expect(try await check() == nil)
        #expect(
            try await check(adminKey: "other") == .notSignedIn("this access token does not exist")
        )
        #expect(try await check(sellerKey: "other") == .notPermitted("Target-Authorization"))
        var api = SimulatedKakao()
        api.isAddressRegistered = false
        #expect(
            try await check(api) == .addressNotRegistered("ip mismatched! callerIp=127.0.0.1.")
        )
    }
}
