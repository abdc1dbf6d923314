import Foundation
package import MatchingCore
import RequestSigning

/// ESM Trading API of 옥션 and 지마켓: cancels and orders by the day, each line an order of its own.
package struct SimulatedESM: SimulatedAPI {
    package static let masterID = "master01"
    package static let secretKey = "ZDE2YjlmZjUtYTc0Mi00ZWU3"
    /// The seller's id at both sites.
    package static let sellerID = "seller01"

    package let marketplaces: [MarketplaceID] = ["auction", "gmarket"]
    package let name = "esm"

    /// When orders were asked for last, by site; more than once in 5 seconds is too often.
    private var lastOrderCalls: [String: Timestamp] = [:]

    package init() {}

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        guard let sellers = Self.sellers(in: request) else {
            return Self.unauthorized("Invalid token")
        }
        let fields = (try? JSONSerialization.jsonObject(with: Data(request.body)))
        guard request.method == "POST", let fields = fields as? [String: Any] else {
            return Self.result(1000, "잘못된 요청입니다.")
        }
        switch request.path {
        case "/claim/v1/sa/Cancels": return cancels(fields, sellers, shops, now)
        case "/shipping/v1/Order/RequestOrders": return orders(fields, sellers, shops, now)
        default: return SimulatedAnswer(status: 404)
        }
    }

    // MARK: Answers

    private static func unauthorized(_ message: String) -> SimulatedAnswer {
        .json(#"{"status":{"message":"\#(message)","status_code":401}}"#, status: 401)
    }

    private static func result(_ code: Int, _ message: String) -> SimulatedAnswer {
        .json(#"{"ResultCode":\#(code),"Message":"\#(message)","Data":null}"#)
    }

    // MARK: Tokens

    /// The sellers that a request's token signs for, by the site's letter; `nil` for a wrong one.
    private static func sellers(in request: SimulatedRequest) -> [String: String]? {
        guard let header = request.headers["authorization"], header.hasPrefix("Bearer ") else {
            return nil
        }
        let parts = header.dropFirst(7).split(separator: ".").map(String.init)
        guard parts.count == 3,
            parts[2] == ESMToken.signature(of: "\(parts[0]).\(parts[1])", secret: secretKey),
            let head = members(of: parts[0]), let claims = members(of: parts[1]),
            head["alg"] == "HS256", head["kid"] == masterID, claims["sub"] == "sell",
            claims["aud"] == "sa.esmplus.com", claims["iss"]?.isEmpty == false
        else { return nil }
        var sellers: [String: String] = [:]
        for part in (claims["ssi"] ?? "").split(separator: ",") {
            let halves = part.split(separator: ":").map(String.init)
            if halves.count == 2 { sellers[halves[0]] = halves[1] }
        }
        return sellers
    }

    private static func members(of part: String) -> [String: String]? {
        var text = part.replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: text),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return nil }
        return object.mapValues { "\($0)" }
    }

    // MARK: Cancels

    private func cancels(
        _ fields: [String: Any],
        _ sellers: [String: String],
        _ shops: [MarketplaceID: SimulatedShop],
        _ now: Timestamp
    ) -> SimulatedAnswer {
        guard let site = fields["SiteType"] as? Int, fields["CancelStatus"] as? Int == 0,
            let type = fields["Type"] as? Int, let from = fields["StartDate"] as? String,
            let to = fields["EndDate"] as? String
        else { return Self.result(1000, "필수 항목이 없습니다.") }
        // Another site's number is answered with nothing, and no error.
        guard let letter = [1: "A", 3: "G"][site] else { return Self.list([]) }
        guard sellers[letter] == Self.sellerID else {
            return Self.unauthorized("The user does not have right access to the api")
        }
        guard let window = TimeWindow(from: from, to: to, longest: .seconds(31 * 86_400)) else {
            return Self.result(2000, "시작일과 종료일을 정확하게 입력 바랍니다")
        }
        // Seven days are documented; exactly seven have been refused all the same.
        let length = window.start.duration(to: window.end)
        if length > .seconds(7 * 86_400) {
            return Self.result(8668, "ShowAlertException$7일 이하 범위만 조회 가능합니다.")
        }
        if length == .seconds(7 * 86_400) {
            return Self.result(2000, "시작일과 종료일을 정확하게 입력 바랍니다")
        }
        let shop = shops[letter == "A" ? "auction" : "gmarket"]
        let rows = (shop?.claims ?? []).compactMap { claim -> String? in
            guard let times = ESMTimes(of: claim, at: now) else { return nil }
            let listed = type == 2 ? [times.requested] : [times.completed, times.withdrawn]
            // The end is a midnight: what is listed lies before it.
            let isListed = listed.compactMap { $0 }.contains {
                window.start <= $0 && $0 < window.end
            }
            guard isListed, let order = shop?.order(of: claim) else { return nil }
            return row(of: claim, times, order, site: site)
        }
        return Self.list(rows)
    }

    private static func list(_ rows: [String]) -> SimulatedAnswer {
        .json(#"{"ResultCode":0,"Message":"Success","Data":[\#(rows.joined(separator: ","))]}"#)
    }

    private func row(
        of claim: SimulatedClaim,
        _ times: ESMTimes,
        _ order: SimulatedOrder,
        site: Int
    ) -> String {
        JSONWriter.line { row in
            row.member("CancelStatus", times.status)
            row.member("SiteType", site)
            row.member("SellerId", Self.sellerID)
            row.member("PayNo", (Int64(order.number) ?? 0) + 1_000_000_000)
            row.member("GroupNo", 1)
            row.member("OrderNo", Int64(order.number) ?? 0)
            row.member("SiteGoodsNo", order.lines[0].productCode)
            row.member("GoodsNo", nil as String?)
            row.member("RequestUser", claim.isSellersFault ? 2 : 1)
            row.member("Reason", claim.isSellersFault ? 0 : 1)
            row.member("ReasonCode", claim.isSellersFault ? 4 : 1)
            row.member("ReasonDetail", claim.reason)
            row.member("OrderDate", order.placedAt.localText)
            row.member("PayDate", order.placedAt.localText + ".5")
            row.member("RequestDate", times.requested.map { $0.localText + ".123" })
            row.member("WithdrawDate", times.withdrawn.map { $0.localText + ".5" })
            row.member("ApproveDate", times.completed?.localText)
            row.member("CompleteDate", times.completed?.localText)
        }
    }

    // MARK: Orders

    private mutating func orders(
        _ fields: [String: Any],
        _ sellers: [String: String],
        _ shops: [MarketplaceID: SimulatedShop],
        _ now: Timestamp
    ) -> SimulatedAnswer {
        guard let site = fields["siteType"] as? Int, let letter = [1: "A", 2: "G"][site],
            let status = fields["orderStatus"] as? Int, fields["requestDateType"] as? Int == 2,
            let index = fields["pageIndex"] as? Int, index >= 1,
            let size = fields["pageSize"] as? Int, (1...100).contains(size),
            let window = TimeWindow(
                from: fields["requestDateFrom"] as? String,
                to: fields["requestDateTo"] as? String,
                longest: .seconds(31 * 86_400)
            )
        else { return Self.result(1000, "잘못된 요청입니다.") }
        guard sellers[letter] == Self.sellerID else {
            return Self.unauthorized("The user does not have right access to the api")
        }
        if let last = lastOrderCalls[letter], last.duration(to: now) < .seconds(5) {
            return Self.result(3000, "5초에 1회만 호출할 수 있습니다.")
        }
        lastOrderCalls[letter] = now
        let shop = shops[letter == "A" ? "auction" : "gmarket"]
        // Orders that are claimed are left out, as documented.
        let open = (shop?.claims ?? []).filter { claim in
            claim.step(at: now).map { $0.stage != .withdrawn } ?? false
        }
        let claimed = Set(open.map(\.orderNumber))
        let found = (shop?.orders ?? []).filter {
            window.start <= $0.placedAt && $0.placedAt < window.end && $0.placedAt <= now
                && $0.esmStatus(at: now) == status && !claimed.contains($0.number)
        }
        let rows = found.dropFirst((index - 1) * size).prefix(size).map { row(of: $0, status) }
        guard !rows.isEmpty else { return Self.result(1100, "데이터가 없습니다.") }
        let list = rows.joined(separator: ",")
        return .json(
            #"{"ResultCode":0,"Message":"Success","Data":{"SiteType":\#(site),"#
                + #""TotalCount":\#(found.count),"RequestOrders":[\#(list)]}}"#
        )
    }

    private func row(of order: SimulatedOrder, _ status: Int) -> String {
        JSONWriter.line { row in
            row.member("OrderNo", Int64(order.number) ?? 0)
            row.member("OrderStatus", status)
            row.member("SiteGoodsNo", order.lines[0].productCode)
            row.member("GoodsName", order.lines[0].productName)
            row.member("ContrAmount", order.lines[0].quantity)
            row.member("OrderDate", order.placedAt.localText)
            row.member("PayDate", order.placedAt.localText)
            row.member("BuyerName", "홍길동")
            row.member("HpNo", "010-0000-0000")
        }
    }
}

