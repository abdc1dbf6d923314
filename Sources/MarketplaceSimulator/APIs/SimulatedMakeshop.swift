import Foundation
package import MatchingCore

/// 메이크샵 Shop API: tokens of five minutes, and orders by the time of ordering, asking or cancelling.
///
/// A request that was taken back is simply gone, for how it is told is not documented.
package struct SimulatedMakeshop: SimulatedAPI {
    package static let clientID = "simulated-client"
    package static let clientSecret = "simulated-client-secret"
    package static let shopID = "simshop"

    package let marketplaces: [MarketplaceID] = ["makeshop"]
    package let name = "makeshop"

    /// Tokens, and until when each is good.
    private var tokens: [String: Timestamp] = [:]
    /// Moments at which the tokens of the last minute were issued; five at most.
    private var issues: [Timestamp] = []

    package init() {}

    package mutating func endTokens() { tokens = [:] }

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        let path = request.path
        if request.method == "POST", path == "/oauth/token" { return issue(request, now: now) }
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer "),
            let end = tokens[String(header.dropFirst(7))], now < end
        else { return Self.refusal("Unauthenticated.", status: 401) }
        guard request.method == "GET", path == "/api/v1/\(Self.shopID)/order/2" else {
            return Self.refusal("Not Found", status: 404)
        }
        let shop = shops["makeshop"] ?? SimulatedShop(marketplace: "makeshop")
        return orders(request.parameters, shop, now)
    }

    private static func refusal(_ message: String, status: Int) -> SimulatedAnswer {
        .json(#"{"success":false,"message":"\#(message)"}"#, status: status)
    }

    /// An error that the API tells with status 200.
    private static func bad(_ message: String) -> SimulatedAnswer {
        .json(#"{"return_code":"9001","return_message":"\#(message)"}"#)
    }

    // MARK: Tokens

    private mutating func issue(_ request: SimulatedRequest, now: Timestamp) -> SimulatedAnswer {
        let pair = Data("\(Self.clientID):\(Self.clientSecret)".utf8).base64EncodedString()
        guard request.headers["authorization"] == "Basic \(pair)" else {
            return Self.refusal("Client authentication failed", status: 401)
        }
        let form = SimulatedRequest.form(String(decoding: request.body, as: UTF8.self))
        guard request.headers["content-type"] == "application/x-www-form-urlencoded",
            form["grant_type"] == "client_credentials"
        else { return Self.refusal("The grant type is not supported", status: 400) }
        guard form["shop_uid"] == Self.shopID else {
            return Self.refusal("The shop has not installed the application", status: 403)
        }
        issues.removeAll { $0.duration(to: now) >= .seconds(60) }
        issues.append(now)
        guard issues.count <= 5 else { return Self.refusal("Too Many Requests", status: 429) }
        let token = "simulated-token-\(now.rawValue)"
        tokens[token] = now.advanced(by: .seconds(300))
        return .json(
            #"{"success":true,"data":{"access_token":"\#(token)","#
                + #""token_type":"Bearer","expires_in":300}}"#
        )
    }

    // MARK: Orders

    private func orders(
        _ parameters: [String: String],
        _ shop: SimulatedShop,
        _ now: Timestamp
    ) -> SimulatedAnswer {
        guard
            let window = TimeWindow(
                from: parameters["InquiryTimeFrom"],
                to: parameters["InquiryTimeTo"],
                longest: .seconds(30 * 86_400)
            )
        else { return Self.bad("조회 범위는 30일 까지 가능합니다.") }
        guard let page = Int(parameters["page"] ?? "1"), page >= 1,
            let limit = Int(parameters["limit"] ?? "5000"), (1...5000).contains(limit),
            parameters["format"] == "order"
        else { return Self.bad("page, limit, format") }
        let dateType = parameters["searchDateType"]
        guard dateType == nil || dateType == "cancel_requested" || dateType == "canceled" else {
            return Self.bad("searchDateType")
        }
        let told = Dictionary(grouping: shop.claims.compactMap { Told($0, at: now) }) {
            $0.claim.orderNumber
        }
        // The newest orders come first.
        let found = shop.orders.reversed().filter { order in
            guard order.placedAt <= now else { return false }
            switch dateType {
            case "cancel_requested":
                return told[order.number, default: []].contains { window.contains($0.requestedAt) }
            case "canceled":
                return told[order.number, default: []]
                    .contains { $0.completedAt.map(window.contains) ?? false }
            default: return window.contains(order.placedAt)
            }
        }
        let asksForClaims = (parameters["fields"] ?? "").split(separator: ",").contains("cancel")
        let rows = found.dropFirst((page - 1) * limit).prefix(limit).map { order in
            let claims = asksForClaims ? told[order.number, default: []] : []
            return #""\#(order.number)":\#(entry(of: order, claims))"#
        }
        let list = rows.isEmpty ? "[]" : "{\(rows.joined(separator: ","))}"
        let pages = (found.count + limit - 1) / limit
        return .json(
            #"{"list":\#(list),"page":"\#(page)","count":"\#(rows.count)","#
                + #""totalPage":"\#(pages)","totalCount":"\#(found.count)","return_code":"0000"}"#
        )
    }

    private func entry(of order: SimulatedOrder, _ claims: [Told]) -> String {
        JSONWriter.line { entry in
            entry.name("order")
            entry.object { $0.member("ordernum", order.number) }
            entry.name("product")
            entry.object { products in
                for (index, line) in order.lines.enumerated() {
                    products.name(String(index))
                    products.object { item in
                        item.member("num", line.number)
                        item.member("product_uid", line.productCode)
                        item.member("product_name", line.productName)
                        item.member("option_data", line.option)
                        item.member("basket_stock", String(line.quantity))
                    }
                }
            }
            guard !claims.isEmpty else { return }
            entry.name("cancel")
            entry.array(claims) { list, told in
                list.object { claim in
                    claim.member("basket_num", order.lines[told.claim.line - 1].number)
                    claim.member("reason", "고객변심")
                    claim.member("detail", told.claim.reason)
                    claim.member("request_date", told.requestedAt.makeshopText)
                    claim.member("completed_date", told.completedAt?.makeshopText ?? "")
                }
            }
        }
    }
}

/// What is told of a claim at a moment.
private struct Told {
    let claim: SimulatedClaim
    let requestedAt: Timestamp
    let completedAt: Timestamp?

    /// `nil` for what there is no way to tell.
    init?(_ claim: SimulatedClaim, at now: Timestamp) {
        let steps = claim.steps.filter { $0.at <= now }
        guard let step = steps.last, step.stage != .withdrawn,
            let asked = steps.last(where: { $0.stage == .requested })
        else { return nil }
        self.claim = claim
        requestedAt = asked.at
        completedAt = step.stage == .done ? step.at : nil
    }
}

extension Timestamp {
    /// `2026-03-01 10:11:12`.
    fileprivate var makeshopText: String { localText.replacing("T", with: " ") }
}
