import ConsoleModel
import MatchingCore
import SyncInterfaces

/// Runs a console against claims in memory: every question is answered at once, every act recorded.
struct ConsoleDriver {
    var console: Console
    var claims: [SampleClaim]
    var now: Timestamp
    /// Effects that a store cannot answer, in order.
    private(set) var acts: [ConsoleEffect] = []
    /// The same without what the operator saw.
    var blindActs: [ConsoleEffect] {
        acts.map { act in
            switch act {
            case .apply(let id, let line, let units, _, let reason):
                .apply(id, line: line, units: units, reason: reason)
            case .dismiss(let id, let reason, _): .dismiss(id, reason: reason)
            case .undo(let id, _, let reason): .undo(id, reason: reason)
            default: act
            }
        }
    }
    /// What was last to be kept for the next run.
    private(set) var remembered: ConsoleMemory?
    /// Questions that were asked, in order.
    private(set) var questions: [ConsoleEffect] = []
    /// Lists that were asked for, in order.
    var queries: [CancellationQuery] {
        questions.compactMap { question in
            if case .loadCancellations(let query, _) = question { query } else { nil }
        }
    }
    /// Whether explanations are read ahead; otherwise those questions stay open.
    var readsAhead = false
    /// The last question of that kind.
    private(set) var lastAhead: ConsoleEffect?
    /// What is on file of orders.
    var lines = Sample.orderLines
    /// What the journal has beside what the claims bring.
    var furtherEntries: [JournalEntry] = []
    /// What lies aside that may be about a scanned parcel.
    var aside = ParcelAnswer.Aside()
    /// The lines that were marked as pulled.
    private(set) var pulled: [OrderLineKey] = []
    private(set) var held: [ConsoleEffect] = []
    /// Who polls, as the store would say it.
    var poller = PollerPresence.here
    /// What no poll could read of any account, and what of it somebody has vouched for; `nil` for what
    /// the sample says.
    var unreadPeriods: [TimeWindow]?
    var vouchedPeriods: [TimeWindow]?
    /// What another console has polled, as the store would say it.
    var othersResync: RunningResync?
    /// Whether questions stay open, as with a slow store.
    var holdsAnswers = false

    init(
        size: Size = Size(columns: 80, rows: 24),
        language: Language = .korean,
        claims: [SampleClaim] = Sample.claims,
        accounts: [Account] = Sample.accounts,
        configuration: ConsoleConfiguration = ConsoleConfiguration(operatorName: "kim")
    ) {
        var configuration = configuration
        configuration.language = language
        self.claims = claims
        now = Sample.now
        console = Console(
            configuration: configuration,
            accounts: accounts,
            size: size,
            now: Sample.now
        )
        send(.storeChanged)
    }

    mutating func send(_ event: ConsoleEvent) {
        var pending = console.handle(event, now: now)
        var rounds = 0
        while !pending.isEmpty && rounds < 100 {
            rounds += 1
            var next: [ConsoleEffect] = []
            for effect in pending {
                guard let answer = answer(to: effect) else { continue }
                next += console.handle(answer, now: now)
            }
            pending = next
        }
    }

    /// Presses keys written as a script: `j j Enter / 2026 Enter`.
    mutating func press(_ script: String) {
        for key in KeyScript.keys(in: script) { send(.key(key)) }
    }

    /// What an act on several comes to that is done with all of them.
    func whole(
        _ act: MarkedAct,
        _ marked: [MarkedCancellation],
        now status: Status
    ) -> MarkedProgress {
        var progress = MarkedProgress(act, count: marked.count)
        for one in marked {
            let result = ActResult(id: one.id, status: status, reason: .applied, changes: [])
            progress.note(result, of: one)
        }
        return progress
    }

    /// The rows of claims as they are marked.
    func marked(_ ids: Int64...) -> [MarkedCancellation] {
        claims.map(\.row).filter { ids.contains($0.id.rawValue) }.map { MarkedCancellation($0) }
    }

    func text() -> String { console.frame(now: now).text }

    private mutating func answer(to effect: ConsoleEffect) -> ConsoleEvent? {
        switch effect {
        case .loadSummaries, .loadCancellations, .collectMarks, .readMarks, .explain, .ask:
            questions.append(effect)
        case .explainAhead:
            lastAhead = effect
            guard readsAhead else { return nil }
        case .remember(let memory): remembered = memory
        case .setPulled(let line, let isPulled):
            pulled.removeAll { $0 == line }
            if isPulled { pulled.append(line) }
            acts.append(effect)
            let shipping = lines.first { $0.line.key == line }?.line.shipping ?? .labeled
            return .pullChanged(line, PullUrgency(shipping), isPulled: isPulled)
        case .quit, .suspend, .redraw, .useMouse, .copy, .alert, .export, .exportCase,
            .cancelExport, .apply,
            .dismiss,
            .undo, .pause, .resume, .setVouched,
            .resync,
            .cancelResync, .stopResync, .actOnMarked, .stopMarkedAct, .stopCollectingMarks:
            acts.append(effect)
        }
        if holdsAnswers {
            held.append(effect)
            return nil
        }
        return reply(to: effect)
    }

    /// Answers what was held back, and from now on at once again.
    mutating func answerHeldQuestions() {
        holdsAnswers = false
        let open = held
        held = []
        for question in open {
            if let answer = reply(to: question) { send(answer) }
        }
    }

