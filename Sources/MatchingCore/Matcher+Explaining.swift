/// What an explanation looks at beside what a decision is made from.
public struct Surroundings: Sendable, Hashable {
    /// Lines with other order numbers that may have been meant, in any order.
    public var resembling: [LineOnFile]
    /// Lines of orders for which the claim's was exchanged, or that it replaces.
    public var exchanged: [LineOnFile]
    /// Lines of which somebody said that they were pulled, or came back.
    public var parcelsSeenTo: Set<OrderLineKey>
    /// Whether the configuration knows the claim's account still.
    public var isAccountKnown: Bool

    /// Creates surroundings, of which nothing is known unless it is given.
    public init(
        resembling: [LineOnFile] = [],
        exchanged: [LineOnFile] = [],
        parcelsSeenTo: Set<OrderLineKey> = [],
        isAccountKnown: Bool = true
    ) {
        self.resembling = resembling
        self.exchanged = exchanged
        self.parcelsSeenTo = parcelsSeenTo
        self.isAccountKnown = isAccountKnown
    }
}

extension Matcher {
    /// Explains where a claim stands, or would come to stand.
    ///
    /// Made from the same evaluation as ``decide(_:)``: without a `standing`, status, reason and
    /// applications are those of the decision.
    ///
    /// - Parameters:
    ///   - input: What a decision would be made from now.
    ///   - standing: Where the cancellation stands on file; `nil` when nobody decided it yet.
    ///   - then: The evidence of the decision that stands; `nil` when it is not known.
    ///   - present: The account's policy by now, where another one decides about this claim.
    ///   - surroundings: What else is on file that makes the explanation fuller.
    /// - Returns: The explanation of `standing`. Where the same input would be decided otherwise
    ///   now, its changes end with ``ChangeSinceThen/outcome(then:now:)``; its applications and
    ///   next step are those of now.
    public func explain(
        _ input: MatchInput,
        standing: (status: Status, reason: ReasonCode)?,
        then: Evidence?,
        present: SyncPolicy? = nil,
        amid surroundings: Surroundings = Surroundings()
    ) -> Explanation {
        let evaluation = Evaluation(of: input, by: self)
        let verdict = evaluation.verdict
        let branches = evaluation.traces
        let nearestMisses = evaluation.nearestMisses(amid: surroundings)
        // What waits for data or set-up waits for its account first.
        let isWaiting = verdict.status == .pending || verdict.status == .ignored
        let rule = (present ?? policy).rule?.description
        var changes = then.map { evaluation.changes(since: $0, rule: rule) } ?? []
        if let standing, standing != (verdict.status, verdict.reason) {
            changes.append(.outcome(then: standing.reason, now: verdict.reason))
        }
        return Explanation(
            status: standing?.status ?? verdict.status,
            reason: standing?.reason ?? verdict.reason,
            claim: input.claim,
            ruling: input.ruling,
            stateMeaning: evaluation.meaning,
            nearestState: evaluation.meaning == .notSynced
                ? policy.nearestState(to: input.claim.state) : nil,
            rule: policy.rule,
            branches: branches,
            applications: verdict.applications,
            unitsLeft: evaluation.unitsLeft,
            then: then,
            changesSinceThen: changes,
            nearestMisses: nearestMisses,
            alternatives: evaluation.alternatives(amid: surroundings),
            replacing: evaluation.replacing,
            chosen: evaluation.chosen,
            nextStep: surroundings.isAccountKnown || !isWaiting
                ? evaluation.nextStep(
                    after: verdict,
                    nearestMisses: nearestMisses,
                    parcelsSeenTo: surroundings.parcelsSeenTo
                ) : .addAccount
        )
    }
}

extension Evaluation {
    /// One trace per branch of the rule; empty without a rule.
    fileprivate var traces: [BranchTrace] {
        guard let rule = policy.rule else { return [] }
        return rule.branches.enumerated().map { position, branch in
            let lines = candidates.map { candidate in
                LineTrace(
                    line: candidate,
                    clauses: Comparison.clauses(branch, claim.fields, candidate.line.fields)
                )
            }
            return BranchTrace(
                fields: branch.fields,
                outcome: outcome(ofBranchAt: position, lines: lines),
                lines: lines
            )
        }
    }

    private func outcome(ofBranchAt position: Int, lines: [LineTrace]) -> BranchTrace.Outcome {
        if let firedBranch, position >= firedBranch {
            return position == firedBranch ? .fired : .notTried
        }
        return lines.contains { $0.clauses.contains { $0.isMissing } }
            ? .cannotDecide : .foundNothing
    }
}

extension Clause {
    /// Whether either side has no value.
    var isMissing: Bool {
        switch verdict {
        case .missingInCancellation, .missingInOrder, .missingInBoth: true
        case .equal, .differs: false
        }
    }
}
