import SyncInterfaces

/// The visible list as the filter leaves it that is being typed.
///
/// It is read while somebody still types, so that Enter has nothing to wait for. Only its beginning
/// is, and what is shown of its first row: a filter that looks through a whole store does so once
/// it is asked for.
struct FilterDraft: Sendable {
    let filter: RowFilter
    /// The filter as it stands in the prompt, so that it is not read anew at each event.
    var text: String
    private(set) var screen: Screen
    private var openQuestions = 0
    /// Whether a question could not be answered; who asks for the list is told why then.
    private var hasFailed = false

    /// What a list becomes by a filter, which was typed as `text`.
    ///
    /// - Returns: `nil` for what is no list, or is filtered so already.
    init?(_ filter: RowFilter, _ text: String, of screen: Screen) {
        guard screen.filter != filter, let filtered = screen.filtered(by: filter) else {
            return nil
        }
        self.filter = filter
        self.text = text
        self.screen = filtered
    }

    /// Whether a question is under way; nothing else is asked meanwhile.
    var isAsking: Bool { openQuestions > 0 }

    /// The list, whose rows may have come; `nil` where the filter is another one by now.
    func screen(for filter: RowFilter) -> Screen? {
        filter == self.filter && !hasFailed ? screen : nil
    }

    /// Asks for what is missing.
    mutating func settle(_ settle: (inout Screen) -> [ConsoleEffect]) -> [ConsoleEffect] {
        guard !hasFailed else { return [] }
        let questions = settle(&screen)
        openQuestions += questions.count
        return questions
    }

    /// Takes an answer in, where it is one of its own.
    mutating func take(_ event: ConsoleEvent, _ size: Size) {
        if screen.take(event, size) { openQuestions -= 1 }
    }

    /// Takes in that a question could not be answered.
    ///
    /// - Returns: Whether the question was one of its own.
    mutating func fail(_ token: RequestToken) -> Bool {
        guard screen.fail(token, isMissing: false) else { return false }
        openQuestions -= 1
        hasFailed = true
        return true
    }
}

extension Screen {
    /// The list with the rows that a filter finds.
    ///
    /// - Returns: `nil` for what is no list.
    func filtered(by filter: RowFilter) -> Screen? {
        switch self {
        case .cancellations(var state):
            guard state.filter != filter else { return self }
            state.filter = filter
            if filter.namesStatus { state.tab = .all }
            state.list.restart()
            return .cancellations(state)
        case .page(var page):
            guard page.filteredList != nil else { return nil }
            page.submit(filter)
            return .page(page)
        case .explanation, .help: return nil
        }
    }

    /// What the list is filtered by; empty for all of it, and for what is no list.
    fileprivate var filter: RowFilter {
        switch self {
        case .cancellations(let state): state.filter
        case .page(let page): page.filter
        case .explanation, .help: RowFilter()
        }
    }

    /// Whether everything has come that is shown at first, and what is scrolled to next.
    var hasBeginning: Bool {
        switch self {
        case .cancellations(let state):
            state.list.pages.hasBeginning && state.list.selectedID == state.pane.id
                && !state.pane.isAwaited
        case .page(let page): page.hasBeginning
        case .explanation(let pane): !pane.isAwaited
        case .help: true
        }
    }

    /// Whether the list or text itself is still to come.
    var areRowsAwaited: Bool {
        switch self {
        case .cancellations(let state): state.list.pages.isAwaited
        case .page(let page): page.isAwaited
        case .explanation(let pane): pane.isAwaited
        case .help: false
        }
    }
}

extension RowFilter {
    /// Whether the rows that are wanted can stand anywhere, or say themselves where.
    fileprivate var namesStatus: Bool {
        clauses.contains { clause in
            switch clause.condition {
            case .status, .text(.orderOrClaim, _), .text(.order, _), .text(.claim, _): true
            case .account, .reason, .shipping, .isHeld, .act, .isAutomatic, .text, .number, .time:
                false
            }
        }
    }
}

extension ConsoleEvent {
    /// Whether the visible list is as before: what was read of it for a filter holds.
    ///
    /// Answers are told apart where they are taken: what a list takes changes it.
    var leavesList: Bool {
        switch self {
        case .key, .pasted, .deadline, .summaries, .resyncProgress, .markedProgress,
            .exportProgress, .notice, .requestFailed:
            true
        default: isAnswer
        }
    }

    /// Whether it brings what a screen asked for.
    private var isAnswer: Bool {
        switch self {
        case .cancellationPage, .explanation, .explanationsAhead, .explanationMissing, .account,
            .orderPage, .order, .nothingThere, .lineExplanation, .pullPage, .parcel, .charts,
            .rehearsal, .journalPage:
            true
        default: false
        }
    }
}
