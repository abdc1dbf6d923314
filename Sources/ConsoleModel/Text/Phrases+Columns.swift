package import MatchingCore

/// A column of the tables that commands print.
package enum ListColumn: Sendable, Hashable, CaseIterable {
    case number
    case marketplaceID
    case account
    case name
    case orderNumber
    case lineID
    case claimID
    case state
    case status
    case reason
    case product
    case productName
    case option
    case buyerReason
    case requestedAt
    case changedAt
    case firstSeenAt
    case statusSince
    case orderedAt
    case trackingNumber
    case quantity
    case cancelled
    case open
    case shipping
    case held
    case cancelStates
    case match
    case minutes
    case missing
    case tracking
    case since
    case time
    case actor
    case act
    case outcome
    case note
    case health
    case heldCount
    case pendingCount
    case appliedToday
    case toPull
    case nextPoll
    case lastPoll
}

extension Phrases {
    /// The title of a table's column (번호, 계정…).
    package func title(of column: ListColumn) -> String {
        switch column {
        case .number: pick("번호", "id")
        case .marketplaceID: pick("id", "id")
        case .account: pick("계정", "account")
        case .name: pick("판매처", "name")
        case .orderNumber: pick("주문번호", "order_no")
        case .lineID: pick("관리번호", "line_id")
        case .claimID: pick("취소번호", "claim_id")
        case .state: pick("취소상태", "state")
        case .status: pick("상태", "status")
        case .reason: pick("이유", "reason")
        case .product: pick("상품 / 옵션", "product / option")
        case .productName: pick("상품명", "product_name")
        case .option: pick("옵션", "option")
        case .buyerReason: pick("취소사유", "buyer_reason")
        case .requestedAt: pick("취소요청일시", "requested_at")
        case .changedAt: pick("취소처리일시", "changed_at")
        case .firstSeenAt: pick("처음 본 일시", "first_seen_at")
        case .statusSince: pick("상태 시작 일시", "status_since")
        case .orderedAt: pick("주문일시", "ordered_at")
        case .trackingNumber: pick("송장번호", "tracking_no")
        case .quantity: pick("수량", "quantity")
        case .cancelled: pick("취소", "cancelled")
        case .open: pick("남음", "open")
        case .shipping: pick("배송상태", "shipping")
        case .held: pick("보류", "held")
        case .cancelStates: pick("취소상태", "cancel states")
        case .match: pick("매칭 기준", "match")
        case .minutes: pick("주기(분)", "minutes")
        case .missing: pick("설정 필요", "needs setup")
        case .tracking: pick("송장번호", "tracking_no")
        case .since: pick("취소 이후", "since")
        case .time: pick("시각", "time")
        case .actor: pick("누가", "who")
        case .act: pick("한 일", "act")
        case .outcome: pick("결과", "outcome")
        case .note: pick("내용", "note")
        case .health: pick("수집 상태", "health")
        case .heldCount: pick("판단필요", "held")
        case .pendingCount: pick("대기", "pending")
        case .appliedToday: pick("오늘 적용", "applied_today")
        case .toPull: pick("당길 품목", "to_pull")
        case .nextPoll: pick("다음 수집", "next_poll")
        case .lastPoll: pick("마지막 수집", "last_poll")
        }
    }

    /// The title of a key field's column, by which a file that is read again knows it.
    package func title(of field: KeyField) -> String {
        let isCode = KeyField.option < field
        return isCode ? field.name : pick(name(of: field), field.name)
    }

    /// The head of the column of accounts on a screen.
    var accountHead: String { pick("판매처", "Account") }

    /// The head of the column of products and options on a screen.
    var productHead: String { pick("상품명", "Product") }

    /// Whether something holds, in a table's cell.
    package func yesOrNo(_ value: Bool) -> String {
        value ? pick("예", "yes") : pick("아니오", "no")
    }
}
