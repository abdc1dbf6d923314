import MatchingCore
import SyncInterfaces

/// One operator's act on one cancellation, within one transaction.
///
/// ```
///            apply                     undo
/// pending ─┐         ┌─► applied ─────────────► held (undone)
/// held ────┼─────────┤                           │ apply, dismiss
/// ignored ─┘         └─► dismissed ──► as before: held (undone), or decided again
///            dismiss                undo
///
/// withdrawn with units taken ── undo ──► withdrawn, units given back
/// withdrawn with units taken ── dismiss ──► withdrawn, settled ── undo ──► not settled
/// held with units taken ── dismiss ──► applied, settled ── undo ──► held, as ruled before
/// applied by hand ── lines left, come or grown ──► held ── apply ──► applied
/// ```
struct HandAct {
    let id: CancellationID
    private let person: String
    let record: ClaimRecord
    let ledger: any Ledger
    private let claim: Claim
    private let matcher: Matcher
    private var desk: DecisionDesk

    /// Reads the cancellation as it stands now.
    ///
    /// - Throws: ``ActError`` when it or its account does not exist.
    init(
        on id: CancellationID,
        by person: String,
        ledger: any Ledger,
        book: PolicyBook,
        now: Timestamp
    ) throws {
        guard let record = try ledger.claim(id) else {
            throw ActError(problem: .noSuchCancellation, cancellation: id)
        }
        let account = record.notices[0].account
        // What an account took that has left the configuration can be given back as well.
        let matcher = try book.lastKnownMatcher(of: account, in: ledger)
        guard let history = ClaimHistory(notices: record.notices, policy: matcher.policy) else {
            throw ActError(problem: .noSuchAccount(account.rawValue), cancellation: id)
        }
        self.id = id
        self.person = person
        self.record = record
        self.ledger = ledger
        self.claim = history.claim
        self.matcher = matcher
        desk = DecisionDesk(ledger: ledger, book: book, now: now)
    }

    /// Takes what the rule finds, or units of a line that the operator names.
    mutating func apply(line: LineChoice?, units: Int?, reason: String?) throws -> ActResult {
        let status = record.standing.status
        let input = try input(naming: line?.orderNumber)
        let isDone = status == .applied && line == nil && matcher.unitsLeft(input) == 0
        if status == .withdrawn || isDone { throw failure(.alreadyThere(status)) }
        let taken: [Application]
        do {
            taken = try matcher.applicationsByHand(input, line: line, units: units)
        } catch {
            throw failure(error.actProblem)
        }
        let notes = [line.map { self.note(on: $0, taken) }, reason].compactMap(\.self)
        let note = notes.isEmpty ? nil : notes.joined(separator: " · ")
        return try rule(.applied, taking: taken, as: .apply, note: note)
    }

    /// What is on file of the claim now.
    private mutating func input(naming order: OrderNumber? = nil) throws -> MatchInput {
        MatchInput(
            claim: claim,
            ruling: record.standing.ruling,
            taken: record.applications,
            lines: try desk.lines(of: claim),
            replacing: try ledger.linesReplacing(claim),
            chosen: try ledger.linesChosen(by: record.applications, of: claim, naming: order)
        )
    }

    /// Names the line that an operator chose, with its order where that is not the claim's.
    private func note(on line: LineChoice, _ taken: [Application]) -> String {
        let other = taken.first { application in
            application.line.lineID == line.lineID
                && application.line.orderNumber != claim.orderNumber
                && line.orderNumber.map { $0 == application.line.orderNumber } ?? true
                && !record.applications.contains(application)
        }
        guard let other else { return line.lineID.rawValue }
        return "\(claim.orderNumber) → \(other.line.orderNumber) · \(line.lineID)"
    }

    /// Rules that the claim is not to be applied; what it took for good or in part stays so.
    mutating func dismiss(reason: String) throws -> ActResult {
        let reason = FieldText.cleaned(reason)
        guard !reason.isEmpty else { throw failure(.reasonMissing) }
        if try leavesChoice() {
            return try rule(
                .settled(reason: reason),
                taking: record.applications,
                as: .settle,
                note: reason
            )
        }
        switch record.standing.status {
        case .applied, .withdrawn, .dismissed:
            throw failure(.alreadyThere(record.standing.status))
        case .pending, .held, .ignored: break
        }
        return try rule(
            .dismissed(reason: reason),
            taking: record.applications,
            as: .dismiss,
            note: reason
        )
    }

    /// Whether a person can say that what the claim took stays as it is.
    private mutating func leavesChoice() throws -> Bool {
        if case .settled = record.standing.ruling { return false }
        switch record.standing.status {
        case .withdrawn: return !record.applications.isEmpty
        case .applied: return matcher.unitsLeft(try input()) > 0
        case .held: return !record.applications.isEmpty
        case .pending, .dismissed, .ignored: return false
        }
    }

    /// Takes back the last thing that happened to the cancellation.
    mutating func undo(reason: String?) throws -> ActResult {
        if case .dismissed = record.standing.ruling, record.standing.status == .dismissed {
            let ruling = try ledger.journal(of: id).rulingBeforeDismissal
            return try rule(ruling, taking: record.applications, as: .undo, note: reason)
        }
        if case .settled = record.standing.ruling {
            let ruling = try ledger.journal(of: id).rulingBeforeSettling
            return try rule(ruling, taking: record.applications, as: .undo, note: reason)
        }
        guard !record.applications.isEmpty else { throw failure(.nothingToUndo) }
        // A claim that the marketplace does not want synced any more cannot be applied again by
        // a pass, so nobody has to decide about it; any other waits for a person.
        let ruling: Ruling?
        switch matcher.policy.meaning(ofState: claim.state) {
        case .withdrawal, .notSynced: ruling = nil
        case .cancel, .confirm, .unknown: ruling = .undone
        }
        let result = try rule(ruling, taking: [], as: .undo, note: reason)
        // Units that were given back may be what another claim of the order waits for.
        for order in record.ordersGivingBack { try desk.decideAgain(order, except: id) }
        try desk.decideWhatIsLeft()
        return result
    }

