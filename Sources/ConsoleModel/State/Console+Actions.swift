import MatchingCore
import SyncInterfaces

// What each action does; whether it can be done was asked before.
extension Console {
    mutating func perform(
        _ action: Action.Identifier,
        key: Key,
        now: Timestamp
    ) -> [ConsoleEffect] {
        switch action {
        case .moveDown, .moveUp, .pageDown, .pageUp, .toStart, .toEnd:
            if let movement = Movement(action) { move(movement) }
        case .enter where visiblePage != nil, .find where visiblePage != nil:
            return performOnPage(action, key: key, now: now)
        case .enter: enter()
        case .out: return goOut(now: now)
        case .leave: _ = stack.popLast()
        case .nextTab: switchTab { $0.advanced(by: 1) }
        case .previousTab: switchTab { $0.advanced(by: -1) }
        case .chooseStatus: chooseStatus(key)
        case .nextItem, .previousItem: moveItem(action == .nextItem ? 1 : -1)
        case .openOrders, .openPullList, .openActivity, .openMessages, .openCharts,
            .openCancellations:
            openPage(action)
        case .typeNumber, .filterAccount, .pull, .undoPull, .rehearse:
            return performOnPage(action, key: key, now: now)
        case .openAllCancellations: openCancellations(of: nil, counts: totals?.counts)
        case .find: openFind()
        case .apply, .dismiss, .undo: beginAct(action, now: now)
        case .resync: return resyncChosen(now: now)
        case .resyncPeriod: openPeriods(now: now)
        case .toggleAllMarks: return toggleAllMarks(now: now)
        case .toggleMark, .clearMarks, .nextMark, .previousMark, .sortOnward, .sortBack, .freeze,
            .undoView, .changeOrder, .chooseColumns:
            performOnList(action, now: now)
        case .resyncAll: return [.resync([], nil)]
        case .cancelResync: return stopResync()
        case .togglePause: openPause()
        case .vouch, .takeBackVouch: openVouching(action)
        case .copy, .copyClaim:
            return copy(action == .copy ? copyableNumber : copyableClaim, now: now)
        case .export: openExport(now: now)
        case .exportCase: return caseSubject.map { [.exportCase($0, language)] } ?? []
        case .changeLanguage: changeLanguage(now: now)
        case .palette: openPalette()
        case .help: stack.append(.help(HelpState(context: context)))
        case .quit: return leave()
        case .quitNow: return [.quit]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .toggleMouse: return toggleMouse(now: now)
        }
        return []
    }

    private mutating func openPalette() {
        let others = bindings.actions(beside: context)
        overlay = .palette(Palette(bindings.actions(in: context), others: others))
    }

    /// What changes only how the visible list is looked at.
    private mutating func performOnList(_ action: Action.Identifier, now: Timestamp) {
        switch action {
        case .changeOrder: openSort(now: now)
        case .chooseColumns: openColumns(now: now)
        case .toggleMark: toggleMark()
        case .clearMarks: clearMarks(now: now)
        case .undoView: undoView(now: now)
        case .nextMark: goToMark(1)
        case .previousMark: goToMark(-1)
        case .sortOnward: turnSort(1, now: now)
        case .sortBack: turnSort(-1, now: now)
        case .freeze: toggleFrozen()
        default: break
        }
    }

    /// The account that the visible screen is about: the selected one, or the selected row's.
    var selectedAccountID: AccountID? {
        switch stack.last {
        case nil: marketplaces.cursor.selected
        case .cancellations(let state): state.account ?? selectedRow?.account
        case .explanation(let pane): pane.answer?.explanation.claim.account ?? selectedRow?.account
        case .page(let page): page.account
        case .help: nil
        }
    }

    /// The selected row of the uppermost list of cancellations.
    var selectedRow: CancellationRow? {
        // An explanation that was opened from elsewhere has no list under it.
        for screen in stack.suffix(2).reversed() {
            if case .cancellations(let state) = screen { return state.list.selected }
        }
        return nil
    }

    private mutating func enter() {
        switch stack.last {
        case nil:
            guard let account = marketplaces.cursor.selected else { return }
            open(.account(account))
        case .cancellations(let state):
            guard state.list.selectedID != nil else { return }
            // Where the answer came already, nothing has to be asked again.
            stack.append(.explanation(state.pane.continued))
        case .explanation, .help, .page: break
        }
    }

    /// Asks about the marked cancellations where some are marked, else about the selected one.
    private mutating func beginAct(_ action: Action.Identifier, now: Timestamp) {
        switch (action, hasMarks) {
        case (.apply, true): openMarked(.apply())
        case (.apply, false): beginApply(now: now)
        case (.dismiss, true): openMarked(.dismiss(reason: ""))
        case (.dismiss, false): openDismissal()
        case (_, true): openMarked(.undo())
        case (_, false): beginUndo()
        }
    }

    mutating func openCancellations() {
        guard let account = selectedAccountID else { return }
        openCancellations(of: account, counts: summaries[account]?.counts)
    }

    private mutating func openCancellations(of account: AccountID?, counts: [Status: Int]?) {
        let tab = StatusTab.first(for: counts ?? [:])
        openList(of: account, tab)
    }

    mutating func openList(of account: AccountID?, _ tab: StatusTab) {
        open(.cancellations(account, tab))
    }

    /// A list of cancellations, filtered as it was when it was last seen.
    func list(of account: AccountID?, _ tab: StatusTab) -> CancellationsState {
        CancellationsState(
            account: account,
            tab: tab,
            filter: rememberedFilter(of: .cancellations(account)),
            sort: memory.sort(of: .cancellations(account))
        )
    }

    /// Keeps how a list is filtered and sorted.
    mutating func remember(_ state: CancellationsState) {
        remember(state.filter, of: .cancellations(state.account))
        memory.keep(sort: state.sort.keptName, of: .cancellations(state.account))
    }

    private mutating func chooseStatus(_ key: Key) {
        // Each of the action's keys stands for the tab at its place.
        let index = bindings.action(.chooseStatus)?.keys.firstIndex(of: key)
        guard let tab = index.flatMap(StatusTab.init(index:)) else { return }
        if stack.isEmpty || visiblePage != nil {
            openList(of: visiblePage?.account, tab)
        } else {
            switchTab { _ in tab }
        }
    }

    mutating func switchTab(_ change: (StatusTab) -> StatusTab) {
        guard case .cancellations(var state) = stack.last else { return }
        let tab = change(state.tab)
        guard tab != state.tab else { return }
        state.tab = tab
        state.list.restart()
        replaceTop(with: .cancellations(state))
    }

    private mutating func openFind() {
        switch stack.last {
        case nil:
            let filter = marketplaces.filter
            overlay = .prompt(Prompt(.filterAccounts(before: filter), text: filter))
        case .cancellations(let state):
            overlay = .prompt(
                Prompt(.find(.cancellations), text: filterText(state.filter, .cancellations))
            )
        case .explanation, .help, .page: break
        }
    }

    private mutating func changeLanguage(now: Timestamp) {
        let other: Language = language == .korean ? .english : .korean
        phrases = phrases.inLanguage(other)
        rebuildAccountTexts()
        arrangeMarketplaces(now: now)
    }
}
