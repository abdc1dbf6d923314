package import MatchingCore
package import SyncInterfaces

/// Polls accounts, takes in what their feeds bring, and carries out what operators ask.
///
/// Any number of processes can have an engine on one store. The one with the poller's lease polls;
/// it also carries out the resyncs that the others ask for. Acts and imports work in all of them,
/// because every batch is one transaction that decides on what is on file at that moment, and seeing
/// the same thing twice changes nothing.
package actor SyncEngine {
    let store: any OrderStore
    let book: PolicyBook
    let feeds: @Sendable (Account) -> any Feed
    let orderFeed: (any Feed)?
    let time: any TimeSource
    let settings: EngineSettings

    let turnstile = Turnstile<Gate>()
    private var randomness: any RandomNumberGenerator & Sendable
    /// Whether accounts are registered and what waits was brought up to changed policies.
    private(set) var isPrepared = false
    private var lastOrderFailure: KeptProblem?
    private let lastProblems = LastProblems()
    private var sleeper: Task<Void, any Error>?
    private var isWoken = false
    /// The accounts that the timers have under way.
    var polling: Set<AccountID> = []
    /// When the lease was last taken or renewed; `nil` while another process has it.
    var leadingSince: Timestamp?

    /// Whether this process polls or follows one that does.
    var takesPart = false
    /// Whether it waits for a change of the store, because every account is paused.
    var isAtRest = false
    /// Whether what a store of an older build lacks is being made up for, and whether all of it is.
    var isCatchingUp = false
    var hasCaughtUp = false
    /// The request of another process that is under way here.
    var carrying: Carrying?
    /// The requests that this process put on record for itself, and their polls.
    var own: [ResyncRequestID: Task<[PollRecord], any Error>] = [:]
    /// How many of them are being put on record.
    var beginnings = 0

    /// What only one task at a time may read.
    enum Gate: Hashable, Sendable {
        case orders
        case account(AccountID)
    }

    /// Creates an engine; nothing happens until it is asked.
    ///
    /// - Parameters:
    ///   - store: The store that it shares with others.
    ///   - accounts: Every account of the configuration.
    ///   - feeds: Makes the feed of an account's cancellations; asked at each poll.
    ///   - orderFeed: Brings order lines of any account; read before cancellations.
    ///   - time: The clock, and waiting.
    ///   - randomness: For jitter and back-off only.
    ///   - settings: Intervals, limits and names.
    package init(
        store: any OrderStore,
        accounts: [Account],
        feeds: @escaping @Sendable (Account) -> any Feed,
        orderFeed: (any Feed)?,
        time: any TimeSource,
        randomness: some RandomNumberGenerator & Sendable,
        settings: EngineSettings
    ) {
        self.store = store
        book = PolicyBook(accounts)
        self.feeds = feeds
        self.orderFeed = orderFeed
        self.time = time
        self.randomness = randomness
        self.settings = settings
    }

    var schedule: Schedule { Schedule(settings: settings) }
    var takeIn: TakeIn { TakeIn(book: book, manyNotices: settings.manyNotices) }

    /// Takes files in outside of polls.
    ///
    /// - Parameters:
    ///   - feed: Where notices and order lines come from.
    ///   - progress: Called with the counts so far after each batch.
    /// - Returns: What was read, and what came of it.
    /// - Throws: ``FeedError`` when the feed cannot be read, ``StoreError``, `CancellationError`;
    ///   batches that were taken in before stay.
    package func takeIn(
        _ feed: any Feed,
        progress: @escaping @Sendable (PassTally) -> Void
    ) async throws -> (FeedReport, PassTally) {
        try await prepare()
        let counter = PassCounter()
        let now = time.now()
        let report = try await takeIn.read(
            feed,
            window: TimeWindow(start: Timestamp(rawValue: 0), end: now),
            into: store,
            time: time
        ) { progress(await counter.add($0)) }
        return (report, await counter.tally)
    }

    /// Polls one account now, in turn with whatever else reads its feed.
    func poll(
        _ account: Account,
        _ order: ResyncOrder,
        for request: ResyncRequestID? = nil,
        progress: @escaping @Sendable (PassTally) -> Void
    ) async throws -> PollRecord {
        let pass = Pass(
            account: account,
            feed: feeds(account),
            order: order,
            request: request,
            store: store,
            time: time,
            takeIn: takeIn,
            schedule: schedule,
            draw: draw(),
            lastProblems: lastProblems
        )
        return try await turnstile.pass(.account(account.id)) {
            try await pass.run(progress: progress)
        }
    }

    /// Reads the orders, so that cancellations find them.
    ///
    /// A failure keeps no account from being polled: its cancellations wait for the order. It is
    /// journalled when it says something else than the last one.
    func readOrders(progress: @escaping @Sendable (PassTally) -> Void) async throws -> PassTally {
        guard let orderFeed else { return PassTally() }
        let counter = PassCounter()
        let now = time.now()
        do {
            let report = try await turnstile.pass(.orders) {
                try await self.takeIn.read(
                    orderFeed,
                    window: TimeWindow(start: Timestamp(rawValue: 0), end: now),
                    into: self.store,
                    time: self.time
                ) { progress(await counter.add($0)) }
            }
            lastOrderFailure = nil
            let compared = report.problems.prefix(LastProblems.limit)
            let news = lastProblems.news(in: compared, of: nil)
            try await journal(news.map { KeptProblem($0) })
            lastProblems.keep(compared, of: nil)
        } catch let error where !(error is CancellationError || error is StoreError) {
            let failure = KeptProblem(error)
            if failure != lastOrderFailure { try await journal([failure]) }
            lastOrderFailure = failure
        }
        return await counter.tally
    }

    /// Registers the accounts and brings waiting cancellations up to changed policies, once.
    func prepare() async throws {
        guard !isPrepared else { return }
        _ = try await PolicyChange(book: book, settings: settings)
            .bringUpToDate(store, time: time)
        isPrepared = true
    }

    /// A random number in 0..<1.
    func draw() -> Double { Double.random(in: 0..<1, using: &randomness) }

    /// From now on ``wake()`` ends the next rest, also when it comes before that began.
    func startListening() { isWoken = false }

    /// Waits until `deadline`, or until something happened that may make an account due.
    func rest(until deadline: Timestamp) async throws {
        guard !isWoken else { return }
        let time = time
        let sleeper = Task { try await time.sleep(until: deadline) }
        self.sleeper = sleeper
        _ = await withTaskCancellationHandler {
            await sleeper.result
        } onCancel: {
            sleeper.cancel()
        }
        try Task.checkCancellation()
    }

    /// Ends a rest early.
    func wake() {
        isWoken = true
        sleeper?.cancel()
    }

    private func journal(_ problems: [KeptProblem]) async throws {
        guard !problems.isEmpty else { return }
        let now = time.now()
        let kept = problems.prefix(settings.journaledProblems)
        try await store.write { ledger in
            for problem in kept {
                try ledger.append(
                    JournalEntry(at: now, actor: .system, act: .takeIn, problem: problem)
                )
            }
        }
    }
}
