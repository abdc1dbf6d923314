import MatchingCore
import SyncInterfaces

// After each event the state is brought in line with itself: cursors with rows, texts with widths,
// and questions with what is visible. Effects so follow from the state, not from the event.
extension Console {
    mutating func settle(now: Timestamp) -> [ConsoleEffect] {
        // Nobody waits for what is kept, but somebody does for what is read.
        effectsToSee(now: now) + settleDraft(now: now) + effectsToKeep()
    }

    /// What is to be kept for the next run, if that changed.
    private mutating func effectsToKeep() -> [ConsoleEffect] {
        keepScreens()
        keepAccountFilter()
        guard memory != keptMemory else { return [] }
        keptMemory = memory
        return [.remember(memory)]
    }

    /// What has to be read for the screen.
    private mutating func effectsToSee(now: Timestamp) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        for list in FilteredList(context)?.searched ?? [] where filterWords[list] == nil {
            filterWords[list] = words(of: list)
        }
        if areSummariesStale {
            areSummariesStale = false
            if let token = summariesRequest.ask(&tokens) { effects.append(.loadSummaries(token)) }
        }
        let layout = ScreenLayout(size: size, context: context)
        guard let top = stack.last else {
            marketplaces.cursor.follow(marketplaces.rows, height: layout.list.rows)
            marketplaces.see(height: layout.list.rows, changeSetting(now: now))
            return effects
        }
        switch top {
        case .cancellations(var state):
            effects += settle(&state, layout, now: now)
            replaceTop(with: .cancellations(state))
        case .explanation(var pane):
            effects += settleListUnderTop(now: now)
            effects += settle(&pane, in: layout.body)
            if pane.isComplete { effects += readAheadUnderTop() }
            replaceTop(with: .explanation(pane))
        case .help(var state):
            let lines = HelpText(
                phrases: phrases,
                context: state.context,
                actions: bindings.actions(in: state.context),
                width: layout.body.columns
            )
            .lines
            state.text.show(lines, height: layout.body.rows)
            replaceTop(with: .help(state))
        case .page(let page): effects += settlePage(page, now: now)
        }
        return effects
    }

    /// What the visible screen is for keys and layout.
    var context: ActionContext { stack.last?.context ?? .marketplaces }

    mutating func replaceTop(with screen: Screen) {
        guard !stack.isEmpty else { return }
        stack[stack.count - 1] = screen
    }

    /// Sorts and filters the accounts.
    mutating func arrangeMarketplaces(now: Timestamp) {
        let listed = sorted(accountsFound(now: now), now: now)
        marketplaces.rows = listed
        let height = ScreenLayout(size: size, context: .marketplaces).list.rows
        marketplaces.cursor.follow(listed, height: height)
    }

    mutating func rebuildAccountTexts() {
        accountTexts = Dictionary(
            accounts.map { ($0.id, AccountTexts($0, phrases: phrases)) },
            uniquingKeysWith: { first, _ in first }
        )
        textWidths = AccountTextWidths(accountTexts.values)
        filterWords = [:]
    }

    /// Whether the visible screen shows a time that runs.
    var showsCountdowns: Bool {
        guard size.isUsable else { return false }
        if let page = visiblePage { return page.showsCountdown }
        guard stack.isEmpty else { return false }
        let layout = ScreenLayout(size: size, context: .marketplaces)
        let visible = marketplaces.rows.dropFirst(marketplaces.cursor.top).prefix(layout.list.rows)
        return visible.contains { id in
            guard let timer = summaries[id]?.timer else { return false }
            return !timer.isPaused && timer.nextPollAt != nil
        }
    }

    private mutating func settle(
        _ state: inout CancellationsState,
        _ layout: ScreenLayout,
        now: Timestamp
    ) -> [ConsoleEffect] {
        var effects = settleList(&state, height: layout.list.rows, now: now)
        if let question = state.nextMarksQuestion(&tokens) { effects.append(question) }
        state.list.see(height: layout.list.rows, changeSetting(now: now))
        state.pane.turn(to: state.list.selectedID, known: state.selectedAhead)
        var questions = effects + settle(&state.pane, in: layout.pane)
        // What is visible comes first.
        if state.pane.isComplete { questions += state.readAhead(layout, &tokens) }
        return questions
    }

    /// Asks for the beginning of a list that is not visible yet, and for what is shown of its first
    /// row.
    mutating func settleBeginning(of screen: inout Screen, now: Timestamp) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        switch screen {
        case .cancellations(var state):
            let isRead = screen.hasBeginning
            let layout = ScreenLayout(size: size, context: .cancellations)
            state.pane.turn(to: state.list.selectedID, known: state.selectedAhead)
            // What is seen first is asked for first; once it has come it is laid out as well.
            effects = settle(&state.pane, in: layout.pane)
            if !isRead { effects += settleList(&state, height: layout.list.rows, now: now) }
            state.list.layOut(height: layout.list.rows)
            screen = .cancellations(state)
        case .page(var page):
            let setting = setting(at: page.context, now: now)
            if !screen.hasBeginning {
                var source = tokens
                effects = page.settle(setting, &source)
                tokens = source
            }
            page.layOut(setting.layout)
            screen = .page(page)
        case .explanation, .help: break
        }
        return effects
    }

    private mutating func readAheadUnderTop() -> [ConsoleEffect] {
        guard stack.count >= 2, case .cancellations(var state) = stack[stack.count - 2]
        else { return [] }
        let layout = ScreenLayout(size: size, context: .cancellations)
        let effects = state.readAhead(layout, &tokens)
        stack[stack.count - 2] = .cancellations(state)
        return effects
    }

    /// One moves through a list from an explanation over it, so it goes on being read.
    private mutating func settleListUnderTop(now: Timestamp) -> [ConsoleEffect] {
        guard stack.count >= 2, case .cancellations(var state) = stack[stack.count - 2]
        else { return [] }
        let height = ScreenLayout(size: size, context: .cancellations).list.rows
        let effects = settleList(&state, height: height, now: now)
        stack[stack.count - 2] = .cancellations(state)
        return effects
    }

    private mutating func settleList(
        _ state: inout CancellationsState,
        height: Int,
        now: Timestamp
    ) -> [ConsoleEffect] {
        guard let page = state.list.nextPage(height: height, &tokens) else { return [] }
        var query = state.query(now: now)
        if page.isNews { query.sort = CancellationSort(.since) }
        query.position = page.position
        query.limit = page.limit
        query.ids = page.ids
        return [.loadCancellations(query, page.token)]
    }

    private mutating func settle(_ pane: inout ExplanationPane, in area: Rect) -> [ConsoleEffect] {
        var effects: [ConsoleEffect] = []
        if let question = pane.nextQuestion(&tokens) {
            effects.append(.explain(question.id, question.token))
        }
        let key = LayoutKey(
            token: pane.answer?.token,
            width: area.columns,
            language: language,
            isMissing: pane.isMissing
        )
        if key != pane.layoutKey {
            pane.layoutKey = key
            let lines = pane.answer.map {
                ExplanationText(
                    answer: $0,
                    phrases: phrases,
                    width: area.columns
                )
                .lines
            }
            pane.text.show(lines ?? [], height: area.rows)
        }
        pane.text.scroll(to: pane.text.top, height: area.rows)
        return effects
    }
}

extension CancellationsState {
    /// The selected row's explanation, where it was read ahead.
    var selectedAhead: ExplanationAnswer? { list.selectedID.flatMap { ahead[$0] } }

    fileprivate mutating func readAhead(
        _ layout: ScreenLayout,
        _ tokens: inout TokenSource
    ) -> [ConsoleEffect] {
        let page = max(1, layout.list.rows - 1)
        let question = ahead.nextQuestion(
            in: list.pages.ids,
            near: list.cursor.index,
            page: page,
            &tokens
        )
        guard let question else { return [] }
        return [.explainAhead(question.ids, question.token)]
    }
}

extension Size {
    /// Whether there is room for more than a line of notice.
    var isUsable: Bool { columns >= 40 && rows >= 8 }
}
