import MatchingCore

/// What the sentences about an explanation need to know of it.
struct ExplanationFacts {
    let explanation: Explanation

    init(_ explanation: Explanation) { self.explanation = explanation }

    /// Whether the lines that a sentence about the reason would name are there.
    var suffice: Bool {
        switch explanation.reason {
        case .applied: !applications.isEmpty || isAppliedByHand
        case .quantityExceedsOrder: !applications.isEmpty && !foundLines.isEmpty
        case .ambiguous: !foundLines.isEmpty || !applications.isEmpty
        case .alreadyCancelled: !foundLines.isEmpty
        case .shipped: !foundLines.isEmpty || isAppliedByHand
        case .keyDiffers, .keyMissingInOrder: nearest != nil
        case .orderInOtherAccount: !otherAccounts.isEmpty
        case .stateNotSynced, .needsConfirmation, .noCancelStates, .noMatchRule,
            .keyMissingInCancellation, .orderNotFound, .withdrawn, .dismissed, .undone,
            .noCancellationSeen, .accountNotPolledSince, .accountPaused, .accountFailing,
            .coverageGap:
            true
        }
    }

    /// Whether a person took what was taken, as far as it was claimed or not.
    var isAppliedByHand: Bool {
        switch explanation.ruling {
        case .applied, .settled: true
        case .dismissed, .undone, nil: false
        }
    }

    var account: AccountID { explanation.claim.account }
    var orderNumber: String { explanation.claim.orderNumber.rawValue }
    var applications: [Application] { explanation.applications }

    /// The branch that found lines; `nil` when none did.
    var firedBranch: BranchTrace? { explanation.branches.first { $0.outcome == .fired } }

    /// The fields by which lines were found when it was decided, where the rule was another one then.
    var fieldsOfOtherRule: [KeyField]? {
        guard let then = explanation.then, let rule = then.rule, let position = then.firedBranch,
            rule != explanation.rule?.description,
            let branches = try? MatchRule(parsing: rule).branches,
            branches.indices.contains(position)
        else { return nil }
        return branches[position].fields
    }

    /// The branches that were tried before the one that found lines, in order.
    var branchesPassedOver: [BranchTrace] {
        firedBranch == nil ? [] : Array(explanation.branches.prefix { $0.outcome != .fired })
    }

    /// The lines that the fired branch found.
    var foundLines: [LineOnFile] { firedBranch?.lines.filter(\.satisfies).map(\.line) ?? [] }

    /// Every line of the claim's order in its account.
    var candidates: [LineOnFile] { explanation.branches.first?.lines.map(\.line) ?? [] }

    /// Found lines with units that nobody took.
    var openLines: [LineOnFile] { foundLines.filter { $0.openUnits > 0 } }

    /// Found lines that left before they could be cancelled.
    var shippedLines: [LineOnFile] { openLines.filter { $0.line.shipping == .shipped } }

    /// What it takes of the lines that the fired branch found.
    var applicationsToFoundLines: [Application] {
        let found = Set(foundLines.map(\.line.key))
        return applications.filter { found.contains($0.line) }
    }

    /// What it has of other lines: it took that when they matched, or a person did.
    var applicationsToOtherLines: [Application] {
        let found = Set(foundLines.map(\.line.key))
        return applications.filter { !found.contains($0.line) }
    }

    /// Units ordered of the found lines.
    var orderedUnits: Int { Self.sum(foundLines.map(\.line.quantity)) }

    /// Units that the cancellation takes.
    var appliedUnits: Int { Self.sum(applications.map(\.units)) }

    /// Units of the found lines that are claimed, and that other claims had taken before.
    var unitsTakenByOthers: Int {
        guard explanation.claim.requests.isEmpty, let claimed = explanation.claim.quantity,
            openLines.isEmpty
        else { return 0 }
        return max(0, min(claimed, orderedUnits) - appliedUnits)
    }

    /// Other accounts that have the order number, each once.
    var otherAccounts: [AccountID] {
        let misses = explanation.nearestMisses.compactMap { miss -> AccountID? in
            if case .otherAccount(let account) = miss.kind { account } else { nil }
        }
        let accounts = misses.isEmpty ? explanation.then?.otherAccounts ?? [] : misses
        return accounts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The fields that the claim lacks for the branch that needs the fewest more.
    var fieldsMissingInCancellation: [KeyField] {
        let lacking = explanation.rule?.branches.map { branch in
            branch.fields.filter { explanation.claim.fields[$0] == nil }
        }
        return lacking?.min { $0.count < $1.count } ?? []
    }

    /// The line that comes nearest, with every clause of it that is not equal; `nil` without one.
    var nearest: (line: LineOnFile, clauses: [Clause])? {
        if let miss = explanation.nearestMisses.first(where: { $0.kind == .sameOrder }) {
            return (miss.line, miss.clauses.filter { $0.verdict != .equal })
        }
        let traces = explanation.branches.flatMap(\.lines).filter { !$0.satisfies }
        let nearest = traces.min { Self.distance($0) < Self.distance($1) }
        return nearest.map { ($0.line, $0.clauses.filter { $0.verdict != .equal }) }
    }

    /// The nearest line that differs in nothing and only lacks values, with the clauses it lacks.
    var nearestIncomplete: (line: LineOnFile, clauses: [Clause])? {
        let misses = explanation.nearestMisses.filter { $0.kind == .sameOrder }
            .map { ($0.line, $0.clauses) }
        let traces = explanation.branches.flatMap(\.lines).map { ($0.line, $0.clauses) }
        for (line, clauses) in misses + traces {
            let unequal = clauses.filter { $0.verdict != .equal }
            if !unequal.isEmpty && unequal.allSatisfy({ $0.verdict == .missingInOrder }) {
                return (line, unequal)
            }
        }
        return nil
    }

    /// What the same claim would come to now, where that is not how it stands.
    var reasonNow: ReasonCode? {
        for case .outcome(_, let now) in explanation.changesSinceThen
        where now != explanation.reason {
            return now
        }
        return nil
    }

    /// The line as it is known to any branch; `nil` when the order has no such line any more.
    func line(_ key: OrderLineKey) -> LineOnFile? { candidates.first { $0.line.key == key } }

    private static func distance(_ trace: LineTrace) -> Int {
        trace.clauses.count { $0.verdict != .equal }
    }

    /// Feeds may claim anything: a sum stops at the greatest number.
    private static func sum(_ numbers: [Int]) -> Int {
        numbers.reduce(0) { total, number in
            let (sum, isTooGreat) = total.addingReportingOverflow(number)
            return isTooGreat ? .max : sum
        }
    }
}
