package import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// One word for where a cancellation stands (대기, 적용…).
    package func word(for status: Status) -> String {
        switch status {
        case .pending: pick("대기", "pending")
        case .held: pick("판단필요", "held")
        case .applied: pick("적용", "applied")
        case .withdrawn: pick("철회", "withdrawn")
        case .dismissed: pick("제외", "dismissed")
        case .ignored: pick("무시", "ignored")
        }
    }

    /// A few words for a reason, as a column of a list shows them.
    package func word(for reason: ReasonCode) -> String {
        switch reason {
        case .applied: pick("취소 적용", "applied")
        case .alreadyCancelled: pick("이미 취소됨", "nothing left")
        case .stateNotSynced: pick("연동 안 하는 상태", "state not synced")
        case .needsConfirmation: pick("확인 필요", "needs confirmation")
        case .noCancelStates: pick("취소상태 미설정", "no cancel states")
        case .noMatchRule: pick("매칭 기준 미설정", "no match rule")
        case .keyMissingInCancellation: pick("취소건에 값 없음", "key not in claim")
        case .orderNotFound: pick("주문 없음", "order not found")
        case .orderInOtherAccount: pick("다른 계정 주문", "in other account")
        case .keyMissingInOrder: pick("주문에 값 없음", "key not in order")
        case .keyDiffers: pick("값 다름", "value differs")
        case .ambiguous: pick("여러 품목 해당", "ambiguous")
        case .quantityExceedsOrder: pick("주문 수량 초과", "exceeds order")
        case .shipped: pick("이미 배송", "already shipped")
        case .withdrawn: pick("취소 철회", "claim withdrawn")
        case .dismissed: pick("운영자 제외", "dismissed")
        case .undone: pick("적용 되돌림", "undone")
        case .noCancellationSeen: pick("취소 통지 없음", "no cancellation seen")
        case .accountNotPolledSince: pick("주문 후 수집 없음", "not polled since")
        case .accountPaused: pick("계정 일시정지", "account paused")
        case .accountFailing: pick("수집 실패 중", "account failing")
        case .coverageGap: pick("수집 공백", "coverage gap")
        }
    }

    /// Where something stands, and why, where that says more: `대기: 주문 없음`, `적용`.
    package func standing(_ status: Status, _ reason: ReasonCode?, _ mark: String = ": ") -> String
    {
        guard let reason, reason.rawValue != status.rawValue else { return word(for: status) }
        return word(for: status) + mark + word(for: reason)
    }

    /// A few words for what a withdrawal asks of a person.
    package func word(for restoring: CancellationRow.Restoring) -> String {
        switch restoring {
        case .isNeeded: pick("복원 필요", "to restore")
        case .isDone: pick("복원함", "restored")
        case .isWaived: pick("취소 유지", "left cancelled")
        case .isNotNeeded: pick("할 일 없음", "nothing to do")
        }
    }

    /// What a row's claim asks for; where a person left some of it, what was taken of it: `2/3`.
    package func quantity(of row: CancellationRow) -> String {
        row.share(ofAll: allUnits) ?? row.quantity.map(number) ?? allUnits
    }

    private var allUnits: String { pick("전체", "all") }

    /// A few words for why a row stands where it stands: of a withdrawal, or where a person left some
    /// of the claim, what that leaves to be done.
    package func reason(of row: CancellationRow) -> String {
        let words = reason(StandingWords(row))
        return row.share(ofAll: allUnits).map { "\(words) \($0)" } ?? words
    }

    /// The same of what a row tells about it.
    func reason(_ standing: StandingWords) -> String {
        if standing.isPartial { return pick("일부 적용", "applied in part") }
        return standing.restoring.map { word(for: $0) } ?? word(for: standing.reason)
    }

    /// How far a line's shipping has got (접수, 송장, 배송).
    package func word(for shipping: ShippingState) -> String {
        switch shipping {
        case .received: pick("접수", "received")
        case .labeled: pick("송장", "labeled")
        case .shipped: pick("배송", "shipped")
        }
    }

    /// A few words for how urgent a line on the pull list is.
    package func word(for urgency: PullUrgency) -> String {
        switch urgency {
        case .recall: pick("출고됨·회수", "left: recall")
        case .labeled: pick("송장 나옴", "label printed")
        case .received: pick("출고 전", "not yet labeled")
        }
    }

    /// How far a line on the pull list has got, or that it has to come back.
    package func stage(of row: PullRow) -> String {
        row.place.urgency == .recall
            ? pick("회수", "recall") : word(for: row.line.line.shipping)
    }

    /// The word for a line that is on hold.
    package var onHoldWord: String { pick("보류", "on hold") }
}
