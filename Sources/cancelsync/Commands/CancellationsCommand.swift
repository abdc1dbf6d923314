public import ArgumentParser
import ConsoleModel
public import MatchingCore
import SyncInterfaces

/// `cancelsync cancellations`: the list of cancellations, what moved last first.
struct CancellationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancellations",
        abstract: "List cancellations with where they stand, why, and what they took."
    )

    @OptionGroup var options: GlobalOptions

    @OptionGroup var list: ListOptions

    @OptionGroup var rows: RowOptions

    @Option(help: "Only those with this status: \(Status.choices).")
    var status: Status?

    @OptionGroup var order: SortOptions<CancellationSortKey>

    func run() async throws {
        try await options.reporting { workspace in
            var printer = ListPrinter(
                list,
                [
                    .number, .account, .orderNumber, .claimID, .state, .status, .reason, .product,
                ],
                workspace.phrases
            )
            try await workspace.pages(
                of: try await rows.cancellations(status, by: order.sort, in: workspace),
                most: list.most,
                withRecords: list.json
            ) { page in
                printer.print(
                    page,
                    object: { $0.members(of: $1) },
                    cells: { workspace.cells(of: $0.row) }
                )
            }
            try printer.finish()
        }
    }
}

extension Status: ExpressibleByArgument {
    static var choices: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Workspace {
    /// A cancellation as a row of a text table.
    func cells(of row: CancellationRow) -> [String] {
        [
            row.id.description, row.account.rawValue, row.orderNumber.rawValue,
            row.claimID.rawValue, row.state, phrases.word(for: row.status),
            phrases.reason(of: row),
            [row.productName, row.option].compactMap(\.self).joined(separator: " / "),
        ]
    }
}
