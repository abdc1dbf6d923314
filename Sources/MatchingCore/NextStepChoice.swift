extension Evaluation {
    /// What an operator should do about `verdict`.
    func nextStep(after verdict: Verdict, nearestMisses: [NearMiss]) -> NextStep {
        switch verdict.reason {
        case .applied, .alreadyCancelled: parcelStep(verdict) ?? .nothing
        case .quantityExceedsOrder: parcelStep(verdict) ?? .compareValues
        case .stateNotSynced: unlistedStateStep
        case .withdrawn: taken.isEmpty ? .nothing : .restoreOrKeep
        case .needsConfirmation, .undone: .confirmOrDismiss
        case .noCancelStates: .addCancelStates
        case .noMatchRule: .addMatchRule
        case .keyMissingInCancellation: .completeCancellation(fieldsMissingInCancellation)
        case .orderNotFound: missingOrderStep(nearestMisses)
        case .orderInOtherAccount:
            elsewhere.first.map { .checkAccount($0.line.key.account) } ?? .importOrder
        case .keyMissingInOrder: .completeOrder(fieldsMissingInOrder)
        case .keyDiffers: .compareValues
        case .ambiguous: .chooseLine
        case .shipped: .recallOrReturn
        case .dismissed, .noCancellationSeen, .accountNotPolledSince, .accountPaused,
            .accountFailing, .coverageGap:
            .nothing
        }
    }

    /// What was taken may stay so only where the state nearly is one that means "cancel".
    private var unlistedStateStep: NextStep {
        if let near = policy.nearestState(to: claim.state),
            taken.isEmpty || policy.meaning(ofState: near.state) != .withdrawal
        {
            let listed = policy.stateSynonyms[near.state] ?? near.state
            return .addSynonym(claim.state, of: listed)
        }
        return taken.isEmpty ? .addState(claim.state) : .restoreOrKeep
    }

    private func missingOrderStep(_ nearestMisses: [NearMiss]) -> NextStep {
        if let exchange = nearestMisses.first(where: { $0.kind == .exchanged }) {
            return .seeExchange(exchange.line.line.key.orderNumber)
        }
        return nearestMisses.contains(where: \.hasMistypedOrderNumber)
            ? .compareValues : .importOrder
    }

    /// Labeled lines among those that the cancellation took, whose parcels may still leave.
    private func parcelStep(_ verdict: Verdict) -> NextStep? {
        let labeled = known.filter { candidate in
            candidate.line.shipping == .labeled
                && verdict.applications.units(of: candidate.line.key) > 0
        }
        return labeled.isEmpty ? nil : .pullParcel(labeled.map(\.line.key.lineID))
    }

    /// What the cancellation lacks for the branch that lacks least.
    private var fieldsMissingInCancellation: [KeyField] {
        fewest(policy.rule?.branches ?? []) { branch in
            branch.fields.filter { claim.fields[$0] == nil }
        }
    }

    /// What an order line lacks for the branch and line that lack least and differ in nothing.
    private var fieldsMissingInOrder: [KeyField] {
        let pairs = (policy.rule?.branches ?? []).flatMap { branch in
            candidates
                .filter { Comparison.lacksOnly(branch, claim.fields, $0.line.fields) }
                .map { (branch, $0) }
        }
        return fewest(pairs) { branch, candidate in
            branch.fields.filter { candidate.line.fields[$0] == nil }
        }
    }

    private func fewest<Case>(
        _ cases: [Case],
        _ fields: (Case) -> [KeyField]
    ) -> [KeyField] {
        cases.map(fields).min { $0.count < $1.count } ?? []
    }
}

extension NearMiss {
    /// Whether a line of another order may be the one, but for how its number is written.
    fileprivate var hasMistypedOrderNumber: Bool {
        guard kind == .sameFields else { return false }
        return clauses.contains { $0.field == .orderNumber && $0.isNearlyEqual }
    }
}
