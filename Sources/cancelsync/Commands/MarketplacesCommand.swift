import ArgumentParser
import ConsoleModel
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

/// `cancelsync marketplaces`: the catalogue as it is in force.
struct MarketplacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "marketplaces",
        abstract: "List the marketplaces with their cancel states, match rules and intervals."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Argument(help: "Names, ids or aliases; all when none is given.")
    var names: [String] = []

    func run() async throws {
        try await options.reporting { workspace in
            let catalogue = workspace.catalogue
            let chosen = try names.map { name in
                guard let marketplace = catalogue.marketplace(named: name) else {
                    throw CommandFailure(
                        workspace.phrases.line(for: ActError(problem: .noSuchAccount(name))),
                        status: .notFound
                    )
                }
                return marketplace
            }
            var output = Output()
            let marketplaces = chosen.isEmpty ? catalogue.marketplaces : chosen
            for line in json
                ? jsonLines(marketplaces, catalogue)
                : tableLines(marketplaces, workspace.phrases)
            {
                output.line(line)
            }
            output.flush()
        }
    }

    private func jsonLines(
        _ marketplaces: [Marketplace],
        _ catalogue: MarketplaceCatalog
    ) -> [String] {
        marketplaces.map { marketplace in
            JSONWriter.line {
                $0.members(
                    of: marketplace,
                    accounts: catalogue.accounts.filter { $0.marketplace.id == marketplace.id }
                )
            }
        }
    }

    private func tableLines(_ marketplaces: [Marketplace], _ phrases: Phrases) -> [String] {
        var table = TextTable(["id", "name", "cancel_states", "match", "minutes", "missing"])
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
        return table.lines
    }
}
