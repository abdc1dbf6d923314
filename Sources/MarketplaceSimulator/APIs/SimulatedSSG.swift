import Foundation
package import MatchingCore

/// SSG.COM's eAPI (신세계, 이마트): requests to cancel, cancelled orders and shipping directions, by whole
/// days.
package struct SimulatedSSG: SimulatedAPI {
    /// The keys of the two sites' vendors.
    package static let vendorKeys: [MarketplaceID: String] = [
        "shinsegae": "simulated-shinsegae-key", "emart": "simulated-emart-key",
    ]

    package let marketplaces: [MarketplaceID] = ["shinsegae", "emart"]
    package let name = "ssg"

    private let goesByOrderDate: Bool

    /// Creates the API; which date a period is about is not documented, so that it may be either.
    ///
    /// - Parameter goesByOrderDate: Whether it is the order's date, and not that of the cancel.
    package init(goesByOrderDate: Bool = false) { self.goesByOrderDate = goesByOrderDate }

    /// The original number of an order that an exchange has given `number`; each seventh has one.
    ///
    /// The shop's own numbers are the original ones.
    package static func exchangedNumber(of order: SimulatedOrder) -> String? {
        let sum = order.number.utf8.reduce(0) { $0 + Int($1) }
        return sum.isMultiple(of: 7) ? "\(order.number.prefix(8))E\(order.number.suffix(5))" : nil
    }

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        guard
            let site = Self.vendorKeys.first(where: {
                $0.value == request.headers["authorization"]
            })
        else { return Self.failure("유효하지 않은 인증키입니다.", status: 401) }
        let shop = shops[site.key] ?? SimulatedShop(marketplace: site.key)
        if request.method == "GET", request.path == "/api/claim/v2/cancel/requests" {
            guard let days = days(request.parameters) else { return Self.badPeriod }
            return cancels([.requested, .processing], as: "resultData", days, shop, now)
        }
        guard request.method == "POST", request.headers["accept"] == "application/json",
            request.headers["content-type"] == "application/json",
            let body = try? JSONDecoder().decode(
                [String: [String: String]].self,
                from: Data(request.body)
            )
        else { return Self.failure("요청 형식이 올바르지 않습니다.") }
        switch request.target {
        case "/api/clm/cncl/ord/inquiry.ssg":
            guard let days = days(body["request"]) else { return Self.badPeriod }
            return cancels([.done, .unheardOf], as: "data", days, shop, now)
        case "/api/pd/1/listShppDirection.ssg":
            let members = body["requestShppDirection"]
            guard members?["perdType"] == "01", let days = days(members) else {
                return Self.badPeriod
            }
            return directions(days, shop, now)
        default: return Self.failure("Not Found", status: 404)
        }
    }

    private static let badPeriod = failure("조회 기간은 7일 이내입니다.")

    private static func failure(_ words: String, status: Int = 200) -> SimulatedAnswer {
        .json(
            #"{"result":{"resultCode":"99","resultMessage":"FAIL","resultDesc":"\#(words)"}}"#,
            status: status
        )
    }

    private static func success(_ member: String, _ rows: String?) -> SimulatedAnswer {
        let list = rows.map { #","\#(member)":\#($0)"# } ?? ""
        return .json(
            #"{"result":{"resultCode":"00","resultMessage":"SUCCESS","resultDesc":"성공"\#(list)}}"#
        )
    }

    /// Whole days, seven at most.
    private func days(_ members: [String: String]?) -> TimeWindow? {
        guard let from = members?["perdStrDts"], from.count == 8,
            let to = members?["perdEndDts"], to.count == 8,
            let window = TimeWindow(from: from, to: to, longest: .seconds(6 * 86_400))
        else { return nil }
        return TimeWindow(start: window.start, end: window.end.advanced(by: .seconds(86_399)))
    }

    // MARK: Cancels

    private func cancels(
        _ stages: Set<SimulatedClaim.Stage>,
        as member: String,
        _ days: TimeWindow,
        _ shop: SimulatedShop,
        _ now: Timestamp
    ) -> SimulatedAnswer {
        let orders = shop.ordersByNumber
        let rows = shop.claims.compactMap { claim -> String? in
            guard let step = claim.step(at: now), let order = orders[claim.orderNumber],
                days.contains(goesByOrderDate ? order.placedAt : step.at),
                stages.contains(step.stage)
            else { return nil }
            return row(of: claim, step, order)
        }
        // One row stands alone, without a list around it.
        switch rows.count {
        case 0: return Self.success(member, nil)
        case 1: return Self.success(member, rows[0])
        default: return Self.success(member, "[\(rows.joined(separator: ","))]")
        }
    }

    private func row(
        of claim: SimulatedClaim,
        _ step: SimulatedClaim.Step,
        _ order: SimulatedOrder
    ) -> String {
        let line = order.lines[claim.line - 1]
        return JSONWriter.line { row in
            row.member("ordNo", Self.exchangedNumber(of: order) ?? order.number)
            row.member("ordItemSeq", line.sequence)
            row.member("orordNo", order.number)
            row.member("orordItemSeq", line.sequence)
            row.member("ordpeNm", "홍길동")
            let isOpen = step.stage == .requested || step.stage == .processing
            if !isOpen {
                row.member("ordItemStatCd", step.stage == .done ? 180 : 195)
                row.member("ordItemStatNm", step.stage == .done ? "주문취소" : "취소검토")
            }
            row.member("itemId", Int64(line.productCode) ?? 0)
            row.member("itemNm", line.productName)
            row.member("uitemNm", line.option)
            row.member("clmRsnCd", 251)
            row.member("clmRsnNm", "단순취소")
            row.member("clmRsnCntt", claim.reason)
            row.member(isOpen ? "procOrdQty" : "cnclItemQty", claim.quantity)
            row.member("dircItemQty", line.quantity)
            row.member("ordRcpDts", order.placedAt.ssgText)
            if isOpen { row.member("clmDemndDts", step.at.ssgText) }
            // Some rows come without the time of the cancel.
            if claim.quantity == 1, !isOpen { row.member("ordCnclDts", step.at.ssgText) }
        }
    }

    // MARK: Orders

    private func directions(
        _ days: TimeWindow,
        _ shop: SimulatedShop,
        _ now: Timestamp
    ) -> SimulatedAnswer {
        let orders = shop.orders.filter { days.contains($0.placedAt) && $0.placedAt <= now }
        let rows = orders.flatMap { order in order.lines.map { row(of: $0, order) } }
        guard !rows.isEmpty else { return Self.success("shppDirections", #"[""]"#) }
        let wrapped = rows.map { #"{"shppDirection":\#($0)}"# }.joined(separator: ",")
        return Self.success("shppDirections", "[\(wrapped)]")
    }

    private func row(of line: SimulatedOrder.Line, _ order: SimulatedOrder) -> String {
        JSONWriter.line { row in
            row.member("ordNo", order.number)
            row.member("ordItemSeq", line.sequence)
            row.member("orordNo", order.number)
            row.member("orordItemSeq", line.sequence)
            row.member("ordItemDivNm", "일반주문")
            row.member("shppNo", "D\(order.number)")
            row.member("rcptpeNm", "홍길동")
            row.member("itemId", Int64(line.productCode) ?? 0)
            row.member("itemNm", line.productName)
            row.member("uitemNm", line.option)
            row.member("ordQty", line.quantity)
            row.member("dircItemQty", line.quantity)
            row.member("ordRcpDts", order.placedAt.ssgText)
        }
    }
}

extension Timestamp {
    /// `2026-03-01 10:11:12.0`.
    fileprivate var ssgText: String { localText.replacing("T", with: " ") + ".0" }
}
