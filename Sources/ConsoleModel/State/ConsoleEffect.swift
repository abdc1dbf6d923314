package import MatchingCore
package import SyncInterfaces

/// What a page wants to know.
package enum PageQuestion: Sendable, Hashable {
    case account(AccountID)
    case orders(OrderQuery)
    case order(OrderKey)
    /// Why a line is, or is not, cancelled.
    case line(OrderLineKey)
    case pullList(PullQuery)
    /// Which lines have this tracking or order number.
    case parcel(String)
    case journal(JournalQuery)
    case charts
    /// What another rule would decide of an account's newest cancellations.
    case rehearsal(AccountID, MatchRule)
}

/// Something that the console wants done; what comes of it returns as a ``ConsoleEvent``.
package enum ConsoleEffect: Sendable, Hashable {
    case quit
    case suspend
    /// Draw everything anew, as after another program wrote on the terminal.
    case redraw
    /// Take the mouse, or leave it to the terminal.
    case useMouse(Bool)
    /// Write a whole list to a file, with titles in a language.
    case export(ExportList, ExportFormat, Language)
    /// Write everything about one case to a file, in a language.
    case exportCase(CaseSubject, Language)
    /// Stop the export that is running.
    case cancelExport
    /// Put a text on the clipboard.
    case copy(String)
    /// Ring, and notify where that is wanted: something became worse.
    case alert(String)
    /// Keep this for the next run.
    case remember(ConsoleMemory)
    case loadSummaries(RequestToken)
    case loadCancellations(CancellationQuery, RequestToken)
    case explain(CancellationID, RequestToken)
    /// Have these ready, as they are likely to be wanted next.
    case explainAhead([CancellationID], RequestToken)
    case ask(PageQuestion, RequestToken)
    /// See ``OperatorActs/markPulled(_:by:)`` and ``OperatorActs/unmarkPulled(_:by:)``.
    case setPulled(OrderLineKey, Bool)
    /// See ``OperatorActs/apply(_:line:units:seen:by:)``.
    case apply(
        CancellationID,
        line: LineChoice?,
        units: Int?,
        seen: Sighting? = nil,
        reason: String? = nil
    )
    case dismiss(CancellationID, reason: String, seen: Sighting? = nil)
    case undo(CancellationID, seen: Sighting? = nil, reason: String? = nil)
    /// Read all rows of a list, up to the query's limit, to mark them.
    case collectMarks(CancellationQuery, RequestToken)
    /// Stop reading them.
    case stopCollectingMarks
    /// Read these marked rows again.
    case readMarks([CancellationID], RequestToken)
    /// Do one thing with each of these, in this order.
    case actOnMarked(MarkedAct, [MarkedCancellation])
    /// Stop the act on marked cancellations that is running.
    case stopMarkedAct
    case pause([AccountID], reason: String? = nil)
    case resume([AccountID], reason: String? = nil)
    /// See ``OperatorActs/vouch(for:in:by:)`` and ``OperatorActs/takeBackVouch(for:in:by:)``.
    case setVouched(AccountID, [TimeWindow], Bool, reason: String? = nil)
    /// Poll these accounts now; all that are not paused when the list is empty.
    ///
    /// Each account's usual window is read where there is no period.
    case resync([AccountID], ResyncPeriod?)
    /// Stop the resync that this console asked for.
    case cancelResync
    /// Stop a resync that somebody else asked for.
    case stopResync(ResyncRequestID)
}

extension ConsoleEffect {
    /// Whether no frame waits for it: what comes of it is wanted later, if at all.
    package var isAhead: Bool {
        switch self {
        case .remember, .explainAhead: true
        case .loadCancellations(let query, _): query.continues
        case .ask(.orders(let query), _): query.continues
        case .ask(.pullList(let query), _): query.continues
        case .ask(.journal(let query), _): query.continues
        default: false
        }
    }

    /// Whether it changes what waits for somebody, and is answered when that is done.
    var isOwnAct: Bool {
        switch self {
        case .apply, .dismiss, .undo, .actOnMarked, .setPulled: true
        default: false
        }
    }

    /// The same act with a reason for the journal; what takes none stays as it is.
    func giving(_ reason: String) -> ConsoleEffect {
        switch self {
        case .apply(let id, let line, let units, let seen, _):
            .apply(id, line: line, units: units, seen: seen, reason: reason)
        case .undo(let id, let seen, _): .undo(id, seen: seen, reason: reason)
        case .pause(let accounts, _): .pause(accounts, reason: reason)
        case .resume(let accounts, _): .resume(accounts, reason: reason)
        case .setVouched(let account, let periods, let isVouched, _):
            .setVouched(account, periods, isVouched, reason: reason)
        case .actOnMarked(.apply, let all): .actOnMarked(.apply(reason: reason), all)
        case .actOnMarked(.undo, let all): .actOnMarked(.undo(reason: reason), all)
        default: self
        }
    }
}

extension ListQuery {
    /// Whether it reads on where a list has rows.
    fileprivate var continues: Bool {
        switch position {
        case .below, .above: true
        case .from, .end, nil: false
        }
    }
}
