import ArgumentParser
import ConsoleModel
import Foundation
import MatchingCore
import SyncInterfaces

/// `cancelsync export`: a whole list as a file for other programs.
struct ExportCommand: AsyncParsableCommand {
    enum List: String, ExpressibleByArgument, CaseIterable {
        case cancellations, orders
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write cancellations or order lines to a CSV, XLSX or JSON Lines file.",
        discussion: """
            The file is there once it is complete. In CSV, which is UTF-8 with a byte order mark, a \
            text that a spreadsheet would compute (=, +, -, @) begins with an apostrophe.
            """
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "cancellations or orders.")
    var list: List

    @Option(help: "csv, xlsx or jsonl (default: by the file's name, else csv).")
    var format: ExportFormat?

    @Option(name: .shortAndLong, help: "The file; - is standard output.")
    var output: String

    @Option(help: "Only cancellations with this status: \(Status.choices).")
    var status: Status?

    @Option(help: "Only those of this account (id, name or alias).")
    var account: String?

    @Option(help: "Only those whose order number or claim begins so.")
    var find: String?

    @Option(name: .customLong("where"), help: "Only those that the filter wants.")
    var filter: String?

    func validate() throws {
        guard list == .cancellations || status == nil else {
            throw ValidationError("--status goes with cancellations.")
        }
        guard output != "-" || chosenFormat != .xlsx else {
            throw ValidationError("An XLSX workbook cannot go to standard output.")
        }
    }

    func run() async throws {
        try await options.reporting { workspace in
            let account = try account.map { try workspace.account(named: $0).id }
            let wanted: ExportList =
                switch list {
                case .cancellations:
                    .cancellations(
                        CancellationQuery(
                            status: status,
                            account: account,
                            filter: RowFilter(beginning: find)
                                .and(try workspace.filter(filter ?? "", of: .cancellations)),
                            now: workspace.time.now(),
                            limit: 0
                        )
                    )
                case .orders:
                    .orderLines(
                        OrderLineQuery(
                            account: account,
                            prefix: find,
                            filter: try workspace.filter(filter ?? "", of: .orderLines),
                            now: workspace.time.now(),
                            limit: 0
                        )
                    )
                }
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

    private var chosenFormat: ExportFormat {
        let fileExtension = URL(fileURLWithPath: output).pathExtension.lowercased()
        return format ?? ExportFormat(rawValue: fileExtension) ?? .csv
    }
}

extension ExportFormat: ExpressibleByArgument {}
