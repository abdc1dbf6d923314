import MatchingCore

/// Where an order of 카카오 stands, and what that says of a cancellation.
///
/// The Korean words are those of two public clients that agree.
struct KakaoState {
    /// The word as it came.
    let wire: String

    init(_ wire: String) { self.wire = wire }

    /// Cancelling, whether there is a claim or not.
    private static let cancelling = [
        "PayCancelRequest": "결제취소예정", "PayCancelComplete": "결제취소완료",
        "ShippingCancelRequest": "결제취소예정", "ShippingCancelComplete": "결제취소완료",
        "ShippingCancelRequestBuyer": "구매자배송취소요청",
        "ShippingCancelRequestSeller": "판매자배송취소요청",
        "ShippingCancelRequestRetract": "취소철회", "ShippingCancelRejected": "취소불가(기발송)",
        "UnpaidCancelComplete": "미입금취소완료",
        // Giving the money back for what is cancelled; returns have states of their own.
        "RefundRequest": "환불요청대기", "RefundWaiting": "환불예정", "RefundFailed": "환불재요청대기",
        "ShippingRefundRequest": "환불요청대기", "ShippingRefundWaiting": "환불예정",
        "ShippingRefundFailed": "환불재요청대기", "ShippingRefundComplete": "환불완료",
    ]

    /// Ordinary states up to the parcel's being sent, and those from then on.
    private static let waiting: Set<String> = [
        "Created", "PayRequest", "PayWaiting", "PayChecking", "PayComplete", "PayFailed",
        "ShippingRequest", "ShippingWaiting",
    ]
    private static let sent: Set<String> = ["ShippingProgress", "ShippingComplete", "BuyDecision"]

    private var isSent: Bool {
        Self.sent.contains(wire) || wire.hasPrefix("Return") || wire.hasPrefix("Exchange")
    }

    /// Whether the word is one of those that are known.
    var isKnown: Bool {
        Self.cancelling[wire] != nil || Self.waiting.contains(wire) || isSent
    }

    /// The word for where a cancellation stands; `nil` when the order says nothing of one.
    ///
    /// An ordinary state with a claim beside it means that the claim was taken back, or refused.
    func word(hasClaim: Bool) -> String? {
        if let word = Self.cancelling[wire] { return word }
        guard isKnown else {
            return hasClaim || wire.contains("Cancel") || wire.contains("Refund") ? wire : nil
        }
        return hasClaim ? "취소철회" : nil
    }

    /// How far the parcel is; `nil` for states that say nothing about it.
    var shipping: ShippingState? {
        if isSent { return .shipped }
        return Self.waiting.contains(wire) ? .received : nil
    }
}
