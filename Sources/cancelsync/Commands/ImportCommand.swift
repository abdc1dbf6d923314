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
            Bad rows are written to inbox/rejected with the reason; the good ones go in. Ends with \
            2 when rows or files were not taken in, with 1 when no file could be opened.
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
        let status = try await options.reporting { workspace in
            let account = try account.map { try workspace.account(named: $0) }
            let feed = workspace.feeds.files(
                files,
                kind: kind == .orders ? .orders : .cancellations,
                account: account
            )
            let progress = ProgressLine()
            let phrases = workspace.phrases
            let engine = try workspace.engine()
            let time = workspace.time
            let memory = Task { await OpeningMemory.giveBack(after: .milliseconds(100), time) }
            defer { memory.cancel() }
            let (report, tally) = try await engine.takeIn(feed) { sum in
                progress.show(phrases.tally(sum))
            }
            progress.clear()
            if report.sourceCount > 0 || report.problems.contains(where: \.isSetAside) {
                try show(report, tally, phrases)
            }
            // What was named on the command line stays where it is; only rows are set aside.
            ProblemLog.show(report.problems, workspace, isSetAside: tally.rejectedRows > 0)
            return Self.status(of: report)
        }
        if let status { throw status.code }
    }

    private func show(_ report: FeedReport, _ tally: PassTally, _ phrases: Phrases) throws {
        var output = Output()
        output.line(
            json
                ? JSONWriter.printed {
                    $0.member("files", report.sourceCount)
                    $0.member("unread_files", files.count - report.sourceCount)
                    $0.members(of: tally)
                } : phrases.imported(report, of: files.count, tally)
        )
        try output.flush()
    }

    /// How the import ends; `nil` when everything went in.
    private static func status(of report: FeedReport) -> ExitStatus? {
        if report.problems.isEmpty { return nil }
        let isNothingOpened =
            report.sourceCount == 0 && !report.problems.contains(where: \.isSetAside)
        return isNothingOpened ? .failed : .doneInPart
    }
}
