import ArgumentParser
import ConsoleModel
import Foundation
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncInterfaces

/// `cancelsync simulate`: the marketplaces' APIs on loopback, and how well a store knows their truth.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Serve the marketplaces' APIs on loopback from a made-up world.",
        discussion: """
            Prints where each API is served, and writes connections.yaml and keys into the folder \
            --write, so that 'cancelsync --config FOLDER' reads from it. The world began a day ago \
            and goes on until Ctrl-C. With --score nothing is served: the store is compared with \
            what the world of --write says by now, less what moved in the last half hour; ends with 5 if a claim is missed, \
            wrong or there twice, with 1 if there is no store. A folder with a configuration of your own is refused (4).
            """
    )

    @Option(help: "The same seed gives the same world.")
    var seed: UInt64 = 20_261_124

    @Option(help: "Orders of each marketplace.")
    var orders = 300

    @Option(help: "Claims of each marketplace.")
    var claims = 120

    @Option(help: "Days of the world, the last of which lies ahead.")
    var days = 2

    @Option(help: "The first API's port, the others follow; 0 takes what is free.")
    var port = 0

    @Option(
        help: """
            What goes wrong: none, some, all, or any of \(FaultKind.names), with commas between. \
            Status words that nobody documents are always among what is told.
            """
    )
    var faults = FaultChoice.none

    @Option(name: .customLong("write"), help: "The configuration folder to write.")
    var folder: String?

    @Flag(help: "Compare --store with the world that --write was written for.")
    var score = false

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print JSON objects, one a line.")
    var json = false

    func validate() throws {
        guard orders >= 1, (0...orders).contains(claims), (1...90).contains(days),
            (0...60_000).contains(port)
        else {
            throw ValidationError(
                "--orders from 1, --claims up to --orders, --days 1 to 90, --port 0 to 60000."
            )
        }
        guard !score || folder != nil else {
            throw ValidationError("--score needs --write FOLDER.")
        }
    }

    func run() async throws {
        try await CommandRunner(language: options.language).run {
            if score { try await printScore() } else { try await serve() }
        }
    }

    private func serve() async throws {
        let time = Environment.time
        let now = time.now()
        let plan = SimulationPlan(
            seed: seed,
            orderCount: orders,
            claimCount: claims,
            window: TimeWindow(
                start: now.advanced(by: .seconds(-86_400 * Int64(days - 1))),
                end: now.advanced(by: .seconds(86_400))
            )
        )
        let world = plan.world(faults: faults.plan(seed: seed), isUntidy: faults.isUntidy) {
            time.now()
        }
        let target = folder.map(SimulationFolder.init(path:))
        let phrases = Phrases(language: options.language)
        if let file = target?.foreignFile {
            throw CommandFailure(phrases.notOurSimulation(file), status: .refused)
        }
        let server = try await started(world, phrases)
        try target?.write(plan, addresses: server.addresses)
        var output = Output()
        for seat in SimulatedSeat.all {
            let address = server.addresses[seat.api] ?? ""
            output.line(
                json
                    ? JSONWriter.printed {
                        $0.member("account", seat.marketplace.rawValue)
                        $0.member("connector", seat.api)
                        $0.member("address", address)
                    } : "\(seat.marketplace)  \(address)"
            )
        }
        try output.flush()
        await Signals.termination()
        await server.stop()
    }

    private func started(
        _ world: SimulatedWorld,
        _ phrases: Phrases
    ) async throws -> SimulatorServer {
        do {
            return try await SimulatorServer.start(world, port: port)
        } catch let error as PortNotAvailable {
            throw CommandFailure(phrases.portNotAvailable(error.port, isTaken: error.isTaken))
        }
    }

    /// The world that `--write` was written for.
    private func plan() throws -> SimulationPlan {
        let folder = folder ?? ""
        guard let plan = try? SimulationFolder(path: folder).plan() else {
            let phrases = Phrases(language: options.language)
            throw CommandFailure(phrases.noSimulation(in: folder), status: .configuration)
        }
        return plan
    }

    private func printScore() async throws {
        let plan = try plan()
        let now = Environment.time.now()
        let store = options.folders.store
        guard FileManager.default.fileExists(atPath: store) else {
            let phrases = Phrases(language: options.language)
            throw CommandFailure(phrases.noScoredStore(store, folder: folder ?? ""))
        }
        let workspace = try Workspace(
            folders: options.folders,
            language: options.language,
            mode: .readOnly
        )
        var output = Output()
        var isPerfect = true
        for shop in plan.shops {
            let account = AccountID(shop.marketplace.rawValue)
            let score = Score(
                of: try await workspace.scoredRecords(of: account),
                against: Truth(of: shop, at: now),
                in: shop,
                without: shop.fresh(at: now)
            )
            isPerfect = isPerfect && score.isPerfect
            output.line(line(for: score, of: shop.marketplace))
        }
        try output.flush()
        if !isPerfect { throw ExitStatus.unsound.code }
    }

    private func line(for score: Score, of marketplace: MarketplaceID) -> String {
        if json {
            return JSONWriter.printed { writer in
                writer.member("account", marketplace.rawValue)
                writer.member("right", score.right)
                writer.member("waiting", score.waiting)
                for (name, numbers) in [
                    ("missed", score.missed), ("wrong", score.wrong), ("twice", score.twice),
                ] {
                    writer.name(name)
                    writer.array(numbers) { $0.value($1) }
                }
            }
        }
        return
            "\(marketplace)  right \(score.right)  waiting \(score.waiting)  missed \(score.missed.count)"
            + "  wrong \(score.wrong.count)  twice \(score.twice.count)"
    }
}

extension Workspace {
    /// An account's cancellations as a score compares them.
    func scoredRecords(of account: AccountID) async throws -> [Score.Record] {
        try await store.read { ledger in
            var records: [Score.Record] = []
            var last: ClaimPosition?
            while true {
                let page = try ledger.claims(
                    account: account,
                    statuses: Set(Status.allCases),
                    after: last,
                    limit: 1000
                )
                records += page.claims.map(\.scored)
                guard let end = page.end, page.claims.count == 1000 else { return records }
                last = end
            }
        }
    }
}

extension SimulatedShop {
    /// The claims that polls every half hour need not have told of yet.
    fileprivate func fresh(at now: Timestamp) -> Set<String> {
        let recent = now.advanced(by: .seconds(-1800))
        return Set(
            claims.filter { $0.steps.contains { (recent...now).contains($0.at) } }.map(\.number)
        )
    }
}

extension ClaimRecord {
    fileprivate var scored: Score.Record {
        Score.Record(
            claimID: notices[0].claimID.rawValue,
            orderNumber: notices[0].orderNumber.rawValue,
            detailNumber: notices[0].fields[.detailNumber],
            outcome: simulatedOutcome
        )
    }
}

extension ClaimRecord {
    fileprivate var simulatedOutcome: Truth.Outcome? {
        switch standing.status {
        case .applied: .cancelled(units: applications.reduce(0) { $0 + $1.units })
        case .withdrawn: .withdrawn
        case .ignored: .notSynced
        case .pending, .held, .dismissed: nil
        }
    }
}
