import MatchingCore
import SyncInterfaces

/// Decides claims within one transaction and writes only what differs.
///
/// The lines of an order are read once and kept while its claims are decided; what one claim takes
/// is known to the next. Claims are best brought in the order of their order numbers.
struct DecisionDesk {
    /// The counts of everything decided here.
    var tally = PassTally()

    let ledger: any Ledger
    let book: PolicyBook
    let now: Timestamp

    /// What leads to the decisions, where an operator acts; a pass decides for itself.
    var occasion: FollowUp?
    /// Whose units changed on that occasion, in order.
    private(set) var changed: [ActResult.Other] = []

    /// The orders of lines of which the last unit was taken, until ``decideWhatIsLeft()``.
    var emptied: Set<OrderKey> = []
    var held = HeldOrders()

    private var orderNumber: OrderNumber?
    private var lines: [LineOnFile] = []

    init(ledger: any Ledger, book: PolicyBook, now: Timestamp) {
        self.ledger = ledger
        self.book = book
        self.now = now
    }

    /// A claim on file as it is to be decided: by its newest notices and rulings.
    struct Case {
        var record: ClaimRecord
        var claim: Claim
        var ruling: Ruling?
    }

    /// How a decision came about, for the journal.
    struct Cause {
        var actor = Actor.system
        var act = JournalEntry.Act.decide
        var note: String?
    }

    /// Puts a new claim on file and decides it.
    mutating func open(
        _ history: ClaimHistory,
        inheriting inherited: ClaimFolder.InheritedRuling? = nil,
        matcher: Matcher
    ) throws {
        let claim = history.claim
        let ruling = inherited?.ruling
        let decision = matcher.decide(
            MatchInput(claim: claim, ruling: ruling, taken: [], lines: try lines(of: claim))
        )
        let standing = Standing(
            state: claim.state,
            status: decision.status,
            reason: decision.reason,
            ruling: ruling
        )
        let id = try ledger.insert(history.notices, standing: standing, at: now)
        _ = try carryOut(decision.applications, before: [], by: id)
        if decision.status == .held { held.note(claim.order) }
        let cause = Cause(note: inherited.map { "#\($0.id) → #\(id)" })
        try journal(decision, of: id, account: claim.account, cause: cause)
        tally.decided[decision.status, default: 0] += 1
    }

    /// Decides a claim on file again; writes nothing when it stands as it stood.
    mutating func decideAgain(_ record: ClaimRecord, matcher present: Matcher) throws {
        let matcher = try book.matcher(for: record, present: present, in: ledger)
        guard let history = ClaimHistory(notices: record.notices, policy: matcher.policy)
        else { return }
        try settle(
            Case(record: record, claim: history.claim, ruling: record.standing.ruling),
            matcher: matcher
        )
    }

    /// Decides a claim on file and writes what differs from how it stood.
    mutating func settle(_ subject: Case, matcher: Matcher) throws {
        let record = subject.record
        let taken = record.applications
        // Only what an operator applied can have, and mean, lines of other orders.
        let isByHand = subject.ruling == .applied && !taken.isEmpty
        let decision = matcher.decide(
            MatchInput(
                claim: subject.claim,
                ruling: subject.ruling,
                taken: taken,
                lines: try lines(of: subject.claim),
                replacing: isByHand ? try ledger.linesReplacing(subject.claim) : [],
                chosen: isByHand ? try ledger.linesChosen(by: taken, of: subject.claim) : []
            )
        )
        let standing = Standing(
            state: subject.claim.state,
            status: decision.status,
            reason: decision.reason,
            ruling: subject.ruling,
            ruledAfter: subject.ruling == nil ? nil : record.standing.ruledAfter
        )
        let stands = standing == record.standing
        if stands && decision.applications == taken { return }
        if !stands { try ledger.setStanding(standing, of: record.id, at: now) }
        _ = try carryOut(decision.applications, before: taken, by: record.id)
        if decision.status == .held { held.note(subject.claim.order) }
        let cause = Cause(note: occasion?.note)
        try journal(decision, of: record.id, account: subject.claim.account, cause: cause)
        if decision.status != record.standing.status {
            tally.decided[decision.status, default: 0] += 1
        }
    }

    /// Changes what cancellation `id` takes of order lines from `before` to `after`.
    mutating func carryOut(
        _ after: [Application],
        before: [Application],
        by id: CancellationID
    ) throws -> [LineChange] {
        guard after != before else { return [] }
        var changes: [LineChange] = []
        for application in after {
            let units = before.first { $0.line == application.line }?.units ?? 0
            if units != application.units {
                changes.append(try change(application.line, from: units, to: application.units))
            }
        }
        for application in before where !after.contains(where: { $0.line == application.line }) {
            changes.append(try change(application.line, from: application.units, to: 0))
        }
        if !changes.isEmpty {
            try ledger.change(changes, by: id, at: now)
            if occasion != nil { changed.append(ActResult.Other(id: id, changes: changes)) }
        }
        // What is given back is only as much as the last import says was ordered.
        if changes.contains(where: { $0.unitsAfter < $0.unitsBefore }) { orderNumber = nil }
        return changes
    }

    /// Journals a decision with its evidence.
    func journal(
        _ decision: Decision,
        of id: CancellationID,
        account: AccountID,
        cause: Cause
    ) throws {
        try ledger.append(
            JournalEntry(
                at: now,
                actor: cause.actor,
                act: cause.act,
                account: account,
                cancellation: id,
                reason: decision.reason,
                status: decision.status,
                note: cause.note,
                evidence: decision.evidence
            )
        )
    }

    /// Every line with the claim's order number, in any account, as it stands by now.
    mutating func lines(of claim: Claim) throws -> [LineOnFile] {
        let wanted = claim.orderNumber
        if wanted != orderNumber {
            lines = try ledger.lines(orderNumber: wanted)
            orderNumber = wanted
        }
        return lines
    }

    private mutating func change(
        _ key: OrderLineKey,
        from unitsBefore: Int,
        to unitsAfter: Int
    ) throws -> LineChange {
        var isHeld = unitsAfter > 0
        var shippingOfFreeLine: ShippingState?
        if let position = lines.firstIndex(where: { $0.line.key == key }) {
            if !lines[position].isHeld { shippingOfFreeLine = lines[position].line.shipping }
            lines[position].cancelledUnits += unitsAfter - unitsBefore
            // A line with any unit cancelled stays on hold; with none, nothing holds it.
            isHeld = lines[position].cancelledUnits > 0
            lines[position].isHeld = isHeld
            if lines[position].openUnits <= 0 && unitsAfter > unitsBefore {
                emptied.insert(key.order)
            }
        } else if let line = try ledger.orderLine(key) {
            // An operator took it of another order than the claim's.
            if !line.isHeld { shippingOfFreeLine = line.line.shipping }
            isHeld = line.cancelledUnits + unitsAfter - unitsBefore > 0
            if unitsAfter > unitsBefore { emptied.insert(key.order) }
        }
        tally.unitsCancelled += max(unitsAfter - unitsBefore, 0)
        return LineChange(
            line: key,
            unitsBefore: unitsBefore,
            unitsAfter: unitsAfter,
            isHeld: isHeld,
            shippingOfFreeLine: shippingOfFreeLine
        )
    }
}

extension Claim {
    /// The order that it names, in its own account.
    var order: OrderKey { OrderKey(account: account, orderNumber: orderNumber) }
}
