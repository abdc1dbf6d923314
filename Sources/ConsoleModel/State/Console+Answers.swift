import MatchingCore
import SyncInterfaces

// What comes back from effects.
extension Console {
    /// The store changed: what is visible is asked for anew, what is covered when it is seen again.
    mutating func markStale() {
        areSummariesStale = true
        for index in stack.indices { stack[index].markStale() }
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

    /// Offers an answer to every screen until one takes it.
    mutating func offer(_ event: ConsoleEvent) {
        for index in stack.indices {
            guard stack[index].take(event, size) else { continue }
            // What is read for a filter was read of the list as it was.
            draft = nil
            return
        }
        draft?.take(event, size)
    }

    /// Opens the question that waited for its explanation.
    mutating func askAwaited(_ event: ConsoleEvent) {
        guard case .explanation(let answer) = event else {
            awaitedQuestion = nil
            return
        }
        guard let question = awaitedQuestion, question.id == answer.id,
            let pane = visiblePane, pane.answer?.id == answer.id
        else { return }
        awaitedQuestion = nil
        switch question {
        case .apply: openApply(answer)
        case .undo: openUndo(answer)
        }
    }

    /// Tells the screen that asked that there is no answer.
    ///
    /// - Returns: Whether one of them had asked.
    @discardableResult
    mutating func failScreen(_ token: RequestToken, isMissing: Bool) -> Bool {
        for index in stack.indices {
            guard stack[index].fail(token, isMissing: isMissing) else { continue }
            draft = nil
            return true
        }
        return false
    }

    /// A question could not be answered; what asked it can ask again later.
    mutating func fail(_ token: RequestToken, _ text: Bilingual, now: Timestamp) {
        // What nobody asked to see fails in silence; it is asked for again when it is wanted.
        for index in stack.indices {
            guard stack[index].failAhead(token) else { continue }
            return
        }
        if draft?.fail(token) ?? false { return }
        var isOurs = summariesRequest.finish(token).isCurrent
        if failScreen(token, isMissing: false) {
            awaitedQuestion = nil
            isOurs = true
        }
        if token == awaitedMarks {
            awaitedMarks = nil
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

    /// Says what a key cannot do here; on the next screen that may be untrue.
    mutating func explainKey(now: Timestamp, _ words: (Console) -> String) {
        show(.information, now: now, words)
        let place = context
        toast?.context = place
    }

    mutating func show(_ level: NoticeLevel, _ text: Bilingual, now: Timestamp) {
        let factor = configuration.timeFactor
        let toast = Toast(level, text, after: self.toast, now: now, timeFactor: factor)
        self.toast = toast
        messages.append(toast.message)
        if messages.count > Message.mostKept { messages.removeFirst() }
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
