package import MatchingCore

extension Phrases {
    /// What a reason means in general, one sentence; for help and for lists without an explanation.
    package func sentence(for reason: ReasonCode) -> String {
        language == .korean ? korean(reason) : english(reason)
    }

    private func korean(_ reason: ReasonCode) -> String {
        switch reason {
        case .applied: "매칭된 품목을 취소하고 보류했습니다."
        case .alreadyCancelled: "해당 품목은 이미 모두 취소되어 더 취소할 수량이 없습니다."
        case .stateNotSynced: "연동 대상이 아닌 취소상태라 기록만 합니다."
        case .needsConfirmation: "운영자의 확인을 거쳐 적용하는 취소상태입니다."
        case .noCancelStates: "판매처에 연동할 취소상태가 설정되어 있지 않습니다."
        case .noMatchRule: "판매처에 매칭 기준이 설정되어 있지 않습니다."
        case .keyMissingInCancellation: "매칭에 필요한 값이 취소건에 없습니다."
        case .orderNotFound: "주문번호에 해당하는 주문이 아직 없습니다."
        case .orderInOtherAccount: "주문번호가 이 계정에는 없고 다른 계정에 있습니다."
        case .keyMissingInOrder: "매칭에 필요한 값이 주문 품목에 없습니다."
        case .keyDiffers: "주문은 있으나 매칭 기준의 값이 다릅니다."
        case .ambiguous: "여러 품목이 매칭 기준에 맞아 어느 품목인지 정할 수 없습니다."
        case .quantityExceedsOrder: "취소 수량이 주문 수량보다 많아 주문 수량까지만 취소합니다."
        case .shipped: "이미 배송된 품목이 있어 자동으로 취소하지 않습니다."
        case .withdrawn: "취소가 철회되었습니다."
        case .dismissed: "운영자가 적용하지 않기로 하고 제외했습니다."
        case .undone: "운영자가 적용을 되돌려 다시 판단해야 합니다."
        case .noCancellationSeen: "수집은 정상이며 이 주문에 대한 취소 통지가 없습니다."
        case .accountNotPolledSince: "주문 이후 계정을 수집한 적이 없어 취소 여부를 알 수 없습니다."
        case .accountPaused: "계정이 일시정지되어 새 취소 통지를 수집하지 않습니다."
        case .accountFailing: "계정의 수집이 실패하고 있어 취소 통지를 놓칠 수 있습니다."
        case .coverageGap: "수집하지 못한 시간대가 있어 취소 통지를 놓쳤을 수 있습니다."
        }
    }

    private func english(_ reason: ReasonCode) -> String {
        switch reason {
        case .applied: "The matching order lines are cancelled and on hold."
        case .alreadyCancelled: "The order lines were cancelled before; nothing is left to cancel."
        case .stateNotSynced: "The state is not one that is synced; it is only recorded."
        case .needsConfirmation: "This state is applied only after a person confirms it."
        case .noCancelStates: "No cancel states are set up for the marketplace."
        case .noMatchRule: "No match rule is set up for the marketplace."
        case .keyMissingInCancellation: "The cancellation lacks a value that the match rule needs."
        case .orderNotFound: "No order with this order number is on file yet."
        case .orderInOtherAccount: "The order number is not in this account but in another."
        case .keyMissingInOrder: "The order line lacks a value that the match rule needs."
        case .keyDiffers: "The order is there, but a value of the match rule differs."
        case .ambiguous: "Several order lines match, and the claim does not say which."
        case .quantityExceedsOrder:
            "More units are claimed than ordered; what was ordered is the limit."
        case .shipped: "An order line has shipped, so nothing is cancelled automatically."
        case .withdrawn: "The claim was taken back."
        case .dismissed: "A person decided not to apply it and dismissed it."
        case .undone: "A person undid the application; it has to be decided again."
        case .noCancellationSeen: "Polling is complete, and no cancellation names this order."
        case .accountNotPolledSince: "The account has not been polled since the order was placed."
        case .accountPaused: "The account is paused, so new cancellations are not read."
        case .accountFailing: "Polls of the account are failing; cancellations may be missing."
        case .coverageGap: "Some time was never read, so a cancellation may have been missed."
        }
    }
}