    /// Answers the oldest of the questions that were held back.
    mutating func answerOneHeldQuestion() {
        while !held.isEmpty {
            guard let answer = reply(to: held.removeFirst()) else { continue }
            return send(answer)
        }
    }

    /// What a store would answer to `effect`; `nil` for effects that are no question.
    func reply(to effect: ConsoleEffect) -> ConsoleEvent? {
        switch effect {
        case .loadSummaries(let token):
            let summaries = Sample.summaries(of: claims.map(\.row)) { timer in
                timer.unreadPeriods = unreadPeriods ?? timer.unreadPeriods
                timer.vouchedPeriods = vouchedPeriods ?? timer.vouchedPeriods
            }
            return .summaries(
                SummariesAnswer(
                    token: token,
                    summaries: summaries,
                    poller: poller,
                    resync: othersResync
                )
            )
        case .loadCancellations(let query, let token):
            let slice = slice(query)
            return .cancellationPage(
                CancellationPage(token: token, slice)
            )
        case .collectMarks(let query, let token):
            let found = rows(query, of: claims.map(\.row))
            return .marksCollected(
                MarksAnswer(
                    token: token,
                    query: query,
                    marked: found.map { MarkedCancellation($0) },
                    isCut: false
                )
            )
        case .readMarks(let ids, let token):
            let found = claims.map(\.row).filter { ids.contains($0.id) }
            return .marksRead(found.map { MarkedCancellation($0) }, token)
        case .explain(let id, let token):
            guard let claim = claims.first(where: { $0.id == id }) else {
                return .explanationMissing(token)
            }
            return .explanation(claim.answer(token))
        case .explainAhead(let ids, let token):
            let found = ids.compactMap { id in claims.first { $0.id == id }?.answer(token) }
            return .explanationsAhead(AnswersAhead(token: token, ids: ids, found: found))
        case .ask(let question, let token): return reply(to: question, token)
        case .quit, .suspend, .redraw, .useMouse, .copy, .alert, .export, .exportCase,
            .cancelExport, .apply,
            .dismiss,
            .undo, .pause, .resume, .setVouched,
            .resync,
            .cancelResync, .stopResync, .setPulled, .actOnMarked, .stopMarkedAct, .remember,
            .stopCollectingMarks:
            return nil
        }
    }

    /// How many claims a search looks at, as a store's reach limits it; `nil` for all.
    var reach: Int?

    private func slice(_ query: CancellationQuery) -> CancellationSlice {
        let sorted = claims.map(\.row).sorted { $0.place.precedes($1.place, by: query.sort) }
        let moved = claims.map(\.row)
            .sorted { $0.place.precedes($1.place, by: CancellationSort(.since)) }
        let newest = moved.first?.place
        guard let reach, !query.filter.isEmpty, query.ids == nil,
            !(query.position?.isUpwards ?? false)
        else {
            return CancellationSlice(rows: rows(query, of: sorted), newest: newest)
        }
        let rest = sorted.drop { row in
            if case .below(let place) = query.position {
                !place.precedes(row.place, by: query.sort)
            } else {
                false
            }
        }
        let seen = Array(rest.prefix(reach))
        let rows = rows(query, of: seen)
        let isCut = seen.count < rest.count && rows.count < query.limit
        return CancellationSlice(
            rows: rows,
            reach: !isCut
                ? nil
                : seen.last.map {
                    SearchedReach(place: $0.place, looked: seen.count, count: claims.count)
                },
            newest: newest
        )
    }

    private func rows(
        _ query: CancellationQuery,
        of sorted: [CancellationRow]
    ) -> [CancellationRow] {
        let matching = sorted.filter { row in
            (query.status.map { $0 == row.status } ?? true)
                && (query.account.map { $0 == row.account } ?? true)
                && (query.ids.map { $0.contains(row.id) } ?? true)
                && RowFilterTest(query.filter, now: query.now).admits(row)
        }
        let sort = query.sort
        switch query.position {
        case nil: return Array(matching.prefix(query.limit))
        case .below(let place):
            return Array(matching.filter { place.precedes($0.place, by: sort) }.prefix(query.limit))
        case .from(let place):
            return Array(
                matching.filter { !$0.place.precedes(place, by: sort) }.prefix(query.limit)
            )
        case .above(let place):
            return Array(matching.filter { $0.place.precedes(place, by: sort) }.suffix(query.limit))
        case .end: return Array(matching.suffix(query.limit))
        }
    }
}

extension ConsoleDriver {
    /// How each sample account is, with its row on the first screen, while somebody polls or nobody.
    mutating func accountRows(
        poller: PollerPresence
    ) -> [(summary: AccountSummary, health: AccountHealth, row: Substring)] {
        self.poller = poller
        send(.storeChanged)
        let rows = text().split(separator: "\n")
        return zip(Sample.accounts, Sample.summaries(of: claims.map(\.row))).map {
            account,
            summary in
            let health = AccountHealth(
                of: account,
                summary: summary,
                isPollerRunning: poller == .here,
                now: now
            )
            return (
                summary, health,
                rows.first { $0.contains(account.marketplace.name.prefix(4)) } ?? ""
            )
        }
    }
}
