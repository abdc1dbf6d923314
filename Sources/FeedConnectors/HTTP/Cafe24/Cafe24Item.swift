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
        /// What 네이버페이 says of an order that came over it.
        let naverPayStatus: String?
        let requestUndone: WireNullable<String>
        let requestedAt: WireNullable<String>
        let reason: String?
        /// A letter for the kind of the reason, from which one sees by whose fault it was.
        let reasonType: String?

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
            case naverPayStatus = "naver_pay_claim_status"
            case requestUndone = "request_undone"
            case requestedAt = "cancel_request_date"
            case reason = "claim_reason"
            case reasonType = "claim_reason_type"
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

    /// 카페24's words for what 네이버페이 says, as far as it is about cancels.
    ///
    /// Source: "Orders items", `naver_pay_claim_status`; the last is 네이버's own.
    private static let naverPayWords = [
        "CANCEL_REQUEST": "취소요청", "CANCELING": "취소처리중", "CANCEL_DONE": "취소처리완료",
        "CANCEL_REJECT": "취소철회", "ADMIN_CANCELING": "직권취소중", "ADMIN_CANCEL_DONE": "직권취소완료",
        "CANCELED": "취소", "CANCELED_BY_NOPAYMENT": "미입금취소", "ADMIN_CANCEL_REJECT": "취소철회",
    ]

    private static let reasonTypes = [
        "A": "고객변심", "B": "배송지연", "C": "배송불가지역", "D": "포장불량", "E": "상품불만족", "F": "상품정보상이",
        "G": "서비스불만족", "H": "품절", "I": "기타", "J": "배송오류", "K": "상품불량", "L": "수출/통관불가",
    ]

    /// 카페24's word for the kind of the reason.
    var cancelledBy: String? { reasonType.map { Self.reasonTypes[$0] ?? $0 } }

    /// A word for where a claim stands.
    struct State {
        let word: String
        /// Whether the documentation has it.
        var isKnown = true
        /// The field that it stands in.
        var field = "order_status"
    }

    /// Where the item's claim stands; `nil` for an item that nobody wants cancelled.
    ///
    /// Of an order that came over 네이버페이 the buyer claims there, and 카페24's own code stays that of
    /// an order until it has cancelled the item.
    ///
    /// An item whose claim was taken back goes on as an ordinary order, and says so. A code is that
    /// of the moment of asking, none has a time of its own: what is seen later is newer.
    func state(undone: Set<String>) -> State? {
        if status.hasPrefix("C") {
            return Self.words[status].map { State(word: $0) } ?? State(word: status, isKnown: false)
        }
        guard status.hasPrefix("N") else { return nil }
        if let state = naverPayState { return state }
        let isUndone =
            requestUndone.value == "Cancellation" || claimCode.map(undone.contains) ?? false
        return isUndone ? State(word: "취소철회") : nil
    }

    private var naverPayState: State? {
        guard let status = naverPayStatus?.nonEmpty else { return nil }
        let field = "naver_pay_claim_status"
        if let word = Self.naverPayWords[status] { return State(word: word, field: field) }
        let isAboutCancels = status.hasPrefix("CANCEL_") || status.hasPrefix("ADMIN_CANCEL")
        return isAboutCancels ? State(word: status, isKnown: false, field: field) : nil
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
