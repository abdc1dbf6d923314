import MarketplaceSimulator
import MatchingCore
import RequestSigning
import Testing

@Suite("카카오, 지그재그: the simulated APIs take nothing that the real ones refuse")
struct KakaoStrictnessTests {
    private let now = Timestamp(seconds: 1_772_330_400)

    private func status(
        _ target: String,
        admin: String = SimulatedKakao.adminKey,
        seller: String = SimulatedKakao.sellerKey
    ) -> Int {
        var api = SimulatedKakao()
        let request = SimulatedRequest(
            method: "GET",
            target: target,
            headers: [
                "authorization": "KakaoAK \(admin)", "target-authorization": "KakaoAK \(seller)",
                "channel-ids": "101",
            ]
        )
        return api.answer(request, shops: [:], now: now).status
    }

    private let list = "/v2/shopping/orders?orderModifiedAtStart=2026-03-01%2010%3A00%3A00"

    @Test("카카오: both keys, a window of at most 24 hours, at most 100 rows, a whole cursor")
    func changes() {
        let day = "\(list)&orderModifiedAtEnd=2026-03-02%2010%3A00%3A00"
        #expect(status(day) == 200)
        #expect(status(day, admin: "other") == 401)
        #expect(status(day, seller: "other") == 403)
        #expect(status("\(list)&orderModifiedAtEnd=2026-03-02%2010%3A00%3A01") == 400)
        #expect(status("\(list)&orderModifiedAtEnd=20260301110000") == 400)
        #expect(status(list) == 400)
        #expect(status("\(day)&size=101") == 400)
        #expect(status("\(day)&lastOrderId=1") == 400)
        #expect(status("\(day)&lastOrderId=1&lastModifiedAt=20260301110000") == 200)
    }

    @Test("카카오: details of 1 to 300 orders")
    func details() {
        let many = (1...301).map(String.init).joined(separator: "%2C")
        #expect(status("/v1/shopping/orders/bulk?order_ids=\(many)") == 400)
        #expect(status("/v1/shopping/orders/bulk?order_ids=") == 400)
        #expect(status("/v1/shopping/orders/bulk?order_ids=1%2C2") == 200)
        #expect(status("/v1/shopping/orders") == 404)
    }

    @Test("지그재그: the query is signed with single blanks, a fresh date and the right key")
    func zigzag() {
        let query = "query { order_item_list(a: 1) { total_count } }"
        func message(
            secret: String = SimulatedZigzag.secretKey,
            sent: String? = nil,
            age: Int64 = 0,
            limit: Int = 50
        ) -> String {
            let signature = ZigzagSignature(
                query: query,
                secret: secret,
                at: now.advanced(by: .seconds(-age))
            )
            let variables = "{\"from\":20260301,\"to\":20260301,\"limit\":\(limit),\"skip\":0}"
            let request = SimulatedRequest(
                method: "POST",
                target: "/1/graphql",
                headers: [
                    "authorization": signature.header(accessKey: SimulatedZigzag.accessKey)
                ],
                body: Array(
                    "{\"query\":\"\(sent ?? query)\",\"variables\":\(variables)}".utf8
                )
            )
            var api = SimulatedZigzag()
            return String(decoding: api.answer(request, shops: [:], now: now).body, as: UTF8.self)
        }
        #expect(message().contains("\"total_count\":0"))
        #expect(message(secret: "other").contains("authenticated_failed"))
        #expect(message(sent: "query { order_item_list(a: 2) }").contains("authenticated_failed"))
        #expect(message(age: 301).contains("authenticated_failed"))
        #expect(message(limit: 51).contains("errors"))
    }
}
