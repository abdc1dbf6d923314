import MatchingCore

/// The reasons for a dismissal that are a key away.
enum DismissalReason: CaseIterable {
    case handledElsewhere, alreadyShipped, duplicate, buyerKeepsOrder, wrongData, refunded,
        orderedAgain

    /// Those that can be why a cancellation that stands so is not applied, or stays as it is.
    static func offered(to status: Status) -> [DismissalReason] {
        switch status {
        case .withdrawn: [.handledElsewhere, .refunded, .orderedAgain, .wrongData]
        case .applied: [.handledElsewhere, .alreadyShipped, .buyerKeepsOrder, .wrongData]
        case .pending, .held, .dismissed, .ignored:
            [.handledElsewhere, .alreadyShipped, .duplicate, .buyerKeepsOrder, .wrongData]
        }
    }

    func text(in language: Language) -> String {
        let texts =
            switch self {
            case .handledElsewhere: Bilingual("판매처에서 직접 처리함", "handled at the marketplace")
            case .alreadyShipped: Bilingual("이미 출고되어 반품으로 처리", "shipped; treated as a return")
            case .duplicate: Bilingual("중복된 취소", "duplicate claim")
            case .buyerKeepsOrder: Bilingual("구매자가 받기로 함", "the buyer keeps the order")
            case .wrongData: Bilingual("판매처 자료 오류", "wrong data from the marketplace")
            case .refunded: Bilingual("이미 환불함", "refunded already")
            case .orderedAgain: Bilingual("구매자가 다시 주문함", "the buyer ordered again")
            }
        return texts.text(in: language)
    }
}
