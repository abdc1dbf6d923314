/// What a claim asks of the lines that were found for it, beside what has become of them.
///
/// Quantities are compared with what was ordered; what is taken is bounded by what is open.
struct Demand {
    /// A found line, and what is left of it.
    struct Item {
        let key: OrderLineKey
        let ordered: Int
        /// Units that this cancellation took of it.
        let taken: Int
        /// Units that nobody took.
        let open: Int
        let isShipped: Bool
    }

    let items: [Item]
    /// All that the cancellation took, other lines included.
    let taken: [Application]
    /// Units ordered of the found lines.
    let ordered: Int
    /// Units that the cancellation took of the found lines.
    let takenHere: Int
    /// Units claimed at once; `nil` means all.
    let claimed: Int?

    init(
        of claim: Claim,
        for found: [Int],
        among candidates: [LineOnFile],
        taken: [Application]
    ) {
        items = found.map { Item(candidates[$0], taken: taken) }
        self.taken = taken
        ordered = items.saturatingSum(of: \.ordered)
        takenHere = items.saturatingSum(of: \.taken)
        claimed = claim.quantityAtOnce
    }

    /// Whether all that the claim wants of these lines is taken by it already.
    var isMet: Bool { takenHere >= min(claimed ?? ordered, ordered) }

    /// Whether it took units of lines that are not among those found.
    var hasTakenElsewhere: Bool {
        taken.contains { application in !items.contains { $0.key == application.line } }
    }

    /// Whether more is claimed than was ordered.
    var exceedsOrder: Bool { claimed.map { $0 > ordered } ?? false }

    /// Whether it is for a person to say which units are meant.
    var leavesChoice: Bool { items.count > 1 && claimed.map { $0 < ordered } ?? false }

    /// Where the claim comes to stand when lines were found and nobody has to confirm first.
    func verdict(mayTakeSeveral: Bool) -> Evaluation.Verdict {
        func standing(_ status: Status, _ reason: ReasonCode) -> Evaluation.Verdict {
            Evaluation.Verdict(status: status, reason: reason, applications: taken)
        }
        // Where lines came or changed since, it may not take what it has, were it decided afresh.
        if hasTakenElsewhere { return standing(.held, .ambiguous) }
        let hasSeveral = leavesChoice || (items.count > 1 && !mayTakeSeveral)
        if isMet || items.allSatisfy({ $0.open == 0 }) {
            if !taken.isEmpty && hasSeveral { return standing(.held, .ambiguous) }
            return standing(.applied, !isMet && taken.isEmpty ? .alreadyCancelled : appliedReason)
        }
        // A shipped line with nothing open is no obstacle: nothing would be taken of it anyway.
        if items.contains(where: { $0.isShipped && $0.open > 0 }) {
            return standing(.held, .shipped)
        }
        if hasSeveral { return standing(.held, .ambiguous) }
        return Evaluation.Verdict(
            status: .applied,
            reason: appliedReason,
            applications: taking(items)
        )
    }

    /// What the cancellation has in all when it takes what is open and claimed of `chosen`.
    ///
    /// The claim must cover all of `chosen`, or `chosen` be a single line.
    func taking(_ chosen: [Item]) -> [Application] {
        let additions = chosen.compactMap { item -> Application? in
            let units = min(item.open, chosen.count == 1 ? stillWanted : item.open)
            return units > 0 ? Application(line: item.key, units: units) : nil
        }
        return taken.isEmpty ? additions : (taken + additions).merged
    }

    /// Units that the claim has not got yet of the found lines.
    var stillWanted: Int { max(0, min(claimed ?? ordered, ordered) - takenHere) }

    private var appliedReason: ReasonCode { exceedsOrder ? .quantityExceedsOrder : .applied }
}

extension Demand.Item {
    init(_ line: LineOnFile, taken: [Application]) {
        key = line.line.key
        ordered = line.line.quantity
        self.taken = taken.units(of: key)
        open = max(0, ordered - self.taken - line.unitsTakenByOthers(than: taken))
        isShipped = line.line.shipping == .shipped
    }
}

extension LineOnFile {
    /// Units that cancellations other than the one that took `taken` have of this line.
    func unitsTakenByOthers(than taken: [Application]) -> Int {
        max(0, cancelledUnits - taken.units(of: line.key))
    }
}

extension [Application] {
    /// In line order, each line once, its units added up.
    var merged: [Application] {
        if indices.allSatisfy({ $0 == 0 || self[$0 - 1].line < self[$0].line }) { return self }
        var result: [Application] = []
        for application in sorted() {
            if let last = result.last, last.line == application.line {
                let sum = last.units.addingReportingOverflow(application.units)
                result[result.count - 1] = Application(
                    line: last.line,
                    units: sum.overflow ? .max : sum.partialValue
                )
            } else {
                result.append(application)
            }
        }
        return result
    }

    /// Units of one line.
    func units(of line: OrderLineKey) -> Int {
        isEmpty ? 0 : first { $0.line == line }?.units ?? 0
    }
}

extension Sequence {
    /// A sum that stops at the greatest number instead of trapping; feeds may claim anything.
    ///
    /// - Parameter units: What of each element is added up.
    /// - Returns: The sum.
    package func saturatingSum(of units: (Element) -> Int) -> Int {
        reduce(0) { total, element in
            let sum = total.addingReportingOverflow(units(element))
            return sum.overflow ? .max : sum.partialValue
        }
    }
}
