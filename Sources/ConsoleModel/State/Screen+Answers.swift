import MatchingCore
import SyncInterfaces

// Screens and what the store answers them: each takes what it asked for, and nothing else.
extension Screen {
    /// Notes that the store changed: what is visible is asked for anew, what is covered when it is
    /// seen again.
    mutating func markStale() {
        switch self {
        case .cancellations(var state):
            state.list.markStale()
            state.pane.markStale()
            state.ahead.markStale()
            state.areMarksStale = true
            self = .cancellations(state)
        case .explanation(var pane):
            pane.markStale()
            self = .explanation(pane)
        case .page(var page):
            page.markStale()
            self = .page(page)
        case .help: break
        }
    }

    /// Takes an answer in.
    ///
    /// - Returns: Whether the screen had asked for it.
    mutating func take(_ event: ConsoleEvent, _ size: Size) -> Bool {
        let layout = ScreenLayout(size: size, context: context)
        switch self {
        case .cancellations(var state):
            guard state.take(event, height: layout.list.rows) else { return false }
            self = .cancellations(state)
        case .explanation(var pane):
            guard pane.take(event) else { return false }
            self = .explanation(pane)
        case .page(var page):
            guard page.take(event, layout) else { return false }
            self = .page(page)
        case .help: return false
        }
        return true
    }

    /// Takes in that a question could not be answered, or that there is nothing of that name.
    ///
    /// - Returns: Whether the question was the screen's.
    mutating func fail(_ token: RequestToken, isMissing: Bool) -> Bool {
        switch self {
        case .cancellations(var state):
            guard
                state.list.fail(token) || state.marksRequest.finish(token).isCurrent
                    || state.pane.fail(token)
            else { return false }
            self = .cancellations(state)
        case .explanation(var pane):
            guard pane.fail(token) else { return false }
            self = .explanation(pane)
        case .page(var page):
            guard page.fail(token, isMissing: isMissing) else { return false }
            self = .page(page)
        case .help: return false
        }
        return true
    }

    /// Takes in that what nobody asked to see could not be read.
    ///
    /// - Returns: Whether the question was the screen's.
    mutating func failAhead(_ token: RequestToken) -> Bool {
        guard case .cancellations(var state) = self, state.ahead.fail(token) else { return false }
        self = .cancellations(state)
        return true
    }
}

extension CancellationsState {
    fileprivate mutating func take(_ event: ConsoleEvent, height: Int) -> Bool {
        switch event {
        case .cancellationPage(let page):
            guard list.take(page, height: height) else { return false }
            seeMarkedAgain()
            return true
        case .explanationsAhead(let answer): return ahead.take(answer)
        default: return pane.take(event)
        }
    }
}

extension ExplanationPane {
    fileprivate mutating func take(_ event: ConsoleEvent) -> Bool {
        switch event {
        case .explanation(let answer): take(answer)
        case .explanationMissing(let token): miss(token)
        default: false
        }
    }
}
