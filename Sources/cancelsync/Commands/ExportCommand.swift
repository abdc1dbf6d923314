import ArgumentParser
import ConsoleModel
import Foundation
import ListExports
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces
import Synchronization

/// `cancelsync export`: a whole list as a file for other programs.
struct ExportCommand: AsyncParsableCommand {
    enum List: String, ExpressibleByArgument, CaseIterable {
        case cancellations, orders
        case pullList = "pull-list"
        case activity, accounts
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a list to a CSV, XLSX or JSON Lines file.",
        discussion: """
            The file is there once it is complete. In CSV, which is UTF-8 with a byte order mark, a \
            text that a spreadsheet would compute (=, +, -, @) begins with an apostrophe.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "cancellations, orders, pull-list, activity or accounts.")
    var list: List

    @Option(help: "csv, xlsx or jsonl (default: by the file's name, else csv).")
    var format: ExportFormat?

    @Option(name: .shortAndLong, help: "The file; - is standard output.")
    var output: String

    @Flag(help: "Print where the file is as a JSON object; with -o -, the list as JSON Lines.")
    var json = false

    @Option(help: "Only cancellations with this status: \(Status.choices).")
    var status: Status?

    @OptionGroup var rows: RowOptions

    @OptionGroup var order: SortOptions<SortWord>

    func validate() throws {
        try checkSort()
        guard list == .cancellations || status == nil else {
            throw ValidationError("--status goes with cancellations.")
        }
        guard list != .accounts || !rows.isGiven else {
            throw ValidationError("--account, --find and --where do not go with accounts.")
        }
        try checkEnding()
        guard !json || output != "-" || chosenFormat == .jsonl else {
            throw ValidationError("--json and -o - print JSON Lines.")
        }
        guard output != "-" || chosenFormat != .xlsx else {
            throw ValidationError("An XLSX workbook cannot go to standard output.")
        }
        // What a text commands would be obeyed there; JSON Lines escape it.
        guard
            chosenFormat == .jsonl || OutputPlace(output) != .standardOutput
                || isatty(STDOUT_FILENO) == 0
        else {
            throw ValidationError(
                "A terminal would obey what texts of the list command. Print JSON Lines "
                    + "(--format jsonl), write to a file, or pipe it into another program: | less"
            )
        }
    }

    func run() async throws {
        try await options.reporting { workspace in
            let wanted = try await wanted(in: workspace)
            let phrases = workspace.phrases
            let progress = ProgressLine()
            let written = Mutex(0)
            let (format, path) = (chosenFormat, output)
            // Nothing else may go where the list goes.
            let isPrinted = OutputPlace(path) == .standardOutput
            let result = try await Signals.untilTermination {
                try await ListExporter(workspace: workspace, phrases: phrases)
                    .export(wanted, format, to: path) { count in
                        written.withLock { $0 = count }
                        progress.show(phrases.exporting(rowCount: count))
                    }
            }
            progress.clear()
            guard let result else {
                let count = written.withLock { $0 }
                throw CommandFailure(phrases.exportStopped(rowCount: count), status: .failed)
            }
            guard !isPrinted else { return }
            try await workspace.journalExport(of: wanted, result)
            var output = Output()
            output.line(
                json
                    ? JSONWriter.printed {
                        $0.member("path", result.path)
                        $0.member("rows", result.rowCount)
                        $0.member("more", result.isCut)
                    } : phrases.line(for: result)
            )
            try output.flush()
        }
    }

    /// Refuses a name that ends as another kind of file does, so that nobody takes the file for one.
    private func checkEnding() throws {
        guard case .file = OutputPlace(output), ending.contains(where: \.isLetter) else { return }
        let named = ExportFormat(rawValue: ending)
        let endings = ExportFormat.allCases.map { ".\($0.rawValue)" }.joined(separator: ", ")
        if let format, let named, named != format {
            throw ValidationError(
                "--format \(format.rawValue) does not go with a file that is called .\(ending)."
            )
        }
        guard format != nil || named != nil else {
            throw ValidationError(
                "No list is written as .\(ending); the file's name ends in \(endings). "
                    + "With --format it may be called anything."
            )
        }
    }

    /// What the file's name ends in, behind its last dot; empty where it has none.
    private var ending: String {
        URL(fileURLWithPath: output).pathExtension.lowercased()
    }

    /// Refuses an order in which the list cannot be read.
    private func checkSort() throws {
        switch list {
        case .cancellations: _ = try order.sort(CancellationSortKey.self)
        case .orders: _ = try order.sort(OrderSortKey.self)
        case .pullList: _ = try order.sort(PullSortKey.self)
        case .activity: _ = try order.sort(JournalSortKey.self)
        case .accounts:
            guard order.isGiven else { return }
            throw ValidationError("--sort goes with cancellations, orders, pull-list and activity.")
        }
    }

    private func wanted(in workspace: Workspace) async throws -> ExportList {
        switch list {
        case .cancellations:
            let sort = try order.sort(CancellationSortKey.self)
            return .cancellations(try await rows.cancellations(status, by: sort, in: workspace))
        case .orders where order.isGiven:
            let sort = try order.sort(OrderSortKey.self)
            return .orders(try await rows.orders(by: sort, in: workspace))
        case .orders: return .orderLines(try await rows.orderLines(in: workspace))
        case .pullList:
            let sort = try order.sort(PullSortKey.self)
            try await workspace.check(sort)
            return .pullList(try await rows.pullList(by: sort, in: workspace))
        case .activity:
            let sort = try order.sort(JournalSortKey.self)
            return .journal(try await rows.journal(by: sort, in: workspace))
        case .accounts: return .accounts(workspace.catalogue.accounts.map(\.id))
        }
    }

    private var chosenFormat: ExportFormat {
        let usual = json && output == "-" ? ExportFormat.jsonl : .csv
        return format ?? ExportFormat(rawValue: ending) ?? usual
    }
}

extension ExportFormat: ExpressibleByArgument {}
