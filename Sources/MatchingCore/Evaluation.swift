/// One claim held against the lines of its order: what deciding and explaining share.
///
/// Kept lean, because a pass makes a hundred thousand of them; whatever only an explanation needs
/// is worked out from it afterwards.
struct Evaluation {
    /// Where the claim comes to stand, and all that it takes from now on.
    struct Verdict {
        let status: Status
        let reason: ReasonCode
        let applications: [Application]
    }

    let policy: SyncPolicy
    let claim: Claim
    let ruling: Ruling?
    let meaning: SyncPolicy.StateMeaning
    /// What the cancellation took before, each line once, in line order.
    let taken: [Application]
    /// The lines with the claim's order number in its account, in line order.
    let candidates: [LineOnFile]
    /// The lines with the claim's order number in other accounts, in line order.
    let elsewhere: [LineOnFile]
    /// The lines in its account of orders that replaced the claim's, in line order.
    let replacing: [LineOnFile]
    /// The lines in its account of further orders that an operator names or took, in line order.
    let chosen: [LineOnFile]
    /// The position of the branch that found lines; `nil` when none did.
    let firedBranch: Int?
    /// The positions in ``candidates`` of the lines that the fired branch found.
    let found: [Int]

    init(of input: MatchInput, by matcher: Matcher) {
        policy = matcher.policy
        claim = input.claim
        ruling = input.ruling
        meaning = policy.meaning(ofState: claim.state)
        taken = input.taken.merged
        (candidates, elsewhere) = Self.split(input.lines, claim: claim, account: matcher.account)
        let replacing =
            input.replacing.isEmpty
            ? []
            : input.replacing.filter { $0.line.key.account == matcher.account }.inLineOrder
        self.replacing = replacing
        chosen =
            input.chosen.isEmpty
            ? []
            : input.chosen.filter { line in
                line.line.key.account == matcher.account
                    && line.line.key.orderNumber != input.claim.orderNumber
                    && !replacing.contains { $0.line.key == line.line.key }
            }.inLineOrder
        (firedBranch, found) = Self.search(candidates, for: claim, by: policy.rule)
    }

    /// What the claim asks of the lines that were found.
    var demand: Demand { Demand(of: claim, for: found, among: candidates, taken: taken) }

    /// Units that were taken beyond what the claim has come down to.
    var unitsTooMany: Int { claim.unitsTooMany(in: taken) }

    /// Where the claim comes to stand.
    var verdict: Verdict {
        // A buyer who takes the claim back ends what an operator ruled about it.
        if meaning == .withdrawal { return standing(.withdrawn, .withdrawn) }
        switch ruling {
        case .dismissed: return standing(.dismissed, .dismissed)
        case .settled: return standing(.applied, .applied)
        // It ruled on a claim of more.
        case .applied where unitsTooMany > 0: return standing(.held, .ambiguous)
        case .applied:
            return reasonOfRest.map { standing(.held, $0) } ?? standing(.applied, .applied)
        case .undone: return standing(.held, .undone)
        case nil: break
        }
        switch meaning {
        case .unknown: return standing(.pending, .noCancelStates)
        case .notSynced: return standing(.ignored, .stateNotSynced)
        case .cancel, .confirm, .withdrawal: break
        }
        if unitsTooMany > 0 { return standing(.held, .ambiguous) }
        guard let rule = policy.rule else { return standing(.pending, .noMatchRule) }
        guard let firedBranch else { return verdictWithoutLines(under: rule) }
        if meaning == .confirm { return standing(.held, .needsConfirmation) }
        let isWholeOrder = rule.branches[firedBranch].fields.count == 1
        return leavingRequests(
            demand.verdict(mayTakeSeveral: isWholeOrder || policy.onSeveral == .apply)
        )
    }

    /// Leaves it to a person whether several requests under the claim's name add up, or the last one
    /// replaces the others, where that makes a difference.
    private func leavingRequests(_ verdict: Verdict) -> Verdict {
        guard let last = claim.requests.last, verdict.status == .applied else { return verdict }
        let units = verdict.applications.saturatingSum(of: \.units)
        let isClear =
            last.quantity >= units && unitsOfFurtherRequests(after: verdict.applications) == 0
        return isClear
            ? verdict
            : Verdict(status: .held, reason: .ambiguous, applications: verdict.applications)
    }

