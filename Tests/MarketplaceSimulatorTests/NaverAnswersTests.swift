import FeedConnectors
import Foundation
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("스마트스토어: answers of the documented form, and refusals")
struct NaverAnswersTests {
    /// 2022-05-11 22:00 in Korea.
    private let now = Timestamp(seconds: 1_652_274_000)
    private var window: TimeWindow { TimeWindow(start: now, end: now.advanced(by: .seconds(3600))) }

    private func connector(
        _ answers: CannedAnswers,
        secret: String = SimulatedNaver.clientSecret
    ) -> NaverConnector {
        NaverConnector(
            account: "storefarm",
            keys: .init(clientID: "client", clientSecret: Secret { secret }),
            client: answers.client(at: now)
        )
    }

    private func page(changes: String, details: String) async throws -> FeedPage {
        let answers = CannedAnswers(
            ["last-changed-statuses": changes, "productOrderIds": details],
            otherwise: #"{"access_token":"t","expires_in":10800,"token_type":"Bearer"}"#
        )
        return try await connector(answers).everything(in: window, observedAt: now)
    }

    /// The list of the documentation's example: nobody has paid yet, and one of them cancels.
    private let changes = """
        {"timestamp":"2022-05-11T22:27:38.419+09:00","data":{"lastChangeStatuses":[
        {"productOrderStatus":"PAYMENT_WAITING","productOrderId":"2022051122441251",
        "orderId":"2022051120592121","lastChangedDate":"2022-05-11T21:05:26.000+09:00",
        "lastChangedType":"PAY_WAITING","receiverAddressChanged":false},
        {"productOrderStatus":"PAYMENT_WAITING","claimType":"CANCEL","claimStatus":"CANCELING",
        "productOrderId":"2022051122442301","orderId":"2022051120593131",
        "lastChangedDate":"2022-05-11T22:05:26.000+09:00","lastChangedType":"CLAIM_REQUESTED",
        "receiverAddressChanged":false}],"count":2}}
        """

    private func detail(
        _ id: String,
        order: String,
        _ more: String = "",
        claim: String = ""
    ) -> String {
        """
        {"order":{"orderId":"\(order)","orderDate":"2022-05-11T21:05:26.000+09:00",
        "ordererName":"홍길동"},"productOrder":{"productOrderId":"\(id)",
        "productOrderStatus":"PAYMENT_WAITING","productId":"410000001","quantity":2,
        "productName":"여름 티셔츠","productOption":"색상: 블랙 / 사이즈: M"\(more)}\(claim)}
        """
    }

    @Test("A changed product order is a line, and its claim a notice in the catalogue's words")
    func example() async throws {
        let claim = #","claimType":"CANCEL","claimStatus":"CANCEL_REQUEST""#
        let cancel = """
            ,"currentClaim":{"cancel":{"claimId":"2022051100000001","claimStatus":"CANCELING",
            "claimRequestDate":"2022-05-11T22:04:00.123+09:00","cancelReason":"MISTAKE_ORDER",
            "requestQuantity":1}}
            """
        let canceled = detail("2022051122442301", order: "2022051120593131", claim, claim: cancel)
        let open = detail("2022051122441251", order: "2022051120592121")
        let page = try await page(changes: changes, details: #"{"data":[\#(canceled),\#(open)]}"#)
        #expect(page.problems == [])
        #expect(page.lines.map(\.key.lineID) == ["2022051122442301", "2022051122441251"])
        let notice = try #require(page.notices.first)
        #expect(page.notices.count == 1)
        #expect(notice.claimID == "2022051100000001")
        #expect(notice.state == "취소중", "the claim's own state wins")
        #expect(notice.quantity == 1)
        #expect(notice.buyerReason == "주문 실수")
        #expect(notice.fields[.orderNumber] == "2022051120593131")
        #expect(notice.fields[.detailNumber] == "2022051122442301")
        #expect(notice.fields[.option] == "색상: 블랙 / 사이즈: M")
        #expect(notice.requestedAt == Timestamp(rawValue: 1_652_274_240_123))
        // The list says when the product order came to the state; only it is about another one.
        #expect(notice.changedAt == Timestamp(seconds: 1_652_274_326))
    }

    @Test(
        "The words of the documentation, and one that it does not have",
        arguments: [
            ("CANCEL_REQUEST", "취소요청"), ("CANCELING", "취소중"), ("CANCEL_DONE", "취소완료"),
            ("CANCEL_REJECT", "취소철회"), ("ADMIN_CANCELING", "직권취소중"),
            ("ADMIN_CANCEL_DONE", "직권취소완료"), ("ADMIN_CANCEL_REJECT", "직권취소철회"),
            ("CANCEL_ON_HOLD", "CANCEL_ON_HOLD"),
        ]
    )
    func words(wire: String, word: String) async throws {
        let claim = #","cancel":{"claimId":"1","claimStatus":"\#(wire)","requestQuantity":2}"#
        let page = try await page(
            changes: changes,
            details: """
                {"data":[\(detail("2022051122442301", order: "2022051120593131", claim: claim)),
                \(detail("2022051122441251", order: "2022051120592121"))]}
                """
        )
        #expect(page.notices.map(\.state) == [word])
        let unknown = page.problems.map(\.problem)
        #expect(unknown == (wire == word ? [.service(.unknownState(word))] : []))
    }

    @Test("A claim that does not say how much is a bad row, for it may be about a part")
    func noQuantity() async throws {
        let claim = #","cancel":{"claimId":"1","claimStatus":"CANCEL_REQUEST"}"#
        let page = try await page(
            changes: changes,
            details: """
                {"data":[\(detail("2022051122442301", order: "2022051120593131", claim: claim)),
                \(detail("2022051122441251", order: "2022051120592121"))]}
                """
        )
        #expect(page.notices == [])
        #expect(page.problems.map(\.field) == ["requestQuantity"])
    }

    @Test("A bad row costs nothing else, and one that is not answered for is a problem")
    func badRow() async throws {
        let page = try await page(
            changes: changes,
            details: """
                {"data":[\(detail("2022051122441251", order: "2022051120592121")),
                {"order":{"orderId":"1"},"productOrder":{"productOrderId":"2"}}]}
                """
        )
        #expect(page.lines.count == 1)
        #expect(page.problems.map(\.row) == [2, 2])
        #expect(
            page.problems.map(\.field) == [
                "data.1.productOrder.productOrderStatus", "productOrderId",
            ]
        )
    }

