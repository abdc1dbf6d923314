package import MatchingCore
import RequestSigning

/// 쿠팡 Wing Open API: lists of receipts by the minute, of withdrawals and of orders by the day.
package struct SimulatedCoupang: SimulatedAPI {
    package static let vendorID = "A00012345"
    package static let accessKey = "simulated-access-key"
    package static let secretKey = "0123456789abcdef0123456789abcdef01234567"

    package let marketplaces: [MarketplaceID] = ["coupang"]
    package let name = "coupang"

    /// Moments of the calls of the last second; more than ten are too many.
    private var calls: [Timestamp] = []
    /// Until when nothing is answered after too many calls.
    private var lockedUntil: Timestamp?
    private let knowsAddress: Bool

    /// - Parameter knowsAddress: Whether the caller's address is one of those that the seller registered.
    package init(knowsAddress: Bool = true) { self.knowsAddress = knowsAddress }

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        if let refusal = refusal(of: request, now: now) { return refusal }
        calls.removeAll { $0.duration(to: now) >= .seconds(1) }
        calls.append(now)
        if calls.count > 10 { lockedUntil = now.advanced(by: .seconds(300)) }
        if let lockedUntil, now < lockedUntil {
            return .json(#"{"message":"Too Many Requests"}"#, status: 429)
        }
        let shop = shops["coupang"] ?? SimulatedShop(marketplace: "coupang")
        let base = "/v2/providers/openapi/apis/api"
        switch request.path {
        case "\(base)/v6/vendors/\(Self.vendorID)/returnRequests":
            return receipts(request.parameters, shop, now)
        case "\(base)/v4/vendors/\(Self.vendorID)/returnWithdrawRequests":
            return withdrawals(request.parameters, shop, now)
        case "\(base)/v4/vendors/\(Self.vendorID)/ordersheets":
            return orders(request.parameters, shop, now)
        default: return Self.bad("Invalid vendor ID")
        }
    }

    private static func bad(_ message: String, status: Int = 400) -> SimulatedAnswer {
        .json(#"{"code":"ERROR","message":"\#(message)","transactionId":"sim"}"#, status: status)
    }

    // MARK: Signatures

    private func refusal(of request: SimulatedRequest, now: Timestamp) -> SimulatedAnswer? {
        guard knowsAddress else { return Self.bad("[FORBIDDEN] Not allowed IP", status: 403) }
        guard let header = request.headers["authorization"], header.hasPrefix("CEA ") else {
            return Self.bad("Request is not authorized.", status: 401)
        }
        var parts: [String: String] = [:]
        for part in header.dropFirst(4).split(separator: ",") {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return Self.bad("HMAC format is invalid.", status: 401) }
            parts[halves[0].filter { $0 != " " }] = String(halves[1])
        }
        guard parts["algorithm"] == "HmacSHA256", let date = parts["signed-date"],
            let signature = parts["signature"]
        else { return Self.bad("HMAC format is invalid.", status: 401) }
        let expected = CoupangSignature(
            method: request.method,
            path: request.path,
            query: request.query,
            secret: Self.secretKey,
            date: date
        )
        guard parts["access-key"] == Self.accessKey, signature == expected.value else {
            return Self.bad("Invalid signature.", status: 401)
        }
        // The moment is read as the documents write it; how long one lives is not documented.
        let checked = now.advanced(by: request.clockError)
        guard let signed = TimeText.timestamp(Self.utc(date)),
            abs(signed.duration(to: checked).wholeSeconds) <= 300
        else { return Self.bad("Specified signature is expired.", status: 401) }
        return nil
    }

    /// `260301T020304Z` as `2026-03-01T02:03:04Z`.
    private static func utc(_ date: String) -> String {
        let digits = Array(date.filter(\.isNumber))
        guard digits.count == 12 else { return "" }
        func two(_ index: Int) -> String { String(digits[index * 2..<index * 2 + 2]) }
        return "20\(two(0))-\(two(1))-\(two(2))T\(two(3)):\(two(4)):\(two(5))Z"
    }

    // MARK: Receipts

    private func receipts(
        _ parameters: [String: String],
        _ shop: SimulatedShop,
        _ now: Timestamp
    ) -> SimulatedAnswer {
        guard parameters["searchType"] == "timeFrame", parameters["nextToken"] == nil,
            let window = TimeWindow(
                from: parameters["createdAtFrom"],
                to: parameters["createdAtTo"],
                longest: .seconds(31 * 86_400)
            )
        else { return Self.bad("검색기간은 최대 31일입니다.") }
        let isCancel = parameters["cancelType"] == "CANCEL"
        let status = parameters["status"]
        guard isCancel || ["RU", "UC", "CC", "PR"].contains(status) else {
            return Self.bad("OrderId can't be null , if doesn't pass the parameter status")
        }
        // Requests to stop a shipment are listed among the returns as well.
        guard isCancel || status == "RU" || status == "UC" else {
            return .json(#"{"code":200,"message":"OK","data":[]}"#)
        }
        // By the minute, both ends included.
        let whole = TimeWindow(start: window.start, end: window.end.advanced(by: .seconds(59)))
        let orders = shop.ordersByNumber
        let rows = shop.claims.compactMap { claim -> String? in
            guard whole.contains(claim.requestedAt), claim.requestedAt <= now,
                let step = claim.step(at: now), step.stage != .withdrawn,
                (step.stage == .beforeConfirmation) == isCancel,
                let order = orders[claim.orderNumber]
            else { return nil }
            return row(of: claim, step, order)
        }
        return .json(#"{"code":200,"message":"OK","data":[\#(rows.joined(separator: ","))]}"#)
    }

    private func row(
        of claim: SimulatedClaim,
        _ step: SimulatedClaim.Step,
        _ order: SimulatedOrder
    ) -> String {
        let line = order.lines[claim.line - 1]
        let isCancel = step.stage == .beforeConfirmation
        let isOpen = step.stage == .requested || step.stage == .processing
        let status = step.stage == .unheardOf ? "PARTNER_REVIEW" : "RELEASE_STOP_UNCHECKED"
        let release =
            isCancel || step.stage == .unheardOf
            ? "비대상" : isOpen ? "미처리" : "처리(출고중지)"
        return JSONWriter.line { row in
            row.member("receiptId", Int64(claim.number) ?? 0)
            row.member("orderId", Int64(order.number) ?? 0)
            row.member("receiptType", isCancel ? "CANCEL" : "RETURN")
            row.member("receiptStatus", isCancel ? "RETURNS_COMPLETED" : status)
            row.member("createdAt", claim.requestedAt.localText)
            row.member("modifiedAt", step.at.localText)
            row.member("cancelReasonCategory1", "고객변심")
            row.member("cancelReasonCategory2", claim.reason)
            row.member("releaseStopStatus", release)
            row.name("returnItems")
            row.array([line]) { items, line in
                items.object { item in
                    item.member("vendorItemId", Int64(line.optionNumber) ?? 0)
                    item.member("vendorItemName", line.option)
                    item.member("sellerProductId", Int64(line.productCode) ?? 0)
                    item.member("sellerProductName", line.productName)
                    item.member("purchaseCount", line.quantity)
                    item.member("cancelCount", claim.quantity)
                }
            }
        }
    }

    // MARK: Withdrawals

    private func withdrawals(
        _ parameters: [String: String],
        _ shop: SimulatedShop,
        _ now: Timestamp
    ) -> SimulatedAnswer {
        guard
            let window = TimeWindow(
                from: parameters["dateFrom"],
                to: parameters["dateTo"],
                longest: .seconds(6 * 86_400)
            ), let index = parameters["pageIndex"].flatMap({ Int($0) }), index >= 1,
            let size = Int(parameters["sizePerPage"] ?? "10"), (1...100).contains(size)
        else { return Self.bad("dateFrom, dateTo: 7 days; pageIndex >= 1; sizePerPage <= 100") }
        let days = TimeWindow(start: window.start, end: window.end.advanced(by: .seconds(86_399)))
        let found = shop.claims(changedIn: days, now: now).filter { $0.step.stage == .withdrawn }
        let page = found.dropFirst((index - 1) * size).prefix(size)
        let orders = shop.ordersByNumber
        let rows = page.compactMap { claim, step -> String? in
            guard let order = orders[claim.orderNumber] else { return nil }
            return JSONWriter.line { row in
                row.member("cancelId", Int64(claim.number) ?? 0)
                row.member("orderId", Int64(order.number) ?? 0)
                row.member("vendorId", Self.vendorID)
                row.member("refundDeliveryDuty", "CUS")
                row.member("createdAt", step.at.localText)
                row.name("vendorItemIds")
                row.array([order.lines[claim.line - 1].optionNumber]) { items, number in
                    items.value(Int64(number))
                }
            }
        }
        let next = found.count > index * size ? String(index + 1) : ""
        let data = rows.joined(separator: ",")
        return .json(
            #"{"code":200,"message":"OK","data":[\#(data)],"nextPageIndex":"\#(next)"}"#
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
                from: parameters["createdAtFrom"],
                to: parameters["createdAtTo"],
                longest: .seconds(31 * 86_400)
            ), let status = parameters["status"],
            let size = Int(parameters["maxPerPage"] ?? "50"), (1...50).contains(size),
            let first = Int(parameters["nextToken"] ?? "0")
        else { return Self.bad("검색기간은 최대 31일입니다.") }
        let days = TimeWindow(start: window.start, end: window.end.advanced(by: .seconds(86_399)))
        let found = shop.orders.filter {
            days.contains($0.placedAt) && $0.placedAt <= now && $0.coupangStatus(at: now) == status
        }
        let rows = found.dropFirst(first).prefix(size).map { sheet(of: $0, status) }
        let next = found.count > first + size ? String(first + size) : ""
        let data = rows.joined(separator: ",")
        return .json(#"{"code":200,"message":"OK","data":[\#(data)],"nextToken":"\#(next)"}"#)
    }

    private func sheet(of order: SimulatedOrder, _ status: String) -> String {
        JSONWriter.line { row in
            row.member("shipmentBoxId", (Int64(order.number) ?? 0) + 600_000_000_000_000_000)
            row.member("orderId", Int64(order.number) ?? 0)
            row.member("orderedAt", order.placedAt.localText)
            row.member("status", status)
            row.member("invoiceNumber", status == "ACCEPT" ? "" : order.lines[0].trackingNumber)
            row.name("orderItems")
            row.array(order.lines) { items, line in
                items.object { item in
                    item.member("vendorItemId", Int64(line.optionNumber) ?? 0)
                    item.member("vendorItemName", line.option)
                    item.member("sellerProductId", Int64(line.productCode) ?? 0)
                    item.member("sellerProductName", line.productName)
                    item.member("shippingCount", line.quantity)
                }
            }
        }
    }
}

extension SimulatedOrder {
    /// The state of the order's one parcel.
    fileprivate func coupangStatus(at now: Timestamp) -> String {
        if lines.contains(where: { $0.shippedAt.map { $0 <= now } ?? false }) {
            return "DELIVERING"
        }
        if lines.contains(where: { $0.labeledAt.map { $0 <= now } ?? false }) { return "DEPARTURE" }
        return "ACCEPT"
    }
}