/// What ESM says of a claim, and when it came to that.
private struct ESMTimes {
    let status: Int
    let requested: Timestamp?
    let withdrawn: Timestamp?
    let completed: Timestamp?

    /// `nil` before the claim's first step.
    init?(of claim: SimulatedClaim, at now: Timestamp) {
        guard let step = claim.step(at: now) else { return nil }
        let past = claim.steps.filter { $0.at <= now }
        let asked = past.last { $0.stage == .requested }
        requested = (asked ?? past[0]).at
        withdrawn = past.last { $0.stage == .withdrawn }?.at
        completed = step.stage == .done || step.stage == .beforeConfirmation ? step.at : nil
        status =
            switch step.stage {
            case .requested: 1
            case .processing: 2
            case .done, .beforeConfirmation: 3
            case .withdrawn: 4
            case .unheardOf: 9
            }
    }
}

extension SimulatedShop {
    fileprivate func order(of claim: SimulatedClaim) -> SimulatedOrder? {
        orders.first { $0.number == claim.orderNumber }
    }
}

extension SimulatedOrder {
    fileprivate func esmStatus(at now: Timestamp) -> Int {
        if lines.contains(where: { $0.shippedAt.map { $0 <= now } ?? false }) { return 3 }
        return lines.contains { $0.labeledAt.map { $0 <= now } ?? false } ? 2 : 1
    }
}

extension SimulatedESM {
    /// Ten digits for each line: each is an order of its own.
    package static let numbering = WorldGenerator.Numbering(
        order: { index, _ in "\(2_900_000_000 + index)" },
        line: { order, _, _ in order },
        claim: { "\($0)" }
    )

    /// Makes a generator's world one that this API can tell of.
    ///
    /// Claims go by their orders, take whole lines, and come when the order has been listed: once
    /// it is claimed it is not. A cancel before the seller's confirmation is listed as any other.
    package static func shape(_ generator: inout WorldGenerator) {
        generator.mostLines = 1
        generator.namesClaimsAfterLines = true
        generator.takesParts = false
        generator.secondsToFirstClaim = 7200
        generator.shares.beforeConfirmation = 0
    }
}
