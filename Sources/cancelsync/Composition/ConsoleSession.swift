import ConsoleModel
import ConsoleTerminal
import ListExports
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces
import Synchronization

/// Carries out what the console wants away from its thread, and brings the answers back as events.
///
/// A class because the console's thread and the work it started share the running resync.
final class ConsoleSession: Sendable {
    private let workspace: Workspace
    private let engine: SyncEngine?
    private let mailbox: EventMailbox
    private let resync = Mutex<Task<Void, Never>?>(nil)
    private let export = Mutex<Task<Void, Never>?>(nil)
    /// The writing of every list and case that was asked for.
    private let files = Mutex<[Task<Void, Never>]>([])
    /// Keeps things for the next run; `nil` where what is played back leaves nothing behind.
    private let memory: MemoryKeeper?
    private let marking = Mutex<Task<Void, Never>?>(nil)
    private let markedAct = Mutex<Task<Void, Never>?>(nil)
    /// What was started and has not been waited for, where somebody waits.
    private let work = Mutex<[Task<Void, Never>]>([])
    private let keepsWork: Bool

    /// Creates a session; it keeps what it starts for ``finishWork()`` where `keepsWork` says so.
    init(
        workspace: Workspace,
        engine: SyncEngine?,
        mailbox: EventMailbox,
        keepsWork: Bool = false
    ) {
        self.keepsWork = keepsWork
        self.workspace = workspace
        self.engine = engine
        self.mailbox = mailbox
        let phrases = workspace.phrases
        let file = MemoryFile(folder: workspace.folders.state)
        memory =
            keepsWork
            ? nil
            : MemoryKeeper(file: file, time: workspace.time) { error in
                mailbox.send(.notice(.problem, phrases.both { $0.line(forAny: error) }))
            }
    }

