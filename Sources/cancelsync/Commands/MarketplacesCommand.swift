import ArgumentParser
import ConsoleModel
import MarketplaceCatalog
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync marketplaces`: the catalogue as it is in force.
struct MarketplacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "marketplaces",
        abstract: "List the marketplaces with their cancel states, match rules and intervals.",
        discussion: """
            cancelsync marketplaces --account coupang --rule 'order_no + code6': which of the last \
            cancellations another rule would decide otherwise. Nothing is changed.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Try this match rule on the cancellations of --account.")
    var rule: String?

    @Option(help: "The account to try --rule on (id, name or alias).")
    var account: String?

    @Option(help: "How many of its newest cancellations to try --rule on.")
    var last: Int?

    @Argument(help: "Names, ids or aliases; all when none is given.")
    var names: [String] = []

    func validate() throws {
        guard (rule == nil) == (account == nil) else {
            throw ValidationError("--rule and --account go together.")
        }
        guard rule != nil || last == nil else {
            throw ValidationError("--last goes with --rule.")
        }
        guard last.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--last is at least 1.")
        }
    }

    func run() async throws {
        if let rule, let account { return try await rehearse(rule, on: account) }
        let (folders, language) = (options.folders, options.language)
        try await CommandRunner(language: language).run {
            let catalogue = try MarketplaceCatalog.load(configuration: folders)
            let phrases = Phrases(language: language, accounts: catalogue.accounts)
            let chosen = try names.map { try marketplace(named: $0, catalogue, phrases) }
            let marketplaces = chosen.isEmpty ? catalogue.marketplaces : chosen
            let connections = try Connections(
                folders: folders,
                catalogue: catalogue,
                phrases: phrases,
                time: Environment.time
            )
            var output = Output()
            output.lines(
                json
                    ? jsonLines(marketplaces, catalogue, connections, phrases)
                    : tableLines(marketplaces, phrases)
            )
            try output.flush()
        }
    }

    private func rehearse(_ text: String, on name: String) async throws {
        try await options.reporting { workspace in
            let account = try workspace.account(named: name)
            let rule: MatchRule
            do throws(MatchRuleError) {
                rule = try MatchRule(parsing: text)
            } catch {
                let pointer = String(repeating: " ", count: error.offset) + "^"
                throw CommandFailure(
                    "\(text)\n\(pointer) \(workspace.phrases.line(for: error))",
                    status: .usage
                )
            }
            let result = try await workspace.rehearsal.run(
                rule,
                on: account.id,
                last: last ?? Workspace.rehearsedCount
            )
            var output = Output()
            if json {
                output.line(JSONWriter.printed { $0.members(of: result) })
            } else {
                let report = RehearsalReport(
                    phrases: workspace.phrases,
                    width: Environment.columns
                )
                output.lines(report.lines(of: result, account: account))
            }
            try output.flush()
        }
    }

    private func marketplace(
        named name: String,
        _ catalogue: MarketplaceCatalog,
        _ phrases: Phrases
    ) throws -> Marketplace {
        if let marketplace = catalogue.marketplace(named: name) { return marketplace }
        throw CommandFailure(
            phrases.unknownAccount(name, meant: catalogue.suggestion(for: name)),
            status: .notFound
        )
    }

    private func jsonLines(
        _ marketplaces: [Marketplace],
        _ catalogue: MarketplaceCatalog,
        _ connections: Connections,
        _ phrases: Phrases
    ) -> [String] {
        marketplaces.map { marketplace in
            JSONWriter.printed {
                $0.members(
                    of: marketplace,
                    accounts: catalogue.accounts.filter { $0.marketplace.id == marketplace.id },
                    connections: connections,
                    phrases: phrases
                )
            }
        }
    }

    private func tableLines(_ marketplaces: [Marketplace], _ phrases: Phrases) -> [String] {
        let columns: [ListColumn] = [
            .marketplaceID, .name, .cancelStates, .match, .minutes, .missing,
        ]
        var table = TextTable(columns, phrases)
        for marketplace in marketplaces {
            let policy = marketplace.policy
            table.add([
                marketplace.id.rawValue, marketplace.name,
                policy.cancelStates.joined(separator: ", "),
                policy.rule.map { phrases.ruleInWords($0) } ?? "",
                "\(marketplace.pollIntervalMinutes)",
                policy.missing.isEmpty ? "" : phrases.missingParts(policy.missing),
            ])
        }
        return table.takeLines()
    }
}
