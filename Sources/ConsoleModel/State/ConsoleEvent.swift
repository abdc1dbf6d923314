package import MatchingCore
package import SyncInterfaces

/// Something that happened to the console.
///
/// Each effect that carries a ``RequestToken`` is answered by exactly one event with the same
/// token: the answer, or ``requestFailed(_:_:)``. An answer that came too late is ignored.
package enum ConsoleEvent: Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// Text that was pasted: taken where text is typed, ignored elsewhere, never obeyed as keys.
    case pasted(String)
    case resized(Size)
    /// The moment that ``Console/nextDeadline(after:)`` named has come.
    case deadline
    /// The store changed, by whomever; also sent once when the console starts.
    case storeChanged
    case summaries(SummariesAnswer)
    case cancellationPage(CancellationPage)
    case explanation(ExplanationAnswer)
    case explanationsAhead(AnswersAhead)
    /// There is no such cancellation in the store.
    case explanationMissing(RequestToken)
    case account(AccountAnswer)
    case orderPage(AnswerPage<OrderRow>)
    case order(OrderAnswer)
    /// There is no such order, line or account.
    case nothingThere(RequestToken)
    case lineExplanation(LineAnswer)
    case pullPage(AnswerPage<PullRow>)
    case parcel(ParcelAnswer)
    case charts(ChartsAnswer)
    case rehearsal(RehearsalAnswer)
    case journalPage(AnswerPage<JournalEntry>)
    /// A line that was so urgent was marked as pulled, or put back on the pull list.
    case pullChanged(OrderLineKey, PullUrgency, isPulled: Bool)
    /// A request could not be answered; a sentence for the operator.
    case requestFailed(RequestToken, Bilingual)
    case actFinished(ActResult)
    case actFailed(ActError)
    /// An act could not be carried out at all; a sentence for the operator.
    case actAborted(Bilingual)
    /// Pausing or resuming accounts was carried out.
    case pauseChanged([AccountID], isPaused: Bool)
    /// What could not be read counts as read by now, or not any more.
    case vouchChanged(AccountID, [TimeWindow], isVouched: Bool)
    case marksCollected(MarksAnswer)
    /// Where marked cancellations stand by now.
    case marksRead([MarkedCancellation], RequestToken)
    case markedProgress(MarkedProgress)
    /// The act on marked cancellations ended, also when it was stopped.
    case markedFinished(MarkedProgress)
    case resyncProgress(ResyncProgress)
    /// The resync ended, also when it was stopped.
    case resyncFinished([PollRecord])
    /// An export has written so many rows.
    case exportProgress(Int)
    /// An export has ended; `nil` when it could not go on.
    case exportFinished(ExportResult?)
    /// An export was stopped by its operator; no file is left of it.
    case exportStopped
    /// Something else that the operator should read.
    case notice(NoticeLevel, Bilingual)
}

/// How much a notice matters; problems stay on screen longer.
package enum NoticeLevel: Sendable, Hashable {
    case information
    case success
    case problem
}

/// Ties an answer to its request.
package struct RequestToken: RawRepresentable, Sendable, Hashable, Comparable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Who polls this store at the moment.
package enum PollerPresence: Sendable, Hashable {
    /// This console holds the lease.
    case here
    /// Another process does: its name for itself, and since when where that is known.
    case elsewhere(String, since: Timestamp?)
    /// Nobody polls.
    case nobody
}

/// What the home screen shows.
package struct SummariesAnswer: Sendable {
    package let token: RequestToken
    /// In any order; accounts that the console does not know are left out.
    package let summaries: [AccountSummary]
    package let poller: PollerPresence
    /// What another console asked for and is being polled; `nil` for nothing.
    package let resync: RunningResync?

    package init(
        token: RequestToken,
        summaries: [AccountSummary],
        poller: PollerPresence,
        resync: RunningResync? = nil
    ) {
        self.token = token
        self.summaries = summaries
        self.poller = poller
        self.resync = resync
    }
}

/// A resync that somebody else asked for.
package struct RunningResync: Sendable, Hashable {
    package let id: ResyncRequestID
    package let progress: ResyncProgress
    /// Who asked: a login name, or a process where nobody did in person.
    package let asker: String

    package init(id: ResyncRequestID, progress: ResyncProgress, asker: String) {
        self.id = id
        self.progress = progress
        self.asker = asker
    }
}

/// A page of a list of cancellations.
package typealias CancellationPage = AnswerPage<CancellationRow>

/// A page of a list, in the list's order.
package struct AnswerPage<Row: PlacedRow>: Sendable {
    package let token: RequestToken
    /// As asked, with fewer rows than its limit at the end of the list or of the store's reach.
    package let rows: [Row]
    /// How far a search got that stopped before the page was full; `nil` for a whole page.
    package let reach: SearchedReach<Row.Place>?
    /// The row of a list that was searched that came or moved last; `nil` where it is not known.
    package let newest: Row.Place?
    /// Counts the changes of rows that stay where they are; `nil` where that is not known.
    package let lastChange: Int64?

    package init(token: RequestToken, _ slice: ListSlice<Row>) {
        self.token = token
        rows = slice.rows
        reach = slice.reach
        newest = slice.newest
        lastChange = slice.lastChange
    }
}

/// What is known about one thing that was asked about.
protocol SubjectAnswer: Sendable {
    associatedtype Subject: Sendable & Hashable

    var token: RequestToken { get }
    var id: Subject { get }
}

extension ExplanationAnswer: SubjectAnswer {}

/// Explanations that were read before anybody wanted to see them, from one snapshot.
package struct AnswersAhead: Sendable {
    package let token: RequestToken
    /// What was asked about.
    package let ids: [CancellationID]
    /// Those that the store has.
    package let found: [ExplanationAnswer]

    package init(token: RequestToken, ids: [CancellationID], found: [ExplanationAnswer]) {
        self.token = token
        self.ids = ids
        self.found = found
    }
}

/// Why a cancellation stands where it stands, with everything that was recorded about it.
package struct ExplanationAnswer: Sendable {
    package let token: RequestToken
    package let id: CancellationID
    package let explanation: Explanation
    /// The claim's notices, oldest first.
    package let notices: [CancellationNotice]
    /// Oldest first.
    package let journal: [JournalEntry]
    /// What imports changed of the order's lines, oldest first.
    package let revisions: [LineRevision]
    package let lineage: Lineage
    /// Rows that were set aside and name the order, where it is missed.
    package let setAside: [SetAsideRow]
    /// What is on file of the claim's state where the marketplace's entry does not list it.
    package let unlistedState: StateTally?
    /// The cancellations that would take units at once of what undoing this one gives back.
    package let nextTakers: [UnitTaker]

    package init(
        token: RequestToken,
        id: CancellationID,
        explanation: Explanation,
        notices: [CancellationNotice],
        journal: [JournalEntry],
        revisions: [LineRevision] = [],
        lineage: Lineage = .none,
        setAside: [SetAsideRow] = [],
        unlistedState: StateTally? = nil,
        nextTakers: [UnitTaker] = []
    ) {
        self.setAside = setAside
        self.token = token
        self.id = id
        self.explanation = explanation
        self.notices = notices
        self.journal = journal
        self.revisions = revisions
        self.lineage = lineage
        self.unlistedState = unlistedState
        self.nextTakers = nextTakers
    }
}
