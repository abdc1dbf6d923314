package import MatchingCore
package import SyncInterfaces

extension SyncEngine: OperatorActs {
    /// Takes units of a line, or of what the rule finds, and makes that final.
    ///
    /// See ``OperatorActs/apply(_:line:units:seen:by:)``. A claim that is applied can still take a line
    /// that is named; one that the buyer took back cannot.
    package func apply(
        _ id: CancellationID,
        line: LineChoice?,
        units: Int?,
        seen: Sighting?,
        by hand: ActHand
    ) async throws -> ActResult {
        try await act(on: id, seen: seen, by: hand.person) {
            try $0.apply(line: line, units: units, reason: hand.reason)
        }
    }

    /// Takes a cancellation out, however its claim moves on, until it is undone.
    ///
    /// See ``OperatorActs/dismiss(_:reason:seen:by:)``. What was applied as far as it was claimed has
    /// to be undone first.
    package func dismiss(
        _ id: CancellationID,
        reason: String,
        seen: Sighting?,
        by person: String
    ) async throws -> ActResult {
        try await act(on: id, seen: seen, by: person) { try $0.dismiss(reason: reason) }
    }

    /// Takes back the last thing that happened to a cancellation.
    ///
    /// Units that an application gives back go to other claims of the order that lack them; the
    /// cancellation itself then waits for a person, or stays withdrawn.
    package func undo(
        _ id: CancellationID,
        seen: Sighting?,
        by hand: ActHand
    ) async throws -> ActResult {
        try await act(on: id, seen: seen, by: hand.person) { try $0.undo(reason: hand.reason) }
    }

    /// Takes a line off the pull list: its parcel was pulled, or has come back.
    @discardableResult
    package func markPulled(
        _ line: OrderLineKey,
        by person: String
    ) async throws -> PullUrgency {
        try await setPulled(line, true, by: person)
    }

    /// Puts a line that was pulled by mistake back on the pull list.
    @discardableResult
    package func unmarkPulled(
        _ line: OrderLineKey,
        by person: String
    ) async throws -> PullUrgency {
        try await setPulled(line, false, by: person)
    }

    private func setPulled(
        _ key: OrderLineKey,
        _ isPulled: Bool,
        by person: String
    ) async throws -> PullUrgency {
        let now = time.now()
        return try await store.write { ledger in
            guard let line = try ledger.orderLine(key), let mark = try ledger.pullMark(of: key),
                (mark.pulledAt == nil) == isPulled
            else {
                throw ActError(
                    problem: isPulled ? .notOnPullList(key.lineID) : .notPulled(key.lineID)
                )
            }
            try ledger.setPulled(key, at: isPulled ? now : nil)
            let urgency = PullUrgency(line.line.shipping)
            try ledger.append(
                JournalEntry(
                    at: now,
                    actor: .person(person),
                    act: .marking(urgency, isPulled: isPulled),
                    account: key.account,
                    cancellation: try ledger.takers(of: key).keys.max(),
                    note: "\(key.orderNumber) · \(key.lineID)"
                )
            )
            return urgency
        }
    }

    /// Stops polling an account until it is resumed; pausing a paused one changes nothing.
    package func pause(_ account: AccountID, by hand: ActHand) async throws {
        try await change(account, to: .pause, by: hand) { timer, _ in
            guard !timer.isPaused else { return ([], ()) }
            timer.isPaused = true
            timer.pauseNote = hand.reason.map { "\(hand.person): \($0)" } ?? hand.person
            return ([hand.reason], ())
        }
    }

    /// Polls an account again, at once and then at its interval.
    ///
    /// What the pause left unread is read with the first poll.
    package func resume(_ account: AccountID, by hand: ActHand) async throws {
        let now = time.now()
        try await change(account, to: .resume, by: hand) { timer, _ in
            guard timer.isPaused else { return ([], ()) }
            timer.isPaused = false
            timer.pauseNote = nil
            timer.nextPollAt = now
            return ([hand.reason], ())
        }
        wake()
    }

    private func act(
        on id: CancellationID,
        seen: Sighting?,
        by person: String,
        _ body: @escaping @Sendable (inout HandAct) throws -> ActResult
    ) async throws -> ActResult {
        let (book, now) = (book, time.now())
        return try await store.write { ledger in
            var act = try HandAct(on: id, by: person, ledger: ledger, book: book, now: now)
            try act.check(seen, now: now)
            let result = try body(&act)
            return try act.completed(result)
        }
    }

    /// Changes what is on file of an account, and puts on record who had it done.
    ///
    /// The change returns the notes of the journal's entries, none where nothing was to be done, and
    /// what came of it.
    func change<Outcome: Sendable>(
        _ id: AccountID,
        to act: JournalEntry.Act,
        by hand: ActHand,
        _ body: @escaping @Sendable (inout AccountTimer, any Ledger) throws -> ([String?], Outcome)
    ) async throws -> Outcome {
        let (account, now) = (try book.account(id), time.now())
        return try await store.write { ledger in
            try ledger.register(account.id)
            var timer = try ledger.timer(of: account.id)
            let (notes, outcome) = try body(&timer, ledger)
            guard !notes.isEmpty else { return outcome }
            try ledger.setTimer(timer)
            for note in notes {
                try ledger.append(
                    JournalEntry(
                        at: now,
                        actor: .person(hand.person),
                        act: act,
                        account: account.id,
                        note: note
                    )
                )
            }
            return outcome
        }
    }
}

extension JournalEntry.Act {
    /// What it is that somebody marks a line, or takes the mark back.
    fileprivate static func marking(_ urgency: PullUrgency, isPulled: Bool) -> Self {
        switch urgency {
        case .recall: isPulled ? .recall : .returnToRecall
        case .labeled, .received: isPulled ? .pull : .returnToPullList
        }
    }
}
