import MatchingCore

/// One explanation for each reason, with the parts that a matcher would give it.
enum ExplanationSamples {
    static func explanation(_ reason: ReasonCode) -> Explanation {
        var draft = ExplanationDraft(reason)
        let one = PhraseSamples.line("01", quantity: 2)
        let two = PhraseSamples.line("02", quantity: 1, shipping: .shipped)
        switch reason {
        case .applied:
            draft.branches = [PhraseSamples.fired([one])]
            draft.applications = [PhraseSamples.taking(2, of: one)]
        case .alreadyCancelled: draft.branches = [PhraseSamples.fired([one])]
        case .quantityExceedsOrder:
            draft.claim = PhraseSamples.claim(quantity: 5)
            draft.branches = [PhraseSamples.fired([one, two])]
            draft.applications = [
                PhraseSamples.taking(2, of: one), PhraseSamples.taking(1, of: two),
            ]
        case .ambiguous:
            draft.claim = PhraseSamples.claim(quantity: 1)
            draft.branches = [PhraseSamples.fired([one, two])]
        case .shipped: draft.branches = [PhraseSamples.fired([one, two])]
        case .keyDiffers: draft.nearestMisses = [differingOption]
        case .keyMissingInOrder: draft.nearestMisses = [missingOption]
        case .keyMissingInCancellation: draft.rule = PhraseSamples.rule("order_no + option")
        case .orderInOtherAccount: draft.nearestMisses = [elsewhere]
        case .stateNotSynced, .needsConfirmation: draft.claim = PhraseSamples.claim(state: "REJECT")
        case .dismissed: draft.ruling = .dismissed(reason: "duplicate")
        case .undone: draft.ruling = .undone
        case .noCancelStates, .noMatchRule, .orderNotFound, .withdrawn, .noCancellationSeen,
            .accountNotPolledSince, .accountPaused, .accountFailing, .coverageGap:
            break
        }
        return draft.explanation
    }

    static let differingOption = NearMiss(
        kind: .sameOrder,
        line: PhraseSamples.line("01"),
        branch: 0,
        clauses: [
            PhraseSamples.clause(.orderNumber, "A-1", "A-1"),
            PhraseSamples.clause(.option, "red L", "redL", .differs([.whiteSpace])),
        ],
        repair: .changeOrder([
            PhraseSamples.clause(.option, "red L", "redL", .differs([.whiteSpace]))
        ])
    )

    static let missingOption = NearMiss(
        kind: .sameOrder,
        line: PhraseSamples.line("01"),
        branch: 0,
        clauses: [PhraseSamples.clause(.option, "red L", nil, .missingInOrder)],
        repair: .changeOrder([PhraseSamples.clause(.option, "red L", nil, .missingInOrder)])
    )

    static let elsewhere = NearMiss(
        kind: .otherAccount("beta"),
        line: PhraseSamples.line("01"),
        branch: 0,
        clauses: [],
        repair: .moveToAccount("beta")
    )

    static let reasonsWithSentences: [ReasonCode] = [
        .applied, .alreadyCancelled, .stateNotSynced, .needsConfirmation, .noCancelStates,
        .noMatchRule, .keyMissingInCancellation, .orderNotFound, .orderInOtherAccount,
        .keyMissingInOrder, .keyDiffers, .ambiguous, .quantityExceedsOrder, .shipped, .withdrawn,
        .dismissed, .undone,
    ]

    static let sentences: [String] = [
        "주문번호 A-1: 주문번호가 같은 품목 01의 2개를 취소했습니다.",
        "주문번호 A-1: 품목 01은 다른 취소건으로 이미 모두 취소되어 더 취소할 수량이 없습니다.",
        "주문번호 A-1: 취소상태 'REJECT'는 Alpha에서 연동하지 않는 상태라 기록만 합니다.",
        "주문번호 A-1: Alpha의 취소상태 'REJECT'는 확인 후 적용하도록 설정되어 있어 운영자의 판단을 기다립니다.",
        "주문번호 A-1: Alpha에 연동할 취소상태가 설정되어 있지 않아 'CANCEL'의 뜻을 알 수 없습니다.",
        "주문번호 A-1: Alpha에 매칭 기준이 설정되어 있지 않아 품목을 찾을 수 없습니다.",
        "주문번호 A-1: 취소건에 옵션이 없어 매칭할 수 없습니다.",
        "주문번호 A-1: Alpha에 이 주문이 아직 없습니다. 주문이 들어오면 자동으로 다시 판단합니다.",
        "주문번호 A-1: Alpha에는 없고 Beta에 있습니다. 다른 계정의 주문은 취소하지 않습니다.",
        "주문번호 A-1: 품목 01에 옵션(취소건 'red L') 값이 없어 매칭할 수 없습니다.",
        "주문번호 A-1: 주문은 있으나 품목 01의 값이 다릅니다. 옵션 다름(띄어쓰기): 취소건 'red L', 주문 'redL'.",
        "주문번호 A-1: 매칭된 품목 01, 02는 모두 3개인데 취소 수량은 1개뿐이라 어느 품목인지 정할 수 없습니다.",
        "주문번호 A-1: 취소 수량 5개가 주문 수량 3개보다 많아 품목 2건의 3개까지만 취소했습니다.",
        "주문번호 A-1: 품목 02가 이미 배송되어 취소하지 않았습니다. 함께 매칭된 품목 1건도 적용하지 않고 판단을 기다립니다.",
        "주문번호 A-1: 취소가 철회되었습니다('CANCEL'). 취소된 수량은 없습니다.",
        "주문번호 A-1: 운영자가 제외했습니다(사유: duplicate).",
        "주문번호 A-1: 운영자가 적용을 되돌렸습니다. 자동으로 다시 적용하지 않고 판단을 기다립니다.",
    ]
}