    @Test("A bad row is kept aside with its numbers, once, and without the buyer")
    func keptRow() async throws {
        let details = """
            {"data":[\(detail("2022051122441251", order: "2022051120592121")),
            {"order":{"orderId":"N-1","ordererName":"홍길동","ordererNo":"77"},
            "productOrder":{"productOrderId":"N-2"}}]}
            """
        let answers = CannedAnswers(
            ["last-changed-statuses": changes, "productOrderIds": details],
            otherwise: #"{"access_token":"t","expires_in":10800,"token_type":"Bearer"}"#
        )
        let folder = FileManager.default.temporaryDirectory.path + "/rows-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let inbox = Inbox(path: folder + "/inbox")
        let feed = HTTPFeed(
            account: "storefarm",
            connector: connector(answers),
            aside: RowsAside(inbox: inbox) { "\($0.problem)" }
        )
        let request = FeedRequest(window: window, now: now) { _ in nil }
        for _ in 1...2 { _ = try await feed.read(request) { _ in } }
        let aside = SetAsideFolder(inbox: inbox)
        #expect(aside.rows(naming: "N-1", at: ["storefarm"]).count == 1)
        #expect(aside.rows(naming: "N-2", at: ["storefarm"]).count == 1)
        for secret in ["홍길동", "77"] as [OrderNumber] {
            #expect(aside.rows(naming: secret, at: ["storefarm"]).isEmpty)
        }
    }

    @Test("Details that come back empty fail the reading, so that its window stays open")
    func noDetails() async throws {
        let answers = CannedAnswers(
            ["last-changed-statuses": changes, "productOrderIds": #"{"data":[]}"#],
            otherwise: #"{"access_token":"t","expires_in":10800,"token_type":"Bearer"}"#
        )
        let feed = HTTPFeed(account: "storefarm", connector: connector(answers))
        let request = FeedRequest(window: window, now: now) { _ in nil }
        let failure = await #expect(throws: FeedError.self) {
            _ = try await feed.read(request) { _ in }
        }
        #expect(failure?.problem == .service(.unexpectedAnswer("data: no 2022051122441251")))
    }

    @Test("An answer that cannot be read is quoted without the buyers in it")
    func noBuyers() async {
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await page(changes: changes, details: #"{"data":[{"ordererName":"홍길동""#)
        }
        guard case .unexpectedAnswer(let words) = failure?.problem else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(!words.contains("홍길동"))
    }

