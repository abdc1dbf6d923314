public import ArgumentParser
import ConsoleModel
public import MatchingCore
import SyncInterfaces

/// `cancelsync cancellations`: the list of cancellations, newest first.
struct CancellationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancellations",
        abstract: "List cancellations with where they stand, why, and what they took."
    )

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Option(help: "Only those with this status: \(Status.choices).")
    var status: Status?

    @Option(help: "Only those of this account (id, name or alias).")
    var account: String?

    @Option(help: "Only those whose order number or claim begins so.")
    var find: String?

    @Option(
        name: .customLong("where"),
        help: "Only those that the filter wants, as in the console: status:held option~black."
    )
    var filter: String?

    @Option(help: "At most this many.")
    var limit: Int?

    func validate() throws { try ListPage.check(limit) }

    func run() async throws {
        try await options.reporting { workspace in
            let query = CancellationQuery(
                status: status,
                account: try account.map { try workspace.account(named: $0).id },
                filter: RowFilter(beginning: find)
                    .and(try workspace.filter(filter ?? "", of: .cancellations)),
                now: workspace.time.now(),
                limit: ListPage.size
            )
            var output = Output()
            var table = TextTable(
                [
                    ListColumn.number, .account, .orderNumber, .claimID, .state, .status, .reason,
                    .product,
                ].map(workspace.phrases.title)
            )
            var isEmpty = true
            try await workspace.pages(of: query, most: limit ?? .max, withRecords: json) { page in
                for (row, record) in page {
                    if json {
                        output.line(JSONWriter.line { $0.members(of: row, record: record) })
                    } else {
                        table.add(workspace.cells(of: row))
                    }
                }
                if !json && !page.isEmpty { output.lines(table.takeLines()) }
                isEmpty = isEmpty && page.isEmpty
            }
            try output.flush()
            if isEmpty && !json { Output.problem(workspace.phrases.emptyList) }
        }
    }
}

/// How lists are read.
enum ListPage {
    /// Rows of one read; a list of any length is printed in this much memory.
    static let size = 500

    /// Refuses a limit that lets nothing through.
    static func check(_ limit: Int?) throws {
        guard limit.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--limit takes a whole number above 0.")
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
            phrases.word(for: row.reason),
            [row.productName, row.option].compactMap(\.self).joined(separator: " / "),
        ]
    }
}
