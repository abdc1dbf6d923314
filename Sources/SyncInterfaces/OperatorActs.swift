package import MatchingCore

/// What operators can have done; carried out by the engine, called by console and commands alike.
package protocol OperatorActs: Sendable {
    /// Applies a cancellation by hand.
    ///
    /// - Parameters:
    ///   - id: The cancellation.
    ///   - line: The line to take, of the claim's order, of one that replaced it, or of the order
    ///     of the account that is named with it; `nil` takes what the rule finds, but for shipped
    ///     lines.
    ///   - units: Units of that line; `nil` takes as many as were claimed and are open.
    ///   - seen: What the operator saw; when something else has happened since, nothing is done.
    ///   - hand: Who does it, and why.
    /// - Returns: Where the cancellation stands now, and the lines that changed.
    /// - Throws: ``ActError`` when it cannot be done as asked.
    func apply(
        _ id: CancellationID,
        line: LineChoice?,
        units: Int?,
        seen: Sighting?,
        by hand: ActHand
    ) async throws -> ActResult

    /// Takes a cancellation out, with a reason that is not empty.
    ///
    /// One that was withdrawn or is held after it had taken units, or that was applied by hand to
    /// fewer than were claimed, keeps what it took: the act says that it is to stay so.
    func dismiss(
        _ id: CancellationID,
        reason: String,
        seen: Sighting?,
        by person: String
    ) async throws -> ActResult

    /// Takes back the last thing that happened to a cancellation: units are given back, a
    /// dismissal is lifted.
    func undo(_ id: CancellationID, seen: Sighting?, by hand: ActHand) async throws -> ActResult

    /// Marks a line on hold as pulled: its parcel does not leave, or has come back.
    ///
    /// - Returns: How urgently it was to be seen to; ``PullUrgency/recall`` for what has come back.
    /// - Throws: ``ActError`` when the line is not on the pull list.
    @discardableResult
    func markPulled(_ line: OrderLineKey, by person: String) async throws -> PullUrgency

    /// Puts a line that was marked as pulled back on the pull list.
    ///
    /// - Returns: How urgently it is to be seen to again.
    /// - Throws: ``ActError`` when the line is not marked.
    @discardableResult
    func unmarkPulled(_ line: OrderLineKey, by person: String) async throws -> PullUrgency

    func pause(_ account: AccountID, by hand: ActHand) async throws
    func resume(_ account: AccountID, by hand: ActHand) async throws

    /// Takes a person's word that what an account could not read was looked through elsewhere, such as
    /// on the marketplace's own pages: it counts as read, and no poll asks for it on its own any more.
    ///
    /// - Parameters:
    ///   - account: The account.
    ///   - periods: What of the unread times is meant; `nil` for all of them.
    ///   - hand: Who looked, and what was found; the reason must not be empty.
    /// - Returns: The times that count as read now, oldest first.
    /// - Throws: ``ActError`` where nothing of the periods is unread, or without a reason.
    @discardableResult
    func vouch(
        for account: AccountID,
        in periods: [TimeWindow]?,
        by hand: ActHand
    ) async throws -> [TimeWindow]

    /// Takes such a word back: the times are unread again, and the next poll asks for them.
    ///
    /// - Returns: The times that are unread again, oldest first.
    /// - Throws: ``ActError`` where nobody has vouched for anything in the periods.
    @discardableResult
    func takeBackVouch(
        for account: AccountID,
        in periods: [TimeWindow]?,
        by hand: ActHand
    ) async throws -> [TimeWindow]

    /// Polls accounts now.
    ///
    /// - Parameters:
    ///   - order: Which accounts, for which time, and who asked.
    ///   - progress: Called as the work goes on; cancel the task to stop it.
    /// - Returns: One record per account that was polled.
    /// - Throws: ``ActError`` for an unknown account or a period without a moment in it,
    ///   ``StoreError`` when nothing can be recorded.
    func resync(
        _ order: ResyncOrder,
        progress: @escaping @Sendable (ResyncProgress) -> Void
    ) async throws -> [PollRecord]
}

/// Acts of those who did not look before, such as scripts: on whatever stands there now.
extension OperatorActs {
    /// Applies a cancellation by hand, wherever it stands now.
    package func apply(
        _ id: CancellationID,
        line: LineChoice?,
        units: Int?,
        by hand: ActHand
    ) async throws -> ActResult {
        try await apply(id, line: line, units: units, seen: nil, by: hand)
    }

    /// Takes a cancellation out, wherever it stands now.
    package func dismiss(
        _ id: CancellationID,
        reason: String,
        by person: String
    ) async throws -> ActResult {
        try await dismiss(id, reason: reason, seen: nil, by: person)
    }

    /// Takes back the last thing that happened to a cancellation, whatever that was.
    package func undo(_ id: CancellationID, by hand: ActHand) async throws -> ActResult {
        try await undo(id, seen: nil, by: hand)
    }
}

/// What an act did.
package struct ActResult: Sendable, Hashable {
    package let id: CancellationID
    package let status: Status
    package let reason: ReasonCode
    /// Lines whose units changed.
    package let changes: [LineChange]
    /// Other cancellations whose units changed because of it, in the order in which they did.
    package var others: [Other] = []

    /// The others, each once, with the units that it took.
    package var takers: [UnitTaker] {
        var takers: [UnitTaker] = []
        for taker in others.map(\.taker) {
            if let position = takers.firstIndex(where: { $0.id == taker.id }) {
                let units = takers[position].units + taker.units
                takers[position] = UnitTaker(id: taker.id, units: units)
            } else {
                takers.append(taker)
            }
        }
        return takers
    }

    /// Another cancellation, decided again within the act.
    package struct Other: Sendable, Hashable {
        package let id: CancellationID
        package let changes: [LineChange]

        package init(id: CancellationID, changes: [LineChange]) {
            self.id = id
            self.changes = changes
        }

        /// It with the units that it took.
        package var taker: UnitTaker {
            let units = changes.map { $0.unitsAfter - $0.unitsBefore }
            return UnitTaker(id: id, units: units.reduce(0, +))
        }
    }

    package init(
        id: CancellationID,
        status: Status,
        reason: ReasonCode,
        changes: [LineChange]
    ) {
        self.id = id
        self.status = status
        self.reason = reason
        self.changes = changes
    }
}

/// Why an act was not done; nothing has changed.
package struct ActError: Error, Sendable, Hashable {
    /// What stood in the way, to switch on.
    package enum Problem: Sendable, Hashable {
        case noSuchCancellation
        case noSuchAccount(String)
        case noSuchLine(LineChoice)
        /// Several lines could be meant; their ids.
        case chooseLine([LineID])
        case nothingToApply(ReasonCode)
        case nothingToUndo
        case alreadyThere(Status)
        /// More units than are claimed or open; the most that can be taken.
        case tooManyUnits(most: Int)
        case reasonMissing
        /// A period that ends before it starts, or lies ahead.
        case emptyPeriod
        /// Nothing holds the line, or it was pulled before.
        case notOnPullList(LineID)
        case notPulled(LineID)
        /// Nothing of an account's time is unread, or was vouched for, where that was meant.
        case nothingUnread(AccountID)
        case nothingVouched(AccountID)
        /// The process that polls could not do it, and why.
        case notCarriedOut(KeptProblem)
        /// Something happened to it that the operator had not seen.
        case overtaken(Overtaking)
    }

    package let problem: Problem
    package let cancellation: CancellationID?

    package init(problem: Problem, cancellation: CancellationID? = nil) {
        self.problem = problem
        self.cancellation = cancellation
    }
}
