import Foundation
package import MatchingCore
import RequestSigning

/// 지그재그's GraphQL: two lists of order items by the day, fifty at a time.
///
/// The words of a request's status are not documented; those here are made up.
package struct SimulatedZigzag: SimulatedAPI {
    package static let accessKey = "simulated-access-key"
    package static let secretKey = "zz-secret"

    package let marketplaces: [MarketplaceID] = ["zigzag"]
    package let name = "zigzag"

    package init() {}

    package mutating func answer(
        _ request: SimulatedRequest,
        shops: [MarketplaceID: SimulatedShop],
        now: Timestamp
    ) -> SimulatedAnswer {
        guard request.method == "POST", request.path == "/1/graphql" else {
            return SimulatedAnswer(status: 404)
        }
        guard let query = try? JSONDecoder().decode(Query.self, from: Data(request.body)) else {
            return Self.refusal("Must provide query string.", status: 400)
        }
        let checked = now.advanced(by: request.clockError)
        guard isSigned(request.headers["authorization"] ?? "", query.query, checked) else {
            return Self.refusal("authenticated_failed")
        }
        guard let from = query.variables["from"], let to = query.variables["to"], from <= to,
            let limit = query.variables["limit"], (1...50).contains(limit),
            let skip = query.variables["skip"], skip >= 0
        else { return Self.refusal("Variable got invalid value.") }
        let shop = shops["zigzag"] ?? SimulatedShop(marketplace: "zigzag")
        if query.query.contains("requested_order_item_list("),
            query.query.contains("request_type: CANCEL")
        {
            let items = shop.zigzagRequests(at: now, days: from...to)
            return page(of: items, "requested_order_item_list", limit: limit, skip: skip)
        }
        if query.query.contains("order_item_list(") {
            let items = shop.zigzagItems(at: now, days: from...to)
            return page(of: items, "order_item_list", limit: limit, skip: skip)
        }
        return Self.refusal("Cannot query field.")
    }

    private struct Query: Decodable {
        let query: String
        let variables: [String: Int]
    }

    private static func refusal(_ message: String, status: Int = 200) -> SimulatedAnswer {
        let body = JSONWriter.line { body in
            body.name("errors")
            body.array([message]) { errors, message in
                errors.object { $0.member("message", message) }
            }
        }
        return .json(body, status: status)
    }

    private func isSigned(_ header: String, _ query: String, _ now: Timestamp) -> Bool {
        var parts: [String: String] = [:]
        for part in header.dropFirst(4).split(separator: ",") {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return false }
            parts[halves[0].filter { $0 != " " }] = String(halves[1])
        }
        guard header.hasPrefix("CEA "), parts["algorithm"] == "HmacSHA256",
            parts["access-key"] == Self.accessKey, let date = parts["signed-date"],
            let stamp = Int64(date)
        else { return false }
        let age = Timestamp(rawValue: stamp).duration(to: now).wholeSeconds
        let expected = ZigzagSignature(query: query, secret: Self.secretKey, date: date)
        return abs(age) <= 300 && parts["signature"] == expected.value
    }

    private func page(
        of items: [ZigzagItem],
        _ name: String,
        limit: Int,
        skip: Int
    ) -> SimulatedAnswer {
        let body = JSONWriter.line { body in
            body.name("data")
            body.object { data in
                data.name(name)
                data.object { list in
                    list.member("total_count", items.count)
                    list.name("item_list")
                    list.array(items.dropFirst(skip).prefix(limit)) { rows, item in
                        rows.object { item.write(to: &$0) }
                    }
                }
            }
        }
        return .json(body)
    }
}

/// A line of an order, with a request where it is listed for one.
private struct ZigzagItem {
    let order: SimulatedOrder
    let line: SimulatedOrder.Line
    var request: (claim: SimulatedClaim, step: SimulatedClaim.Step)?

    func write(to row: inout JSONWriter) {
        row.member("order_item_number", line.number)
        row.member("quantity", line.quantity)
        row.member("product_id", line.productCode)
        row.member("status", "NEW_ORDER")
        row.name("product_info")
        row.object { product in
            product.member("name", line.productName)
            product.member("options", line.option)
        }
        row.name("order")
        row.object { row in
            row.member("order_number", order.number)
            row.member("date_created", order.placedAt.rawValue)
        }
        guard let request else { return }
        row.name("active_request_list")
        row.array([request]) { rows, request in
            rows.object { row in
                row.member("order_item_request_number", request.claim.number)
                row.member("type", "CANCEL")
                row.member("status", request.step.stage.zigzagWord)
                row.member("requested_quantity", request.claim.quantity)
                row.member("date_requested", request.claim.requestedAt.rawValue)
            }
        }
    }
}

extension SimulatedShop {
    fileprivate func zigzagItems(at now: Timestamp, days: ClosedRange<Int>) -> [ZigzagItem] {
        orders.filter { $0.placedAt <= now && days.contains($0.placedAt.dayNumber) }
            .flatMap { order in order.lines.map { ZigzagItem(order: order, line: $0) } }
    }

    fileprivate func zigzagRequests(at now: Timestamp, days: ClosedRange<Int>) -> [ZigzagItem] {
        claims.compactMap { claim in
            guard days.contains(claim.requestedAt.dayNumber), let step = claim.step(at: now),
                let order = orders.first(where: { $0.number == claim.orderNumber })
            else { return nil }
            let line = order.lines[claim.line - 1]
            return ZigzagItem(order: order, line: line, request: (claim, step))
        }
    }
}

extension Timestamp {
    /// `20260301`.
    fileprivate var dayNumber: Int { Int(CivilTime(self).dateText.filter(\.isNumber)) ?? 0 }
}

extension SimulatedClaim.Stage {
    fileprivate var zigzagWord: String {
        switch self {
        case .requested: "MADE_UP_REQUESTED"
        case .processing: "MADE_UP_PROCESSING"
        case .done: "MADE_UP_COMPLETED"
        case .withdrawn: "MADE_UP_WITHDRAWN"
        case .beforeConfirmation: "MADE_UP_HIDDEN"
        case .unheardOf: "MADE_UP_UNHEARD_OF"
        }
    }
}
