/// Why an operator's application by hand is not possible as asked; nothing has changed.
public struct HandApplicationError: Error, Sendable, Hashable {
    /// What stands in the way.
    public enum Problem: Sendable, Hashable {
        /// Its account has no such line of the cancellation's order, or of the order that was named.
        case noSuchLine(LineChoice)
        /// Several lines could be meant; those that can be taken, in line order.
        case chooseLine([LineID])
        /// There is nothing to take, and why.
        case nothingToApply(ReasonCode)
        /// The units asked for are not between 1 and `most`.
        case tooManyUnits(most: Int)
    }

    /// What stands in the way.
    public let problem: Problem

    init(_ problem: Problem) { self.problem = problem }
}

extension Matcher {
    /// Returns all that the cancellation has after an operator applied it by hand.
    ///
    /// States and earlier rulings are not looked at: the operator decides. Bounds hold all the
    /// same: never more units than are open, nor than were claimed. A line that is named may be
    /// shipped; what the rule finds is taken but for shipped lines.
    ///
    /// - Parameters:
    ///   - input: What is on file.
    ///   - line: A line of the claim's order, of one that replaced it, or of the order that is named
    ///     with it; `nil` takes what the rule finds.
    ///   - units: Units to take now; `nil` takes as many as are claimed and open.
    /// - Returns: What was taken before together with what is taken now, in line order.
    /// - Throws: ``HandApplicationError`` when it cannot be done as asked.
    public func applicationsByHand(
        _ input: MatchInput,
        line: LineChoice?,
        units: Int?
    ) throws(HandApplicationError) -> [Application] {
        let evaluation = Evaluation(of: input, by: self)
        let additions =
            if let line {
                [try evaluation.application(to: line, units: units)]
            } else {
                try evaluation.applicationsByRule(units: units)
            }
        return (evaluation.taken + additions).merged
    }
}

extension Matcher {
    /// Units that are claimed and open beside those that an operator took who applied the claim by
    /// hand: left, shipped then, or not on file yet.
    ///
    /// - Parameter input: What is on file.
    /// - Returns: 0 where rules decided, or an operator said that it is enough.
    package func unitsLeft(_ input: MatchInput) -> Int {
        Evaluation(of: input, by: self).unitsLeft
    }
}

extension Claim {
    /// Units that were taken beyond what it has come down to; which of them go back is for a person
    /// to say.
    package func unitsTooMany(in taken: [Application]) -> Int {
        quantityAtMost.map { max(0, taken.saturatingSum(of: \.units) - $0) } ?? 0
    }
}

extension Evaluation {
    /// Units that further requests under the claim's name ask for, and that are open of the lines that
    /// were found; 0 where there are none.
    ///
    /// - Parameter taken: All that the cancellation has.
    /// - Returns: The units that can be taken still.
    func unitsOfFurtherRequests(after taken: [Application]) -> Int {
        guard !claim.requests.isEmpty, let most = claim.quantityAtMost else { return 0 }
        let new = taken.saturatingSum(of: \.units) - self.taken.saturatingSum(of: \.units)
        let open = demand.items.saturatingSum(of: \.open) - new
        return max(0, min(most - taken.saturatingSum(of: \.units), open))
    }

    /// Units that the claim leaves after all that was taken; `nil` means all.
    private var claimedBeyondTaken: Int? {
        claim.quantityAtMost.map { max(0, $0 - taken.saturatingSum(of: \.units)) }
    }

    /// Units that are claimed and open beside those that an operator took who applied it by hand.
    ///
    /// The rules leave none: what they take, they take as far as it is claimed and open.
    var unitsLeft: Int {
        min(claimedBeyondTaken ?? .max, itemsLeft.saturatingSum(of: \.open))
    }

    /// Why a claim that an operator applied waits for a person again; `nil` when nothing is left.
    ///
    /// What was left, had been shipped, or came or grew later was decided by nobody: neither may it
    /// be cancelled by itself, nor may its parcel leave.
    var reasonOfRest: ReasonCode? {
        let left = itemsLeft
        if left.isEmpty { return nil }
        return left.contains(where: \.isShipped) ? .shipped : .needsConfirmation
    }

    private var itemsLeft: [Demand.Item] {
        guard ruling == .applied, meaning != .withdrawal, !taken.isEmpty, claimedBeyondTaken != 0
        else { return [] }
        return linesMeant.map { Demand.Item($0, taken: taken) }.filter { $0.open > 0 }
    }

