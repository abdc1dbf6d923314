import MatchingCore
import SyncInterfaces

// Marks on rows of lists, and acts on the marked cancellations.
extension Console {
    /// Marks the selected row, or takes its mark away, and goes on to the next one.
    mutating func toggleMark() {
        switch stack.last {
        case nil:
            guard let id = marketplaces.cursor.selected else { return }
            if marketplaces.marked.remove(id) == nil { marketplaces.marked.insert(id) }
        case .cancellations(var state):
            guard let row = selectedRow else { return }
            if state.marked.removeValue(forKey: row.id) == nil {
                state.marked[row.id] = MarkedCancellation(row)
            }
            replaceTop(with: .cancellations(state))
        case .explanation, .help, .page: return
        }
        move(.lineDown)
    }

    /// Marks every row of the list; takes the marks away when all have one.
    ///
    /// Where not all of them have been read, they are read first, away from here.
    mutating func toggleAllMarks(now: Timestamp) -> [ConsoleEffect] {
        switch stack.last {
        case nil:
            let rows = Set(marketplaces.rows)
            if rows.isSubset(of: marketplaces.marked) {
                marketplaces.marked.subtract(rows)
            } else {
                marketplaces.marked.formUnion(rows)
            }
        case .cancellations(var state):
            let isPart = state.list.pages.hasOlder || state.list.pages.hasNewer
            let isAll = state.list.rows.allSatisfy { state.marked[$0.id] != nil }
            if isPart && !(isAll && state.wholeMark == state.scope) {
                guard awaitedMarks == nil else { return [] }
                let token = tokens.next()
                awaitedMarks = token
                var query = state.query(now: now)
                query.limit = MarkedCancellation.most
                return [.collectMarks(query, token)]
            }
            state.wholeMark = nil
            if isPart { state.marked = [:] }
            for row in state.list.rows {
                state.marked[row.id] = isAll ? nil : MarkedCancellation(row)
            }
            replaceTop(with: .cancellations(state))
            show(.information, now: now) {
                $0.phrases.marked(state.marked.count, isCut: false)
            }
        case .explanation, .help, .page: break
        }
        return []
    }

    /// Takes in all rows of the list that were to be marked, unless it shows others by now.
    mutating func take(_ answer: MarksAnswer, now: Timestamp) {
        guard answer.token == awaitedMarks else { return }
        awaitedMarks = nil
        guard case .cancellations(var state) = stack.last,
            state.scope == MarkScope(answer.query)
        else { return }
        for one in answer.marked { state.marked[one.id] = one }
        state.wholeMark = state.scope
        replaceTop(with: .cancellations(state))
        show(.information, now: now) {
            $0.phrases.marked(state.marked.count, isCut: answer.isCut)
        }
    }

    /// Takes in where the marked rows stand, also those that their list no longer shows.
    mutating func take(_ marked: [MarkedCancellation], for token: RequestToken) {
        for index in stack.indices {
            guard case .cancellations(var state) = stack[index] else { continue }
            let (isCurrent, isWantedAgain) = state.marksRequest.finish(token)
            guard isCurrent else { continue }
            state.areMarksStale = state.areMarksStale || isWantedAgain
            for one in marked where state.marked[one.id] != nil { state.marked[one.id] = one }
            stack[index] = .cancellations(state)
        }
        followMarks()
    }

    /// Gives up marking all rows; those that were marked before stay so.
    mutating func stopMarking(now: Timestamp) -> [ConsoleEffect] {
        awaitedMarks = nil
        show(.information, now: now) { $0.phrases.markingStopped }
        return [.stopCollectingMarks]
    }

    /// Takes all marks away, and says how they come back.
    mutating func clearMarks(now: Timestamp) {
        let count: Int
        switch stack.last {
        case nil:
            count = marketplaces.marked.count
            marketplaces.marked = []
        case .cancellations(var state):
            count = state.marked.count
            state.marked = [:]
            state.wholeMark = nil
            replaceTop(with: .cancellations(state))
        case .explanation, .help, .page: return
        }
        show(.information, now: now) {
            $0.phrases.marksCleared(
                count,
                key: $0.bindings.keyName(of: .undoView, in: $0.language)
            )
        }
    }

