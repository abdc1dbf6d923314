import ConsoleModel
import FeedConnectors
import Foundation
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// Sets the demo's world up in a folder and lets it play.
struct DemoStage: Sendable {
    let folders: Folders
    let language: Language
    let seed: UInt64
    var usesASCII = false
    /// Serves the APIs of the marketplaces that have a connector; without it they have folders alone.
    var simulator: DemoSimulator?

    /// How much of the world has happened when the console opens.
    static let past = Duration.seconds(12 * 3600)
    /// How often files arrive and are read in that past.
    private static let step = Duration.seconds(3600)
    /// How often files arrive afterwards, in the demo's time.
    private static let interval = Duration.seconds(90)
    /// The account whose folder breaks.
    private static let brokenAccount = AccountID("hottracks")
    private static let pausedAccount = AccountID("memebox")

    /// A past that has happened.
    struct Past: Sendable {
        let inbox: DemoInbox
        /// When its last poll was over: somewhat later than it was to end, as calls take their time.
        let end: Timestamp
    }

    /// Lets the past happen: files are written, taken in and acted on, as of a day that ends at `end`.
    ///
    /// - Returns: What has come to be, to be played on.
    /// - Throws: What keeps the world from being written or taken in.
    func playPast(until end: Timestamp) async throws -> Past {
        let start = end.advanced(by: .zero - Self.past)
        let time = SteppedTime(start)
        simulator?.follow(time)
        let workspace = try workspace(time: time)
        let engine = try workspace.engine()
        var inbox = DemoInbox(
            world: DemoWorld(
                accounts: workspace.catalogue.accounts,
                seed: seed,
                start: start
            ),
            folder: folders.inbox
        )
        try inbox.open(at: start)
        while time.now() < end {
            time.advance(by: min(Self.step, time.now().duration(to: end)))
            try inbox.advance(to: time.now())
            _ = try await engine.resync(ResyncOrder(trigger: .timer)) { _ in }
        }
        try await act(in: workspace, with: engine)
        return Past(inbox: inbox, end: time.now())
    }

    /// A console in which the world plays on, in time that runs `speed` times as fast.
    ///
    /// It begins where the past ended, so that nothing that happened lies in its future.
    ///
    /// - Returns: The console, to be shown.
    /// - Throws: What keeps the store from being opened.
    func console(playing past: Past, speed: Int) throws -> ConsoleHost {
        var host = try console(at: ScaledTime(factor: speed, from: past.end), speed: speed)
        let workspace = host.workspace
        host.beside = {
            var inbox = past.inbox
            try await inbox.run(every: Self.interval, by: workspace.time)
        }
        return host
    }

    /// A console on the world as it stands, in which nothing arrives any more.
    ///
    /// - Returns: The console, to be shown.
    /// - Throws: What keeps the store from being opened.
    func console(at time: any TimeSource, speed: Int = 1) throws -> ConsoleHost {
        let workspace = try workspace(time: time)
        simulator?.follow(time)
        return ConsoleHost(
            workspace: workspace,
            engine: try workspace.engine(),
            configuration: ConsoleConfiguration(
                language: language,
                usesASCII: usesASCII,
                isDemo: true,
                timeFactor: speed,
                operatorName: Environment.person,
                accountsWithAPI: workspace.connections.accountsWithAPI
            )
        )
    }

    private func workspace(time: any TimeSource) throws -> Workspace {
        try Workspace(
            folders: folders,
            language: language,
            time: time,
            // The world's files appear whole.
            pace: FileReading.Pace(settleTime: .zero)
        )
    }

    /// What operators would have done, and what would have broken, so that those lists are not empty.
    private func act(in workspace: Workspace, with engine: SyncEngine) async throws {
        let person = Environment.person
        let reason = language == .korean ? "구매자가 받기로 함" : "The buyer keeps it"
        let mistake = language == .korean ? "다시 확인 필요" : "To be checked again"
        let maintenance = language == .korean ? "판매처 점검" : "Maintenance"
        if let id = try await newest(.held, .shipped, in: workspace) {
            _ = try await engine.dismiss(id, reason: reason, by: person)
        }
        if let id = try await newest(.applied, .applied, in: workspace) {
            _ = try await engine.undo(id, by: ActHand(person, reason: mistake))
        }
        try await engine.pause(Self.pausedAccount, by: ActHand(person, reason: maintenance))
        try breakFolder(of: Self.brokenAccount)
        _ = try await engine.resync(ResyncOrder([Self.brokenAccount], trigger: .timer)) { _ in }
    }

    // A file where the folder should be: the feed fails as it would on a share that went away.
    private func breakFolder(of account: AccountID) throws {
        let path = "\(folders.inbox)/\(account)"
        try FileManager.default.removeItem(atPath: path)
        try Data().write(to: URL(filePath: path))
    }

    private func newest(
        _ status: Status,
        _ reason: ReasonCode,
        in workspace: Workspace
    ) async throws -> CancellationID? {
        try await workspace.store.read { ledger in
            try ledger.cancellations(CancellationQuery(status: status, limit: 100))
                .first { $0.reason == reason }?.id
        }
    }
}
