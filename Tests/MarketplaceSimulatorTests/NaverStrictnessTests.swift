import MarketplaceSimulator
import MatchingCore
import RequestSigning
import Testing

@Suite("스마트스토어: the simulated API takes nothing that the real one refuses")
struct NaverStrictnessTests {
    private let now = Timestamp(seconds: 1_772_330_400)
    private let list = "/external/v1/pay-order/seller/product-orders/last-changed-statuses"

    private func answer(
        _ api: inout SimulatedNaver,
        _ request: SimulatedRequest,
        at moment: Timestamp? = nil
    ) -> SimulatedAnswer {
        api.answer(request, shops: [:], now: moment ?? now)
    }

    private func grant(
        _ api: inout SimulatedNaver,
        _ changes: [String: String] = [:]
    ) throws
        -> SimulatedAnswer
    {
        var form = [
            "client_id": SimulatedNaver.clientID, "grant_type": "client_credentials",
            "type": "SELF", "timestamp": String(now.rawValue),
            "client_secret_sign": try NaverSignature.sign(
                clientID: SimulatedNaver.clientID,
                clientSecret: SimulatedNaver.clientSecret,
                at: now
            ).replacing("=", with: "%3D"),
        ]
        form.merge(changes) { $1 }
        let body = form.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
        return answer(
            &api,
            SimulatedRequest(
                method: "POST",
                target: "/external/v1/oauth2/token",
                body: Array(body.utf8)
            )
        )
    }

    private func ask(_ api: inout SimulatedNaver, _ query: String) -> SimulatedAnswer {
        answer(
            &api,
            SimulatedRequest(
                method: "GET",
                target: "\(list)?\(query)",
                headers: ["authorization": "Bearer token-1"]
            )
        )
    }

    @Test("A token is given for a whole and correctly signed form, and the same one again")
    func tokens() throws {
        var api = SimulatedNaver()
        #expect(try grant(&api, ["grant_type": "password"]).status == 401)
        #expect(try grant(&api, ["client_secret_sign": "JDJh"]).status == 400)
        #expect(try grant(&api).status == 200)
        var later = SimulatedNaver()
        #expect(try grant(&later, ["timestamp": "1772330000000"]).status == 400)
        let first = try grant(&later)
        #expect(try grant(&later).body == first.body)
    }

    @Test(
        "A window has milliseconds, an encoded plus sign, and at most 24 hours",
        arguments: [
            ("2026-03-01T10:00:00.000%2B09:00", "2026-03-02T10:00:00.000%2B09:00", 200),
            ("2026-03-01T10:00:00.000+09:00", "2026-03-02T10:00:00.000%2B09:00", 400),
            ("2026-03-01T10:00:00%2B09:00", "2026-03-02T10:00:00.000%2B09:00", 400),
            ("2026-03-01T10:00:00.000%2B09:00", "2026-03-02T10:00:00.001%2B09:00", 400),
            ("2026-03-02T10:00:00.000%2B09:00", "2026-03-01T10:00:00.000%2B09:00", 400),
        ]
    )
    func windows(from: String, to: String, status: Int) throws {
        var api = SimulatedNaver()
        _ = try grant(&api)
        let answer = ask(&api, "lastChangedFrom=\(from)&lastChangedTo=\(to)")
        #expect(answer.status == status)
    }

    @Test("Nothing is told without a token, nor with one that is too old")
    func signedIn() throws {
        var api = SimulatedNaver()
        #expect(ask(&api, "").status == 401)
        _ = try grant(&api)
        let request = SimulatedRequest(
            method: "GET",
            target: list,
            headers: ["authorization": "Bearer token-1"]
        )
        let later = now.advanced(by: .seconds(10_800))
        #expect(answer(&api, request, at: later).status == 401)
    }

    @Test("More than four calls of a kind within a second are too many, and each answer says so")
    func pace() throws {
        var api = SimulatedNaver()
        _ = try grant(&api)
        let answers = (1...6).map { _ in ask(&api, "") }
        #expect(answers.map(\.status) == [400, 400, 400, 400, 429, 429])
        let left = answers.map { $0.headers["gncp-gw-ratelimit-remaining"] }
        #expect(left == ["3", "2", "1", "0", "0", "0"])
        #expect(answers.last?.headers["gncp-gw-ratelimit-replenish-rate"] == "2")
        #expect(try grant(&api).status == 200, "another call has a limit of its own")
    }

    @Test("Details are given of 1 to 300 product orders, and only of those that there are")
    func details() throws {
        var api = SimulatedNaver()
        _ = try grant(&api)
        let many = (1...301).map { "\"\($0)\"" }.joined(separator: ",")
        for ids in ["", many, "\"1\""] {
            let request = SimulatedRequest(
                method: "POST",
                target: "/external/v1/pay-order/seller/product-orders/query",
                headers: ["authorization": "Bearer token-1"],
                body: Array("{\"productOrderIds\":[\(ids)]}".utf8)
            )
            #expect(answer(&api, request).status == 400)
        }
    }
}
