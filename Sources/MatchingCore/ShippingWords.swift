/// The words by which exports say how far the seller's side has got.
///
/// A word that is not listed is refused rather than guessed: taking a parcel that left for one
/// that can be pulled, or the other way round, costs money.
package enum ShippingWords {
    private static let words: [ShippingState: [String]] = [
        .received: [
            "접수", "주문접수", "신규주문", "결제완료", "입금확인", "발주확인", "주문확인", "상품준비중",
            "상품준비", "배송준비중", "배송준비", "발송준비중", "발송대기", "발송전", "출고전",
            "ACCEPT", "INSTRUCT",
        ],
        .labeled: [
            "송장", "송장입력", "송장등록", "송장출력", "송장발행", "운송장등록", "운송장출력", "배송지시",
            "배송대기", "출고대기", "출고지시", "DEPARTURE",
        ],
        .shipped: [
            "배송", "출고", "출고완료", "발송", "발송완료", "배송시작", "배송중", "배송완료", "집하",
            "집하완료", "수취확인", "구매확정", "구매결정", "거래완료", "DELIVERING", "FINAL_DELIVERY",
        ],
    ]

    private static let statesByWord: [String: ShippingState] = {
        var result: [String: ShippingState] = [:]
        for state in ShippingState.allCases {
            result[normalized(state.rawValue)] = state
            for word in words[state] ?? [] { result[normalized(word)] = state }
        }
        result["labelled"] = .labeled
        return result
    }()

    /// The state that a word means, without regard to white space and case; `nil` for unknown words.
    package static func state(_ text: String) -> ShippingState? {
        statesByWord[text] ?? statesByWord[normalized(text)]
    }

    private static func normalized(_ word: String) -> String {
        FieldText.folded(word).lowercased().filter { $0 != " " }
    }
}
