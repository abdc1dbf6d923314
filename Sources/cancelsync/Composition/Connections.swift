import ConsoleModel
import FeedConnectors
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

/// The accounts that are read through an API or a program, as `connections.yaml` says.
struct Connections: Sendable {
    /// One account's connection.
    enum Link: Sendable {
        case api(Connection, connector: String)
        case program(CommandFeed, CommandFeed.Settings)

        var feed: any Feed {
            switch self {
            case .api(let connection, _): connection
            case .program(let feed, _): feed
            }
        }

        /// Looks whether what a poll needs is there, and calls or runs nothing of it.
        ///
        /// - Throws: `FeedError`.
        func prepare() async throws {
            switch self {
            case .api(let connection, _): try await connection.prepare()
            case .program(let feed, _): try feed.prepare()
            }
        }
    }

    /// In the order of the file.
    let accounts: [AccountID]
    private let links: [AccountID: Link]
    private let reports: ConnectionReportFiles
    private let inbox: Inbox

    /// Loads the file; nothing is asked for or called yet.
    ///
    /// - Parameters:
    ///   - folders: Where the file is, and where the request log and tokens go.
    ///   - catalogue: Whose accounts may be connected.
    ///   - feeds: The folders that are read as well, and how the fields of a program's lines are called.
    ///   - time: The clock that signs.
    /// - Throws: `CatalogError` for a file that is refused.
    init(
        folders: Folders,
        catalogue: MarketplaceCatalog,
        feeds: InboxFeeds,
        time: any TimeSource
    ) throws {
        inbox = feeds.inbox
        reports = ConnectionReportFiles(folder: folders.connectionReports)
        let file = try ConnectionsFile.load(
            configurationFolder: folders.configuration,
            catalogue: catalogue,
            vocabulary: .all
        )
        accounts = file.entries.map(\.account)
        guard !accounts.isEmpty else {
            links = [:]
            return
        }
        let environment = Environment.all
        let ground = Connection.Ground(
            transport: AsyncHTTPTransport(),
            surroundings: .init(environment: environment, time: time),
            manners: CallManners(randomness: SystemRandomNumberGenerator()),
            recorder: file.logsRequests ? RequestLog(folder: folders.state) : nil,
            tokenFolder: folders.tokens,
            reports: reports,
            aside: feeds.aside
        )
        var links: [AccountID: Link] = [:]
        for entry in file.entries {
            guard let account = catalogue.account(named: entry.account.rawValue) else { continue }
            links[account.id] = Self.link(
                entry,
                account,
                ground,
                feeds,
                (environment, file.secretVariables)
            )
        }
        self.links = links
    }

    /// Loads the file for whoever reads no feed.
    ///
    /// - Throws: `CatalogError` for a file that is refused.
    init(
        folders: Folders,
        catalogue: MarketplaceCatalog,
        phrases: Phrases,
        time: any TimeSource
    ) throws {
        let feeds = InboxFeeds(
            path: folders.inbox,
            catalogue: catalogue,
            phrases: phrases,
            pace: FileReading.Pace()
        )
        try self.init(folders: folders, catalogue: catalogue, feeds: feeds, time: time)
    }

    private static func link(
        _ entry: ConnectionEntry,
        _ account: Account,
        _ ground: Connection.Ground,
        _ feeds: InboxFeeds,
        _ environment: (variables: [String: String], secret: Set<String>)
    ) -> Link? {
        switch entry.way {
        case .connector(let id, let base, let settings):
            guard let connector = Connectors.connector(id) else { return nil }
            let plan = Connection.Plan(
                account: account,
                connector: connector,
                base: base,
                readsOrders: entry.readsOrders,
                sources: settings.mapValues(\.source)
            )
            return .api(Connection(plan, on: ground), connector: id)
        case .command(let command):
            var settings = CommandFeed.Settings(command.words)
            if let seconds = command.timeLimit { settings.timeLimit = .seconds(seconds) }
            if let megabytes = command.sizeLimit { settings.sizeLimit = megabytes << 20 }
            settings.readsOrders = entry.readsOrders
            let feed = CommandFeed(
                account: account,
                settings: settings,
                reading: feeds.reading,
                aside: feeds.aside,
                environment: environment.variables,
                secretVariables: environment.secret,
                reports: ground.reports
            )
            return .program(feed, settings)
        }
    }

    /// The accounts that are read over their marketplace's API.
    var accountsWithAPI: Set<AccountID> {
        Set(links.filter { if case .api = $0.value { true } else { false } }.keys)
    }

    /// An account's connection; `nil` where there is none.
    subscript(account: AccountID) -> Link? { links[account] }

    /// How an account is read, and how its calls went so far, whoever made them.
    func facts(of account: AccountID) -> AccountConnection {
        let folder = inbox.folder(of: account)
        return switch links[account] {
        case .api(let connection, _):
            AccountConnection(
                folder: folder,
                way: .api(connection.api),
                readsOrders: connection.readsOrders,
                calls: reports.calls(of: account)
            )
        case .program(_, let settings):
            AccountConnection(
                folder: folder,
                way: .program(settings.command),
                readsOrders: settings.readsOrders,
                runs: reports.runs(of: account)
            )
        case nil: AccountConnection(folder: folder)
        }
    }

    /// The feed of an account: its folder, and behind it its connection, if any.
    func feed(of account: Account, after folder: any Feed) -> any Feed {
        links[account.id].map { CombinedFeed(folder, then: $0.feed) } ?? folder
    }
}

extension ConnectionVocabulary {
    /// The words of every connector.
    fileprivate static var all: ConnectionVocabulary {
        ConnectionVocabulary(
            Connectors.all.map { connector in
                Connector(
                    id: connector.id,
                    marketplaces: connector.marketplaces,
                    settings: connector.settings.map {
                        Setting(
                            $0.name,
                            isSecret: $0.isSecret,
                            isRequired: $0.isRequired,
                            form: $0.form.map(Form.init(_:))
                        )
                    }
                )
            }
        )
    }
}

extension ConnectionVocabulary.Form {
    fileprivate init(_ form: SettingForm) {
        self.init(examples: form.examples, isClosed: form.isClosed) { form.takes($0) }
    }
}

extension ConnectionEntry.Value {
    fileprivate var source: SettingSource {
        switch self {
        case .text(let text): .text(text)
        case .environment(let name): .environment(name)
        case .file(let path): .file(path)
        case .command(let words): .command(words)
        }
    }
}

extension ConnectionEntries {
    /// The variables of the environment from which settings are taken.
    fileprivate var secretVariables: Set<String> {
        let sources = entries.flatMap { entry -> [SettingSource] in
            guard case .connector(_, _, let settings) = entry.way else { return [] }
            return settings.values.map(\.source)
        }
        return Set(
            sources.compactMap { if case .environment(let name) = $0 { name } else { nil } }
        )
    }
}
