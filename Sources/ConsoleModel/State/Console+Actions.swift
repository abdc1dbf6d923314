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
        case .moveDown: move(.lineDown)
        case .moveUp: move(.lineUp)
        case .pageDown: move(.pageDown)
        case .pageUp: move(.pageUp)
        case .toStart: move(.toStart)
        case .toEnd: move(.toEnd)
        case .enter: enter()
        case .out: goOut(now: now)
        case .leave: _ = stack.popLast()
        case .nextTab: switchTab { $0.advanced(by: 1) }
        case .previousTab: switchTab { $0.advanced(by: -1) }
        case .chooseStatus: chooseStatus(key)
        case .nextItem: moveItem(1)
        case .previousItem: moveItem(-1)
        case .openCancellations: enter()
        case .openAllCancellations:
            let tab = StatusTab.first(for: totals?.counts ?? [:])
            stack.append(.cancellations(CancellationsState(account: nil, tab: tab)))
        case .find: openFind()
        case .changeOrder:
            marketplaces.order = marketplaces.order == .urgency ? .configured : .urgency
            arrangeMarketplaces(now: now)
        case .apply: beginApply(now: now)
        case .dismiss: openDismissal()
        case .undo: openUndo()
        case .resync: return resyncChosen(now: now)
        case .resyncPeriod: openPeriods(now: now)
        case .toggleMark: toggleMark()
        case .toggleAllMarks: toggleAllMarks()
        case .resyncAll: return [.resync([], nil)]
        case .cancelResync: return [.cancelResync]
        case .togglePause: return togglePause()
        case .copy: return copy(copyableNumber, now: now)
        case .copyClaim: return copy(copyableClaim, now: now)
        case .changeLanguage: changeLanguage(now: now)
        case .palette: overlay = .palette(Palette(bindings.actions(in: context)))
        case .help: stack.append(.help(HelpState(context: context)))
        case .quit, .quitNow: return [.quit]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        }
        return []
    }

    /// The account that the visible screen is about: the selected one, or the selected row's.
    var selectedAccountID: AccountID? {
        switch stack.last {
        case nil: marketplaces.cursor.selected
        case .cancellations(let state): state.account ?? selectedRow?.account
        case .explanation(let pane): pane.answer?.explanation.claim.account ?? selectedRow?.account
        case .help: nil
        }
    }

    /// The selected row of the uppermost list of cancellations.
    var selectedRow: CancellationRow? {
        for case .cancellations(let state) in stack.reversed() {
            let index = state.cursor.index
            return state.list.rows.indices.contains(index) ? state.list.rows[index] : nil
        }
        return nil
    }

    private mutating func enter() {
        switch stack.last {
        case nil:
            guard let account = marketplaces.cursor.selected else { return }
            let tab = StatusTab.first(for: summaries[account]?.counts ?? [:])
            stack.append(.cancellations(CancellationsState(account: account, tab: tab)))
        case .cancellations(let state):
            guard state.cursor.selected != nil else { return }
            // Where the answer came already, nothing has to be asked again.
            stack.append(.explanation(state.pane.continued))
        case .explanation, .help: break
        }
    }

    private mutating func goOut(now: Timestamp) {
        switch stack.last {
        case nil where marketplaces.filter.isEmpty: marketplaces.marked = []
        case nil:
            marketplaces.filter = ""
            arrangeMarketplaces(now: now)
        case .cancellations(var state) where !state.prefix.isEmpty:
            state.prefix = ""
            state.list.reset()
            state.cursor.reset()
            replaceTop(with: .cancellations(state))
        case .cancellations, .explanation, .help: _ = stack.popLast()
        }
    }

    private mutating func chooseStatus(_ key: Key) {
        // Each of the action's keys stands for the tab at its place.
        let index = bindings.action(.chooseStatus)?.keys.firstIndex(of: key)
        guard let tab = index.flatMap(StatusTab.init(index:)) else { return }
        if stack.isEmpty {
            stack.append(.cancellations(CancellationsState(account: nil, tab: tab)))
        } else {
            switchTab { _ in tab }
        }
    }

    mutating func switchTab(_ change: (StatusTab) -> StatusTab) {
        guard case .cancellations(var state) = stack.last else { return }
        let tab = change(state.tab)
        guard tab != state.tab else { return }
        state.tab = tab
        state.list.reset()
        state.cursor.reset()
        replaceTop(with: .cancellations(state))
    }

    private mutating func openFind() {
        switch stack.last {
        case nil:
            let filter = marketplaces.filter
            overlay = .prompt(Prompt(.filterAccounts(before: filter), text: filter))
        case .cancellations(let state):
            overlay = .prompt(Prompt(.findCancellations, text: state.prefix))
        case .explanation, .help: break
        }
    }

    private mutating func changeLanguage(now: Timestamp) {
        let other: Language = language == .korean ? .english : .korean
        phrases = Phrases(language: other, accounts: accounts)
        rebuildAccountTexts()
        arrangeMarketplaces(now: now)
    }
}
