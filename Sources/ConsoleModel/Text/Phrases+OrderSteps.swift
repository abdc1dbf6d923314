package import MatchingCore

extension Phrases {
    /// What to do about an order line that no cancellation names, one sentence.
    ///
    /// - Parameters:
    ///   - explanation: The line.
    ///   - isRowAside: Whether a row that was set aside names its order.
    /// - Returns: `nil` where cancellations name its order: each of those has a next step of its own.
    package func nextStep(
        for explanation: OrderExplanation,
        isRowAside: Bool = false
    ) -> String? {
        guard explanation.cancellations.isEmpty else { return nil }
        let account = explanation.coverage.account.rawValue
        let isKnown = marketplace(of: explanation.coverage.account) != nil
        switch explanation.reason {
        case .accountNotPolledSince where !isKnown, .coverageGap where !isKnown,
            .accountPaused where !isKnown, .accountFailing where !isKnown:
            return pick(
                "발송하기 전에 '\(account)' 계정을 설정에 다시 넣고 수집하십시오.",
                "Before the parcel leaves, add '\(account)' to the configuration again and poll."
            )
        case .noCancellationSeen where isRowAside:
            return pick(
                "발송하기 전에 따로 둔 행을 고쳐서 다시 넣으십시오.",
                "Before the parcel leaves, correct the row that was set aside and drop it again."
            )
        case .noCancellationSeen:
            return pick(
                "할 일이 없습니다. 그대로 발송해도 됩니다.",
                "Nothing to do; the parcel can leave."
            )
        case .accountNotPolledSince, .coverageGap:
            return pick(
                "발송하기 전에 수집하십시오: cancelsync sync \(account)",
                "Poll before the parcel leaves: cancelsync sync \(account)"
            )
        case .accountPaused:
            return pick(
                "수집을 재개하십시오: cancelsync resume \(account)",
                "Resume the account: cancelsync resume \(account)"
            )
        case .accountFailing:
            return pick(
                "마지막 오류를 해결한 뒤 수집하십시오: cancelsync sync \(account)",
                "Solve the last error, then poll: cancelsync sync \(account)"
            )
        case .applied, .alreadyCancelled, .stateNotSynced, .needsConfirmation, .noCancelStates,
            .noMatchRule, .keyMissingInCancellation, .orderNotFound, .orderInOtherAccount,
            .keyMissingInOrder, .keyDiffers, .ambiguous, .quantityExceedsOrder, .shipped,
            .withdrawn, .dismissed, .undone:
            return nil
        }
    }
}
