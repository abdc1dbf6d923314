import Foundation
package import MatchingCore
import RequestSigning

/// 네이버 커머스 API: tokens for bcrypt signatures, changes by the millisecond, details by number.
package struct SimulatedNaver: SimulatedAPI {
    package static let clientID = "aaaabbbbcccc"
    package static let clientSecret = "$2a$04$abcdefghijklmnopqrstuu"

    package let marketplaces: [MarketplaceID] = ["storefarm"]
    package let name = "naver"

    /// The most rows that the list of changes gives at once; the real one's 300.
    package var pageSize = 300
    /// How long tokens are really good for; three hours are announced.
    package var tokenLife = Duration.seconds(10_800)
    /// Whether details come in any order and some of them twice.
    package var isUntidy = false
    /// Whether the caller's address is on the application's list.
    package var isAddressRegistered = true

    /// How many calls of each kind a second are taken; twice as many at the expense of the next.
    package var callsPerSecond = 2

    private var tokens: [(value: String, issuedAt: Timestamp)] = []
    /// What is left of each path's calls, and as of when.
    private var buckets: [String: (left: Double, at: Timestamp)] = [:]

    package init() {}

    package mutating func endTokens() {
        tokens = tokens.map { ($0.value, issuedAt: Timestamp(rawValue: 0)) }
    }

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        guard isAddressRegistered else {
            return Self.refusal(403, "GW.IP_NOT_ALLOWED", "호출이 허용되지 않은 IP입니다.")
        }
        let left = takeCall(request.path, now)
        var answer =
            left == nil
            ? Self.refusal(429, "GW.RATE_LIMIT", "요청이 많아 서비스를 일시적으로 사용할 수 없습니다.")
            : answerInTime(request, shops: shops, now: now)
        answer.headers["gncp-gw-ratelimit-burst-capacity"] = "\(callsPerSecond * 2)"
        answer.headers["gncp-gw-ratelimit-replenish-rate"] = "\(callsPerSecond)"
        answer.headers["gncp-gw-ratelimit-remaining"] = "\(left ?? 0)"
        return answer
    }

    /// Takes a call out of its path's bucket, which fills up by the second.
    ///
    /// - Returns: How many are left; `nil` when there was none.
    private mutating func takeCall(_ path: String, _ now: Timestamp) -> Int? {
        let full = Double(callsPerSecond * 2)
        let last = buckets[path] ?? (full, now)
        let seconds = Double(last.at.duration(to: now).wholeMilliseconds) / 1000
        let left = min(full, last.left + max(0, seconds) * Double(callsPerSecond))
        guard left >= 1 else {
            buckets[path] = (left, now)
            return nil
        }
        buckets[path] = (left - 1, now)
        return Int(left - 1)
    }

    private mutating func answerInTime(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        if request.method == "POST", request.path == "/external/v1/oauth2/token" {
            return grant(request, now)
        }
        guard isSignedIn(request, now) else {
            return Self.refusal(401, "GW.AUTHN", "요청을 보낼 권한이 없습니다.")
        }
        let shop = shops["storefarm"] ?? SimulatedShop(marketplace: "storefarm")
        let orders = shop.naverOrders(at: now)
        let base = "/external/v1/pay-order/seller/product-orders"
        switch (request.method, request.path) {
        case ("GET", "\(base)/last-changed-statuses"): return changes(request, orders, now)
        case ("POST", "\(base)/query"): return details(request, orders, now)
        default: return Self.refusal(404, "GW.NOT_FOUND", "요청하신 리소스를 찾을 수 없습니다.")
        }
    }

    private static func refusal(
        _ status: Int,
        _ code: String,
        _ message: String,
        invalid: String? = nil
    ) -> SimulatedAnswer {
        let body = JSONWriter.line { body in
            body.member("code", code)
            body.member("message", message)
            body.member("traceId", "sim")
            if let invalid {
                body.name("invalidInputs")
                body.array([invalid]) { inputs, name in
                    inputs.object { $0.member("name", name) }
                }
            }
        }
        return .json(body, status: status)
    }

    // MARK: Tokens

    private mutating func grant(_ request: SimulatedRequest, _ now: Timestamp) -> SimulatedAnswer {
        let form = SimulatedRequest.form(String(decoding: request.body, as: UTF8.self))
        let checked = now.advanced(by: request.clockError)
        guard form["grant_type"] == "client_credentials", form["client_id"] == Self.clientID,
            form["type"] == "SELF", let stamp = form["timestamp"].flatMap({ Int64($0) }),
            let signature = form["client_secret_sign"]
        else { return Self.refusal(401, "GW.AUTHN", "요청을 보낼 권한이 없습니다.") }
        let signed = Timestamp(rawValue: stamp)
        guard abs(signed.duration(to: checked).wholeSeconds) <= 300 else {
            let message = "timestamp 항목이 유효하지 않습니다."
            return Self.refusal(400, "BAD_REQUEST", message, invalid: "timestamp")
        }
        let expected = try? NaverSignature.sign(
            clientID: Self.clientID,
            clientSecret: Self.clientSecret,
            at: signed
        )
        guard signature == expected else {
            let message = "client_secret_sign 항목이 유효하지 않습니다."
            return Self.refusal(400, "BAD_REQUEST", message, invalid: "client_secret_sign")
        }
        // The same token as long as half an hour of it is left.
        let left = tokens.last.map { tokenLife - $0.issuedAt.duration(to: now) } ?? .zero
        if left < .seconds(1800) { tokens.append(("token-\(tokens.count + 1)", now)) }
        let body = JSONWriter.line { body in
            body.member("access_token", tokens.last?.value)
            body.member("expires_in", left < .seconds(1800) ? 10_800 : left.wholeSeconds)
            body.member("token_type", "Bearer")
        }
        return .json(body)
    }

    private func isSignedIn(_ request: SimulatedRequest, _ now: Timestamp) -> Bool {
        tokens.contains { token in
            request.headers["authorization"] == "Bearer \(token.value)"
                && token.issuedAt.duration(to: now) < tokenLife
        }
    }

    // MARK: Changes

    private func changes(
        _ request: SimulatedRequest,
        _ orders: [NaverOrder],
        _ now: Timestamp
    ) -> SimulatedAnswer {
        let parameters = request.parameters
        // A plus sign that is not encoded is a blank, and no time; milliseconds must be there.
        guard let from = parameters["lastChangedFrom"], let to = parameters["lastChangedTo"],
            [from, to].allSatisfy({ $0.count == 29 && $0.hasSuffix("+09:00") }),
            let whole = TimeWindow(from: from, to: to, longest: .seconds(366 * 86_400))
        else { return Self.refusal(400, "4000", "잘못된 요청 파라미터입니다.") }
        guard whole.start.duration(to: whole.end) <= .seconds(86_400) else {
            return Self.refusal(400, "104139", "조회 가능한 날짜 범위를 초과하였습니다.")
        }
        let sequence = parameters["moreSequence"] ?? ""
        let limit = min(parameters["limitCount"].flatMap { Int($0) } ?? 300, pageSize)
        let found = orders.filter { order in
            whole.contains(order.changedAt)
                && (order.changedAt > whole.start || order.line.number >= sequence)
        }
        .sorted { ($0.changedAt, $0.line.number) < ($1.changedAt, $1.line.number) }
        let body = JSONWriter.line { body in
            body.member("timestamp", now.naverText)
            body.member("traceId", "sim")
            body.name("data")
            body.object { data in
                data.name("lastChangeStatuses")
                data.array(found.prefix(limit)) { rows, order in
                    rows.object { order.writeChange(to: &$0) }
                }
                data.member("count", min(found.count, limit))
                guard found.count > limit else { return }
                data.name("more")
                data.object { more in
                    more.member("moreFrom", found[limit].changedAt.naverText)
                    more.member("moreSequence", found[limit].line.number)
                }
            }
        }
        return .json(body)
    }

    // MARK: Details

    private struct Query: Decodable {
        let productOrderIds: [String]
    }

    private func details(
        _ request: SimulatedRequest,
        _ orders: [NaverOrder],
        _ now: Timestamp
    ) -> SimulatedAnswer {
        let query = try? JSONDecoder().decode(Query.self, from: Data(request.body))
        guard let ids = query?.productOrderIds, (1...300).contains(ids.count) else {
            return Self.refusal(400, "4000", "잘못된 요청 파라미터입니다.")
        }
        let numbers = Set(ids)
        var found = orders.filter { numbers.contains($0.line.number) }
        guard found.count == numbers.count else {
            return Self.refusal(400, "100001", "상품 주문을 찾을 수 없습니다.")
        }
        if isUntidy { found = found.reversed() + found.prefix(1) }
        let body = JSONWriter.line { body in
            body.member("timestamp", now.naverText)
            body.member("traceId", "sim")
            body.name("data")
            body.array(found) { rows, order in
                rows.object { order.writeDetail(to: &$0) }
            }
        }
        return .json(body)
    }
}

extension Timestamp {
    /// `2026-03-01T10:11:12.000+09:00`.
    var naverText: String { "\(localText).000+09:00" }
}
