/// How much of a shop's truth a store has: the public measure of a connector.
package struct Score: Sendable, Hashable {
    /// A cancellation as a store has it.
    package struct Record: Sendable, Hashable {
        package let claimID: String
        package let orderNumber: String
        /// The number of the order's line, where the marketplace has one.
        package let detailNumber: String?
        /// Where it stands, in the truth's words; `nil` where it waits for something.
        package let outcome: Truth.Outcome?

        package init(
            claimID: String,
            orderNumber: String,
            detailNumber: String?,
            outcome: Truth.Outcome?
        ) {
            self.claimID = claimID
            self.orderNumber = orderNumber
            self.detailNumber = detailNumber
            self.outcome = outcome
        }
    }

    /// Claims that stand where they should.
    package private(set) var right = 0
    /// Claims that are on file and wait, mostly for an order that the API does not list.
    package private(set) var waiting = 0
    /// Claims that are not on file; their numbers.
    package private(set) var missed: [String] = []
    /// Claims that stand elsewhere, or that the shop does not have; their numbers.
    package private(set) var wrong: [String] = []
    /// Claims that are on file more than once; their numbers.
    package private(set) var twice: [String] = []

    /// Whether nothing is missed, wrong or there twice.
    package var isPerfect: Bool { missed.isEmpty && wrong.isEmpty && twice.isEmpty }

    /// Compares what a store has with a shop's truth.
    ///
    /// - Parameters:
    ///   - records: What the store has.
    ///   - truth: What it should have.
    ///   - shop: Whose claims they are.
    ///   - fresh: Numbers of claims that moved so lately that no poll need have told of it.
    package init(
        of records: [Record],
        against truth: Truth,
        in shop: SimulatedShop,
        without fresh: Set<String> = []
    ) {
        var seen = fresh
        for record in records {
            guard let claim = shop.claim(of: record) else {
                wrong.append(record.claimID)
                continue
            }
            if fresh.contains(claim.number) { continue }
            guard seen.insert(claim.number).inserted else {
                twice.append(claim.number)
                continue
            }
            if record.outcome == nil {
                waiting += 1
            } else if record.outcome == truth.outcomes[claim.number] {
                right += 1
            } else {
                wrong.append(claim.number)
            }
        }
        missed = truth.outcomes.keys.filter { !seen.contains($0) }.sorted()
    }
}

extension SimulatedShop {
    /// The claim that a record is about: the one with its number, or that of its line or order where
    /// the API has no numbers for claims.
    package func claim(of record: Score.Record) -> SimulatedClaim? {
        if let claim = claims.first(where: { $0.number == record.claimID }) { return claim }
        let ofLine = claims.first { claim in
            let line = orders.first { $0.number == claim.orderNumber }?.lines[claim.line - 1].number
            return line.map { [record.orderNumber, record.detailNumber].contains($0) } ?? false
        }
        return ofLine ?? claims.first { $0.orderNumber == record.orderNumber }
    }
}