    @Test("A claim object without a state does not take that of a return")
    func otherClaim() async throws {
        let claim = #","claimType":"RETURN","claimStatus":"RETURN_REQUEST","claimId":"7""#
        let cancel = #","cancel":{"claimId":"1","requestQuantity":1}"#
        let canceled = detail("2022051122442301", order: "2022051120593131", claim, claim: cancel)
        let open = detail("2022051122441251", order: "2022051120592121")
        let page = try await page(changes: changes, details: #"{"data":[\#(canceled),\#(open)]}"#)
        #expect(page.notices == [])
        #expect(page.problems.map(\.field) == ["claimStatus"])
    }

    @Test(
        "Each refusal is the problem that it means",
        arguments: [
            (403, #"{"code":"GW.IP_NOT_ALLOWED","message":"m"}"#, .addressNotRegistered("m")),
            (401, #"{"code":"GW.AUTHN","message":"m"}"#, .notSignedIn("m")),
            (429, #"{"code":"GW.RATE_LIMIT","message":"m"}"#, .tooManyCalls(secondsToWait: 1)),
            (429, #"{"code":"GW.QUOTA_LIMIT","message":"m"}"#, .tooManyCalls(secondsToWait: nil)),
            (503, #"{"code":"GW.BLOCK.02","message":"m"}"#, .maintenance("m")),
            (504, #"{"code":"GW.TIMEOUT.01","message":"m"}"#, .serverFailed(status: 504, "m")),
            (400, #"{"code":"104139","message":"m"}"#, .refused(code: "104139", message: "m")),
            (404, #"{"code":"GW.NOT_FOUND","message":"m"}"#, .refused(code: "404", message: "m")),
            (
                500, "<html>Oops</html>",
                .serverFailed(status: 500, "17 bytes of application/json;charset=UTF-8")
            ),
        ] as [(Int, String, ServiceProblem)]
    )
    func refusals(status: Int, body: String, problem: ServiceProblem) async throws {
        let answers = CannedAnswers { request in
            request.target.hasSuffix("/token")
                ? HTTPAnswer(#"{"access_token":"t","expires_in":10800}"#)
                : HTTPAnswer(body, status: status)
        }
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await connector(answers).check()
        }
        #expect(failure?.problem == problem)
    }

    @Test("A limit by the second is waited for, one by the subscription is not")
    func quota() async throws {
        for (period, wait) in [("SECONDS", 1), ("ROUND", nil)] as [(String, Int?)] {
            let answers = CannedAnswers { request in
                guard !request.target.hasSuffix("/token") else {
                    return HTTPAnswer(#"{"access_token":"t","expires_in":10800}"#)
                }
                return HTTPAnswer(
                    status: 429,
                    headers: ["gncp-gw-quota-period": period],
                    body: Array(#"{"code":"GW.QUOTA_LIMIT","message":"m"}"#.utf8)
                )
            }
            let failure = await #expect(throws: ServiceFailure.self) {
                _ = try await connector(answers).check()
            }
            #expect(failure?.problem == .tooManyCalls(secondsToWait: wait))
            #expect(failure?.mayPass == (wait != nil))
        }
    }

    @Test("A secret that is no salt is a mistake of the settings")
    func noSalt() async {
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await connector(CannedAnswers([:], otherwise: ""), secret: "secret").check()
        }
        #expect(failure?.problem == .invalidSetting("client_secret", reason: "bcrypt: $2a$…"))
    }

    private func check(
        _ api: SimulatedNaver = SimulatedNaver(),
        secret: String = SimulatedNaver.clientSecret,
        clockError: Duration = .zero
    ) async throws -> ServiceProblem? {
        var faults = FaultPlan()
        faults.upcoming["naver"] = [.clockSkew(clockError)]
        let bench = try await APIBench(
            SimulatedShop(marketplace: "storefarm"),
            api: api,
            window: window,
            faults: clockError == .zero ? FaultPlan() : faults,
            settings: ["client_secret": secret]
        )
        let problem = await bench.checkProblem()
        await bench.remove()
        return problem
    }

    @Test("A wrong secret, an old signature and an address that is not registered are told apart")
    func diagnoses() async throws {
        #expect(try await check() == nil)
        #expect(
            try await check(secret: "$2a$04$zbcdefghijklmnopqrstuu")
                == .notSignedIn("client_secret_sign 항목이 유효하지 않습니다.")
        )
        #expect(try await check(clockError: .seconds(420)) == .clockOff(seconds: -420))
        var api = SimulatedNaver()
        api.isAddressRegistered = false
        #expect(try await check(api) == .addressNotRegistered("호출이 허용되지 않은 IP입니다."))
    }
}
