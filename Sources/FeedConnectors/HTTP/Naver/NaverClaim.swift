import MatchingCore
import SyncInterfaces

/// A claim about cancelling, from whichever of the places where an answer may have it.
struct NaverClaim: Decodable, Sendable, Hashable {
    /// The state of a product order that was cancelled because nobody paid.
    static let unpaid = "CANCELED_BY_NOPAYMENT"

    var claimId: WireText?
    var claimType: String?
    var claimStatus: String?
    var claimRequestDate: String?
    var cancelCompletedDate: String?
    var requestQuantity: WireText?
    /// The reason's code: of an open claim, and of one that is over.
    var cancelReason: String?
    var claimRequestReason: String?

    /// The words of the documentation, and for unpaid orders the one that its screens have.
    private static let words = [
        "CANCEL_REQUEST": "취소요청", "CANCELING": "취소중", "CANCEL_DONE": "취소완료",
        "CANCEL_REJECT": "취소철회", "ADMIN_CANCELING": "직권취소중",
        "ADMIN_CANCEL_DONE": "직권취소완료", "ADMIN_CANCEL_REJECT": "직권취소철회",
        unpaid: "미결제취소",
    ]

    /// Codes that buyers choose; the others are kept as they are.
    private static let reasons = [
        "INTENT_CHANGED": "구매 의사 취소", "COLOR_AND_SIZE": "색상 및 사이즈 변경",
        "WRONG_ORDER": "다른 상품 잘못 주문", "PRODUCT_UNSATISFIED": "서비스 불만족",
        "DELAYED_DELIVERY": "배송 지연", "SOLD_OUT": "상품 품절", "INCORRECT_INFO": "상품 정보 상이",
        "SIMPLE_INTENT_CHANGED": "단순 변심", "MISTAKE_ORDER": "주문 실수",
        "DELAYED_DELIVERY_BY_PURCHASER": "배송 지연",
    ]

    init(claimId: WireText, claimStatus: String, requestQuantity: WireText?) {
        self.claimId = claimId
        self.claimStatus = claimStatus
        self.requestQuantity = requestQuantity
    }

    /// Whether a claim of this type cancels; one that the documentation does not have may.
    static func isCancel(type: String?) -> Bool {
        guard let type else { return false }
        return !["RETURN", "EXCHANGE", "PURCHASE_DECISION_HOLDBACK"].contains(type)
    }

    var isCancel: Bool { Self.isCancel(type: claimType) }

    /// The word for where the claim stands, and whether the documentation has it.
    var state: (word: String, isKnown: Bool) {
        let status = claimStatus ?? ""
        guard let word = Self.words[status] else { return (status, status.isEmpty) }
        return (word, true)
    }

    var reason: String? {
        guard let code = cancelReason ?? claimRequestReason, !code.isEmpty else { return nil }
        return Self.reasons[code] ?? code
    }

    /// The claim with what only its product order says of it.
    ///
    /// The claim's number is missing in older answers; there a product order has one claim.
    func supplemented(by order: NaverProductOrders.ProductOrder) -> NaverClaim {
        // What the order says may be about a return.
        let isAboutThis = Self.isCancel(type: order.claimType)
        var claim = self
        claim.claimId = claimId ?? (isAboutThis ? order.claimId : nil) ?? order.productOrderId
        claim.claimStatus = claimStatus ?? (isAboutThis ? order.claimStatus : nil)
        return claim
    }

    /// When the claim came to its state.
    ///
    /// Only a state that nothing follows may be without a time: it then counts as of the moment at
    /// which it was seen, and could otherwise overtake what came after it.
    func changedAt(
        change: NaverChanges.Change?,
        _ row: AnswerRow
    ) throws(RowFailure) -> Timestamp? {
        let requested = try row.time(claimRequestDate, "claimRequestDate")
        let completed = try row.time(cancelCompletedDate, "cancelCompletedDate")
        let listed = change?.claimStatus == claimStatus ? change?.claimChangedAt : nil
        switch claimStatus {
        case "CANCEL_REQUEST": return requested ?? listed
        case "CANCEL_DONE", "ADMIN_CANCEL_DONE": return completed ?? listed
        case "CANCEL_REJECT", "ADMIN_CANCEL_REJECT": return listed
        default: return listed ?? requested
        }
    }
}