    /// Selects the nearest marked row in a direction, from the other end on where there is none.
    mutating func goToMark(_ step: Int) {
        let height = ScreenLayout(size: size, context: context).list.rows
        switch stack.last {
        case nil:
            let marked = marketplaces.marked
            let rows = marketplaces.rows
            let index = marketplaces.cursor.index
            guard let target = rows.nearest(step, from: index, where: marked.contains)
            else { return }
            marketplaces.cursor.select(target, in: rows, height: height)
        case .cancellations(var state):
            let (marked, index) = (state.marked, state.list.cursor.index)
            let ids = state.list.pages.ids
            guard let target = ids.nearest(step, from: index, where: { marked[$0] != nil })
            else { return }
            state.list.step(target - index, height: height)
            replaceTop(with: .cancellations(state))
        case .explanation, .help, .page: break
        }
    }

    /// Whether the visible list has marks.
    var hasMarks: Bool {
        switch stack.last {
        case nil: !marketplaces.marked.isEmpty
        case .cancellations(let state): !state.marked.isEmpty
        case .explanation, .help, .page: false
        }
    }

    /// The marked cancellations of the visible list, oldest first; empty where there are none.
    var markedCancellations: [MarkedCancellation] {
        guard case .cancellations(let state) = stack.last else { return [] }
        return state.marked.values.sorted { $0.id < $1.id }
    }

    // MARK: Acts

    /// Why none of the marked cancellations can be acted on; `nil` when some can.
    func obstacle(toMarked act: MarkedAct) -> String? {
        if markedProgress != nil { return phrases.stillActing }
        let obstacles = markedCancellations.map(act.obstacle)
        return obstacles.contains(nil)
            ? nil : phrases.noneConcerned(by: act, because: obstacles.compactMap(\.self))
    }

    /// The marked cancellations that it can be done with, as far as their rows tell.
    private func concerned(by act: MarkedAct) -> [MarkedCancellation] {
        markedCancellations.filter { act.obstacle($0) == nil }
    }

    /// Asks whether to do it with all marked cancellations that it concerns; for a dismissal, why.
    mutating func openMarked(_ act: MarkedAct) {
        overlay = .dialog(dialog(of: MarkedQuestion(act: act, concerned: concerned(by: act))))
    }

    /// Says in an open question what has become meanwhile of those that it is about.
    mutating func followMarks() {
        guard case .dialog(let open) = overlay, let question = open.marked else { return }
        overlay = .dialog(open.reworded(as: dialog(of: question)))
    }

    private func dialog(of question: MarkedQuestion) -> Dialog {
        let (act, all) = (question.act, question.concerned)
        let changed = changed(since: question)
        let gone = Set(changed.map(\.id))
        let unchanged = all.filter { !gone.contains($0.id) }
        let title = phrases.title(of: act, count: unchanged.count)
        // Those that changed are tried too, so that the operator is told who did what.
        let choices =
            act.isDismissal
            ? reasons(for: all)
            : [Dialog.Choice(text: title, outcome: .act(.actOnMarked(act, all)))]
        var dialog = Dialog(
            title: title,
            body: markedBody(question, unchanged, changed),
            choices: [.doNothing(phrases)] + choices,
            reason: act.isDismissal ? nil : Dialog.ReasonField(phrases)
        )
        .naming(names(of: unchanged))
        dialog.marked = question
        return dialog
    }

    /// The reasons of which one is that of all.
    private func reasons(for all: [MarkedCancellation]) -> [Dialog.Choice] {
        let reasons = DismissalReason.offered(to: .held).map { reason in
            let text = reason.text(in: language)
            return Dialog.Choice(
                text: text,
                outcome: .act(.actOnMarked(.dismiss(reason: text), all))
            )
        }
        let other = Dialog.Choice(
            text: phrases.pick("직접 입력…", "Type another reason…"),
            outcome: .typeReasonOfMarked(all)
        )
        return reasons + [other]
    }

