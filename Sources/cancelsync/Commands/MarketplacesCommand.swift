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
        let (folders, language) = (options.folders, options.language)
        try await CommandRunner(language: language).run {
            let catalogue = try MarketplaceCatalog.load(
                configurationFolder: folders.configuration
            )
            let phrases = Phrases(language: language, accounts: catalogue.accounts)
            let chosen = try names.map { try marketplace(named: $0, catalogue, phrases) }
            let marketplaces = chosen.isEmpty ? catalogue.marketplaces : chosen
            var output = Output()
            output.lines(
                json ? jsonLines(marketplaces, catalogue) : tableLines(marketplaces, phrases)
            )
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
        let columns: [ListColumn] = [
            .marketplaceID, .name, .cancelStates, .match, .minutes, .missing,
        ]
        var table = TextTable(columns.map(phrases.title))
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
