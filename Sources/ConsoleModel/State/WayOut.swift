import MatchingCore
import SyncInterfaces

/// What Esc does on the visible screen.
///
/// What is under way is stopped; else what a list is narrowed by is taken away, one thing at a time;
/// else the screen is left. Footer, progress and the dispatch of the key read the same value.
enum WayOut: Sendable, Hashable {
    case stopMarkedAct
    case stopExport
    case stopMarking
    /// Asks whether to stop the resync that was asked for on this screen.
    case stopResync
    case stopSearch
    case clearMarks
    case clearFilter
    /// Closes what was scanned or opened within the screen.
    case closePart
    case leave
    /// On the first screen, where nothing of that is to be done.
    case nothing
}

extension Console {
    /// What Esc does now.
    var wayOut: WayOut {
        if markedProgress != nil { return .stopMarkedAct }
        if exportedRowCount != nil { return .stopExport }
        if awaitedMarks != nil { return .stopMarking }
        // Where nobody asked for it Esc has to lead back, however long a resync takes.
        if resync != nil, stack.isEmpty || resyncDepth == stack.count { return .stopResync }
        switch stack.last {
        case nil where !marketplaces.filter.isEmpty: return .clearFilter
        case nil: return hasMarks ? .clearMarks : .nothing
        case .cancellations(let state):
            if state.list.isSearching { return .stopSearch }
            if hasMarks { return .clearMarks }
            return state.filter.isEmpty ? .leave : .clearFilter
        case .page(let page): return page.wayBack ?? .leave
        case .explanation, .help: return .leave
        }
    }

    /// What an action is called now: what Esc does is not always the same.
    func title(of action: Action) -> String {
        action.id == .out ? phrases.title(of: wayOut) : action.title.text(in: language)
    }

    /// Does what Esc does now.
    mutating func goOut(now: Timestamp) -> [ConsoleEffect] {
        switch wayOut {
        case .stopMarkedAct: return [.stopMarkedAct]
        case .stopExport: return [.cancelExport]
        case .stopMarking: return stopMarking(now: now)
        case .stopResync: askToStopResync()
        case .clearMarks: clearMarks(now: now)
        case .stopSearch, .clearFilter, .closePart: goBackInList(now: now)
        case .leave: _ = stack.popLast()
        case .nothing: break
        }
        return []
    }

    /// Takes a step back that does not leave the screen.
    private mutating func goBackInList(now: Timestamp) {
        switch stack.last {
        case nil:
            marketplaces.filter = ""
            arrangeMarketplaces(now: now)
        case .cancellations(var state):
            if !state.list.stopSearch() {
                state.filter = RowFilter()
                state.list.restart()
                remember(state)
            }
            replaceTop(with: .cancellations(state))
        case .page(var page):
            page.goBack()
            remember(page)
            replaceTop(with: .page(page))
        case .explanation, .help: break
        }
    }
}
