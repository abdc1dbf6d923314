import MatchingCore

/// A file that the demo's world drops into the inbox.
struct DemoFile: Sendable, Hashable {
    /// Relative to the inbox: `coupang/20261124-0905.csv`.
    let path: String
    let content: [UInt8]
}

/// A seeded world of orders and claims for every account; the same seed gives the same files.
///
/// A pure value: it says which files exist by which moment, and somebody else writes them.
struct DemoWorld: Sendable {
    /// Seconds between two claims of one account, on average.
    private static let meanSecondsBetweenClaims: Int64 = 1800

    private let accounts: [Account]
    private var storytellers: [DemoStoryteller]
    private var generator: SeededGenerator
    private var scenarioCount = 0
    private var pendingRows: [DemoRow] = []
    private var pendingOrders: [(at: Timestamp, order: DemoOrder)] = []
    private var told: Timestamp
    private var fileCount = 0

    /// Prepares the world of `accounts` as of `start`.
    init(accounts: [Account], seed: UInt64, start: Timestamp) {
        self.accounts = accounts
        generator = SeededGenerator(seed: seed)
        told = start
        storytellers = accounts.indices.map { index in
            DemoStoryteller(
                account: accounts[index],
                neighbour: accounts[(index + 1) % accounts.count].id,
                position: index
            )
        }
    }

    /// What lies in the inbox at the start: a day's orders, and claims that reach every reason.
    mutating func openingFiles() -> [DemoFile] {
        var orders: [DemoOrder] = []
        for index in storytellers.indices {
            for _ in 0..<16 {
                let age = Int64.random(in: 600...172_800, using: &generator)
                orders.append(
                    storytellers[index].quietOrder(
                        at: told.advanced(by: .seconds(-age)),
                        using: &generator
                    )
                )
            }
            for _ in 0..<4 {
                let age = Int64.random(in: 300...21_600, using: &generator)
                orders += tell(index, at: told.advanced(by: .seconds(-age)))
            }
        }
        return files(upTo: told, orders: orders)
    }

    /// What arrives up to `moment`, since the last call.
    mutating func files(upTo moment: Timestamp) -> [DemoFile] {
        var orders: [DemoOrder] = []
        let seconds = told.duration(to: moment).wholeSeconds
        guard seconds > 0 else { return [] }
        for index in storytellers.indices {
            let chance = Double(seconds) / Double(Self.meanSecondsBetweenClaims)
            if Double.random(in: 0..<1, using: &generator) < chance {
                orders += tell(index, at: moment)
            }
        }
        told = moment
        return files(upTo: moment, orders: orders)
    }

    private mutating func tell(_ index: Int, at moment: Timestamp) -> [DemoOrder] {
        let plot = storytellers[index].play(
            nextScenario(for: accounts[index]),
            at: moment,
            using: &generator
        )
        pendingRows += plot.rows
        pendingOrders += plot.lateOrders
        return plot.orders
    }

    // In turn rather than by chance, so that every reason shows from the first minute on.
    private mutating func nextScenario(for account: Account) -> DemoScenario {
        let policy = account.marketplace.policy
        let isNarrow = (policy.rule?.fields.count ?? 0) > 1
        while true {
            let scenario = DemoScenario.allCases[scenarioCount % DemoScenario.allCases.count]
            scenarioCount += 1
            switch scenario {
            case .ambiguous where isNarrow: continue
            case .writtenDifferently where !isNarrow: continue
            case .keyLeftOut where !isNarrow: continue
            case .keyNotImported where !isNarrow: continue
            case .toConfirm where policy.confirmStates.isEmpty: return .plain
            default: return scenario
            }
        }
    }

    private mutating func files(upTo moment: Timestamp, orders: [DemoOrder]) -> [DemoFile] {
        let due = pendingOrders.filter { $0.at <= moment }.map(\.order)
        pendingOrders.removeAll { $0.at <= moment }
        let lines = (orders + due).flatMap(\.lines).map(\.cells)
        var files: [DemoFile] = []
        if !lines.isEmpty { files.append(file("orders", lines, style: .csv)) }
        let rows = pendingRows.filter { $0.at <= moment }
        pendingRows.removeAll { $0.at <= moment }
        for (index, account) in accounts.enumerated() {
            let own = rows.filter { $0.account == account.id }.sorted { $0.at < $1.at }
            if own.isEmpty { continue }
            let style = DemoFileStyle.allCases[index % DemoFileStyle.allCases.count]
            files.append(file(account.id.rawValue, own.map(\.cells), style: style))
        }
        return files
    }

    private mutating func file(
        _ folder: String,
        _ rows: [[RecordField: String]],
        style: DemoFileStyle
    ) -> DemoFile {
        fileCount += 1
        let name = "\(folder)-\(fileCount).\(style.fileExtension)"
        return DemoFile(path: "\(folder)/\(name)", content: style.bytes(of: rows))
    }
}
