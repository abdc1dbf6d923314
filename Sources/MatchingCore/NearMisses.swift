extension Evaluation {
    /// The most near misses that an explanation shows.
    static let nearMissLimit = 10

    /// Lines that nearly match, best first; empty when lines were found or there is no rule.
    func nearestMisses(amid surroundings: Surroundings) -> [NearMiss] {
        guard let rule = policy.rule, firedBranch == nil else { return [] }
        let sameOrder = candidates.compactMap { nearest(.sameOrder, $0, under: rule) }
        return Self.best(sameOrder + others(amid: surroundings, under: rule))
    }

    /// Lines of other orders and accounts that may have been meant, best first; empty when no lines
    /// were found.
    func alternatives(amid surroundings: Surroundings) -> [NearMiss] {
        guard let rule = policy.rule, firedBranch != nil else { return [] }
        return Self.best(others(amid: surroundings, under: rule))
    }

    private func others(amid surroundings: Surroundings, under rule: MatchRule) -> [RankedMiss] {
        let otherAccounts = elsewhere.compactMap {
            nearest(.otherAccount($0.line.key.account), $0, under: rule)
        }
        let linked = Set(surroundings.exchanged.map(\.line.key.orderNumber))
        let exchanges = surroundings.exchanged.compactMap { nearest(.exchanged, $0, under: rule) }
        let otherOrders = surroundings.resembling
            .filter { $0.line.key.orderNumber != claim.orderNumber }
            .filter { !linked.contains($0.line.key.orderNumber) }
            .compactMap { nearest(.sameFields, $0, under: rule) }
        return exchanges + otherAccounts + otherOrders
    }

    private static func best(_ misses: [RankedMiss]) -> [NearMiss] {
        misses.sorted { ($0.rank, $0.miss.line.line.key) < ($1.rank, $1.miss.line.line.key) }
            .prefix(nearMissLimit)
            .map(\.miss)
    }

    /// The line under the branch that it comes nearest to; `nil` when it comes near none.
    private func nearest(
        _ kind: NearMiss.Kind,
        _ line: LineOnFile,
        under rule: MatchRule
    ) -> RankedMiss? {
        rule.branches.enumerated()
            .map { position, branch in
                RankedMiss(
                    NearMiss(
                        kind: kind,
                        line: line,
                        branch: position,
                        clauses: Comparison.clauses(branch, claim.fields, line.line.fields)
                    )
                )
            }
            .filter(\.isNear)
            .min { $0.rank < $1.rank }
    }
}

extension NearMiss {
    /// The miss with the smallest repair that its clauses allow.
    fileprivate init(kind: Kind, line: LineOnFile, branch: Int, clauses: [Clause]) {
        let unequal = clauses.filter { $0.verdict != .equal }
        let repair: Repair =
            if case .otherAccount(let account) = kind {
                .moveToAccount(account)
            } else if unequal.allSatisfy({ $0.verdict == .missingInCancellation }) {
                .completeCancellation(unequal)
            } else if unequal.allSatisfy({ $0.inCancellation != nil }) {
                .changeOrder(unequal)
            } else {
                // Nothing equals a value that is missing, least of all another missing one.
                .changeBoth(unequal)
            }
        self.init(kind: kind, line: line, branch: branch, clauses: clauses, repair: repair)
    }
}

/// A near miss with what it takes to compare it with others.
private struct RankedMiss {
    /// Exchanges first, then what could be compared, few clauses, small differences, the rule's order.
    struct Rank: Comparable {
        /// What the marketplace itself says comes before any resemblance.
        let isResemblance: Bool
        /// Fields of which nobody knows the value tell nothing of how near a line comes.
        let unknownCount: Int
        let unequalCount: Int
        let size: Int
        let branch: Int

        private var order: [Int] {
            [isResemblance ? 1 : 0, unknownCount, unequalCount, size, branch]
        }

        static func < (left: Self, right: Self) -> Bool {
            left.order.lexicographicallyPrecedes(right.order)
        }
    }

    let miss: NearMiss
    let rank: Rank

    init(_ miss: NearMiss) {
        self.miss = miss
        let sizes = miss.clauses.map(\.differenceSize).filter { $0 > 0 }
        let accountStep = if case .otherAccount = miss.kind { 1 } else { 0 }
        rank = Rank(
            isResemblance: miss.kind != .exchanged,
            unknownCount: miss.clauses.count { $0.verdict == .missingInBoth },
            unequalCount: sizes.count + accountStep,
            size: sizes.saturatingSum { $0 },
            branch: miss.branch
        )
    }

    /// Whether the line is worth showing.
    ///
    /// A line of another order is when nothing but the order number differs, and where there is
    /// nothing but the order number, when that is the same but for how it is written.
    var isNear: Bool {
        guard miss.kind == .sameFields else { return true }
        guard rank.unequalCount == 1 else { return false }
        return miss.clauses.count > 1 || miss.clauses.allSatisfy(\.isNearlyEqual)
    }
}

extension [ValueDifference] {
    /// How far apart two values are that differ so.
    var size: Int {
        saturatingSum { difference in
            if case .editDistance(let distance) = difference { 7 + distance } else { 1 }
        }
    }
}

extension Clause {
    /// The greatest edit distance of order numbers that may have been meant to be the same.
    private static let smallEditDistance = 2

    /// Whether both values have a digit where the other has one, and are equally long.
    ///
    /// Such numbers are of one series: the next order's is as near as a slip of the pen, unless two
    /// neighbors have changed places.
    private var areOfOneSeries: Bool {
        guard let one = comparedInCancellation, let other = comparedInOrder else { return false }
        guard one.map(\.isNumber) == other.map(\.isNumber) else { return false }
        let unequal = zip(one, other).enumerated().filter { $1.0 != $1.1 }
        guard unequal.count == 2, unequal[0].offset + 1 == unequal[1].offset else { return true }
        let (first, second) = (unequal[0].element, unequal[1].element)
        return first.0 != second.1 || first.1 != second.0
    }

    /// How far apart the values are; 0 for equal ones.
    fileprivate var differenceSize: Int {
        switch verdict {
        case .equal: 0
        case .missingInOrder, .missingInCancellation: 6
        case .missingInBoth: 7
        case .differs(let differences): differences.size
        }
    }

    /// Whether a slip of the pen would explain the difference.
    var isNearlyEqual: Bool {
        guard case .differs(let differences) = verdict else { return verdict == .equal }
        return differences.allSatisfy { difference in
            if case .editDistance(let distance) = difference {
                distance <= Self.smallEditDistance && !areOfOneSeries
            } else {
                true
            }
        }
    }
}
