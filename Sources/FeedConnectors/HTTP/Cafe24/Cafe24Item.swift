import MatchingCore

extension Cafe24Orders {
    /// One line of an order, with the claim on it.
    struct Item: Decodable, Sendable {
        /// The order's id and two digits.
        let code: WireText
        let productCode: String?
        let productName: String?
        let option: String?
        let quantity: WireText
        let claimQuantity: WireNullable<WireText>
        let status: String
        /// What ``status`` was before the claim; `null` for an item that nobody claims.
        let statusBefore: String?
        let trackingNumber: String?
        let claimCode: String?
        let requestUndone: WireNullable<String>
        let requestedAt: WireNullable<String>
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case code = "order_item_code"
            case productCode = "product_code"
            case productName = "product_name"
            case option = "option_value"
            case quantity
            case claimQuantity = "claim_quantity"
            case status = "order_status"
            case statusBefore = "order_status_before_cs"
            case trackingNumber = "tracking_no"
            case claimCode = "claim_code"
            case requestUndone = "request_undone"
            case requestedAt = "cancel_request_date"
            case reason = "claim_reason"
        }
    }
}

extension Cafe24Orders.Item {
    /// The catalogue's words for the codes, and 카페24's own for those that it does not list.
    private static let words = [
        "C00": "취소요청", "C10": "취소접수-관리자", "C11": "취소접수거부", "C34": "취소처리중-환불전",
        "C35": "취소처리중-환불완료", "C36": "취소처리중-환불보류", "C40": "취소완료", "C41": "취소완료-환불전",
        "C42": "취소완료-환불요청중", "C43": "취소완료-환불보류", "C47": "입금전취소-구매자",
        "C48": "입금전취소-자동취소", "C49": "입금전취소-관리자",
    ]

    /// Where the item's claim stands; `nil` for an item that nobody wants cancelled.
    ///
    /// An item whose claim was taken back goes on as an ordinary order, and says so. A code is that
    /// of the moment of asking, none has a time of its own: what is seen later is newer.
    func state(undone: Set<String>) -> (word: String, isKnown: Bool)? {
        if status.hasPrefix("C") {
            guard let word = Self.words[status] else { return (status, false) }
            return (word, true)
        }
        guard status.hasPrefix("N") else { return nil }
        let isUndone =
            requestUndone.value == "Cancellation" || claimCode.map(undone.contains) ?? false
        return isUndone ? ("취소철회", true) : nil
    }

    /// Units that the claim takes; where it does not say, the item is claimed as a whole.
    ///
    /// It seldom says: of an item that is claimed in part 카페24 makes two.
    var claimedQuantity: WireText {
        guard let claimed = claimQuantity.value, claimed.value != "0", !claimed.value.isEmpty else {
            return quantity
        }
        return claimed
    }

    /// How far the parcel is, of a claimed item how far it was when the claim came; `nil` where no
    /// code says, which changes nothing.
    var shipping: ShippingState? {
        switch status.hasPrefix("N") ? status : statusBefore {
        case "N00", "N02", "N10", "N20", "N22": waybill == nil ? .received : .labeled
        case "N21": .labeled
        case "N30", "N40", "N50": .shipped
        default: nil
        }
    }

    /// The parcel's number, once the seller has entered it.
    var waybill: String? { trackingNumber?.nonEmpty }

    func fields(
        of order: Cafe24Orders.Order,
        _ row: AnswerRow
    ) throws(RowFailure) -> FieldValues {
        try row.fields([
            (.orderNumber, order.orderID, "order_id"),
            (.detailNumber, try row.required(code, "order_item_code"), "order_item_code"),
            (.productCode, productCode, "product_code"),
            (.productName, productName, "product_name"),
            (.option, option, "option_value"),
        ])
    }
}
