import ArgumentParser
import ConsoleModel
import FeedConnectors
import MatchingCore
import SyncEngine
import SyncInterfaces

/// `cancelsync import`: take files in that do not lie in the inbox.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take files in: CSV, TSV, XLSX or JSON Lines.",
        discussion: """
            The files stay where they are. A file that was taken in before is not taken in again. \
            Bad rows are written to inbox/rejected with the reason; the good ones go in.
            """
    )

    /// What the rows of the files are.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case orders
        case cancellations
    }

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print the counts as a JSON object.")
    var json = false

    @Option(help: "The account of rows that name none.")
    var account: String?

    @Argument(help: "What the files hold: orders or cancellations.")
    var kind: Kind

    @Argument(help: "The files.", completion: .file())
    var files: [String]

    func run() async throws {
        let isComplete = try await options.reporting { workspace in
            let account = try account.map { try workspace.account(named: $0) }
            let feed = workspace.feeds.files(
                files,
                kind: kind == .orders ? .orders : .cancellations,
                account: account
            )
            let (report, tally) = try await workspace.engine().takeIn(feed) { _ in }
            var output = Output()
            output.line(
                json
                    ? JSONWriter.line {
                        $0.member("files", report.sourceCount)
                        $0.members(of: tally)
                    } : workspace.phrases.tally(tally)
            )
            output.flush()
            for problem in report.problems {
                Output.problem(workspace.phrases.line(for: problem))
            }
            return report.problems.isEmpty
        }
        if !isComplete { throw ExitStatus.doneInPart.code }
    }
}
