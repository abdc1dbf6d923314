import ConsoleModel
import FeedConnectors
import MarketplaceCatalog
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces

/// The parts of one run, made and joined here and nowhere else.
struct Workspace: Sendable {
    let folders: Folders
    let phrases: Phrases
    let catalogue: MarketplaceCatalog
    let store: any OrderStore
    let feeds: InboxFeeds
    let connections: Connections
    let time: any TimeSource
    let explainer: Explainer

    /// Loads the catalogue and opens the store, which is made when there is none.
    ///
    /// - Parameters:
    ///   - folders: Where everything lies.
    ///   - language: The language of sentences.
    ///   - time: The clock of everything but files.
    ///   - pace: How files are taken in.
    ///   - mode: What the store is opened for; a store that is only read must be there.
    /// - Throws: `CatalogError` for a configuration that is refused, `StoreError` for a store that
    ///   cannot be opened.
    init(
        folders: Folders,
        language: Language,
        time: any TimeSource = Environment.time,
        pace: FileReading.Pace = FileReading.Pace(wait: { try await Task.sleep(for: $0) }),
        mode: SQLiteOrderStore.Mode = .readWrite
    ) throws {
        self.folders = folders
        self.time = time
        catalogue = try MarketplaceCatalog.load(configuration: folders)
        let phrases = Phrases(language: language, accounts: catalogue.accounts)
        store = try SQLiteOrderStore(
            path: folders.store,
            mode: mode,
            accountOrder: phrases.accountOrder,
            policies: Dictionary(
                catalogue.accounts.map { ($0.id, $0.marketplace.policy) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        explainer = Explainer(store: store, accounts: catalogue.accounts)
        feeds = InboxFeeds(
            path: folders.inbox,
            catalogue: catalogue,
            phrases: phrases,
            pace: pace
        )
        connections = try Connections(
            folders: folders,
            catalogue: catalogue,
            feeds: feeds,
            time: time
        )
        self.phrases = Phrases(
            language: language,
            accounts: catalogue.accounts,
            accountsWithAPI: connections.accountsWithAPI
        )
    }

    /// Cancellations on which a rule is tried unless somebody says how many.
    static let rehearsedCount = 500

    var rehearsal: Rehearsal { Rehearsal(store: store, accounts: catalogue.accounts) }

    /// This process in the poller's lease.
    static var holder: String { ProcessName.own }

    /// Makes the engine over the inbox, whose folders are made when they are missing.
    ///
    /// - Parameter problems: Collects what is wrong with what the feeds bring; `nil` when only the
    ///   journal has to know.
    /// - Returns: An engine that does nothing until it is asked.
    /// - Throws: `FeedError` when a folder cannot be made.
    func engine(problems: ProblemLog? = nil) throws -> SyncEngine {
        try feeds.inbox.prepare(accounts: catalogue.accounts.map(\.id))
        var settings = EngineSettings(holder: Self.holder)
        settings.hasEnded = ProcessName.hasEnded
        // For tests, which need not wait for as long as operators do.
        if let seconds = Environment.variable("CANCELSYNC_HEART_BEAT").flatMap({ Int($0) }) {
            settings.heartBeat = .seconds(max(1, seconds))
            settings.leaseDuration = settings.heartBeat * 3
        }
        let (feeds, connections) = (feeds, connections)
        let watched: @Sendable (any Feed) -> any Feed = { feed in
            problems.map { LoggedFeed(feed: feed, log: $0) } ?? feed
        }
        return SyncEngine(
            store: store,
            accounts: catalogue.accounts,
            feeds: { watched(connections.feed(of: $0, after: feeds.cancellations(of: $0))) },
            orderFeed: watched(feeds.orders),
            time: time,
            randomness: SystemRandomNumberGenerator(),
            settings: settings
        )
    }

    /// The account that an operator means by `name`.
    ///
    /// - Throws: ``CommandFailure`` when there is none.
    func account(named name: String) throws -> Account {
        if let account = catalogue.account(named: name) { return account }
        throw CommandFailure(
            phrases.unknownAccount(name, meant: catalogue.suggestion(for: name)),
            status: .notFound
        )
    }

    /// The account that an operator means by `name`: of the configuration, or, by its id, one that has
    /// left it and is on file.
    ///
    /// - Throws: ``CommandFailure`` when there is none, ``StoreError``.
    func accountOnFile(named name: String) async throws -> AccountID {
        if let account = catalogue.account(named: name) { return account.id }
        let now = time.now()
        let isOnFile = try await store.read { ledger in
            try ledger.accountSummaries(now: now).contains { $0.account.rawValue == name }
        }
        return isOnFile ? AccountID(name) : try account(named: name).id
    }
}

extension MarketplaceCatalog {
    /// Loads the catalogue with what the configuration folder says.
    static func load(configuration folders: Folders) throws(CatalogError) -> MarketplaceCatalog {
        try load(
            configurationFolder: folders.configuration,
            isRequired: folders.namesConfiguration
        )
    }
}

extension Phrases {
    /// One line for the operator about any error that work on a store or a feed can end with.
    func line(forAny error: any Error) -> String {
        switch error {
        case let error as ActError: line(for: error)
        case let error as ExportError: line(for: error)
        default: line(for: KeptProblem(error))
        }
    }
}
