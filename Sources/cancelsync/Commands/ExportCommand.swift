import ArgumentParser
import ConsoleModel
import Foundation
import MarketplaceCatalog
import MatchingCore
import SyncInterfaces

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

    @Option(help: "Only cancellations with this status: \(Status.choices).")
    var status: Status?

    @OptionGroup var rows: RowOptions

    @OptionGroup var order: SortOptions

    func validate() throws {
        try order.check(status: status)
        guard list == .cancellations || status == nil else {
            throw ValidationError("--status goes with cancellations.")
        }
        let isFound = list == .cancellations || list == .orders
        guard isFound || (rows.find == nil && rows.filter == nil) else {
            throw ValidationError("--find and --where go with cancellations and orders.")
        }
        guard isFound || list == .activity || rows.account == nil else {
            throw ValidationError("--account goes with cancellations, orders and activity.")
        }
        guard output != "-" || chosenFormat != .xlsx else {
            throw ValidationError("An XLSX workbook cannot go to standard output.")
        }
    }

    func run() async throws {
        try await options.reporting { workspace in
            let wanted = try wanted(in: workspace)
            let phrases = workspace.phrases
            let progress = ProgressLine()
            let result = try await ListExporter(workspace: workspace, phrases: phrases)
                .export(wanted, chosenFormat, to: output) {
                    progress.show(phrases.exporting(rowCount: $0))
                }
            progress.clear()
            guard output != "-" else { return }
            var output = Output()
            output.line(phrases.line(for: result))
            try output.flush()
        }
    }

    private func wanted(in workspace: Workspace) throws -> ExportList {
        switch list {
        case .cancellations:
            .cancellations(try rows.cancellations(status, by: order.sort, in: workspace))
        case .orders: .orderLines(try rows.orderLines(in: workspace))
        case .pullList: .pullList(PullQuery(limit: 0))
        case .activity:
            .journal(JournalQuery(account: try rows.account(in: workspace), limit: 0))
        case .accounts: .accounts(workspace.catalogue.accounts.map(\.id))
        }
    }

    private var chosenFormat: ExportFormat {
        let fileExtension = URL(fileURLWithPath: output).pathExtension.lowercased()
        return format ?? ExportFormat(rawValue: fileExtension) ?? .csv
    }
}

extension ExportFormat: ExpressibleByArgument {}
