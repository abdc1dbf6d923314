package import MatchingCore

/// What a store should say of a shop once everything was read, claim by claim.
package struct Truth: Sendable, Hashable {
    /// Where a claim should stand.
    package enum Outcome: Sendable, Hashable {
        /// The buyer wants so many units cancelled, and has not taken it back.
        case cancelled(units: Int)
        /// The buyer took it back.
        case withdrawn
        /// The state is not one that is synced.
        case notSynced
    }

    /// The outcome of each claim that the API has told of by now, by the claim's number.
    package let outcomes: [String: Outcome]

    /// The truth of a shop at a moment.
    ///
    /// - Parameters:
    ///   - shop: Whose truth it is.
    ///   - now: The moment.
    package init(of shop: SimulatedShop, at now: Timestamp) {
        var outcomes: [String: Outcome] = [:]
        for claim in shop.claims {
            guard let step = claim.step(at: now) else { continue }
            outcomes[claim.number] =
                switch step.stage {
                case .requested, .processing, .done: .cancelled(units: claim.quantity)
                case .withdrawn: .withdrawn
                case .beforeConfirmation, .unheardOf: .notSynced
                }
        }
        self.outcomes = outcomes
    }
}