    /// Polls when accounts are due and reports the store's changes, until the task is cancelled.
    func runInBackground() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.poll() }
            group.addTask {
                for await _ in self.workspace.store.changes() { self.mailbox.send(.storeChanged) }
            }
        }
    }

    /// Starts what `effect` asks for; returns at once.
    func perform(_ effect: ConsoleEffect) {
        switch effect {
        case .quit, .suspend, .redraw, .useMouse, .copy, .alert: break  // The terminal's own.
        case .remember(let latest): memory?.keep(latest)
        case .loadSummaries(let token): answer(token) { try await self.summaries(token) }
        case .loadCancellations(let query, let token):
            answer(token) { try await self.page(query, token) }
        case .explain(let id, let token): answer(token) { try await self.explain(id, token) }
        case .explainAhead(let ids, let token):
            answer(token) {
                .explanationsAhead(try await self.workspace.explanations(of: ids, for: token))
            }
        case .ask(let question, let token):
            answer(token) { try await self.workspace.answer(question, for: token) }
        case .setPulled(let line, let isPulled): setPulled(line, isPulled)
        case .apply(let id, let line, let units, let seen, let reason):
            act {
                let hand = ActHand($1, reason: reason)
                let result = try await $0.apply(id, line: line, units: units, seen: seen, by: hand)
                return .actFinished(result)
            }
        case .dismiss(let id, let reason, let seen):
            act { .actFinished(try await $0.dismiss(id, reason: reason, seen: seen, by: $1)) }
        case .undo(let id, let seen, let reason):
            act {
                .actFinished(try await $0.undo(id, seen: seen, by: ActHand($1, reason: reason)))
            }
        case .collectMarks(let query, let token):
            let task = answer(token) {
                .marksCollected(try await self.workspace.marks(of: query, for: token))
            }
            marking.withLock { $0 = task }
        case .readMarks(let ids, let token):
            answer(token) { .marksRead(try await self.workspace.marks(of: ids), token) }
        case .stopCollectingMarks: marking.withLock { $0?.cancel() }
        case .actOnMarked(let act, let marked): startMarked(act, marked)
        case .stopMarkedAct: markedAct.withLock { $0?.cancel() }
        case .pause(let accounts, let reason): setPaused(accounts, true, reason)
        case .resume(let accounts, let reason): setPaused(accounts, false, reason)
        case .setVouched(let account, let periods, let isVouched, let reason):
            setVouched(account, periods, isVouched, reason)
        case .resync(let accounts, let period):
            startResync(ResyncOrder(accounts, period: period, by: Environment.person))
        case .export(let list, let format, let language): startExport(list, format, language)
        case .exportCase(let subject, let language): writeCase(subject, language)
        case .cancelExport: export.withLock { $0?.cancel() }
        case .cancelResync: resync.withLock { $0?.cancel() }
        case .stopResync(let id): stopResync(id)
        }
    }

    private func setPaused(_ accounts: [AccountID], _ isPaused: Bool, _ reason: String?) {
        act { engine, person in
            let hand = ActHand(person, reason: reason)
            for account in accounts {
                if isPaused {
                    try await engine.pause(account, by: hand)
                } else {
                    try await engine.resume(account, by: hand)
                }
            }
            return .pauseChanged(accounts, isPaused: isPaused)
        }
    }

    private func setVouched(
        _ account: AccountID,
        _ periods: [TimeWindow],
        _ isVouched: Bool,
        _ reason: String?
    ) {
        act { engine, person in
            let hand = ActHand(person, reason: reason)
            let windows =
                isVouched
                ? try await engine.vouch(for: account, in: periods, by: hand)
                : try await engine.takeBackVouch(for: account, in: periods, by: hand)
            return .vouchChanged(account, windows, isVouched: isVouched)
        }
    }

    private func setPulled(_ line: OrderLineKey, _ isPulled: Bool) {
        act { engine, person in
            let urgency =
                isPulled
                ? try await engine.markPulled(line, by: person)
                : try await engine.unmarkPulled(line, by: person)
            return .pullChanged(line, urgency, isPulled: isPulled)
        }
    }

    private func explain(
        _ id: CancellationID,
        _ token: RequestToken
    ) async throws -> ConsoleEvent {
        let found = try await workspace.explanation(of: id, for: token)
        return found.map { .explanation($0) } ?? .explanationMissing(token)
    }

    private func page(
        _ query: CancellationQuery,
        _ token: RequestToken
    ) async throws -> ConsoleEvent {
        let slice = try await workspace.store.read { try $0.search(query) }
        return .cancellationPage(CancellationPage(token: token, slice))
    }

    /// Waits until everything that was started has ended.
    func finishWork() async {
        while true {
            let running = work.withLock { work in
                defer { work = [] }
                return work
            }
            if running.isEmpty { return }
            for task in running { await task.value }
        }
    }

    /// Stops the writing of files, and waits until no unfinished one is left and what is to be remembered
    /// is written.
    func stopFiles() async {
        await memory?.finish()
        let tasks = files.withLock { $0 }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    @discardableResult
    private func start(_ operation: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        let task = Task(priority: .userInitiated) { await operation() }
        if keepsWork { work.withLock { $0.append(task) } }
        return task
    }

    private func poll() async {
        do {
            try await engine?.run()
        } catch is CancellationError {
        } catch {
            mailbox.send(.notice(.problem, workspace.phrases.both { $0.line(forAny: error) }))
        }
    }

    @discardableResult
    private func answer(
        _ token: RequestToken,
        _ work: @escaping @Sendable () async throws -> ConsoleEvent
    ) -> Task<Void, Never> {
        let mailbox = mailbox
        let phrases = workspace.phrases
        return start {
            do {
                mailbox.send(try await work())
            } catch {
                mailbox.send(.requestFailed(token, phrases.both { $0.line(forAny: error) }))
            }
        }
    }

    private func act(
        _ work: @escaping @Sendable (SyncEngine, String) async throws -> ConsoleEvent
    ) {
        guard let engine else { return }
        let (mailbox, phrases) = (mailbox, workspace.phrases)
        start {
            do {
                mailbox.send(try await work(engine, Environment.person))
            } catch let error as ActError {
                mailbox.send(.actFailed(error))
            } catch {
                mailbox.send(.actAborted(phrases.both { $0.line(forAny: error) }))
            }
        }
    }

    private func startExport(_ list: ExportList, _ format: ExportFormat, _ language: Language) {
        let (workspace, mailbox, isReadOnly) = (workspace, mailbox, engine == nil)
        let phrases = workspace.phrases.inLanguage(language)
        mailbox.send(.exportProgress(0))
        let task = start {
            do {
                let exporter = ListExporter(workspace: workspace, phrases: phrases)
                let path = try workspace.exportPath(for: list, format)
                let result = try await exporter.export(list, format, to: path, .numbering) {
                    count in
                    mailbox.send(.exportProgress(count))
                }
                mailbox.send(.exportFinished(result))
                // A console that only reads cannot put anything on record.
                if !isReadOnly { try await workspace.journalExport(of: list, result) }
            } catch is CancellationError {
                mailbox.send(.exportStopped)
            } catch {
                mailbox.send(.exportFinished(nil))
                mailbox.send(.notice(.problem, phrases.both { $0.line(forAny: error) }))
            }
        }
        export.withLock { $0 = task }
        files.withLock { $0.append(task) }
    }

    private func writeCase(_ subject: CaseSubject, _ language: Language) {
        let (workspace, mailbox, isReadOnly) = (workspace, mailbox, engine == nil)
        let phrases = workspace.phrases.inLanguage(language)
        let task = start {
            do {
                guard let facts = try await workspace.caseFacts(of: subject) else { return }
                let wanted = try workspace.casePath(of: facts)
                let path = try workspace.write(facts, to: wanted, .numbering, phrases: phrases)
                if !isReadOnly { try await workspace.journalExport(of: facts, to: path) }
                let text = phrases.both {
                    $0.caseWritten(path) + (isReadOnly ? " " + $0.notJournalled : "")
                }
                mailbox.send(.notice(.success, text))
            } catch {
                mailbox.send(.notice(.problem, phrases.both { $0.line(forAny: error) }))
            }
        }
        files.withLock { $0.append(task) }
    }

    private func startMarked(_ act: MarkedAct, _ marked: [MarkedCancellation]) {
        guard let engine else { return }
        let (mailbox, phrases) = (mailbox, workspace.phrases)
        let runner = MarkedActRunner(engine: engine, person: Environment.person)
        let latest = Mutex(MarkedProgress(act, count: marked.count))
        let task = start {
            do {
                let result = try await runner.run(act, marked) { progress in
                    latest.withLock { $0 = progress }
                    mailbox.send(.markedProgress(progress))
                }
                mailbox.send(.markedFinished(result))
            } catch {
                mailbox.send(.markedFinished(latest.withLock { $0 }))
                mailbox.send(.notice(.problem, phrases.both { $0.line(forAny: error) }))
            }
        }
        markedAct.withLock { $0 = task }
    }

    private func startResync(_ order: ResyncOrder) {
        guard let engine else { return }
        let (mailbox, phrases) = (mailbox, workspace.phrases)
        let task = start {
            do {
                let polls = try await engine.resync(order) { progress in
                    mailbox.send(.resyncProgress(progress))
                }
                mailbox.send(.resyncFinished(polls))
            } catch {
                mailbox.send(.resyncFinished([]))
                if !(error is CancellationError) {
                    mailbox.send(.notice(.problem, phrases.both { $0.line(forAny: error) }))
                }
            }
        }
        resync.withLock { running in
            running?.cancel()
            running = task
        }
    }

    private func stopResync(_ id: ResyncRequestID) {
        let phrases = workspace.phrases
        act { engine, person in
            let wasRunning = try await engine.stop(id, by: person)
            return .notice(
                wasRunning ? .success : .information,
                phrases.both { $0.stopped(wasRunning) }
            )
        }
    }

    private func summaries(_ token: RequestToken) async throws -> ConsoleEvent {
        let now = workspace.time.now()
        let (summaries, lease, requests) = try await workspace.store.read { ledger in
            (
                try ledger.accountSummaries(now: now), try ledger.lease(),
                try ledger.openResyncRequests()
            )
        }
        let running = requests.first { $0.isRunning && $0.asker != Workspace.holder }
        return .summaries(
            SummariesAnswer(
                token: token,
                summaries: summaries,
                poller: presence(lease, now: now),
                resync: running.map { RunningResync($0, now: now) }
            )
        )
    }

    private func presence(_ lease: PollerLease?, now: Timestamp) -> PollerPresence {
        guard let lease, lease.expiresAt > now else { return .nobody }
        return lease.holder == Workspace.holder
            ? .here : .elsewhere(lease.holder, since: lease.since)
    }
}