    /// Those that stand elsewhere by now, as they stand now.
    private func changed(since question: MarkedQuestion) -> [MarkedCancellation] {
        guard case .cancellations(let state) = stack.last else { return [] }
        return question.concerned.compactMap { seen in
            state.marked[seen.id].flatMap { $0.status == seen.status ? nil : $0 }
        }
    }

    /// What, how many and how many not, of which accounts and statuses, and in whose name.
    private func markedBody(
        _ question: MarkedQuestion,
        _ concerned: [MarkedCancellation],
        _ changed: [MarkedCancellation]
    ) -> [String] {
        let act = question.act
        var statuses: [Status: Int] = [:]
        for one in concerned { statuses[one.status, default: 0] += 1 }
        let standing = Status.allCases.compactMap { status in
            statuses[status].map { "\(phrases.word(for: status)) \(phrases.number($0))" }
        }
        let name = configuration.operatorName
        let asked = Set(question.concerned.map(\.id))
        let refused = markedCancellations.filter { !asked.contains($0.id) }.compactMap(act.obstacle)
        let settled = act.isDismissal ? concerned.count(where: \.leavesChoice) : 0
        return [phrases.explanation(of: act)]
            + (changed.isEmpty ? [] : [phrases.changedMeanwhile(changed)])
            + (settled > 0 ? [phrases.settling(settled)] : [])
            + (refused.isEmpty ? [] : [phrases.part(asked.count, refused: refused)])
            + [names(of: concerned), phrases.list(standing)]
            + (name.isEmpty ? [] : [phrases.inTheName(of: name)])
    }

    /// Of which accounts they are, and how many of each; of a few, also which ones.
    private func names(of concerned: [MarkedCancellation]) -> String {
        var accounts: [AccountID: Int] = [:]
        for one in concerned { accounts[one.account, default: 0] += 1 }
        let most = accounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var named = most.prefix(5).map { "\(phrases.name(of: $0.key)) \(phrases.number($0.value))" }
        if most.count > 5 {
            named.append(phrases.pick("외 \(most.count - 5)곳", "\(most.count - 5) more"))
        }
        guard concerned.count <= Self.mostNamed else { return phrases.list(named) }
        let ids = concerned.map { "#\($0.id)" }.joined(separator: " ")
        return "\(ids) · \(phrases.list(named))"
    }

    /// So many of the marked ones are named one by one.
    private static let mostNamed = 8

    /// Takes in what an act on several has come to; the marks stay on those it was not done with.
    mutating func finish(_ progress: MarkedProgress, now: Timestamp) {
        markedProgress = nil
        endAct(progress.waiting)
        settleLeaving()
        for index in stack.indices {
            guard case .cancellations(var state) = stack[index] else { continue }
            for id in progress.done { state.marked[id] = nil }
            state.steps.forget(marksOf: progress.done)
            stack[index] = .cancellations(state)
        }
        let isWhole = progress.done.count == progress.count
        show(isWhole ? .success : .problem, now: now) { $0.phrases.result(of: progress) }
        markStale()
    }
}

extension CancellationsState {
    /// Takes in where the marked rows stand now that they have been read again.
    mutating func seeMarkedAgain() {
        guard !marked.isEmpty else { return }
        for row in list.rows where marked[row.id] != nil {
            marked[row.id] = MarkedCancellation(row)
        }
    }

    /// Asks where the marked rows stand after a change; `nil` where nobody has to know.
    mutating func nextMarksQuestion(_ tokens: inout TokenSource) -> ConsoleEffect? {
        guard areMarksStale else { return nil }
        areMarksStale = false
        guard !marked.isEmpty, let token = marksRequest.ask(&tokens) else { return nil }
        return .readMarks(marked.keys.sorted(), token)
    }
}

extension CancellationsState {
    /// Which rows the list has, however they are sorted.
    fileprivate var scope: MarkScope { MarkScope(status: tab.status, account, filter) }
}

extension Array {
    /// The place of the nearest wanted element in a direction, the other end coming after the last.
    fileprivate func nearest(
        _ step: Int,
        from index: Int,
        where isWanted: (Element) -> Bool
    ) -> Int? {
        (1..<Swift.max(1, count)).lazy
            .map { (index + step * $0 % count + count) % count }
            .first { isWanted(self[$0]) }
    }
}
