import ConsoleModel
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// Sets the demo's world up in a workspace and lets it play.
struct DemoStage: Sendable {
    let workspace: Workspace
    let seed: UInt64

    private static let dismissal = "구매자와 통화, 그대로 발송"

    /// How often the world's files are written, in the demo's time.
    private static let interval = Duration.seconds(90)

    /// Takes the world's first day in, and plays on in a console.
    ///
    /// - Parameter configuration: The console's; `nil` ends after the first day.
    /// - Returns: What the process should exit with.
    /// - Throws: What keeps the world from being written or taken in, or the console from opening.
    func run(showing configuration: ConsoleConfiguration?) async throws -> Int32 {
        let inbox = DemoInbox(
            world: DemoWorld(
                accounts: workspace.catalogue.accounts,
                seed: seed,
                start: workspace.time.now()
            ),
            folder: workspace.folders.inbox,
            time: workspace.time
        )
        let played = try await firstDay(of: inbox)
        guard let configuration else { return 0 }
        let host = ConsoleHost(
            workspace: workspace,
            engine: try workspace.engine(),
            configuration: configuration,
            theme: nil
        )
        return try await host.run {
            var inbox = played
            try await inbox.run(every: Self.interval)
        }
    }

    private func firstDay(of inbox: DemoInbox) async throws -> DemoInbox {
        var inbox = inbox
        try inbox.open()
        let engine = try workspace.engine()
        _ = try await engine.resync([], trigger: .command) { _ in }
        try await rule(with: engine)
        return inbox
    }

    /// What an operator would have done in the morning, so that these lists are not empty either.
    private func rule(with engine: SyncEngine) async throws {
        let person = Environment.person
        if let id = try await newest(.held) {
            _ = try await engine.dismiss(id, reason: Self.dismissal, by: person)
        }
        if let id = try await newest(.applied) { _ = try await engine.undo(id, by: person) }
        if let account = workspace.catalogue.accounts.last?.id {
            try await engine.pause(account, reason: nil, by: person)
        }
    }

    private func newest(_ status: Status) async throws -> CancellationID? {
        try await workspace.store.read { ledger in
            try ledger.cancellations(CancellationQuery(status: status, limit: 1)).first?.id
        }
    }
}