    /// Why no branch found a line: the reason that tells an operator most.
    func missReason(under rule: MatchRule) -> ReasonCode {
        let usable = rule.branches.filter { branch in
            branch.fields.allSatisfy { claim.fields[$0] != nil }
        }
        if usable.isEmpty { return .keyMissingInCancellation }
        if candidates.isEmpty { return elsewhere.isEmpty ? .orderNotFound : .orderInOtherAccount }
        let couldBeCompleted = candidates.contains { candidate in
            usable.contains { Comparison.lacksOnly($0, claim.fields, candidate.line.fields) }
        }
        return couldBeCompleted ? .keyMissingInOrder : .keyDiffers
    }

    private func standing(_ status: Status, _ reason: ReasonCode) -> Verdict {
        Verdict(status: status, reason: reason, applications: taken)
    }

    /// Only operators give units back: a claim whose lines are no longer found keeps what it took, and
    /// a person says whether that is right.
    private func verdictWithoutLines(under rule: MatchRule) -> Verdict {
        if taken.isEmpty { return standing(.pending, missReason(under: rule)) }
        return standing(.held, meaning == .confirm ? .needsConfirmation : .ambiguous)
    }

    /// The lines that a decision is made from: the candidates, and those of other orders as far as an
    /// operator took them.
    var known: [LineOnFile] {
        replacing.isEmpty && chosen.isEmpty
            ? candidates
            : candidates + (replacing + chosen).filter { taken.units(of: $0.line.key) > 0 }
    }

    /// What the decision knew, with no more of it than the rule names.
    var evidence: Evidence {
        let rule = policy.rule
        return Evidence(
            rule: rule?.description,
            firedBranch: firedBranch,
            state: claim.state,
            fields: rule.map { claim.fields.restricted(to: $0) } ?? claim.fields,
            quantity: claim.quantity,
            lines: known.map { candidate in
                Evidence.Line(
                    key: candidate.line.key,
                    fields: candidate.line.fields.restricted(to: rule),
                    quantity: candidate.line.quantity,
                    unitsTakenByOthers: candidate.unitsTakenByOthers(than: taken),
                    shipping: candidate.line.shipping
                )
            },
            otherAccounts: elsewhere.accounts
        )
    }
}

extension Evaluation {
    /// The lines of the claim's order in its own account, and those in others, each in line order.
    private static func split(
        _ lines: [LineOnFile],
        claim: Claim,
        account: AccountID
    ) -> (own: [LineOnFile], elsewhere: [LineOnFile]) {
        let orderNumber = claim.orderNumber
        let areAllOwn = lines.indices.allSatisfy { index in
            lines[index].line.key.account == account
                && lines[index].line.key.orderNumber == orderNumber
                && (index == 0 || lines[index - 1].line.key < lines[index].line.key)
        }
        if areAllOwn { return (lines, []) }
        let sorted = lines.filter { $0.line.key.orderNumber == orderNumber }.inLineOrder
        return (
            sorted.filter { $0.line.key.account == account },
            sorted.filter { $0.line.key.account != account }
        )
    }

    /// The first branch that finds lines, and the positions of those.
    private static func search(
        _ candidates: [LineOnFile],
        for claim: Claim,
        by rule: MatchRule?
    ) -> (branch: Int?, found: [Int]) {
        guard let rule, !candidates.isEmpty else { return (nil, []) }
        for (position, branch) in rule.branches.enumerated() {
            let found = candidates.indices.filter {
                Comparison.satisfies(branch, claim.fields, candidates[$0].line.fields)
            }
            if !found.isEmpty { return (position, found) }
        }
        return (nil, [])
    }
}

extension [LineOnFile] {
    /// In line order; of several with the same key the first stays.
    fileprivate var inLineOrder: [LineOnFile] {
        var result: [LineOnFile] = []
        for line in sorted(by: { $0.line.key < $1.line.key })
        where result.last?.line.key != line.line.key {
            result.append(line)
        }
        return result
    }

    /// The accounts of lines in line order, each once.
    fileprivate var accounts: [AccountID] {
        reduce(into: []) { accounts, line in
            if accounts.last != line.line.key.account { accounts.append(line.line.key.account) }
        }
    }
}
