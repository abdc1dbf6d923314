import ArgumentParser
import ConsoleModel
import Glibc
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

/// `cancelsync check`: the doctor.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the configuration, the folders and every fact of the store.",
        discussion: "Ends with 5 when something is wrong. Takes time in proportion to the store."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line, one for each finding.")
    var json = false

    func run() async throws {
        let isSound = try await options.reporting { workspace in
            let phrases = workspace.phrases
            var output = Output()
            let facts = facts(of: workspace)
            let findings = try await workspace.store.audit()
            if json {
                for finding in findings {
                    output.line(
                        JSONWriter.line {
                            $0.member("problem", finding.problem.rawValue)
                            $0.member("place", finding.place)
                            $0.member("detail", finding.detail)
                        }
                    )
                }
            } else {
                var table = TextTable(["", ""])
                for fact in facts { table.add([fact.name, fact.value]) }
                output.lines(Array(table.lines.dropFirst()))
                output.lines(findings.map { phrases.line(for: $0) })
                output.line(findings.isEmpty ? "ok" : "\(findings.count)")
            }
            output.flush()
            return findings.isEmpty
        }
        if !isSound { throw ExitStatus.unsound.code }
    }

    private func facts(of workspace: Workspace) -> [(name: String, value: String)] {
        let needsSetup = workspace.catalogue.marketplaces.filter { !$0.policy.missing.isEmpty }
        return [
            ("cancelsync", CancelSync.version),
            ("store", workspace.folders.store),
            ("inbox", workspace.folders.inbox),
            ("configuration", workspace.folders.configuration),
            ("marketplaces", "\(workspace.catalogue.marketplaces.count)"),
            ("accounts", "\(workspace.catalogue.accounts.count)"),
            ("needs setup", needsSetup.map(\.name).joined(separator: ", ")),
            ("TERM", Environment.variable("TERM") ?? ""),
            ("locale", setlocale(LC_ALL, "").map { String(cString: $0) } ?? ""),
        ]
    }
}
