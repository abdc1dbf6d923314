import MatchingCore
import SyncInterfaces

import struct Foundation.URLComponents

/// An answer of `orders`: orders with all their items, claimed or not.
///
/// What an order says of itself is not read: its dates and its `canceled` speak of any one item.
struct Cafe24Orders: Decodable, Sendable {
    static let call = "orders"

    /// By which day the list goes.
    enum Clock: CaseIterable {
        case ordered
        case shipped
        case requested
        case accepted
        /// Orders of 네이버페이 that have not arrived yet, by the day of the order.
        ///
        /// What is asked for there is in no other list before 카페24 has done it.
        case naverPay
        case completed

        /// The parameters of its list, beside the days.
        var parameters: [(String, String)] {
            switch self {
            case .ordered: [("date_type", "order_date")]
            case .shipped: [("date_type", "shipbegin_date")]
            case .requested: [("date_type", "cancel_request_date")]
            case .accepted: [("date_type", "cancel_accept_date")]
            case .naverPay:
                [
                    ("date_type", "order_date"), ("order_place_id", "NCHECKOUT"),
                    ("order_status", "N10,N20,N21,N22,N30"),
                ]
            case .completed: [("date_type", "cancel_complete_date")]
            }
        }

        /// Whether what became of a claim later has no day of its own to ask by.
        var changesLater: Bool { [.requested, .accepted, .naverPay].contains(self) }

        /// Whether it lists orders for a claim's sake.
        var isAboutClaims: Bool { self != .ordered && self != .shipped }
    }

    let orders: [WireRow<Order>]
    let links: [Link]?

    struct Link: Decodable, Sendable {
        let rel: String
        let href: String
    }

    struct Order: Decodable, Sendable {
        let orderID: String
        let orderedAt: String?
        let items: [WireRow<Item>]
        let cancellations: [Cancellation]?

        enum CodingKeys: String, CodingKey {
            case orderID = "order_id"
            case orderedAt = "order_date"
            case items
            case cancellations = "cancellation"
        }
    }

    /// A claim as the office sees it; of several items.
    struct Cancellation: Decodable, Sendable {
        let claimCode: String?
        /// `T` where an administrator took it back.
        let undone: String?

        enum CodingKeys: String, CodingKey {
            case claimCode = "claim_code"
            case undone
        }
    }

    /// The page behind this one, as a target at `base`; `nil` behind the last.
    ///
    /// - Throws: ``ServiceFailure`` for an address elsewhere: the token is not meant for it.
    func next(from base: String) throws -> String? {
        guard let href = links?.first(where: { $0.rel == "next" })?.href else { return nil }
        guard let address = URLComponents(string: href), let own = URLComponents(string: base),
            address.host == nil || address.host == own.host,
            address.path == "/api/v2/admin/\(Self.call)", let query = address.percentEncodedQuery
        else { throw ServiceFailure(.unexpectedAnswer("links.next: \(href)")) }
        return "\(address.path)?\(query)"
    }

    func page(account: AccountID, observedAt: Timestamp) -> FeedPage {
        var page = FeedPage()
        for (index, element) in orders.enumerated() {
            let row = AnswerRow(call: Self.call, row: index + 1)
            page.add(row) { row throws(RowFailure) -> [IncomingOrderLine] in
                let order = try row.value(of: element)
                let orderedAt = try row.time(order.orderedAt, "order_date")
                return try row.each(order.items, of: "items") { item throws(RowFailure) in
                    IncomingOrderLine(
                        key: OrderLineKey(
                            account: account,
                            orderNumber: OrderNumber(order.orderID),
                            lineID: LineID(try row.required(item.code, "order_item_code"))
                        ),
                        fields: try item.fields(of: order, row),
                        quantity: try row.requiredQuantity(item.quantity, "quantity"),
                        shipping: item.shipping,
                        orderedAt: orderedAt,
                        trackingNumber: item.waybill
                    )
                }
            }
            // What is wrong with the order has been said.
            guard case .success(let order) = element.result else { continue }
            page.addNotices(of: order, row: index + 1, account: account, observedAt: observedAt)
        }
        return page
    }
}

extension FeedPage {
    fileprivate mutating func addNotices(
        of order: Cafe24Orders.Order,
        row: Int,
        account: AccountID,
        observedAt: Timestamp
    ) {
        let undone = Set(
            (order.cancellations ?? []).filter { $0.undone == "T" }.compactMap(\.claimCode)
        )
        for case .success(let item) in order.items.map(\.result) {
            guard let state = item.state(undone: undone) else { continue }
            let about = RowNumbers(["order_id": order.orderID])
            add(AnswerRow(call: Cafe24Orders.call, row: row, about: about)) {
                row throws(RowFailure) in
                if !state.isKnown {
                    row.note(.service(.unknownState(state.word)), field: state.field)
                }
                return [
                    CancellationNotice(
                        account: account,
                        claimID: ClaimID(try row.required(item.code, "order_item_code")),
                        state: state.word,
                        fields: try item.fields(of: order, row),
                        quantity: try row.requiredQuantity(
                            item.claimedQuantity,
                            "claim_quantity"
                        ),
                        requestedAt: try row.time(
                            item.requestedAt.value,
                            "cancel_request_date"
                        ),
                        buyerReason: item.reason?.nonEmpty,
                        observedAt: observedAt,
                        remarks: MarketplaceRemarks(cancelledBy: item.cancelledBy)
                    )
                ]
            }
        }
    }
}
