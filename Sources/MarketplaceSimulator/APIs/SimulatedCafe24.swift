import Foundation
package import MatchingCore

/// 카페24 Admin API of one mall: rotating tokens, a leaking bucket of calls, and orders by the day.
package struct SimulatedCafe24: SimulatedAPI {
    package static let mallID = "simulated"
    package static let clientID = "simulated-client"
    package static let clientSecret = "simulated-client-secret"
    package static let firstRefreshToken = "refresh-0"

    package let marketplaces: [MarketplaceID] = ["cafe24"]
    package let name = "cafe24"

    /// How many seconds an access token is good for; two hours.
    package var tokenLife: Int64 = 7200

    private static let tokenPath = "/api/v2/oauth/token"
    private var tokens = Tokens()
    private var bucket = Bucket()

    package init() {}

    private struct Tokens {
        var refresh = SimulatedCafe24.firstRefreshToken
        var access: String?
        var expiresAt = Timestamp(rawValue: 0)
        var count = 0
    }

    /// 40 calls, of which two a second run out.
    private struct Bucket {
        var level = 0.0
        var updatedAt = Timestamp(rawValue: 0)

        mutating func take(at now: Timestamp) -> Bool {
            let seconds = Double(updatedAt.duration(to: now).wholeMilliseconds) / 1000
            level = max(0, level - max(0, seconds) * 2)
            updatedAt = now
            guard level < 40 else { return false }
            level += 1
            return true
        }
    }

    /// The refresh token lives on.
    package mutating func endTokens() { tokens.access = nil }

    /// A refresh token is good for one use, and what comes of it is told once.
    package func isAnsweredOnce(_ request: SimulatedRequest) -> Bool {
        request.path == Self.tokenPath
    }

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        if request.path == Self.tokenPath { return token(request, now) }
        guard bucket.take(at: now) else {
            var answer = Self.error(429, "Too Many Requests")
            answer.headers["x-cafe24-call-remain"] = "1"
            return limited(answer)
        }
        guard let access = tokens.access, now < tokens.expiresAt,
            request.headers["authorization"] == "Bearer \(access)"
        else { return limited(Self.error(401, "access_token time expired. (invalid_token)")) }
        guard request.headers["x-cafe24-api-version"] != nil, request.method == "GET",
            request.path == "/api/v2/admin/orders"
        else { return limited(Self.error(404, "No API found.")) }
        let shop = shops["cafe24"] ?? SimulatedShop(marketplace: "cafe24")
        return limited(orders(request, shop, now))
    }

    private func limited(_ answer: SimulatedAnswer) -> SimulatedAnswer {
        var answer = answer
        answer.headers["x-api-call-limit"] = "\(Int(bucket.level.rounded(.up)))/40"
        return answer
    }

    private static func error(_ status: Int, _ message: String) -> SimulatedAnswer {
        .json(
            #"{"error":{"code":\#(status),"message":"\#(message)","more_info":{}}}"#,
            status: status
        )
    }

    // MARK: Tokens

    private mutating func token(_ request: SimulatedRequest, _ now: Timestamp) -> SimulatedAnswer {
        let name = Data("\(Self.clientID):\(Self.clientSecret)".utf8).base64EncodedString()
        guard request.method == "POST", request.headers["authorization"] == "Basic \(name)" else {
            return .json(
                #"{"error":"invalid_client","error_description":"Client authentication failed"}"#,
                status: 401
            )
        }
        let form = SimulatedRequest.form(String(decoding: request.body, as: UTF8.self))
        guard form["grant_type"] == "refresh_token", form["refresh_token"] == tokens.refresh else {
            return .json(
                #"{"error":"invalid_grant","error_description":"Invalid refresh_token"}"#,
                status: 400
            )
        }
        tokens.count += 1
        tokens.access = "access-\(tokens.count)"
        tokens.refresh = "refresh-\(tokens.count)"
        tokens.expiresAt = now.advanced(by: .seconds(tokenLife))
        return .json(
            JSONWriter.line { body in
                body.member("access_token", tokens.access)
                body.member("expires_at", tokens.expiresAt.localText + ".000")
                body.member("refresh_token", tokens.refresh)
                body.member(
                    "refresh_token_expires_at",
                    now.advanced(by: .seconds(14 * 86_400)).localText + ".000"
                )
                body.member("client_id", Self.clientID)
                body.member("mall_id", Self.mallID)
                body.member("issued_at", now.localText + ".000")
            }
        )
    }

    // MARK: Orders

    private func orders(
        _ request: SimulatedRequest,
        _ shop: SimulatedShop,
        _ now: Timestamp
    ) -> SimulatedAnswer {
        let parameters = request.parameters
        guard
            let window = TimeWindow(
                from: parameters["start_date"],
                to: parameters["end_date"],
                longest: .seconds(92 * 86_400)
            )
        else { return Self.error(422, "The search period must be within 3 months.") }
        guard let clock = Clock(rawValue: parameters["date_type"] ?? "order_date"),
            let limit = Int(parameters["limit"] ?? "10"), (1...1000).contains(limit),
            let offset = Int(parameters["offset"] ?? "0"), (0...15_000).contains(offset),
            parameters["embed"]?.contains("items") == true
        else { return Self.error(422, "Invalid parameter.") }
        guard parameters["shop_no"] ?? "1" == "1" else {
            return .json(#"{"orders":[],"links":[]}"#)
        }
        let days = TimeWindow(start: window.start, end: window.end.advanced(by: .seconds(86_399)))
        let claims = Dictionary(
            grouping: shop.claims.filter { $0.requestedAt <= now },
            by: \.orderNumber
        )
        let found = shop.orders.filter { order in
            let claims = claims[order.number] ?? []
            return order.placedAt <= now && isWanted(order, claims, by: parameters, at: now)
                && clock.moments(of: order, claims, at: now).contains(where: days.contains)
        }
        let rows = found.dropFirst(offset).prefix(limit).map { order in
            row(of: order, claims[order.number] ?? [], at: now)
        }
        var links = ""
        if found.count > offset + limit {
            let query = request.query.replacing(
                "offset=\(offset)",
                with: "offset=\(offset + limit)"
            )
            links = #"{"rel":"next","href":"\#(request.path)?\#(query)"}"#
        }
        return .json(#"{"orders":[\#(rows.joined(separator: ","))],"links":[\#(links)]}"#)
    }

    /// Whether an order is of the place and has an item of a code that the list is narrowed to.
    private func isWanted(
        _ order: SimulatedOrder,
        _ claims: [SimulatedClaim],
        by parameters: [String: String],
        at now: Timestamp
    ) -> Bool {
        if let place = parameters["order_place_id"] {
            guard (place == "NCHECKOUT") == order.isNaverPay else { return false }
        }
        guard let codes = parameters["order_status"]?.split(separator: ",").map(String.init)
        else { return true }
        return order.lines.contains { codes.contains(code(of: $0, order, claims, at: now)) }
    }

    /// By which day orders are listed.
    private enum Clock: String {
        case ordered = "order_date"
        case shipped = "shipbegin_date"
        case requested = "cancel_request_date"
        case accepted = "cancel_accept_date"
        case completed = "cancel_complete_date"

        func moments(
            of order: SimulatedOrder,
            _ claims: [SimulatedClaim],
            at now: Timestamp
        ) -> [Timestamp] {
            switch self {
            case .ordered: [order.placedAt]
            case .shipped: order.lines.compactMap(\.shippedAt).filter { $0 <= now }
            // What was asked for at 네이버페이 is known when it is done.
            case .requested:
                order.isNaverPay ? [] : claims.map { $0.lastRequest(before: now) }
            case .accepted:
                order.isNaverPay
                    ? [] : claims.flatMap { $0.moments(of: [.processing, .done], before: now) }
            case .completed:
                claims.flatMap { $0.moments(of: [.done, .beforeConfirmation], before: now) }
            }
        }
    }

    private func row(
        of order: SimulatedOrder,
        _ claims: [SimulatedClaim],
        at now: Timestamp
    ) -> String {
        JSONWriter.line { row in
            row.member("shop_no", 1)
            row.member("order_id", order.number)
            row.member("order_date", order.placedAt.iso8601)
            // What an order says of itself speaks of any one item.
            row.member("canceled", claims.isEmpty ? "F" : "M")
            row.member("cancel_date", claims.first.map { $0.requestedAt.iso8601 })
            row.member("billing_name", "홍길동")
            row.member("order_place_id", order.isNaverPay ? "NCHECKOUT" : "cafe24")
            row.name("items")
            row.array(order.lines) { items, line in
                items.object { write(line, order, claims, at: now, to: &$0) }
            }
            row.name("cancellation")
            row.array(claims) { list, claim in
                list.object { item in
                    item.member("claim_code", "C\(claim.number)")
                    item.member("undone", "F")
                }
            }
        }
    }

    private func write(
        _ line: SimulatedOrder.Line,
        _ order: SimulatedOrder,
        _ claims: [SimulatedClaim],
        at now: Timestamp,
        to item: inout JSONWriter
    ) {
        let claim = claims.last { $0.line == line.sequence }
        let stage = claim?.step(at: now)?.stage
        item.member("item_no", line.sequence)
        item.member("order_item_code", line.number)
        item.member("product_code", line.productCode)
        item.member("product_name", line.productName)
        item.member("option_value", line.option)
        item.member("quantity", line.quantity)
        item.member("claim_quantity", claim?.quantity)
        let code = code(of: line, order, claims, at: now)
        let before = line.cafe24Code(at: now)
        item.member("order_status", code)
        item.member("order_status_before_cs", code == before ? nil : before)
        item.member("tracking_no", line.cafe24Code(at: now) == "N20" ? "" : line.trackingNumber)
        let isAsked = code == before && order.isNaverPay
        item.member("naver_pay_order_id", order.isNaverPay ? "2026\(line.optionNumber)" : nil)
        item.member("naver_pay_claim_status", order.isNaverPay ? naverPayWord(stage) : nil)
        let hasCode = stage != .requested && !isAsked
        item.member("claim_code", hasCode ? claim.map { "C\($0.number)" } : nil)
        item.member("claim_reason_type", claim.map { $0.isSellersFault ? "B" : "A" })
        item.member("claim_reason", claim?.reason)
        let isUndone = stage == .withdrawn && !order.isNaverPay
        item.member("request_undone", isUndone ? "Cancellation" : nil)
        item.member(
            "cancel_request_date",
            isAsked ? nil : claim?.lastRequest(before: now).iso8601
        )
        item.member(
            "cancel_date",
            claim?.moments(of: [.done], before: now).last?.iso8601
        )
    }

    /// An item's code: that of its claim, which 카페24 has of an order of 네이버페이's when it is done.
    private func code(
        of line: SimulatedOrder.Line,
        _ order: SimulatedOrder,
        _ claims: [SimulatedClaim],
        at now: Timestamp
    ) -> String {
        let claim = claims.last { $0.line == line.sequence }
        let stage = claim?.step(at: now)?.stage
        let isDone = stage == .done || stage == .beforeConfirmation
        let claimed = order.isNaverPay && !isDone ? nil : code(of: stage)
        return claimed ?? line.cafe24Code(at: now)
    }

    private func naverPayWord(_ stage: SimulatedClaim.Stage?) -> String {
        switch stage {
        case .requested: "CANCEL_REQUEST"
        case .processing: "CANCELING"
        case .done: "CANCEL_DONE"
        case .withdrawn: "CANCEL_REJECT"
        case .beforeConfirmation: "CANCELED_BY_NOPAYMENT"
        case .unheardOf: "CANCEL_PONDERED"
        case nil: "PAYED"
        }
    }

    private func code(of stage: SimulatedClaim.Stage?) -> String? {
        switch stage {
        case .requested: "C00"
        case .processing: "C34"
        case .done: "C41"
        case .beforeConfirmation: "C48"
        case .unheardOf: "C99"
        case .withdrawn, nil: nil
        }
    }
}

extension SimulatedOrder {
    /// Whether it came over 네이버페이: every third.
    fileprivate var isNaverPay: Bool { (number.last?.wholeNumberValue ?? 1) % 3 == 0 }
}

extension SimulatedClaim {
    /// When it was asked for last.
    fileprivate func lastRequest(before now: Timestamp) -> Timestamp {
        moments(of: [.requested], before: now).last ?? requestedAt
    }

    fileprivate func moments(of stages: Set<Stage>, before now: Timestamp) -> [Timestamp] {
        steps.filter { $0.at <= now && stages.contains($0.stage) }.map(\.at)
    }
}

extension SimulatedOrder.Line {
    /// The code of a line that nobody claims.
    fileprivate func cafe24Code(at now: Timestamp) -> String {
        if shippedAt.map({ $0 <= now }) ?? false { return "N30" }
        return labeledAt.map { $0 <= now } ?? false ? "N21" : "N20"
    }
}

extension SimulatedCafe24 {
    /// The day and seven digits for an order, that and two digits for an item.
    package static let numbering = WorldGenerator.Numbering(
        order: { index, placed in
            let day = CivilTime(placed).dateText.filter(\.isNumber)
            return "\(day)-\(String("\(10_000_000 + index)".dropFirst()))"
        },
        line: { order, _, sequence in "\(order)-0\(sequence)" },
        claim: { "\($0)" }
    )

    /// Makes a generator's world one that is read of this API: claims go by the items' numbers.
    package static func shape(_ generator: inout WorldGenerator) {
        generator.namesClaimsAfterLines = true
    }
}
