package import MatchingCore
import SyncInterfaces

/// The console as a value: what it shows, and what a key does.
///
/// `(state, event) → (state, effects)`; it waits for nothing and asks no clock. Send
/// ``ConsoleEvent/storeChanged`` once at the start: the effects then load what is on screen.
package struct Console: Sendable {
    package internal(set) var size: Size
    /// The language of the screen at the moment.
    package var language: Language { phrases.language }

    let configuration: ConsoleConfiguration
    /// In the configured order.
    let accounts: [Account]
    var phrases: Phrases
    var bindings: KeyBindings { configuration.bindings }
    /// The accounts' fixed texts in the language of ``phrases``.
    var accountTexts: [AccountID: AccountTexts] = [:]
    /// The widest of ``accountTexts``, by which columns are laid out.
    var textWidths = AccountTextWidths([])
    let accountsByID: [AccountID: Account]
    /// How lists were filtered, and what of it was handed over to be kept.
    var memory: ConsoleMemory
    var keptMemory: ConsoleMemory
    /// The words of the filters of each list that was seen, in the language of ``phrases``.
    var filterWords: [FilteredList: FilterVocabulary] = [:]

    var summaries: [AccountID: AccountSummary] = [:]
    /// `nil` until the first summaries come.
    var totals: Totals?
    var poller = PollerPresence.nobody
    /// The question that ``summaries`` answered.
    var summariesToken: RequestToken?
    var areSummariesStale = false
    /// Whether lists stay as they are, whatever comes in; and whether something has.
    private(set) var isFrozen = false
    private var hasFrozenNews = false
    var summariesRequest = Request()
    var tokens = TokenSource()

    var marketplaces = MarketplacesState()
    /// The screens above the list of accounts, the visible one last.
    var stack: [Screen] = []
    /// Keys that came before the rows that they are about.
    var typedAhead = TypedAhead()
    var overlay: Overlay?
    /// The visible list by the filter that is being typed.
    var draft: FilterDraft?
    /// What a filter took from the screen: to give up so many rows takes longer than to draw.
    var replaced: [Screen] = []
    var toast: Toast?
    /// What toasts said, the newest last.
    var messages: [Message] = []
    var resync: ResyncProgress?
    /// How many screens lay over the list of accounts where ``resync`` was asked for, as long as that
    /// screen is open.
    var resyncDepth: Int?
    /// What another console asked for.
    var othersResync: RunningResync?
    /// The rows of the export that is running; `nil` when none is.
    var exportedRowCount: Int?
    /// The act on marked cancellations that is running.
    var markedProgress: MarkedProgress?
    /// Asks for all rows of a list, which are to be marked.
    var awaitedMarks: RequestToken?
    /// What is to be asked of a cancellation as soon as its explanation comes.
    var awaitedQuestion: AwaitedQuestion?
    /// What was on screen of a cancellation when the question about it opened.
    var seen: Sighting?
    /// The cancellation that the question is about, as it was then.
    var subject: QuestionSubject?
    var hasHintedInputMethod = false
    var lastPress: MousePress?
    var usesMouse: Bool
    /// The visible list before the operator did something.
    var viewBefore: SeenView?
    var alertWatch = AlertWatch()

    /// Creates the console, before anything was read.
    ///
    /// - Parameters:
    ///   - configuration: What holds as long as it runs.
    ///   - accounts: All accounts, in the order in which they are to be listed.
    ///   - size: The terminal's size; any.
    ///   - now: The present moment.
    package init(
        configuration: ConsoleConfiguration,
        accounts: [Account],
        size: Size,
        now: Timestamp
    ) {
        self.size = size.clamped
        self.configuration = configuration
        self.accounts = accounts
        accountsByID = Dictionary(
            accounts.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        phrases = Phrases(
            language: configuration.language,
            accounts: accounts,
            accountsWithAPI: configuration.accountsWithAPI
        )
        usesMouse = configuration.usesMouse
        memory = configuration.memory
        keptMemory = configuration.memory
        marketplaces.sort = memory.accountSort
        rebuildAccountTexts()
        marketplaces.filter = rememberedAccountFilter
        arrangeMarketplaces(now: now)
        reopenScreens()
    }

    /// Takes an event in.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - now: The moment at which it did.
    /// - Returns: What is to be done about it elsewhere, in order.
    package mutating func handle(_ event: ConsoleEvent, now: Timestamp) -> [ConsoleEffect] {
        if case .key(let key) = event, size.isUsable,
            typedAhead.holdsBack(key, isAwaited: areRowsAwaited)
        {
            return []
        }
        var effects = take(event, now: now)
        // The rows that the keys were meant for have not come.
        if case .requestFailed = event { typedAhead = TypedAhead() }
        while !areRowsAwaited, let key = typedAhead.next() {
            effects += take(.key(key), now: now)
        }
        return effects
    }

    /// Gives up what the last event took from the screen; for when the frame is drawn.
    package mutating func giveUpReplaced() { replaced = [] }

    private mutating func take(_ event: ConsoleEvent, now: Timestamp) -> [ConsoleEffect] {
        if let toast, toast.expiresAt <= now { self.toast = nil }
        seeView(before: event)
        if !event.leavesList { draft = nil }
        let effects = react(to: event, now: now)
        if let place = toast?.context, place != context { toast = nil }
        for effect in effects where effect.isOwnAct { alertWatch.beginAct() }
        noteResync(effects)
        keepQuestionTrue()
        keepViewChange(after: event)
        return effects + settle(now: now)
    }

    private mutating func react(to event: ConsoleEvent, now: Timestamp) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        switch event {
        case .key(let key):
            toast?.isUnfolded = false
            effects = press(key, now: now)
        case .mouse(let event):
            let isOnMessage = isOnMessage(event, now: now)
            toast?.isUnfolded = false
            effects = isOnMessage ? [] : take(event, now: now)
        case .pasted(let text): paste(text, now: now)
        case .resized(let size): self.size = size.clamped
        case .deadline: effects = watchForAlerts(now: now)
        case .storeChanged: noteChange()
        case .summaries(let answer):
            take(answer, now: now)
            effects = watchForAlerts(now: now)
        case .explanation, .explanationMissing:
            offer(event)
            askAwaited(event)
        case .cancellationPage, .explanationsAhead, .account, .orderPage, .order,
            .lineExplanation, .pullPage, .parcel, .journalPage, .charts, .rehearsal:
            offer(event)
        case .nothingThere(let token): failScreen(token, isMissing: true)
        case .pullChanged(let line, let urgency, let isPulled):
            notePull(line, urgency, isPulled: isPulled, now: now)
        case .requestFailed(let token, let text): fail(token, text, now: now)
        case .actFinished(let result): finish(result, now: now)
        case .actFailed(let error): fail(error, now: now)
        case .actAborted(let text):
            endAct()
            show(.problem, text, now: now)
        case .pauseChanged(let accounts, let isPaused):
            notePause(of: accounts, isPaused: isPaused, now: now)
        case .vouchChanged(let account, let windows, let isVouched):
            noteVouch(for: account, windows, isVouched: isVouched, now: now)
        case .resyncProgress(let progress): resync = progress.inRealTime(configuration.timeFactor)
        case .markedProgress(let progress): markedProgress = progress
        case .markedFinished(let progress): finish(progress, now: now)
        case .marksCollected(let answer): take(answer, now: now)
        case .marksRead(let marked, let token): take(marked, for: token)
        case .resyncFinished(let polls): finishResync(polls, now: now)
        case .exportProgress(let count): exportedRowCount = count
        case .exportFinished(let result): finishExport(result, now: now)
        case .exportStopped: stopExport(now: now)
        case .notice(let level, let text): show(level, text, now: now)
        }
        return effects
    }

    /// Whether the visible list or text is still to come, and keys go to it.
    private var areRowsAwaited: Bool {
        overlay == nil && stack.last?.areRowsAwaited ?? false
    }

    /// Whether something that the screen is about to show is still to come.
    ///
    /// A frame that is drawn now will be drawn anew when it does.
    package var isAnswerAwaited: Bool {
        if areRowsAwaited || (totals == nil && summariesRequest.token != nil) { return true }
        return overlay == nil && visiblePane?.isAwaited ?? false
    }

    /// The store changed: lists follow, unless they are to stay as they are.
    private mutating func noteChange() {
        guard isFrozen else { return markStale() }
        areSummariesStale = true
        hasFrozenNews = true
    }

    /// Keeps lists as they are, or lets them follow what has come in.
    mutating func toggleFrozen() {
        isFrozen.toggle()
        guard !isFrozen else { return }
        areSummariesStale = true
        if hasFrozenNews { markStale() }
        hasFrozenNews = false
    }

    /// Whether the line of messages says how far something is.
    private var isWorkUnderWay: Bool {
        resync != nil || othersResync != nil || exportedRowCount != nil || markedProgress != nil
    }

    /// When the screen next changes by itself; `nil` when it never does.
    ///
    /// Countdowns move on whole seconds of the clock, all at once; where time is sped up, once a
    /// real second.
    package func nextDeadline(after now: Timestamp) -> Timestamp? {
        let toastEnd = toast?.deadline(after: now, isSharing: isWorkUnderWay)
        let ends = [toastEnd, nextLateDeadline(after: now)].compactMap(\.self)
        var deadline = ends.min()
        if showsCountdowns {
            let step = Int64(configuration.timeFactor) * 1000
            let next = Timestamp(rawValue: (now.rawValue / step + 1) * step)
            deadline = min(next, deadline ?? next)
        }
        return deadline.map { max($0, Timestamp(rawValue: now.rawValue + 1)) }
    }

    /// What the screen shows at `now`.
    package func frame(now: Timestamp) -> Frame {
        var canvas = Canvas(size: size, usesASCII: configuration.usesASCII)
        ConsoleView(console: self, now: now).draw(on: &canvas)
        return canvas.frame
    }
}

extension Size {
    /// The size without negative parts.
    fileprivate var clamped: Size { Size(columns: max(0, columns), rows: max(0, rows)) }
}
