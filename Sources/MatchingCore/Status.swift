/// Where a cancellation stands.
public enum Status: String, Sendable, Hashable, CaseIterable {
    /// 대기: waits for data or set-up, and is decided again when either comes.
    case pending
    /// 판단필요: waits for a person.
    case held
    /// 적용: its units are cancelled, or were already.
    case applied
    /// 철회: the buyer took the claim back.
    case withdrawn
    /// 제외: a person decided not to apply it.
    case dismissed
    /// 무시: seen, but its state is not one that is synced.
    case ignored

    /// Whether it is yet to be decided what the claim takes: it waits for data or for a person.
    package var isUndecided: Bool {
        switch self {
        case .pending, .held: true
        case .applied, .withdrawn, .dismissed, .ignored: false
        }
    }
}

/// Why a cancellation stands where it stands, or why nothing touched an order line; stable codes.
public enum ReasonCode: String, Sendable, Hashable, CaseIterable {
    case applied
    case alreadyCancelled
    case stateNotSynced
    case needsConfirmation
    case noCancelStates
    case noMatchRule
    case keyMissingInCancellation
    case orderNotFound
    case orderInOtherAccount
    case keyMissingInOrder
    case keyDiffers
    case ambiguous
    case quantityExceedsOrder
    case shipped
    case withdrawn
    case dismissed
    case undone
    // For an order line that no cancellation touched:
    case noCancellationSeen
    case accountNotPolledSince
    case accountPaused
    case accountFailing
    case coverageGap
}
