import MatchingCore
import SyncInterfaces

// What comes back from effects.
extension Console {
    /// The store changed: what is visible is asked for anew, what is covered when it is seen again.
    mutating func markStale() {
        areSummariesStale = true
        for index in stack.indices {
            switch stack[index] {
            case .cancellations(var state):
                state.list.markStale()
                state.pane.markStale()
                state.ahead.markStale()
                state.areMarksStale = true
                stack[index] = .cancellations(state)
            case .explanation(var pane):
                pane.markStale()
                stack[index] = .explanation(pane)
            case .page(var page):
                page.markStale()
                stack[index] = .page(page)
            case .help: break
            }
        }
    }

    mutating func take(_ answer: SummariesAnswer, now: Timestamp) {
        let (isCurrent, isWantedAgain) = summariesRequest.finish(answer.token)
        guard isCurrent else { return }
        areSummariesStale = isWantedAgain
        summariesToken = answer.token
        let known = Set(accounts.map(\.id))
        summaries = Dictionary(
            answer.summaries.filter { known.contains($0.account) }.map { ($0.account, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        poller = answer.poller
        othersResync = answer.resync.map { running in
            RunningResync(
                id: running.id,
                progress: running.progress.inRealTime(configuration.timeFactor),
                asker: running.asker
            )
        }
        // Before the first counts nothing was known to be urgent, so nothing was chosen yet.
        if totals == nil && marketplaces.cursor.index == 0 { marketplaces.cursor.reset() }
        let isFirst = totals == nil
        // Lists have the cancellations of accounts that have left the configuration as well.
        totals = Totals(answer.summaries)
        if isFirst || !isFrozen { arrangeMarketplaces(now: now) }
    }

    mutating func take(_ page: CancellationPage) {
        for index in stack.indices {
            let height = ScreenLayout(size: size, context: .cancellations).list.rows
            guard case .cancellations(var state) = stack[index],
                state.list.take(page, height: height)
            else { continue }
            state.seeMarkedAgain()
            stack[index] = .cancellations(state)
        }
    }

    mutating func take(_ answer: ExplanationAnswer) {
        _ = changePanes { $0.take(answer) }
        guard awaitedApplyID == answer.id, let pane = visiblePane, pane.answer?.id == answer.id
        else { return }
        awaitedApplyID = nil
        openApply(answer)
    }

    mutating func take(_ answer: AnswersAhead) {
        _ = changeAhead { $0.take(answer) }
    }

    mutating func missExplanation(_ token: RequestToken) {
        _ = changePanes { $0.miss(token) }
        awaitedApplyID = nil
    }

    /// A question could not be answered; what asked it can ask again later.
    mutating func fail(_ token: RequestToken, _ text: Bilingual, now: Timestamp) {
        // What nobody asked to see fails in silence; it is asked for again when it is wanted.
        if changeAhead({ $0.fail(token) }) { return }
        var isOurs = summariesRequest.finish(token).isCurrent
        if failPage(token, isMissing: false) { isOurs = true }
        if token == awaitedMarks {
            awaitedMarks = nil
            isOurs = true
        }
        for index in stack.indices {
            guard case .cancellations(var state) = stack[index],
                state.list.fail(token) || state.marksRequest.finish(token).isCurrent
            else { continue }
            stack[index] = .cancellations(state)
            isOurs = true
        }
        if changePanes({ $0.fail(token) }) {
            awaitedApplyID = nil
            isOurs = true
        }
        if isOurs { show(.problem, text, now: now) }
    }

    mutating func notePause(of accounts: [AccountID], isPaused: Bool, now: Timestamp) {
        show(.success, now: now) { console in
            let phrases = console.phrases
            let name =
                accounts.count == 1
                ? phrases.list(accounts.map { phrases.name(of: $0) })
                : phrases.accounts(accounts.count)
            return isPaused
                ? phrases.pick("\(name): 수집을 일시정지했습니다.", "\(name): polling is paused.")
                : phrases.pick("\(name): 수집을 다시 시작했습니다.", "\(name): polling is resumed.")
        }
        areSummariesStale = true
    }

    /// Shows a message, and keeps it in both languages: it can be read again after the language was
    /// changed.
    mutating func show(_ level: NoticeLevel, now: Timestamp, _ words: (Console) -> String) {
        let text = phrases.both { phrases in
            var reader = self
            reader.phrases = phrases
            return words(reader)
        }
        show(level, text, now: now)
    }

    mutating func show(_ level: NoticeLevel, _ text: Bilingual, now: Timestamp) {
        let toast = Toast(level, text, now: now, timeFactor: configuration.timeFactor)
        self.toast = toast
        messages.append(Message(level: level, text: toast.text, at: now))
        if messages.count > Message.mostKept { messages.removeFirst() }
    }

    /// Offers `change` to every pane on the stack.
    ///
    /// - Returns: Whether one of them took it.
    private mutating func changePanes(_ change: (inout ExplanationPane) -> Bool) -> Bool {
        for index in stack.indices {
            switch stack[index] {
            case .cancellations(var state):
                guard change(&state.pane) else { continue }
                stack[index] = .cancellations(state)
                return true
            case .explanation(var pane):
                guard change(&pane) else { continue }
                stack[index] = .explanation(pane)
                return true
            case .help, .page: continue
            }
        }
        return false
    }

    private mutating func changeAhead(_ change: (inout ReadAhead) -> Bool) -> Bool {
        for index in stack.indices {
            guard case .cancellations(var state) = stack[index], change(&state.ahead)
            else { continue }
            stack[index] = .cancellations(state)
            return true
        }
        return false
    }

    /// The explanation that the visible screen shows, whole or in part.
    var visiblePane: ExplanationPane? {
        switch stack.last {
        case .cancellations(let state): state.pane
        case .explanation(let pane): pane
        case .help, .page, nil: nil
        }
    }
}
