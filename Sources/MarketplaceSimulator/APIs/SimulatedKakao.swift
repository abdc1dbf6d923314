package import MatchingCore

/// 카카오 톡스토어: changed orders by the second with a cursor, details by number.
///
/// What a seller calls a line of an order is an order here; the order is its basket.
package struct SimulatedKakao: SimulatedAPI {
    package static let adminKey = "simulated-admin-key"
    package static let sellerKey = "simulated-seller-key"

    package let marketplaces: [MarketplaceID] = ["kakao-talkstore"]
    package let name = "kakao"

    /// Whether the caller's address is registered.
    package var isAddressRegistered = true
    /// Whether details come in any order and some of them twice.
    package var isUntidy = false

    package init() {}

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        guard isAddressRegistered else {
            return Self.refusal(401, -401, "ip mismatched! callerIp=127.0.0.1.")
        }
        guard request.headers["authorization"] == "KakaoAK \(Self.adminKey)" else {
            return Self.refusal(401, -401, "this access token does not exist")
        }
        guard request.headers["target-authorization"] == "KakaoAK \(Self.sellerKey)",
            request.headers["channel-ids"] == "101"
        else { return Self.refusal(403, -2, "Target-Authorization") }
        let shop = shops["kakao-talkstore"] ?? SimulatedShop(marketplace: "kakao-talkstore")
        let orders = shop.kakaoOrders(at: now)
        switch (request.method, request.path) {
        case ("GET", "/v2/shopping/orders"): return changes(request.parameters, orders)
        case ("GET", "/v1/shopping/orders/bulk"): return details(request.parameters, orders)
        default: return Self.refusal(404, -404, "no such API")
        }
    }

    private static func refusal(_ status: Int, _ code: Int, _ message: String) -> SimulatedAnswer {
        let body = JSONWriter.line { body in
            body.member("msg", message)
            body.member("code", code)
        }
        return .json(body, status: status)
    }

    private func changes(
        _ parameters: [String: String],
        _ orders: [KakaoOrder]
    ) -> SimulatedAnswer {
        let start = parameters["orderModifiedAtStart"]
        let end = parameters["orderModifiedAtEnd"]
        guard
            let window = TimeWindow(from: start, to: end, longest: .seconds(86_400)),
            start?.count == 19, end?.count == 19,
            let size = Int(parameters["size"] ?? "100"), (1...100).contains(size)
        else { return Self.refusal(400, -10001, "orderModifiedAtStart, orderModifiedAtEnd: 24h") }
        let last = parameters["lastModifiedAt"]
        let number = parameters["lastOrderId"] ?? ""
        guard (last == nil) == number.isEmpty else {
            return Self.refusal(400, -10001, "lastOrderId, lastModifiedAt")
        }
        let found = orders.filter { order in
            guard window.contains(order.modifiedAt) else { return false }
            guard let last else { return true }
            return (order.modifiedAt.compactText, order.line.number) > (last, number)
        }
        .sorted { ($0.modifiedAt, $0.line.number) < ($1.modifiedAt, $1.line.number) }
        let page = found.prefix(size)
        let body = JSONWriter.line { body in
            body.name("contents")
            body.array(page) { rows, order in rows.object { order.writeChange(to: &$0) } }
            // A full page has a token, even where nothing comes after it.
            guard page.count == size, let last = page.last else { return }
            body.name("token")
            body.object { token in
                token.member("lastOrderId", Int64(last.line.number))
                token.member("lastModifiedAt", last.modifiedAt.compactText)
            }
        }
        return .json(body)
    }

    private func details(
        _ parameters: [String: String],
        _ orders: [KakaoOrder]
    ) -> SimulatedAnswer {
        let ids = (parameters["order_ids"] ?? "").split(separator: ",").map(String.init)
        guard (1...300).contains(ids.count) else {
            return Self.refusal(400, -10001, "order_ids")
        }
        let numbers = Set(ids)
        var found = orders.filter { numbers.contains($0.line.number) }
        let known = Set(found.map(\.line.number))
        if isUntidy { found = found.reversed() + found.prefix(1) }
        let body = JSONWriter.line { body in
            body.name("content")
            body.array(found) { rows, order in rows.object { order.writeDetail(to: &$0) } }
            body.name("fail")
            body.array(ids.filter { !known.contains($0) }) { $0.value(Int64($1)) }
        }
        return .json(body)
    }
}

extension Timestamp {
    /// `20260301101112`: Korean time.
    var compactText: String { localText.filter(\.isNumber) }
}
