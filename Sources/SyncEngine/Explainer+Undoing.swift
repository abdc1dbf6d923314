import MatchingCore
import SyncInterfaces

extension Explainer {
    /// Which other cancellations would take units at once, were one undone: what ``HandAct`` has decided
    /// again, decided on paper.
    ///
    /// - Returns: They, with the units that each would take; nobody where nothing would be given back.
    func nextTakers(
        afterUndoing record: ClaimRecord,
        in ledger: any LedgerReader
    ) throws -> [UnitTaker] {
        guard record.givesBackWhenUndone else { return [] }
        var takers: [UnitTaker] = []
        for order in record.ordersGivingBack {
            let rivals = try ledger.claims(account: order.account, orderNumber: order.orderNumber)
                .filter { $0.id != record.id }
            guard !rivals.isEmpty else { continue }
            var paper = Paper(lines: try ledger.lines(orderNumber: order.orderNumber))
            paper.change(record.applications, to: [])
            try paper.decide(rivals, book, in: ledger)
            takers += paper.takers
        }
        return takers
    }
}

extension ClaimRecord {
    /// Whether undoing gives back what it took, and does not only lift what a person said.
    fileprivate var givesBackWhenUndone: Bool {
        switch standing.ruling {
        case .settled: false
        case .dismissed: standing.status != .dismissed && !applications.isEmpty
        case .applied, .undone, nil: !applications.isEmpty
        }
    }
}

/// The lines of an order as they would stand, with nothing written.
private struct Paper {
    private(set) var lines: [LineOnFile]
    private(set) var takers: [UnitTaker] = []
    private var hasEmptied = false

    init(lines: [LineOnFile]) { self.lines = lines }

    /// Changes what a cancellation takes of the lines.
    ///
    /// - Returns: How many more units it takes.
    @discardableResult
    mutating func change(_ before: [Application], to after: [Application]) -> Int {
        var more = 0
        for position in lines.indices {
            let key = lines[position].line.key
            func units(_ applications: [Application]) -> Int {
                applications.first { $0.line == key }?.units ?? 0
            }
            let difference = units(after) - units(before)
            lines[position].cancelledUnits += difference
            lines[position].isHeld = lines[position].cancelledUnits > 0
            if difference > 0 && lines[position].openUnits <= 0 { hasEmptied = true }
            more += difference
        }
        return more
    }

    /// Decides claims one after the other, then those held once more for which a line is less.
    mutating func decide(
        _ records: [ClaimRecord],
        _ book: PolicyBook,
        in ledger: any LedgerReader
    ) throws {
        var records = records
        repeat {
            hasEmptied = false
            records = try records.compactMap { record in
                guard let present = book.knownMatcher(of: record.notices[0].account) else {
                    return nil
                }
                return decide(record, try book.matcher(for: record, present: present, in: ledger))
            }
        } while hasEmptied
    }

    /// Decides a claim.
    ///
    /// - Returns: It as it would stand, where it may be decided once more.
    private mutating func decide(_ record: ClaimRecord, _ matcher: Matcher) -> ClaimRecord? {
        guard let claim = ClaimHistory(notices: record.notices, policy: matcher.policy)?.claim
        else { return nil }
        var standing = record.standing
        let decision = matcher.decide(
            MatchInput(
                claim: claim,
                ruling: standing.ruling,
                taken: record.applications,
                lines: lines
            )
        )
        let units = change(record.applications, to: decision.applications)
        if units > 0 { takers.append(UnitTaker(id: record.id, units: units)) }
        (standing.status, standing.reason) = (decision.status, decision.reason)
        guard standing.mayHaveLess else { return nil }
        return ClaimRecord(
            id: record.id,
            notices: record.notices,
            standing: standing,
            applications: decision.applications
        )
    }
}