    /// The lines that a claim means of which an operator took some: what the rule finds, and of other
    /// orders what is like that which was taken; where the rule finds nothing, so of its own order,
    /// or, for a number of units, any line.
    private var linesMeant: [LineOnFile] {
        if firedBranch == nil, claim.quantityAtMost != nil {
            return candidates + replacing + chosen.filter(isLikeTaken)
        }
        let own =
            firedBranch == nil
            ? candidates.filter(isLikeTaken) : found.map { candidates[$0] }
        return own + (replacing + chosen).filter(isLikeTaken)
    }

    /// Whether an operator took some of the line, or some of its order, where the rule would find it
    /// but for the order number.
    private func isLikeTaken(_ line: LineOnFile) -> Bool {
        let key = line.line.key
        if taken.units(of: key) > 0 { return true }
        guard taken.contains(where: { $0.line.orderNumber == key.orderNumber }) else {
            return false
        }
        var fields = line.line.fields
        fields[.orderNumber] = claim.fields[.orderNumber]
        return policy.rule?.branches.contains { Comparison.satisfies($0, claim.fields, fields) }
            ?? false
    }

    fileprivate func application(
        to choice: LineChoice,
        units: Int?
    ) throws(HandApplicationError) -> Application {
        // A line of an order that neither is the claim's nor replaces it goes by both its names.
        let line =
            if let order = choice.orderNumber {
                (candidates + replacing + chosen).first { candidate in
                    candidate.line.key.lineID == choice.lineID
                        && candidate.line.key.orderNumber == order
                }
            } else {
                (candidates + replacing).first { $0.line.key.lineID == choice.lineID }
            }
        guard let candidate = line else { throw HandApplicationError(.noSuchLine(choice)) }
        return try application(to: Demand.Item(candidate, taken: taken), units: units)
    }

    private func application(
        to item: Demand.Item,
        units: Int?
    ) throws(HandApplicationError) -> Application {
        let most = min(item.open, claimedBeyondTaken ?? item.open)
        if most == 0 {
            let isOthers = item.open == 0 && item.taken == 0
            throw HandApplicationError(.nothingToApply(isOthers ? .alreadyCancelled : .applied))
        }
        let chosen = units ?? most
        guard (1...most).contains(chosen) else {
            throw HandApplicationError(.tooManyUnits(most: most))
        }
        return Application(line: item.key, units: chosen)
    }

    fileprivate func applicationsByRule(
        units: Int?
    ) throws(HandApplicationError) -> [Application] {
        let items = try itemsByRule()
        if items.count == 1 { return [try application(to: items[0], units: units)] }
        let open = items.saturatingSum(of: \.open)
        let most = min(open, claimedBeyondTaken ?? open)
        if most == 0 { throw HandApplicationError(.nothingToApply(.applied)) }
        let wanted = units ?? most
        guard (1...most).contains(wanted) else {
            throw HandApplicationError(.tooManyUnits(most: most))
        }
        if wanted < open { throw HandApplicationError(.chooseLine(items.map(\.key.lineID))) }
        return items.map { Application(line: $0.key, units: $0.open) }
    }

    /// What the rule finds and an operator can take without naming a line.
    private func itemsByRule() throws(HandApplicationError) -> [Demand.Item] {
        guard firedBranch != nil else {
            let ids = candidates.map { Demand.Item($0, taken: taken) }
                .filter { $0.open > 0 && !$0.isShipped }.map(\.key.lineID)
            if !ids.isEmpty { throw HandApplicationError(.chooseLine(ids)) }
            // A claim whose order was exchanged may mean what is on file of the new one.
            let others = replacing.map { Demand.Item($0, taken: taken) }.filter { $0.open > 0 }
            if !others.isEmpty { throw HandApplicationError(.chooseLine(others.map(\.key.lineID))) }
            let reason = policy.rule.map { missReason(under: $0) } ?? .noMatchRule
            throw HandApplicationError(.nothingToApply(reason))
        }
        let found = demand.items
        let open = found.filter { $0.open > 0 }
        if open.isEmpty {
            let reason: ReasonCode = demand.takenHere > 0 ? .applied : .alreadyCancelled
            throw HandApplicationError(.nothingToApply(reason))
        }
        let takeable = open.filter { !$0.isShipped }
        if takeable.isEmpty { throw HandApplicationError(.nothingToApply(.shipped)) }
        return takeable
    }
}
