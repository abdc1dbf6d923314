package import MatchingCore
package import SyncInterfaces
import Synchronization

/// One account's connection to its marketplace's API, from one poll to the next.
///
/// A class, because its pace, its rests and its tokens outlive a poll.
package final class Connection: Sendable {
    /// What the configuration says.
    package struct Plan: Sendable {
        let account: Account
        let connector: ConnectorDescription
        let base: String?
        let readsOrders: Bool
        let sources: [String: SettingSource]

        /// Creates a plan; a `base` of `nil` is the API's own.
        package init(
            account: Account,
            connector: ConnectorDescription,
            base: String?,
            readsOrders: Bool,
            sources: [String: SettingSource]
        ) {
            self.account = account
            self.connector = connector
            self.base = base
            self.readsOrders = readsOrders
            self.sources = sources
        }
    }

    /// What connections share.
    package struct Ground: Sendable {
        let transport: any HTTPTransport
        let surroundings: ConnectionSettings.Surroundings
        let manners: CallManners
        let recorder: (any RequestRecorder)?
        let tokenFolder: String
        /// Where it is kept how calls went.
        package let reports: ConnectionReportFiles?
        /// Where rows are kept that cannot be taken in.
        package let aside: RowsAside?

        /// Creates the ground; no `recorder`, no request log; no `reports`, and nobody else sees how
        /// calls went; nothing `aside`, and rows that cannot be taken in are only counted.
        package init(
            transport: any HTTPTransport,
            surroundings: ConnectionSettings.Surroundings,
            manners: CallManners,
            recorder: (any RequestRecorder)?,
            tokenFolder: String,
            reports: ConnectionReportFiles? = nil,
            aside: RowsAside? = nil
        ) {
            self.transport = transport
            self.surroundings = surroundings
            self.manners = manners
            self.recorder = recorder
            self.tokenFolder = tokenFolder
            self.reports = reports
            self.aside = aside
        }
    }

    private let plan: Plan
    private let reports: ConnectionReportFiles?
    private let aside: RowsAside?
    private let parts: ConnectorDescription.Parts
    private let made = Mutex<(any MarketplaceConnector)?>(nil)

    /// Creates a connection; nothing is asked for or called yet.
    package init(_ plan: Plan, on ground: Ground) {
        self.plan = plan
        reports = ground.reports
        aside = ground.aside
        let account = plan.account
        let settings = ConnectionSettings(
            plan.sources,
            secretNames: Set(plan.connector.settings.filter(\.isSecret).map(\.name)),
            surroundings: ground.surroundings
        )
        let client = ServiceClient(
            transport: ground.transport,
            time: ground.surroundings.time,
            pace: plan.connector.pace,
            manners: ground.manners,
            witness: CallWitness(
                account: account.id,
                api: plan.connector.id,
                recorder: ground.recorder,
                secrets: settings.words
            ),
            allowance: plan.connector.allowance
        )
        parts = ConnectorDescription.Parts(
            account: account.id,
            marketplace: account.marketplace.id,
            base: plan.base,
            settings: settings,
            client: client
        ) { setting in
            TokenFile(
                path: "\(ground.tokenFolder)/\(account.id).json",
                setting: setting,
                settings: settings
            )
        }
    }

    /// The API as this account uses it.
    package var api: MarketplaceAPI { plan.connector.api(base: plan.base, sources: plan.sources) }

    /// Whether orders are read as well.
    package var readsOrders: Bool { plan.readsOrders }

    /// Asks for every setting, and calls nobody.
    ///
    /// - Throws: `FeedError`.
    package func prepare() async throws {
        try await reporting { try await prepareSettings() }
    }

    /// Makes one harmless call; how many the last reading made stays on record.
    ///
    /// - Returns: What was asked.
    /// - Throws: `FeedError`.
    package func check() async throws -> String {
        try await counting(asReading: false) {
            try await reporting { try await connector().check() }
        }
    }

    /// Asks for every setting, and looks at the form of those that came from elsewhere as well.
    private func prepareSettings() async throws {
        try await parts.settings.prepare()
        for setting in plan.connector.settings {
            guard let form = setting.form, let value = try parts.settings.optional(setting.name),
                !form.takes(value)
            else { continue }
            let reason = form.examples.joined(separator: ", ")
            throw ServiceFailure(.invalidSetting(setting.name, reason: reason))
        }
    }

    /// The connector, made when it is first needed.
    private func connector() async throws -> any MarketplaceConnector {
        try await prepareSettings()
        return try made.withLock { made in
            if let made { return made }
            let new = try plan.connector.make(parts)
            made = new
            return new
        }
    }

    /// Does what makes calls, and keeps how they went.
    private func counting<Value>(
        asReading: Bool = true,
        _ work: () async throws -> Value
    ) async throws -> Value {
        parts.client.startCounting()
        let result: Result<Value, any Error>
        do {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        if let reports, var report = await parts.client.report() {
            if !asReading { report.count = reports.calls(of: plan.account.id)?.count ?? 0 }
            reports.keep(report, of: plan.account.id)
        }
        return try result.get()
    }

    private func reporting<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let failure as ServiceFailure {
            throw FeedError(
                problem: .service(failure.problem),
                location: .init(file: plan.account.id.rawValue, source: .answer)
            )
        }
    }
}

extension Connection: Feed {
    package func parts(of window: TimeWindow) -> [TimeWindow] {
        window.pieces(longest: ResyncPeriod.longestPart)
    }

    package func read(
        _ request: FeedRequest,
        deliver: @Sendable (FeedBatch) async throws -> Void
    ) async throws -> FeedReport {
        let api: any MarketplaceConnector = try await reporting { try await connector() }
        let feed = HTTPFeed(
            account: plan.account.id,
            connector: api,
            policy: plan.account.marketplace.policy,
            readsOrders: plan.readsOrders,
            aside: aside
        )
        if let rest = reports?.calls(of: plan.account.id)?.rest { await parts.client.resume(rest) }
        return try await counting {
            // Whether an API is back is not for a call to tell that it may refuse for good.
            if await parts.client.isOnTrial() {
                try await reporting { _ = try await api.check() }
            }
            return try await feed.read(request, deliver: deliver)
        }
    }
}
