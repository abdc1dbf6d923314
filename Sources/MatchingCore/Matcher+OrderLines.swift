extension Matcher {
    /// Explains why an order line is or is not cancelled.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - namings: Every cancellation of the line's account that names its order, in any order.
    ///   - coverage: How well the account was polled.
    ///   - now: The moment up to which gaps matter.
    /// - Returns: The explanation; its reason is that of the cancellation that came nearest to
    ///   the line, and where none names the order, how far one can rely on that.
    public func explain(
        _ line: LineOnFile,
        namings: [OrderExplanation.Naming],
        coverage: AccountCoverage,
        now: Timestamp
    ) -> OrderExplanation {
        let isTaken = line.cancelledUnits > 0 || namings.contains { $0.units > 0 }
        let reason =
            if isTaken {
                ReasonCode.applied
            } else {
                namings.map { $0.reason(forNotTaking: line) }.min { $0.relevance < $1.relevance }
                    ?? coverage.reason(sinceOrderAt: line.line.orderedAt, now: now)
            }
        return OrderExplanation(
            line: line,
            reason: reason,
            cancellations: namings.sorted { $0.id < $1.id },
            coverage: coverage
        )
    }
}

extension OrderExplanation {
    /// Why a cancellation of `line` may lie unread, whatever those that were read say.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - coverage: How well its account was polled.
    ///   - now: The moment up to which gaps matter.
    /// - Returns: `nil` when everything since the order was read.
    package static func doubt(
        about line: LineOnFile,
        coverage: AccountCoverage,
        now: Timestamp
    ) -> OrderExplanation? {
        let reason = coverage.reason(sinceOrderAt: line.line.orderedAt, now: now)
        guard reason != .noCancellationSeen else { return nil }
        return OrderExplanation(
            line: line,
            reason: reason,
            cancellations: [],
            coverage: coverage
        )
    }
}

extension OrderExplanation.Naming {
    /// Why the cancellation left `line` alone.
    fileprivate func reason(forNotTaking line: LineOnFile) -> ReasonCode {
        // A claim of the order that this one replaced was never held against its lines.
        if explanation.claim.orderNumber != line.line.key.orderNumber {
            return explanation.status.isUndecided ? explanation.reason : .keyDiffers
        }
        let fired = explanation.branches.filter { $0.outcome == .fired }
        if fired.isEmpty && explanation.status != .applied { return explanation.reason }
        let traces = (fired.isEmpty ? explanation.branches : fired).flatMap { branch in
            branch.lines.filter { $0.line.line.key == line.line.key }
        }
        if traces.contains(where: \.satisfies) {
            // The line would do as well, and a person or the quantity settled on another.
            return explanation.status == .applied ? .ambiguous : explanation.reason
        }
        return traces.contains(where: \.lacksOnlyInOrder) ? .keyMissingInOrder : .keyDiffers
    }
}

extension LineTrace {
    fileprivate var lacksOnlyInOrder: Bool {
        clauses.allSatisfy { $0.verdict == .equal || $0.verdict == .missingInOrder }
    }
}

extension ReasonCode {
    /// The place among reasons why a line was left alone; what a person can act on comes first.
    fileprivate var relevance: Int {
        switch self {
        case .applied, .quantityExceedsOrder, .alreadyCancelled: 0
        case .shipped: 1
        case .ambiguous: 2
        case .needsConfirmation: 3
        case .undone: 4
        case .noCancelStates: 5
        case .noMatchRule: 6
        case .keyMissingInCancellation: 7
        case .keyMissingInOrder: 8
        case .withdrawn: 9
        case .dismissed: 10
        case .stateNotSynced: 11
        case .keyDiffers: 12
        case .orderInOtherAccount, .orderNotFound: 13
        case .accountPaused, .accountFailing, .accountNotPolledSince, .coverageGap,
            .noCancellationSeen:
            14
        }
    }
}

extension AccountCoverage {
    /// What the absence of cancellations is worth for an order made at `orderedAt`.
    ///
    /// An order without a time may be of any age, so that every gap can matter.
    fileprivate func reason(sinceOrderAt orderedAt: Timestamp?, now: Timestamp) -> ReasonCode {
        if isPaused { return .accountPaused }
        if consecutiveFailures > 0 { return .accountFailing }
        guard let lastSuccessAt, orderedAt.map({ lastSuccessAt >= $0 }) ?? true else {
            return .accountNotPolledSince
        }
        let hasGap = gaps.contains { gap in
            !gap.isEmpty && gap.start < now && (orderedAt.map { $0 < gap.end } ?? true)
        }
        return hasGap ? .coverageGap : .noCancellationSeen
    }
}
