extension Evaluation {
    /// What an operator should do about `verdict`.
    ///
    /// - Parameters:
    ///   - verdict: Where the claim comes to stand.
    ///   - nearestMisses: The lines that nearly match.
    ///   - parcelsSeenTo: Lines of which somebody said that they were pulled, or came back.
    /// - Returns: The most urgent step.
    func nextStep(
        after verdict: Verdict,
        nearestMisses: [NearMiss],
        parcelsSeenTo: Set<OrderLineKey>
    ) -> NextStep {
        let parcels = Parcels(known, taken: verdict.applications, seenTo: parcelsSeenTo)
        return switch verdict.reason {
        case .applied, .alreadyCancelled: parcels.step ?? .nothing
        case .quantityExceedsOrder: parcels.step ?? .compareValues
        case .stateNotSynced: unlistedStateStep(parcels)
        case .withdrawn: withdrawnStep(parcels)
        case .needsConfirmation: confirmationStep(parcels)
        case .undone: .confirmOrDismiss
        case .noCancelStates: .addCancelStates
        case .noMatchRule: .addMatchRule
        case .keyMissingInCancellation: .completeCancellation(fieldsMissingInCancellation)
        case .orderNotFound: missingOrderStep(nearestMisses)
        case .orderInOtherAccount:
            elsewhere.first.map { .checkAccount($0.line.key.account) } ?? .importOrder
        case .keyMissingInOrder: .completeOrder(fieldsMissingInOrder)
        case .keyDiffers: .compareValues
        case .ambiguous: ambiguousStep(verdict)
        case .shipped: .recallOrReturn
        case .dismissed: parcels.step ?? .nothing
        case .noCancellationSeen, .accountNotPolledSince, .accountPaused, .accountFailing,
            .coverageGap:
            .nothing
        }
    }

    /// What was taken may stay so only where the state nearly is one that means "cancel".
    private func unlistedStateStep(_ parcels: Parcels) -> NextStep {
        if let near = policy.nearestState(to: claim.state),
            taken.isEmpty || policy.meaning(ofState: near.state) != .withdrawal
        {
            let listed = policy.stateSynonyms[near.state] ?? near.state
            return .addSynonym(claim.state, of: listed)
        }
        return taken.isEmpty ? .addState(claim.state) : parcels.restoringStep
    }

    private func ambiguousStep(_ verdict: Verdict) -> NextStep {
        if unitsTooMany > 0 { return .giveUnitsBack(unitsTooMany) }
        if verdict.applications.isEmpty { return .chooseLine }
        guard let last = claim.requests.last, !demand.hasTakenElsewhere else {
            return .correctOrKeep
        }
        let further = unitsOfFurtherRequests(after: verdict.applications)
        if further > 0 { return .applyFurtherRequests(further) }
        let excess = verdict.applications.saturatingSum(of: \.units) - last.quantity
        return excess > 0 ? .giveUnitsBack(excess) : .correctOrKeep
    }

    private func confirmationStep(_ parcels: Parcels) -> NextStep {
        if unitsLeft > 0 { return .applyRest(unitsLeft) }
        return taken.isEmpty ? .confirmOrDismiss : parcels.restoringStep
    }

    private func withdrawnStep(_ parcels: Parcels) -> NextStep {
        if taken.isEmpty { return .nothing }
        if case .settled = ruling { return parcels.step ?? .nothing }
        return parcels.restoringStep
    }

    private func missingOrderStep(_ nearestMisses: [NearMiss]) -> NextStep {
        if let exchange = nearestMisses.first(where: { $0.kind == .exchanged }) {
            return .seeExchange(exchange.line.line.key.orderNumber)
        }
        return nearestMisses.contains(where: \.hasMistypedOrderNumber)
            ? .compareValues : .importOrder
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

/// The parcels of what a cancellation took that nobody has seen to.
private struct Parcels {
    /// Their labels are printed, and they may still leave.
    private let labeled: [LineID]
    /// They left all the same.
    private let gone: [LineID]

    init(_ lines: [LineOnFile], taken: [Application], seenTo: Set<OrderLineKey>) {
        let unseen = lines.map(\.line).filter {
            taken.units(of: $0.key) > 0 && !seenTo.contains($0.key)
        }
        labeled = unseen.filter { $0.shipping == .labeled }.map(\.key.lineID)
        gone = unseen.filter { $0.shipping == .shipped }.map(\.key.lineID)
    }

    /// What to do about them; `nil` when there are none.
    var step: NextStep? {
        if !gone.isEmpty { return .recallParcel(gone) }
        return labeled.isEmpty ? nil : .pullParcel(labeled)
    }

    /// What to do when the claim is not wanted any more.
    var restoringStep: NextStep { gone.isEmpty ? .restoreOrKeep : .restoreOrRecall(gone) }
}

extension NearMiss {
    /// Whether a line of another order may be the one, but for how its number is written.
    fileprivate var hasMistypedOrderNumber: Bool {
        guard kind == .sameFields else { return false }
        return clauses.contains { $0.field == .orderNumber && $0.isNearlyEqual }
    }
}
