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
    private static let meanSecondsBetweenClaims: Int64 = 3600
    /// Orders of each account that nobody cancels.
    private static let quietOrdersPerAccount = 40
    /// How far back those were ordered, in seconds.
    private static let oldestOrderInSeconds: Int64 = 172_800
    /// After so many files comes a download that is not what its name says: once, because its account
    /// counts as unread from then on.
    private static let filesBeforeBrokenDownload = 60

    private let accounts: [Account]
    private var storytellers: [DemoStoryteller]
    private var generator: SeededGenerator
    private var decks: [[DemoScenario]]
    private var pendingRows: [DemoRow] = []
    private var pendingOrders: [(at: Timestamp, order: DemoOrder)] = []
    private var told: Timestamp
    private var fileCount = 0
    private var hasBrokenDownload = false

    /// Prepares the world of `accounts` as of `start`.
    init(accounts: [Account], seed: UInt64, start: Timestamp) {
        self.accounts = accounts
        generator = SeededGenerator(seed: seed)
        told = start
        decks = accounts.map { _ in [] }
        storytellers = accounts.indices.map { index in
            DemoStoryteller(
                account: accounts[index],
                neighbour: accounts[(index + 1) % accounts.count].id,
                position: index
            )
        }
    }

    /// What lies in the inbox at the start: two days' orders.
    mutating func openingFiles() -> [DemoFile] {
        var orders: [DemoOrder] = []
        for index in storytellers.indices {
            for _ in 0..<Self.quietOrdersPerAccount {
                let age = Int64.random(in: 600...Self.oldestOrderInSeconds, using: &generator)
                orders.append(
                    storytellers[index].quietOrder(
                        at: told.advanced(by: .seconds(-age)),
                        using: &generator
                    )
                )
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
            nextScenario(index),
            at: moment,
            using: &generator
        )
        pendingRows += plot.rows
        pendingOrders += plot.lateOrders
        return plot.orders
    }

    // From a shuffled deck of each account's own, so that every reason shows within hours.
    private mutating func nextScenario(_ index: Int) -> DemoScenario {
        if decks[index].isEmpty {
            let scenarios = DemoScenario.scenarios(under: accounts[index].marketplace.policy)
            decks[index] = scenarios.shuffled(using: &generator)
            // What few accounts can show comes first, so that it shows at all.
            decks[index] += scenarios.filter { $0 == .toConfirm }
        }
        return decks[index].removeLast()
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
            if fileCount >= Self.filesBeforeBrokenDownload && !hasBrokenDownload {
                hasBrokenDownload = true
                files.append(brokenDownload(for: account.id))
            }
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

    /// A page that says "log in again", saved under a workbook's name, as happens to people.
    private mutating func brokenDownload(for account: AccountID) -> DemoFile {
        fileCount += 1
        let page = "<html><body><table><tr><td>로그인이 필요합니다</td></tr></table></body></html>"
        return DemoFile(
            path: "\(account)/취소내역-\(fileCount).xls",
            content: Array(page.utf8)
        )
    }
}