    /// Carries out a ruling and lets the matcher say where the cancellation stands with it.
    private mutating func rule(
        _ ruling: Ruling?,
        taking taken: [Application],
        as act: JournalEntry.Act,
        note: String?
    ) throws -> ActResult {
        desk.occasion = .after(act, id)
        // Read first, so that each change knows what else is cancelled of its line.
        _ = try desk.lines(of: claim)
        var changes = try desk.carryOut(taken, before: record.applications, by: id)
        let decision = matcher.decide(
            MatchInput(
                claim: claim,
                ruling: ruling,
                taken: taken,
                lines: try desk.lines(of: claim),
                replacing: taken.isEmpty ? [] : try ledger.linesReplacing(claim),
                chosen: try ledger.linesChosen(by: taken, of: claim)
            )
        )
        // Lifting a ruling lets the rules decide, and they may take lines at once.
        changes += try desk.carryOut(decision.applications, before: taken, by: id)
        let standing = Standing(
            state: claim.state,
            status: decision.status,
            reason: decision.reason,
            ruling: ruling,
            ruledAfter: ruling == nil ? nil : record.notices.count
        )
        if standing != record.standing {
            try desk.ledger.setStanding(standing, of: id, at: desk.now)
        }
        try desk.journal(
            decision,
            of: id,
            account: claim.account,
            cause: DecisionDesk.Cause(actor: .person(person), act: act, note: note)
        )
        try desk.decideWhatIsLeft()
        return ActResult(
            id: id,
            status: decision.status,
            reason: decision.reason,
            changes: changes
        )
    }

    /// Tells, and puts on record, what the act led to with other cancellations.
    func completed(_ result: ActResult) throws -> ActResult {
        var result = result
        result.others = desk.changed.filter { $0.id != id }
        guard !result.others.isEmpty else { return result }
        try ledger.append(
            JournalEntry(
                at: desk.now,
                actor: .system,
                act: .decide,
                account: claim.account,
                cancellation: id,
                note: FollowUp.taken(by: result.takers).note
            )
        )
        return result
    }

    private func failure(_ problem: ActError.Problem) -> ActError {
        ActError(problem: problem, cancellation: id)
    }
}

extension ClaimRecord {
    /// The orders of which undoing gives units back, and its own, by number.
    var ordersGivingBack: [OrderKey] {
        let own = OrderKey(account: notices[0].account, orderNumber: notices[0].orderNumber)
        return Set(applications.map(\.line.order) + [own])
            .sorted { ($0.orderNumber, $0.account) < ($1.orderNumber, $1.account) }
    }
}

extension [JournalEntry] {
    /// What a person had ruled before it was said that the claim stays as it is; `nil` where the
    /// rules had held it, or the buyer took it back.
    ///
    /// A withdrawal that came with a new request leaves no entry: what a person applied before it then
    /// counts still, so that at worst a person is asked where the rules would have decided.
    fileprivate var rulingBeforeSettling: Ruling? {
        var (isApplied, isSettled, wasApplied) = (false, false, false)
        for entry in self {
            switch entry.act {
            case .apply: (isApplied, isSettled) = (true, false)
            case .settle: (isApplied, isSettled, wasApplied) = (false, true, isApplied)
            case .undo: (isApplied, isSettled) = (isSettled && wasApplied, false)
            case .dismiss: (isApplied, isSettled) = (false, false)
            case .decide where entry.reason?.endsApplication ?? false:
                (isApplied, isSettled) = (false, false)
            case .decide, .pause, .resume, .resync, .changePolicy, .takeIn, .pull,
                .returnToPullList, .stopResync, .export, .recall, .returnToRecall, .vouch,
                .takeBackVouch:
                break
            }
        }
        return wasApplied ? .applied : nil
    }

    /// What a person had ruled before the last dismissal; `nil` where the rules decided.
    fileprivate var rulingBeforeDismissal: Ruling? {
        guard let dismissal = lastIndex(where: { $0.act == .dismiss }) else { return nil }
        // A state that is not synced leaves a ruling as it was; anything else ends with it.
        let before = self[..<dismissal].last { entry in
            entry.reason.map { $0 != .stateNotSynced && $0 != .dismissed } ?? false
        }
        return before?.reason == .undone ? .undone : nil
    }
}

extension ReasonCode {
    /// Whether no claim stands so that a person applied: the buyer ended what was ruled.
    fileprivate var endsApplication: Bool {
        switch self {
        case .applied, .shipped, .needsConfirmation, .ambiguous: false
        case .alreadyCancelled, .stateNotSynced, .noCancelStates, .noMatchRule,
            .keyMissingInCancellation, .orderNotFound, .orderInOtherAccount, .keyMissingInOrder,
            .keyDiffers, .quantityExceedsOrder, .withdrawn, .dismissed, .undone,
            .noCancellationSeen, .accountNotPolledSince, .accountPaused, .accountFailing,
            .coverageGap:
            true
        }
    }
}

extension HandApplicationError {
    fileprivate var actProblem: ActError.Problem {
        switch problem {
        case .noSuchLine(let line): .noSuchLine(line)
        case .chooseLine(let lines): .chooseLine(lines)
        case .nothingToApply(let reason): .nothingToApply(reason)
        case .tooManyUnits(let most): .tooManyUnits(most: most)
        }
    }
}
